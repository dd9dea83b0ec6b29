package se.invanardialog.results;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * Counts a suggestion's signatures one by one and compares with its tallies.
 *
 * <p>While people sign, the tallies are a moment behind, which is no difference. So a difference
 * has to stay the same over three reads, and then the stream has to be seen empty: marks are put on
 * signatures, and when the Tally has met them it has counted all that came before. Only then is the
 * difference added. Otherwise what still waits in the stream would be counted a second time.
 */
final class Recount {
  /** A way to let time pass. */
  interface Pause {
    void take(Duration time);
  }

  /** What came of comparing. */
  sealed interface Verdict {
    record Equal() implements Verdict {}

    record Repaired() implements Verdict {}

    /** It is signed all the time, or the Tally has not caught up; another night will tell. */
    record Unsettled() implements Verdict {}

    /** It has a signature that can't be read. */
    record Uncountable() implements Verdict {}
  }

  static final int READS_ALIKE = 3;
  private static final int MOST_READS = 10;
  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  private final Table table;
  private final Pause pause;
  private final Probes probes;
  private final Thresholds thresholds;

  Recount(Table table, InstantSource time, Pause pause) {
    this.table = table;
    this.pause = pause;
    this.probes = new Probes(table, time, pause);
    this.thresholds = new Thresholds(table, time);
  }

  /**
   * @param visitor is shown each signature once, from several threads
   */
  Verdict check(String suggestion, Consumer<Item> visitor) {
    Verdict verdict = compare(suggestion, visitor);
    thresholds.settle(suggestion);
    return verdict;
  }

  private Verdict compare(String suggestion, Consumer<Item> visitor) {
    Map<String, Long> last = difference(suggestion, visitor);
    for (int reads = 1, alike = 1; !last.isEmpty(); reads++) {
      if (alike == READS_ALIKE) {
        return repair(suggestion, last);
      }
      if (reads == MOST_READS) {
        return new Verdict.Unsettled();
      }
      pause.take(BETWEEN_READS);
      Map<String, Long> now = difference(suggestion, signature -> {});
      alike = now.equals(last) ? alike + 1 : 1;
      last = now;
    }
    return new Verdict.Equal();
  }

  private Verdict repair(String suggestion, Map<String, Long> difference) {
    if (!tallyHasCaughtUp(suggestion)) {
      Log.warn("recount-tally-behind", "suggestion", suggestion);
      return new Verdict.Unsettled();
    }
    Optional<Item> row = table.getConsistently(Keys.row(suggestion));
    if (row.isEmpty()) {
      return new Verdict.Unsettled();
    }
    var asRead = Counted.inRow(row.get());
    if (!Counted.difference(asRead, signatures(suggestion, signature -> {})).equals(difference)) {
      return new Verdict.Unsettled();
    }
    var unchanged = new ArrayList<Condition>(List.of(Condition.existing()));
    difference
        .keySet()
        .forEach(name ->
            unchanged.add(
                asRead.containsKey(name)
                    ? Condition.is(name, asRead.get(name))
                    : Condition.absent(name)));
    boolean repaired =
        table
            .write(
                new Write.Update(
                    Keys.row(suggestion), Map.of(), difference, new Condition.AllOf(unchanged)))
            .done();
    Log.warn(
        "recount-difference",
        "suggestion",
        suggestion,
        "difference",
        difference.getOrDefault(Counted.SIGNATURES, 0L),
        "repaired",
        repaired);
    return repaired ? new Verdict.Repaired() : new Verdict.Unsettled();
  }

  private boolean tallyHasCaughtUp(String suggestion) {
    return probes.tallyHasCaughtUp(
        suggestion,
        IntStream.range(0, Keys.SIGNATURE_SHARDS)
            .mapToObj(shard -> Keys.signatures(suggestion, shard))
            .toList());
  }

  private Map<String, Long> difference(String suggestion, Consumer<Item> visitor) {
    var counted = signatures(suggestion, visitor);
    return table
        .getConsistently(Keys.row(suggestion))
        .map(row -> Counted.difference(Counted.inRow(row), counted))
        .orElse(Map.of());
  }

  private Map<String, Long> signatures(String suggestion, Consumer<Item> visitor) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var shards =
          IntStream.range(0, Keys.SIGNATURE_SHARDS)
              .mapToObj(
                  shard -> threads.submit(() -> shard(Keys.signatures(suggestion, shard), visitor)))
              .toList();
      var sums = new TreeMap<String, Long>();
      for (var shard : shards) {
        shard.get().forEach((name, amount) -> Counted.add(sums, name, amount));
      }
      return sums;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while counting", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Could not count", failed.getCause());
    }
  }

  private Map<String, Long> shard(String partition, Consumer<Item> visitor) {
    var sums = new TreeMap<String, Long>();
    table.each(
        Query.partition(partition).consistently(),
        signature -> {
          Counted.of(signature).forEach((name, amount) -> Counted.add(sums, name, amount));
          visitor.accept(signature);
        });
    return sums;
  }
}
