package se.invanardialog.results;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.core.table.Item;

/**
 * What a signature counts for, as additions to its suggestion's row. The Tally and the recount both
 * ask here, so that they can't disagree about what counts.
 */
final class Counted {
  static final String SIGNATURES = "signatures";
  static final String AGAINST = "against";
  static final String IN = "in:";
  static final String ON = "on:";

  /** Longer names of districts are cut: they become names of attributes. */
  static final int LONGEST_DISTRICT = 80;

  private static final String ACTIVE = "active";

  private Counted() {}

  /**
   * @throws IllegalStateException when the item lacks what every signature has
   * @throws IllegalArgumentException when it is no signature that we know how to count
   */
  static Map<String, Long> of(Item signature) {
    boolean active =
        switch (signature.text("state")) {
          case ACTIVE -> true;
          case "withdrawn", "removed" -> false;
          default -> throw new IllegalArgumentException("Unknown state of a signature");
        };
    if (!active) {
      return Map.of();
    }
    return switch (signature.maybe("stance").orElse("for")) {
      case "against" -> Map.of(AGAINST, 1L);
      case "for" ->
          Map.of(
              SIGNATURES,
              1L,
              origin(signature.text("origin")),
              1L,
              IN + district(signature.maybe("district").orElse("")),
              1L,
              ON + LocalDate.parse(signature.text("day")),
              1L);
      default -> throw new IllegalArgumentException("Unknown stance of a signature");
    };
  }

  static Map<String, Long> of(Optional<Item> signature) {
    return signature.map(Counted::of).orElse(Map.of());
  }

  /** The tallies in a row. */
  static Map<String, Long> inRow(Item row) {
    var tallies = new TreeMap<String, Long>();
    row.attributes()
        .keySet()
        .forEach(name -> {
          if (isTally(name)) {
            tallies.put(name, row.number(name));
          }
        });
    return tallies;
  }

  /** What must be added to {@code from} to make {@code to}; nothing for what is equal. */
  static Map<String, Long> difference(Map<String, Long> from, Map<String, Long> to) {
    var difference = new LinkedHashMap<String, Long>();
    new TreeMap<>(to).forEach((name, amount) -> add(difference, name, amount));
    new TreeMap<>(from).forEach((name, amount) -> add(difference, name, -amount));
    return difference;
  }

  /** Adds, and forgets what becomes nothing. */
  static void add(Map<String, Long> sums, String name, long amount) {
    sums.merge(name, amount, (a, b) -> a + b == 0 ? null : a + b);
    sums.remove(name, 0L);
  }

  private static boolean isTally(String name) {
    return name.startsWith(IN)
        || name.startsWith(ON)
        || name.equals(SIGNATURES)
        || name.equals(AGAINST)
        || name.equals("online")
        || name.equals("paper");
  }

  private static String origin(String origin) {
    return switch (origin) {
      case "online", "paper" -> origin;
      default -> throw new IllegalArgumentException("Unknown origin of a signature");
    };
  }

  private static String district(String name) {
    String plain = name.replaceAll("\\p{C}", "").strip();
    return plain.codePointCount(0, plain.length()) <= LONGEST_DISTRICT
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_DISTRICT));
  }
}
