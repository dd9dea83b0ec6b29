package se.invanardialog.results.figures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.members.Cell;

/**
 * What the answers of one cell come to, by the names in {@link
 * se.invanardialog.results.AnswerCounts}.
 */
public record Tally(Cell cell, Map<String, Long> counts) {
  public Tally {
    counts = Map.copyOf(counts);
  }

  public long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** All cells of a survey: as many whether a thousand have answered or a million. */
  static List<Tally> all(Table table, String survey) {
    return table.all(Query.partition(Keys.answerTallies(survey))).stream()
        .map(Tally::read)
        .filter(tally -> tally.of(se.invanardialog.results.AnswerCounts.N) > 0)
        .toList();
  }

  private static Tally read(Item item) {
    var counts = new TreeMap<String, Long>();
    item.attributes()
        .forEach((name, value) -> {
          if (value.n() != null) {
            counts.put(name, Long.parseLong(value.n()));
          }
        });
    return new Tally(Cell.parse(item.key().sort()), counts);
  }
}
