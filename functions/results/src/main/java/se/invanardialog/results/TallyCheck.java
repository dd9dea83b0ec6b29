package se.invanardialog.results;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/** Compares tallies with what is counted anew, and puts them right as {@link Recount} does. */
final class TallyCheck {
  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  /** An update names only so many. */
  private static final int MOST_AT_ONCE = 50;

  private final Table table;
  private final Probes probes;
  private final Recount.Pause pause;

  TallyCheck(Table table, Probes probes, Recount.Pause pause) {
    this.table = table;
    this.probes = probes;
    this.pause = pause;
  }

  /** Both sides, each read anew when it is asked for. */
  interface Counts {
    Map<Key, Map<String, Long>> kept();

    Map<Key, Map<String, Long>> counted();

    /** Where what is counted lies. */
    List<String> partitions();
  }

  Recount.Verdict check(String subject, Counts counts) {
    var last = difference(counts.kept(), counts.counted());
    for (int read = 1; read < Recount.READS_ALIKE; read++) {
      if (last.isEmpty()) {
        return new Recount.Verdict.Equal();
      }
      pause.take(BETWEEN_READS);
      var now = difference(counts.kept(), counts.counted());
      if (!now.equals(last)) {
        return now.isEmpty() ? new Recount.Verdict.Equal() : new Recount.Verdict.Unsettled();
      }
    }
    return last.isEmpty() ? new Recount.Verdict.Equal() : repair(subject, counts, last);
  }

  private Recount.Verdict repair(
      String subject, Counts counts, Map<Key, Map<String, Long>> difference) {
    if (!probes.tallyHasCaughtUp(subject, counts.partitions())) {
      return new Recount.Verdict.Unsettled();
    }
    var kept = counts.kept();
    if (!difference(kept, counts.counted()).equals(difference)) {
      return new Recount.Verdict.Unsettled();
    }
    boolean done = true;
    for (var item : difference.entrySet()) {
      done &= add(item.getKey(), item.getValue(), kept.getOrDefault(item.getKey(), Map.of()));
    }
    Log.warn("tally-difference", "subject", subject, "repaired", done);
    return done ? new Recount.Verdict.Repaired() : new Recount.Verdict.Unsettled();
  }

  /** Each portion on condition that nothing has moved. */
  private boolean add(Key key, Map<String, Long> adds, Map<String, Long> asRead) {
    var names = List.copyOf(adds.keySet());
    boolean done = true;
    for (int from = 0; from < names.size(); from += MOST_AT_ONCE) {
      var portion = new TreeMap<String, Long>();
      var unchanged = new ArrayList<Condition>();
      for (String name : names.subList(from, Math.min(names.size(), from + MOST_AT_ONCE))) {
        portion.put(name, adds.getOrDefault(name, 0L));
        unchanged.add(
            asRead.containsKey(name)
                ? Condition.is(name, asRead.get(name))
                : Condition.absent(name));
      }
      done &=
          table
              .write(new Write.Update(key, Map.of(), portion, new Condition.AllOf(unchanged)))
              .done();
    }
    return done;
  }

  private static Map<Key, Map<String, Long>> difference(
      Map<Key, Map<String, Long>> kept, Map<Key, Map<String, Long>> counted) {
    return Change.of("", "", "", kept, counted, Optional.empty()).adds();
  }

  static Map<String, Long> numbers(Item item) {
    var numbers = new TreeMap<String, Long>();
    item.attributes()
        .forEach((name, value) -> {
          if (value.n() != null) {
            numbers.put(name, Long.parseLong(value.n()));
          }
        });
    return numbers;
  }

  static void add(Map<Key, Map<String, Long>> sums, Map<Key, Map<String, Long>> more) {
    more.forEach((key, counts) -> sums.merge(key, counts, Change::together));
  }
}
