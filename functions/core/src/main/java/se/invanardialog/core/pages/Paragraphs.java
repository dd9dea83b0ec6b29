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

  /** The beginning of a text on one line: cut between words, or inside one that never ends. */
  public static String beginning(String text, int longest) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= longest) {
      return line;
    }
    int space = line.lastIndexOf(' ', longest - 2);
    if (space > longest / 2) {
      return line.substring(0, space) + " …";
    }
    int cut = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return line.substring(0, cut) + "…";
  }

  private static String escaped(String text) {
    var output = new StringOutput();
    Escape.htmlContent(text, output);
    return output.toString();
  }
}
