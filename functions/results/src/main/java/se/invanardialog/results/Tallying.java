package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Adds each change of a signature to its suggestion's tallies exactly once, however often, in
 * whatever order and in whatever company it is delivered: a transaction holds a marker for every
 * record, which may not be there yet, and the additions. When some are there, the whole is refused,
 * and the rest is tried without them.
 */
final class Tallying {
  /** Markers of one transaction; the rows they add to take the places up to the store's limit. */
  static final int MOST_MARKERS = 95;

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
  Set<SignatureChange> count(Collection<SignatureChange> delivered) {
    var changes = new LinkedHashMap<String, SignatureChange>();
    delivered.forEach(change -> changes.putIfAbsent(change.eventId(), change));
    var failed = new LinkedHashSet<SignatureChange>();
    for (var chunk : chunks(changes.values())) {
      failed.addAll(countOrIsolate(chunk));
    }
    var bySuggestion =
        changes.values().stream()
            .filter(SignatureChange::counts)
            .collect(Collectors.groupingBy(SignatureChange::suggestion));
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

  private static List<List<SignatureChange>> chunks(Collection<SignatureChange> changes) {
    var chunks = new ArrayList<List<SignatureChange>>();
    var chunk = new ArrayList<SignatureChange>();
    var rows = new HashSet<String>();
    for (SignatureChange change : changes) {
      if (!change.counts()) {
        continue;
      }
      int more = rows.contains(change.suggestion()) ? 0 : 1;
      if (chunk.size() == MOST_MARKERS
          || chunk.size() + 1 + rows.size() + more > Table.MOST_WRITES_AT_ONCE) {
        chunks.add(List.copyOf(chunk));
        chunk.clear();
        rows.clear();
      }
      chunk.add(change);
      rows.add(change.suggestion());
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  /** One suggestion whose row can't be written must not hold up the others. */
  private List<SignatureChange> countOrIsolate(List<SignatureChange> chunk) {
    var bySuggestion =
        chunk.stream()
            .collect(
                Collectors.groupingBy(
                    SignatureChange::suggestion, LinkedHashMap::new, Collectors.toList()));
    try {
      countOnce(chunk);
      return List.of();
    } catch (RuntimeException fault) {
      Log.error("tally-failed", fault, "records", chunk.size(), "rows", bySuggestion.size());
      return bySuggestion.size() == 1 || passing(fault)
          ? chunk
          : bySuggestion.values().stream()
              .flatMap(alone -> countOrIsolate(alone).stream())
              .toList();
    }
  }

  private void countOnce(List<SignatureChange> chunk) {
    var left = chunk;
    while (!left.isEmpty()) {
      var markers = left;
      var sums = sums(left);
      var suggestions = List.copyOf(sums.keySet());
      switch (table.write(writes(markers, sums))) {
        case Write.Result.Done() -> left = List.of();
        case Write.Result.Refused refused -> {
          var gone = new HashSet<String>();
          refused.places().stream()
              .filter(place -> place >= markers.size())
              .forEach(place -> gone.add(suggestions.get(place - markers.size())));
          left = new ArrayList<>();
          for (int place = 0; place < markers.size(); place++) {
            SignatureChange change = markers.get(place);
            if (!refused.places().contains(place) && !gone.contains(change.suggestion())) {
              left.add(change);
            }
          }
          gone.forEach(suggestion -> Log.warn("tally-without-row", "suggestion", suggestion));
          if (left.size() == markers.size()) {
            throw new IllegalStateException("Refused without a reason");
          }
        }
      }
    }
  }

  private List<Write> writes(
      List<SignatureChange> changes, Map<String, Map<String, Long>> sumsBySuggestion) {
    Instant forgotten = time.instant().plus(MARKERS_KEPT);
    var writes = new ArrayList<Write>();
    for (SignatureChange change : changes) {
      writes.add(Write.insert(marker(change.eventId(), forgotten)));
    }
    sumsBySuggestion.forEach((suggestion, sums) ->
        writes.add(new Write.Update(Keys.row(suggestion), Map.of(), sums, Condition.existing())));
    return writes;
  }

  private static Item marker(String eventId, Instant forgotten) {
    return Item.at(Keys.seen(eventId)).expiring(forgotten);
  }

  /** The additions to each row; a row whose additions cancel each other out is left alone. */
  private static Map<String, Map<String, Long>> sums(List<SignatureChange> changes) {
    var sums = new LinkedHashMap<String, Map<String, Long>>();
    for (SignatureChange change : changes) {
      var row = sums.computeIfAbsent(change.suggestion(), suggestion -> new TreeMap<>());
      change.difference().forEach((name, amount) -> Counted.add(row, name, amount));
    }
    sums.values().removeIf(Map::isEmpty);
    return sums;
  }

  private void markProbes(Collection<SignatureChange> changes, Collection<SignatureChange> failed) {
    var unsettled = failed.stream().map(SignatureChange::suggestion).collect(Collectors.toSet());
    Instant forgotten = time.instant().plus(Duration.ofDays(1));
    for (SignatureChange change : changes) {
      if (change.probe().isPresent() && !unsettled.contains(change.suggestion())) {
        table.write(Write.put(marker(change.probe().get(), forgotten)));
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
