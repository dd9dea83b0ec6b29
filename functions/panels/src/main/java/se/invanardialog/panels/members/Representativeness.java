package se.invanardialog.panels.members;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How well a panel, those invited and those who answered mirror who lives here, group by group. For
 * a group with the share P of the population and n of the N members whose category is known:
 *
 * <ul>
 *   <li>index = (n / N) / P; 1 mirrors the population, under {@link #MISSING_UNDER} the group is
 *       missing;
 *   <li>needed = ⌈(P·N − n) / (1 − P)⌉, the least k for which (n + k) / (N + k) ≥ P: so many more
 *       of the group must join, if nobody else does, for it to have its share; 0 when it has.
 * </ul>
 *
 * Those who did not say are in no group and in no N. Of those who answered no combination is told
 * where one of them is small: its variables' own numbers would give it away.
 */
final class Representativeness {
  static final double MISSING_UNDER = 0.8;

  private Representativeness() {}

  /**
   * @param populationShare of all in this variable's margin; 0 to 1
   * @param asked empty when the panel alone is compared
   * @param index absent while the panel, or the group's population, is empty
   */
  record Group(
      String variable,
      String category,
      long population,
      double populationShare,
      long panel,
      double panelShare,
      Optional<Asked> asked,
      Optional<Double> index,
      long needed,
      boolean missing) {}

  /**
   * How many of a group one survey has reached.
   *
   * @param invited absent where the invitations no longer tell the variable, since it made groups
   *     that were too small
   * @param answered absent for the same reason, and where it is hidden as in the result
   */
  record Asked(Optional<Long> invited, Optional<Long> answered) {}

  /**
   * What is compared: how many in each cell.
   *
   * @param survey empty when the panel alone is compared
   */
  record Counts(Map<Cell, Long> panel, Optional<SurveyCounts> survey) {}

  /** How many of each cell were invited to one survey, and have answered it. */
  record SurveyCounts(Map<Cell, Long> invited, Map<Cell, Long> answered) {
    /** For each category of these variables. */
    private Function<Cell, Asked> of(Set<String> names, SmallGroups small) {
      var inviteds = sums(invited, names);
      var answereds = sums(answered, names);
      Set<String> hidden = small.of(List.copyOf(names));
      return cell ->
          new Asked(
              told(invited, inviteds, cell),
              hidden.isEmpty() || (names.size() == 1 && !hidden.contains(category(cell, names)))
                  ? told(answered, answereds, cell)
                  : Optional.empty());
    }
  }

  /** Each variable, or combination, that there are margins for; the categories in their order. */
  static List<Group> compare(List<Margin> margins, Counts counts) {
    var groups = new ArrayList<Group>();
    var small = new SmallGroups(counts.survey().map(SurveyCounts::answered).orElse(Map.of()));
    variables(margins)
        .forEach((variable, populations) -> {
          Set<String> names = new LinkedHashSet<>(List.of(variable.split(Margin.TIMES)));
          var panel = sums(counts.panel(), names);
          var asked = counts.survey().map(survey -> survey.of(names, small));
          long everybody = populations.values().stream().mapToLong(Long::longValue).sum();
          long known =
              populations.keySet().stream().mapToLong(cell -> panel.getOrDefault(cell, 0L)).sum();
          populations.forEach((cell, population) ->
              groups.add(
                  group(
                      variable,
                      cell,
                      population,
                      everybody,
                      panel.getOrDefault(cell, 0L),
                      known,
                      asked.map(of -> of.apply(cell)))));
        });
    return groups;
  }

  /** How many of a group; empty when there are some, and nothing is known of any. */
  private static Optional<Long> told(Map<Cell, Long> all, Map<Cell, Long> known, Cell cell) {
    return known.isEmpty() && !all.isEmpty()
        ? Optional.empty()
        : Optional.of(known.getOrDefault(cell, 0L));
  }

  private static String category(Cell cell, Collection<String> variables) {
    return variables.stream()
        .map(variable -> SmallGroups.category(cell, variable))
        .collect(Collectors.joining(Margin.TIMES));
  }

  private static Group group(
      String variable,
      Cell cell,
      long population,
      long everybody,
      long panel,
      long known,
      Optional<Asked> asked) {
    double share = everybody == 0 ? 0 : (double) population / everybody;
    double own = known == 0 ? 0 : (double) panel / known;
    Optional<Double> index = known == 0 || share == 0 ? Optional.empty() : Optional.of(own / share);
    return new Group(
        variable,
        category(cell, List.of(variable.split(Margin.TIMES))),
        population,
        share,
        panel,
        own,
        asked,
        index,
        needed(population, everybody, panel, known),
        index.map(value -> value < MISSING_UNDER).orElse(false));
  }

  /** In whole numbers, so that no rounding asks for one too many: P = population / everybody. */
  static long needed(long population, long everybody, long group, long known) {
    long rest = everybody - population;
    long lack =
        Math.subtractExact(
            Math.multiplyExact(population, known), Math.multiplyExact(group, everybody));
    return lack <= 0 || rest == 0 ? 0 : Math.ceilDiv(lack, rest);
  }

  /**
   * The margins by variable. Those of a combination count for each of its variables too, where
   * these have none of their own.
   */
  private static Map<String, Map<Cell, Long>> variables(List<Margin> margins) {
    var given = new LinkedHashMap<String, Map<Cell, Long>>();
    for (Margin margin : margins) {
      given
          .computeIfAbsent(margin.variable(), variable -> new LinkedHashMap<>())
          .merge(margin.cell(), margin.count(), Long::sum);
    }
    var all = new LinkedHashMap<String, Map<Cell, Long>>();
    given.forEach((variable, cells) -> {
      String[] names = variable.split(Margin.TIMES);
      for (String name : names) {
        if (names.length > 1 && !given.containsKey(name) && !all.containsKey(name)) {
          all.put(name, sums(cells, Set.of(name)));
        }
      }
    });
    all.putAll(given);
    return all;
  }

  /** How many there are in each combination of these variables; who lacks one is in none. */
  private static Map<Cell, Long> sums(Map<Cell, Long> cells, Set<String> names) {
    var sums = new HashMap<Cell, Long>();
    cells.forEach((cell, n) -> {
      if (cell.categories().keySet().containsAll(names)) {
        var kept = new TreeMap<>(cell.categories());
        kept.keySet().retainAll(names);
        sums.merge(new Cell(kept), n, Long::sum);
      }
    });
    var ordered = new LinkedHashMap<Cell, Long>();
    sums.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(java.util.Comparator.comparing(Cell::text)))
        .forEach(one -> ordered.put(one.getKey(), one.getValue()));
    return ordered;
  }
}
