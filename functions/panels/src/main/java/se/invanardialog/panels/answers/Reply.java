package se.invanardialog.panels.answers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import se.invanardialog.panels.members.Cell;

/**
 * A filled-in survey, nobody's. The table holds it sealed, under an id that only the holder of the
 * link's code, or the key, can work out.
 *
 * @param values by question id
 * @param cell where its writer is among the groups, no finer than five invited share
 */
public record Reply(
    String survey, String id, Map<String, Value> values, Mode mode, Cell cell, boolean active) {
  public Reply {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** How it came in. */
  public enum Mode {
    WEB,
    SMS,
    PAPER;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
