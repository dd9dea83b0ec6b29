package se.invanardialog.panels.sendouts;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.invanardialog.panels.members.Cell;

/**
 * How finely those invited may be told apart: so that each group kept on an invitation is shared by
 * at least five. What is too fine loses the last variable, then the one before it, and so on.
 *
 * @param variables those kept at all, what is kept longest first
 * @param kept the groups; a member is in the finest of them that the member's own cell reaches by
 *     losing variables
 */
public record Coarsening(List<String> variables, Set<Cell> kept) {
  /** The fewest invited that share a group. */
  public static final int SMALLEST_GROUP = 5;

  /** The most groups of one survey; each has a tally. */
  public static final int MOST_CELLS = 2_000;

  private static final Comparator<Cell> IN_ORDER = Comparator.comparing(Cell::text);

  public Coarsening {
    variables = List.copyOf(variables);
    kept = Set.copyOf(kept);
  }

  /**
   * @param counts how many are to be invited in each cell
   * @param variables what is kept longest first
   */
  public static Coarsening of(Map<Cell, Long> counts, List<String> variables) {
    for (int first = variables.size(); ; first--) {
      var some = List.copyOf(variables.subList(0, first));
      var coarsening = new Coarsening(some, grouped(counts, some));
      if (coarsening.kept().size() <= MOST_CELLS) {
        return coarsening;
      }
    }
  }

  /** The group of a member; empty when the member's cell was not there when it was planned. */
  public Optional<Cell> of(Cell cell) {
    Cell at = restricted(cell, variables);
    while (!kept.contains(at)) {
      if (at.categories().isEmpty()) {
        return Optional.empty();
      }
      at = parent(at, variables);
    }
    return Optional.of(at);
  }

  private static Set<Cell> grouped(Map<Cell, Long> all, List<String> variables) {
    var counts = new TreeMap<Cell, Long>(IN_ORDER);
    all.forEach((cell, n) -> counts.merge(restricted(cell, variables), n, Long::sum));
    counts.values().removeIf(n -> n == 0);
    var sizes = new TreeMap<Cell, Long>(IN_ORDER);
    sizes.putAll(counts);
    for (int length = variables.size(); length > 0; length--) {
      lift(sizes, variables, length);
    }
    long rest = sizes.getOrDefault(Cell.ALL, 0L);
    while (rest > 0 && rest < SMALLEST_GROUP && sizes.size() > 1) {
      Cell smallest =
          sizes.entrySet().stream()
              .filter(one -> !one.getKey().equals(Cell.ALL))
              .min(Map.Entry.<Cell, Long>comparingByValue())
              .orElseThrow()
              .getKey();
      sizes.remove(smallest);
      var left = new Coarsening(variables, sizes.keySet());
      sizes.replaceAll((_, _) -> 0L);
      counts.forEach((cell, n) -> sizes.merge(left.of(cell).orElse(Cell.ALL), n, Long::sum));
      rest = sizes.getOrDefault(Cell.ALL, 0L);
    }
    return sizes.keySet();
  }

  /** Those too small whose last variable is this one lose it, and join those who never had it. */
  private static void lift(Map<Cell, Long> sizes, List<String> variables, int length) {
    String last = variables.get(length - 1);
    var small = new HashMap<Cell, Long>();
    sizes.forEach((cell, n) -> {
      if (n < SMALLEST_GROUP && lastOf(cell, variables).filter(last::equals).isPresent()) {
        small.put(cell, n);
      }
    });
    small.forEach((cell, n) -> {
      sizes.remove(cell);
      sizes.merge(cell.without(last), n, Long::sum);
    });
  }

  private static Optional<String> lastOf(Cell cell, List<String> variables) {
    return variables.reversed().stream()
        .filter(variable -> cell.of(variable).isPresent())
        .findFirst();
  }

  private static Cell parent(Cell cell, List<String> variables) {
    return lastOf(cell, variables).map(cell::without).orElse(Cell.ALL);
  }

  private static Cell restricted(Cell cell, List<String> variables) {
    var categories = new TreeMap<>(cell.categories());
    categories.keySet().retainAll(variables);
    return new Cell(categories);
  }
}
