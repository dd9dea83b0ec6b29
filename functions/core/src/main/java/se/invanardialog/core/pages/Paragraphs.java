package se.invanardialog.core.pages;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Residents' plain text as paragraphs. Nothing in it is markup, and each paragraph takes its own
 * direction, so that a sign that turns the text around turns only itself.
 */
public final class Paragraphs {
  private Paragraphs() {}

  /** A paragraph for each part between empty lines; single line breaks are kept. */
  public static Content of(String text) {
    return Templates.content(
        Arrays.stream(text.strip().split("\\R[ \\t]*\\R\\s*"))
            .filter(paragraph -> !paragraph.isBlank())
            .map(paragraph ->
                "<p dir=\"auto\">" + escaped(paragraph.strip()).replaceAll("\\R", "<br>") + "</p>")
            .collect(Collectors.joining("\n")));
  }

  /** A name or a title inside a sentence of ours. */
  public static Content inline(String text) {
    return Templates.content("<bdi>" + escaped(text) + "</bdi>");
  }

  /** The beginning of a text, cut between words, on one line. */
  public static String beginning(String text, int longest) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= longest) {
      return line;
    }
    int space = line.lastIndexOf(' ', longest - 1);
    int cut = space > longest / 2 ? space : longest - 1;
    if (Character.isHighSurrogate(line.charAt(cut - 1))) {
      cut--;
    }
    return line.substring(0, cut) + "…";
  }

  private static String escaped(String text) {
    var output = new StringOutput();
    Escape.htmlContent(text, output);
    return output.toString();
  }
}
