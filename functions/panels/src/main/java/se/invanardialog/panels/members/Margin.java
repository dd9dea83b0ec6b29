package se.invanardialog.panels.members;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many live in the panel's area in one category, or in one combination of categories.
 *
 * @param variable as {@link Trait#variable}, or several joined by ×: {@code ageGroup×sex}
 * @param category of it, or of each of them, joined the same way: {@code 16-29×woman}
 */
public record Margin(String variable, String category, long count) {
  /** Joins the variables, and the categories, of a joint margin. */
  public static final String TIMES = "×";

  public List<String> variables() {
    return List.of(variable.split(TIMES));
  }

  public List<String> categories() {
    return List.of(category.split(TIMES));
  }

  /** The cell that it counts. */
  public Cell cell() {
    var cell = new TreeMap<String, String>();
    for (int at = 0; at < variables().size(); at++) {
      cell.put(variables().get(at), categories().get(at));
    }
    return new Cell(cell);
  }

  static Margin of(Map<String, String> categories, long count) {
    var sorted = new TreeMap<>(categories);
    return new Margin(
        String.join(TIMES, sorted.keySet()), String.join(TIMES, sorted.values()), count);
  }
}
