package se.invanardialog.suggestions;

import java.util.List;
import java.util.Map;
import se.invanardialog.core.identity.Links;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.MailFrame.Part;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** The letters to a suggestion's author. */
final class Letters {
  private final Site site;
  private final Links links;

  Letters(Site site, Links links) {
    this.site = site;
    this.links = links;
  }

  Letter confirm(Suggestion.Base base) {
    return confirm(base, "confirm-" + base.id());
  }

  /** The same letter, as another one to the queue. */
  Letter confirmAgain(Suggestion.Base base, String mark) {
    return confirm(base, "confirm-" + base.id() + "-" + mark);
  }

  private Letter confirm(Suggestion.Base base, String key) {
    return letter(
        base,
        key,
        "mail.confirm",
        List.of(),
        "/confirm/" + links.token("confirm", "suggestion", base.id(), "", ""));
  }

  Letter received(Suggestion.Base base, int days) {
    return letter(
        base,
        "received-" + base.id() + "-" + base.version(),
        "mail.received",
        List.of(Integer.toString(days)),
        followPath(base.id()));
  }

  Letter published(Suggestion.Base base) {
    return letter(
        base, "published-" + base.id(), "mail.published", List.of(), "/suggestions/" + base.id());
  }

  Letter refused(Suggestion.Base base, Suggestion.Refusal refusal, Words words) {
    return letter(
        base,
        "refused-" + base.id() + "-" + base.version(),
        base.resubmitted() ? "mail.refused-again" : "mail.refused",
        List.of(words.get(refusal.reason().textKey()), refusal.note()),
        followPath(base.id()));
  }

  Letter change(Suggestion.Base base, String note) {
    return letter(
        base,
        "change-" + base.id() + "-" + base.version(),
        "mail.change",
        List.of(note),
        followPath(base.id()));
  }

  String followPath(String id) {
    return "/follow/" + links.token("follow", id);
  }

  /** Which suggestion a follow link is for. */
  java.util.Optional<String> followed(String token) {
    return links.read("follow", token, 1).map(parts -> parts[0]);
  }

  /** The letter of a kind: its catalogue keys begin with the kind; empty values are left out. */
  private Letter letter(
      Suggestion.Base base, String key, String kind, List<String> values, String path) {
    Language language = Language.orDefault(base.content().language());
    Words words = site.words(language);
    var town = site.town();
    var parts = new java.util.ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get("mail.hello-name", base.author().shown())));
    parts.add(new Part.Paragraph(words.get(kind + ".lead")));
    parts.add(new Part.Quote(base.content().title()));
    for (int at = 0; at < values.size(); at++) {
      if (!values.get(at).isBlank()) {
        parts.add(new Part.Paragraph(words.get(kind + "." + at, values.get(at))));
      }
    }
    parts.add(
        new Part.Button(
            words.get(kind + ".button"), site.absolute(new Hrefs(language).to(path, Map.of()))));
    parts.add(new Part.Paragraph(words.get(kind + ".then")));
    var frame =
        new MailFrame(
            words.get(kind + ".subject"),
            words.get(kind + ".lead"),
            words.get(kind + ".subject"),
            parts,
            List.of(words.get("mail.why")));
    var twins = frame.render(town, words);
    return new Letter(key, base.author().email(), frame.subject(), twins.html(), twins.text(), "");
  }
}
