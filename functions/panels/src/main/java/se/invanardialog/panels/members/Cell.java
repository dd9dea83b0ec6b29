package se.invanardialog.panels.members;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A combination of categories, such as women of 16–29 in Norrby: what answers are tallied by. A
 * variable that is not said, or too fine to be kept, is left out.
 *
 * @param categories by variable ({@link Trait#variable}), sorted
 */
public record Cell(Map<String, String> categories) {
  /** Of those about whom nothing is kept. */
  public static final Cell ALL = new Cell(Map.of());

  /** Answers by an open link, never mixed with the panel's. */
  public static final Cell OPEN = new Cell(Map.of("channel", "open"));

  public Cell {
    categories = Collections.unmodifiableMap(new TreeMap<>(categories));
  }

  public Optional<String> of(String variable) {
    return Optional.ofNullable(categories.get(variable));
  }

  public Cell without(String variable) {
    var fewer = new TreeMap<>(categories);
    fewer.remove(variable);
    return new Cell(fewer);
  }

  /** Such as {@code ageGroup=16-29|sex=woman}; the key of its tally. */
  public String text() {
    return categories.isEmpty()
        ? "-"
        : categories.entrySet().stream()
            .map(one -> escaped(one.getKey()) + "=" + escaped(one.getValue()))
            .collect(Collectors.joining("|"));
  }

  /**
   * @throws IllegalArgumentException when it is no cell's text
   */
  public static Cell parse(String text) {
    if (text.equals("-")) {
      return ALL;
    }
    var categories = new TreeMap<String, String>();
    for (String part : text.split("\\|")) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException("Not a cell");
      }
      categories.put(plain(sides[0]), plain(sides[1]));
    }
    return new Cell(categories);
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("|", "%7C").replace("=", "%3D");
  }

  private static String plain(String text) {
    return text.replace("%3D", "=").replace("%7C", "|").replace("%25", "%");
  }
}
