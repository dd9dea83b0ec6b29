package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Adds each change of what is counted to its tallies exactly once, however often, in whatever order
 * and in whatever company it is delivered: a transaction holds a {@link Mark} for every record,
 * which may not be there yet, and the additions. When some are there, the whole is refused, and the
 * rest is tried without them.
 */
final class Tallying {
  /** Records of one transaction. */
  static final int MOST_RECORDS = 200;

  /** Marks put on one item at once: the store takes an expression of 4 kB. */
  static final int MOST_MARKS_ON_ONE = 60;

  /** An update names so many attributes at most: the store takes an expression of 4 kB. */
  static final int MOST_SUMS = 200;

  /** Longer than a record can come again: a day in the stream and 14 in the dead-letter queue. */
  static final Duration MARKERS_KEPT = Duration.ofDays(30);

  private final Table table;
  private final InstantSource time;
  private final Thresholds thresholds;

  Tallying(Table table, InstantSource time) {
    this.table = table;
    this.time = time;
    this.thresholds = new Thresholds(table, time);
  }

  /**
   * Counts what was not counted before, then settles the thresholds of every suggestion that was
   * named, also by records counted before: whoever counted them may have died in between.
   *
   * @return those that could not be counted or settled and must come again
   */
  Set<Change> count(Collection<Change> delivered) {
    var changes = new LinkedHashMap<String, Change>();
    delivered.forEach(change -> changes.putIfAbsent(change.eventId(), change));
    var failed = new LinkedHashSet<Change>();
    for (var chunk : chunks(changes.values())) {
      failed.addAll(countOrIsolate(chunk));
    }
    var bySuggestion =
        changes.values().stream()
            .filter(change -> change.counts() && change.suggestion().isPresent())
            .collect(Collectors.groupingBy(Change::subject));
    bySuggestion.forEach((suggestion, its) -> {
      try {
        thresholds.settle(suggestion);
      } catch (RuntimeException fault) {
        Log.error("threshold-not-settled", fault, "suggestion", suggestion);
        failed.addAll(its);
      }
    });
    markProbes(changes.values(), failed);
    return failed;
  }

