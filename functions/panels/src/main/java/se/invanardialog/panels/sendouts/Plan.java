package se.invanardialog.panels.sendouts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.members.Cell;

/**
 * Whom a survey asks, decided when it opens: written with the opening, so that each shard's
 * send-out can go on by itself, and again, and means the same.
 *
 * @param members how many it is meant for
 * @param strata of a sample: how many members each stratum had, and places it got
 * @param chosen of a sample: the members drawn; absent when all who are wanted are asked
 */
public record Plan(
    Coarsening coarsening, long members, List<Stratum> strata, Optional<Set<String>> chosen) {
  private static final String GAP = "\t";

  public Plan {
    strata = List.copyOf(strata);
    chosen = chosen.map(Set::copyOf);
  }

  /** A stratum of the draw. */
  public record Stratum(Cell cell, long members, int places) {
    static List<Stratum> of(Map<Cell, Long> members, Map<Cell, Integer> places) {
      return members.entrySet().stream()
          .map(one ->
              new Stratum(one.getKey(), one.getValue(), places.getOrDefault(one.getKey(), 0)))
          .sorted(Comparator.comparing(stratum -> stratum.cell().text()))
          .toList();
    }
  }

  /** Belong in the transaction of the opening. */
  List<Write> writes(String survey) {
    var writes = new ArrayList<Write>();
    writes.add(
        Write.put(
            Item.at(Keys.surveyPlan(survey))
                .with("variables", coarsening.variables())
                .with("cells", coarsening.kept().stream().map(Cell::text).sorted().toList())
                .with("members", members)
                .with("sampled", chosen.isPresent())
                .with(
                    "strata",
                    strata.stream()
                        .map(one -> one.members() + GAP + one.places() + GAP + one.cell().text())
                        .toList())));
    chosen.ifPresent(ids -> {
      var byShard = ids.stream().collect(Collectors.groupingBy(Keys::memberShard));
      byShard.forEach((shard, some) ->
          writes.add(
              Write.put(
                  Item.at(Keys.surveyChosen(survey, shard))
                      .with("members", some.stream().sorted().toList()))));
    });
    return writes;
  }

  /** The part of the plan that one shard's send-out needs. */
  static Optional<Plan> read(Table table, String survey, int shard) {
    return table
        .getConsistently(Keys.surveyPlan(survey))
        .map(item ->
            new Plan(
                coarsening(item),
                item.number("members"),
                item.texts("strata").stream().map(Plan::stratum).toList(),
                item.flag("sampled")
                    ? Optional.of(chosen(table, survey, shard))
                    : Optional.empty()));
  }

  /** With everybody drawn. */
  public static Optional<Plan> read(Table table, String survey) {
    return read(table, survey, 0)
        .map(plan ->
            new Plan(
                plan.coarsening(),
                plan.members(),
                plan.strata(),
                plan.chosen()
                    .map(_ ->
                        IntStream.range(0, Keys.MEMBER_SHARDS)
                            .mapToObj(shard -> chosen(table, survey, shard))
                            .flatMap(Set::stream)
                            .collect(Collectors.toSet()))));
  }

  private static Coarsening coarsening(Item item) {
    return new Coarsening(
        item.texts("variables"),
        item.texts("cells").stream().map(Cell::parse).collect(Collectors.toSet()));
  }

  private static Stratum stratum(String line) {
    String[] parts = line.split(GAP, -1);
    return new Stratum(Cell.parse(parts[2]), Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
  }

  private static Set<String> chosen(Table table, String survey, int shard) {
    return table
        .getConsistently(Keys.surveyChosen(survey, shard))
        .map(item -> (Set<String>) new HashSet<>(item.texts("members")))
        .orElse(Set.of());
  }

  boolean includes(String member) {
    return chosen.map(ids -> ids.contains(member)).orElse(true);
  }
}
