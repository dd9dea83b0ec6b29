package se.invanardialog.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.MailFrame.Part;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.signatures.Signature;
import se.invanardialog.signatures.SigningLinks;
import se.invanardialog.suggestions.Answer;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;

/** The letters that tell the author and the signers what a board has answered, or done since. */
final class MailingLetters {
  /** A whole answer may be long; a letter carries its beginning, so that ten fit in a batch. */
  static final int LONGEST_EXCERPT = 1_200;

  private final Site site;
  private final SigningLinks links;

  MailingLetters(Site site, SigningLinks links) {
    this.site = site;
    this.links = links;
  }

  /** Who reads it. */
  private record Reader(String key, String to, String name, Words words, String role) {}

  /** Empty when the author did not ask to be told, or has been erased. */
  Optional<Letter> toAuthor(Item mailing, Suggestions.Whole whole) {
    Suggestion.Base base = whole.suggestion().base();
    Suggestion.Author author = base.author();
    if (!author.informed() || author.email().isEmpty()) {
      return Optional.empty();
    }
    var reader =
        new Reader(
            key(mailing, author.person(), 1),
            author.email(),
            author.shown(),
            site.words(Language.orDefault(base.content().language())),
            "author");
    return Optional.of(letter(mailing, whole, reader, ""));
  }

  /** Empty when the signer has no address. */
  Optional<Letter> toSigner(Item mailing, Suggestions.Whole whole, Signature signature) {
    Signature.Given given = signature.given();
    Signature.Signer signer = given.signer();
    if (signer.email().isEmpty()) {
      return Optional.empty();
    }
    Language language = Language.orDefault(signer.language());
    String leave = site.absolute(new Hrefs(language).to(links.withdrawPath(signature), Map.of()));
    var reader =
        new Reader(
            key(mailing, given.person(), given.slot()),
            signer.email(),
            signer.name(),
            site.words(language),
            "signer");
    return Optional.of(letter(mailing, whole, reader, leave));
  }

  /** An author who has signed too is one person, and gets one letter. */
  private static String key(Item mailing, String person, int slot) {
    return mailing.text("id") + "#" + person + "#" + slot;
  }

  private Letter letter(Item mailing, Suggestions.Whole whole, Reader reader, String leave) {
    Words words = reader.words();
    String kind = "mailing." + mailing.text("kind");
    String board = whole.answer().map(Answer::board).orElse(whole.row().board());
    String page =
        site.absolute(new Hrefs(words.language()).to("/suggestions/" + whole.row().id(), Map.of()));
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get("mail.hello-name", reader.name())));
    parts.add(new Part.Paragraph(words.get(kind + "." + reader.role(), board)));
    parts.add(new Part.Quote(whole.suggestion().base().content().title()));
    mailing
        .maybe("decision")
        .ifPresent(decision ->
            parts.add(
                new Part.Paragraph(
                    words.get("mailing.decision", words.get("decision." + decision)))));
    parts.add(new Part.Paragraph(Paragraphs.beginning(mailing.text("text"), LONGEST_EXCERPT)));
    parts.add(new Part.Button(words.get(kind + ".button"), page));
    if (!leave.isEmpty()) {
      parts.add(new Part.Link(words.get("mailing.leave"), leave));
    }
    var frame =
        new MailFrame(
            words.get(kind + ".subject", board),
            words.get(kind + "." + reader.role(), board),
            words.get(kind + ".subject", board),
            parts,
            List.of(
                words.get("mailing.number", whole.row().number()),
                words.get("mailing.why." + reader.role())));
    MailFrame.Twins twins = frame.render(site.town(), words);
    return new Letter(
        reader.key(), reader.to(), frame.subject(), twins.html(), twins.text(), leave);
  }
}
