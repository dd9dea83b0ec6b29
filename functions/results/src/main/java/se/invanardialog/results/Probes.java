package se.invanardialog.results;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/** Sees the stream empty: marks are put on items, and the Tally tells when it has met them. */
final class Probes {
  private static final int MOST_WAITS = 30;
  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);

  private final Table table;
  private final InstantSource time;
  private final Recount.Pause pause;

  Probes(Table table, InstantSource time, Recount.Pause pause) {
    this.table = table;
    this.time = time;
    this.pause = pause;
  }

  /** The first and the last item of each partition: it may have been split over two shards. */
  boolean tallyHasCaughtUp(String subject, List<String> partitions) {
    String round = subject + "#" + time.instant().toEpochMilli();
    var waited = new ArrayList<Key>();
    partitions.stream()
        .map(partition -> Query.partition(partition).limit(1))
        .flatMap(first -> Stream.of(first, first.backward()))
        .flatMap(end -> table.query(end.consistently()).items().stream())
        .map(Item::key)
        .distinct()
        .forEach(item -> {
          String mark = round + "#" + waited.size();
          var marked = Write.update(item).set(Change.PROBE, mark).when(Condition.existing());
          if (table.write(marked).done()) {
            waited.add(Keys.seen(mark));
          }
        });
    for (int wait = 0; wait < MOST_WAITS; wait++) {
      if (table.getAll(waited).size() == waited.size()) {
        return true;
      }
      pause.take(BETWEEN_READS);
    }
    return false;
  }
}
