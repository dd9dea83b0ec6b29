package se.invanardialog.panels.answers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was answered to one question; a skipped one has no value. */
public sealed interface Value {
  /**
   * Options by id: one, several, or all in the order of a ranking.
   *
   * @param other what was written beside {@code other}; empty when it was not chosen
   */
  record Chosen(List<String> options, String other) implements Value {
    public Chosen {
      options = List.copyOf(options);
    }
  }

  /** A scale's step or a number. */
  record Figure(long number) implements Value {}

  record Written(String text) implements Value {}

  /** An option for each answered row of a matrix, by the row's id. */
  record Grid(Map<String, String> byRow) implements Value {
    public Grid {
      byRow = Collections.unmodifiableMap(new LinkedHashMap<>(byRow));
    }
  }
}
