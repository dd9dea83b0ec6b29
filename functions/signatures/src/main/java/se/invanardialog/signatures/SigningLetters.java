package se.invanardialog.signatures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.MailFrame.Part;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Row;

/** The letters that answer somebody who asked to sign. */
final class SigningLetters {
  private final Site site;
  private final SigningLinks links;

  SigningLetters(Site site, SigningLinks links) {
    this.site = site;
    this.links = links;
  }

  Letter confirm(Row row, Pending pending) {
    Words words = words(pending);
    String lastDay = words.date(pending.createdAt().plus(Pending.VALID).minusSeconds(1));
    String url = url(words, "/confirm/" + links.confirm(pending));
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get("mail.hello-name", pending.signer().name())));
    boolean against = pending.signer().stance().equals(Signature.AGAINST);
    parts.add(
        new Part.Paragraph(
            words.get(against ? "confirm-mail.wants-against" : "confirm-mail.wants")));
    parts.add(new Part.Quote(row.title()));
    parts.add(new Part.Button(words.get("confirm-mail.button"), url));
    parts.add(new Part.Paragraph(words.get("confirm-mail.until", lastDay)));
    parts.add(new Part.Paragraph(words.get("confirm-mail.not-you")));
    parts.add(
        new Part.Link(words.get("already-mail.withdraw"), url(words, links.withdrawPath(pending))));
    var frame =
        new MailFrame(
            words.get("confirm-mail.subject"),
            words.get("confirm-mail.preheader", lastDay),
            words.get("confirm-mail.heading"),
            parts,
            small(row, words));
    return letter("confirm", pending, frame, words);
  }

  /** Says so to the address alone, and how to take it back. */
  Letter alreadySigned(Row row, Signature.Active signed, Pending pending) {
    Words words = words(pending);
    String url = url(words, links.withdrawPath(signed));
    List<Part> parts =
        List.of(
            new Part.Paragraph(words.get("mail.hello")),
            new Part.Paragraph(
                words.get(
                    "already-mail.signed",
                    signed.given().signer().name(),
                    words.date(signed.given().at()))),
            new Part.Quote(row.title()),
            new Part.Paragraph(words.get("already-mail.nothing")),
            new Part.Link(words.get("already-mail.withdraw"), url));
    var frame =
        new MailFrame(
            words.get("already-mail.subject"),
            words.get("already-mail.preheader"),
            words.get("already-mail.heading"),
            parts,
            small(row, words));
    return letter("already", pending, frame, words);
  }

  private static List<String> small(Row row, Words words) {
    return List.of(words.get("sign.number", row.number()), words.get("confirm-mail.why"));
  }

  private Letter letter(String kind, Pending pending, MailFrame frame, Words words) {
    MailFrame.Twins twins = frame.render(site.town(), words);
    return new Letter(
        String.join("#", kind, pending.suggestion(), pending.person(), pending.id()),
        pending.signer().email(),
        frame.subject(),
        twins.html(),
        twins.text(),
        "");
  }

  private String url(Words words, String path) {
    return site.absolute(new Hrefs(words.language()).to(path, Map.of()));
  }

  private Words words(Pending pending) {
    return site.words(Language.orDefault(pending.signer().language()));
  }
}
