package se.invanardialog.panels.surveys;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Earlier answers in later texts: {@code Du svarade {q1}. Varför?} */
public final class Markers {
  private static final Pattern MARKER = Pattern.compile("\\{([A-Za-z0-9_-]{1,40})}");

  private Markers() {}

  /** The questions that a text speaks of. */
  public static Set<String> in(String text) {
    var questions = new LinkedHashSet<String>();
    MARKER.matcher(text).results().forEach(found -> questions.add(found.group(1)));
    return questions;
  }

  /** The text with what was answered to each question in its place. */
  public static String fill(String text, UnaryOperator<String> answer) {
    return MARKER
        .matcher(text)
        .replaceAll(
            found -> java.util.regex.Matcher.quoteReplacement(answer.apply(found.group(1))));
  }
}
