package se.invanardialog.core.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/**
 * A mail on the municipality's paper, as HTML and as its text twin, which says the same.
 *
 * @param preheader what the list of mails shows beside the subject
 * @param small the lines at the foot: which suggestion, why this mail came
 */
public record MailFrame(
    String subject, String preheader, String heading, List<Part> parts, List<String> small) {
  private static final Templates TEMPLATES = new Templates("core");
  private static final int LINE = 64;
  private static final int QUOTED_LINE = 56;

  public MailFrame {
    parts = List.copyOf(parts);
    small = List.copyOf(small);
  }

  /** A part of the letter, in reading order. */
  public sealed interface Part {
    /** What the municipality says. */
    record Paragraph(String text) implements Part {}

    /** What a resident wrote; empty lines part its paragraphs. */
    record Quote(String text) implements Part {}

    /** The one thing to do. The address stands in full at the foot too. */
    record Button(String label, String url) implements Part {}

    /** A further way, that is not the thing to do. */
    record Link(String label, String url) implements Part {}
  }

  /** The two twins. */
  public record Twins(String html, String text) {}

  public Twins render(TownLook town, Words words) {
    Map<String, Object> model = Map.of("mail", this, "town", town, "words", words);
    return new Twins(Templates.html(TEMPLATES.render("mail/mail.jte", model)), text(town, words));
  }

  /** The address of the button, when there is one. */
  public Optional<String> buttonUrl() {
    return parts.stream()
        .filter(Part.Button.class::isInstance)
        .map(part -> ((Part.Button) part).url())
        .findFirst();
  }

  private String text(TownLook town, Words words) {
    var blocks = new ArrayList<String>();
    blocks.add(wrapped(heading, LINE, ""));
    for (Part part : parts) {
      blocks.add(
          switch (part) {
            case Part.Paragraph(String text) -> wrapped(text, LINE, "");
            case Part.Quote(String text) -> wrapped(text, QUOTED_LINE, "    ");
            case Part.Button(String label, String url) ->
                wrapped(label + ":", LINE, "") + "\n" + url;
            case Part.Link(String label, String url) -> wrapped(label + ":", LINE, "") + "\n" + url;
          });
    }
    var foot = new ArrayList<String>();
    foot.add("--");
    foot.add(words.get("mail.footer", town.name(), town.service(words)));
    small.forEach(line -> foot.add(wrapped(line, LINE, "")));
    foot.add(wrapped(words.get("mail.questions", town.phone()), LINE, ""));
    blocks.add(String.join("\n", foot));
    return String.join("\n\n", blocks) + "\n";
  }

  /** Lines end between words, and never inside an address. */
  static String wrapped(String text, int longest, String margin) {
    var all = new StringBuilder();
    for (String line : text.replace("\u00ad", "").strip().split("\\R", -1)) {
      if (!all.isEmpty()) {
        all.append('\n');
      }
      int column = 0;
      for (String word : line.strip().split("[ \\t]+", -1)) {
        if (column > 0 && column + 1 + word.length() > longest) {
          all.append('\n');
          column = 0;
        }
        all.append(column == 0 ? margin : " ").append(word);
        column += word.length() + (column == 0 ? 0 : 1);
      }
    }
    return all.toString().stripTrailing();
  }
}