  private static List<List<Change>> chunks(Collection<Change> changes) {
    var chunks = new ArrayList<List<Change>>();
    var chunk = new ArrayList<Change>();
    var sums = new HashMap<Key, Set<String>>();
    var marks = new HashMap<Key, Integer>();
    for (Change change : changes) {
      if (!change.counts()) {
        continue;
      }
      if (!chunk.isEmpty() && !fits(change, chunk.size(), marks, sums)) {
        chunks.add(List.copyOf(chunk));
        chunk.clear();
        sums.clear();
        marks.clear();
      }
      chunk.add(change);
      marks.merge(change.mark().item(), 1, Integer::sum);
      change
          .adds()
          .forEach((key, adds) ->
              sums.computeIfAbsent(key, its -> new HashSet<>()).addAll(adds.keySet()));
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private static boolean fits(
      Change change, int records, Map<Key, Integer> marks, Map<Key, Set<String>> sums) {
    long more = change.adds().keySet().stream().filter(key -> !sums.containsKey(key)).count();
    int onItsItem = marks.getOrDefault(change.mark().item(), 0);
    int items = marks.size() + (onItsItem == 0 ? 1 : 0);
    return records < MOST_RECORDS
        && onItsItem < MOST_MARKS_ON_ONE
        && items + sums.size() + more <= Table.MOST_WRITES_AT_ONCE
        && change.adds().entrySet().stream()
            .allMatch(adds -> {
              var all = new HashSet<>(sums.getOrDefault(adds.getKey(), Set.of()));
              all.addAll(adds.getValue().keySet());
              return all.size() <= MOST_SUMS;
            });
  }

  /** One whose tallies can't be written must not hold up the others. */
  private List<Change> countOrIsolate(List<Change> chunk) {
    var bySubject =
        chunk.stream()
            .collect(
                Collectors.groupingBy(Change::subject, LinkedHashMap::new, Collectors.toList()));
    try {
      countOnce(chunk);
      return List.of();
    } catch (RuntimeException fault) {
      Log.error("tally-failed", fault, "records", chunk.size(), "rows", bySubject.size());
      return bySubject.size() == 1 || passing(fault)
          ? chunk
          : bySubject.values().stream().flatMap(alone -> countOrIsolate(alone).stream()).toList();
    }
  }

  private void countOnce(List<Change> chunk) {
    var left = chunk;
    while (!left.isEmpty()) {
      var marks =
          left.stream()
              .map(Change::mark)
              .collect(Collectors.groupingBy(Mark::item, LinkedHashMap::new, Collectors.toList()));
      var sums = sums(left);
      left =
          switch (table.write(writes(left, marks, sums))) {
            case Write.Result.Done() -> List.of();
            case Write.Result.Refused refused ->
                without(
                    left,
                    List.copyOf(marks.keySet()),
                    List.copyOf(sums.keySet()),
                    refused.failed());
          };
    }
  }

  /** Those that were neither counted before nor add to a row that is gone. */
  private static List<Change> without(
      List<Change> tried, List<Key> marks, List<Key> sums, Map<Integer, Optional<Item>> failed) {
    var seen = new HashMap<Key, Item>();
    var gone = new HashSet<Key>();
    failed.forEach((place, stored) -> {
      if (place < marks.size()) {
        stored.ifPresent(item -> seen.put(marks.get(place), item));
      } else {
        gone.add(sums.get(place - marks.size()));
      }
    });
    gone.forEach(key -> Log.warn("tally-without-row", "row", key.partition()));
    var left =
        tried.stream()
            .filter(change -> {
              @Nullable Item counted = seen.get(change.mark().item());
              return (counted == null || !change.mark().isIn(counted))
                  && change.adds().keySet().stream().noneMatch(gone::contains);
            })
            .toList();
    if (left.size() == tried.size()) {
      throw new IllegalStateException("Refused without a reason");
    }
    return left;
  }

  private List<Write> writes(
      List<Change> changes, Map<Key, List<Mark>> marks, Map<Key, Map<String, Long>> sums) {
    Instant forgotten = time.instant().plus(MARKERS_KEPT);
    var writes = new ArrayList<Write>();
    marks.forEach((item, its) -> writes.add(mark(item, its, forgotten)));
    var rows =
        changes.stream()
            .flatMap(change -> change.suggestion().stream())
            .map(Keys::row)
            .collect(Collectors.toSet());
    sums.forEach((key, adds) ->
        writes.add(
            new Write.Update(
                key,
                Map.of(),
                adds,
                rows.contains(key) ? Condition.existing() : Condition.always())));
    return writes;
  }

  private static Write mark(Key item, List<Mark> marks, Instant forgotten) {
    var set = new LinkedHashMap<String, @Nullable Object>();
    marks.forEach(mark -> set.put(mark.name(), true));
    set.put(Item.EXPIRES, forgotten.getEpochSecond());
    var isNew = marks.stream().map(mark -> Condition.absent(mark.name())).toArray(Condition[]::new);
    return new Write.Update(item, set, Map.of(), Condition.allOf(isNew));
  }

  /** The additions to each item; one whose additions cancel each other out is left alone. */
  private static Map<Key, Map<String, Long>> sums(List<Change> changes) {
    var sums = new LinkedHashMap<Key, Map<String, Long>>();
    for (Change change : changes) {
      change
          .adds()
          .forEach((key, adds) -> {
            var its = sums.computeIfAbsent(key, one -> new TreeMap<>());
            adds.forEach((name, amount) -> Counted.add(its, name, amount));
          });
    }
    sums.values().removeIf(Map::isEmpty);
    return sums;
  }

  private void markProbes(Collection<Change> changes, Collection<Change> failed) {
    var unsettled = failed.stream().map(Change::subject).collect(Collectors.toSet());
    Instant forgotten = time.instant().plus(Duration.ofDays(1));
    for (Change change : changes) {
      if (change.probe().isPresent() && !unsettled.contains(change.subject())) {
        table.write(Write.put(Item.at(Keys.seen(change.probe().get())).expiring(forgotten)));
      }
    }
  }

  /** What goes by itself, such as throttling: the whole chunk comes again. */
  private static boolean passing(RuntimeException fault) {
    return switch (fault) {
      case TransactionCanceledException cancelled ->
          cancelled.cancellationReasons().stream()
              .noneMatch(reason -> "ValidationError".equals(reason.code()));
      case SdkException sdk -> sdk.retryable();
      default -> false;
    };
  }
}
