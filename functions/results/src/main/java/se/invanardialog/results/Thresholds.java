package se.invanardialog.results;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Times;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;

/**
 * Decides, and nobody else does, whether a suggestion has the names it needs: reached when the
 * count gets there, un-reached when names are withdrawn or removed, as long as it is not answered.
 */
final class Thresholds {
  static final String REACHED = "threshold-reached";
  static final String UNREACHED = "threshold-unreached";
  static final String MILESTONE = "milestone";

  /** Each is noted once on the timeline, the first time the count gets there. */
  static final List<Long> MILESTONES =
      List.of(
          50L,
          100L,
          250L,
          500L,
          1_000L,
          2_500L,
          5_000L,
          10_000L,
          25_000L,
          50_000L,
          100_000L,
          250_000L,
          500_000L,
          1_000_000L);

  private static final int ANSWER_DAYS = 90;
  private static final int MOST_STEPS = 20;
  private static final Condition GATHERING =
      Condition.anyOf(Condition.is("state", "open"), Condition.is("state", "closed"));

  private final Table table;
  private final InstantSource time;

  Thresholds(Table table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  /**
   * Brings the row's verdict in line with its count, and may be called as often as one likes.
   *
   * @throws IllegalStateException when others change the row all the time
   */
  void settle(String suggestion) {
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<List<Write>> due =
          table
              .getConsistently(Keys.row(suggestion))
              .flatMap(row -> next(suggestion, row, time.instant()));
      if (due.isEmpty()) {
        return;
      }
      table.write(due.get());
    }
    throw new IllegalStateException("The row is changed all the time");
  }

  /** The next step that the row lacks; its conditions hold only while the row still lacks it. */
  private static Optional<List<Write>> next(String suggestion, Item row, Instant now) {
    if (!GATHERING.holds(row)) {
      return Optional.empty();
    }
    long count = row.number(Counted.SIGNATURES, 0);
    long threshold = row.number("threshold", 0);
    boolean noted = row.has("reachedAt");
    if (threshold > 0 && count >= threshold && !noted) {
      return Optional.of(reached(suggestion, row, threshold, now));
    }
    if (noted && count < threshold) {
      return Optional.of(unreached(suggestion, threshold, now));
    }
    return passed(suggestion, row, count, now);
  }

  private static List<Write> reached(String suggestion, Item row, long threshold, Instant now) {
    int days = (int) row.number("answerDays", ANSWER_DAYS);
    Instant due =
        now.atZone(Words.ZONE)
            .toLocalDate()
            .plusDays(days + 1L)
            .atStartOfDay(Words.ZONE)
            .toInstant();
    return List.of(
        Write.update(Keys.row(suggestion))
            .set("reachedAt", now)
            .set("unreachedAt", null)
            .set("due", "answer")
            .set("dueAt", due)
            .when(
                Condition.allOf(
                    Condition.atLeast(Counted.SIGNATURES, threshold),
                    Condition.absent("reachedAt"),
                    GATHERING)),
        event(suggestion, now, REACHED, REACHED, threshold));
  }

  private static List<Write> unreached(String suggestion, long threshold, Instant now) {
    return List.of(
        Write.update(Keys.row(suggestion))
            .set("reachedAt", null)
            .set("unreachedAt", now)
            .set("due", null)
            .set("dueAt", null)
            .when(
                Condition.allOf(
                    Condition.less(Counted.SIGNATURES, threshold),
                    Condition.present("reachedAt"),
                    GATHERING)),
        event(suggestion, now, UNREACHED, UNREACHED, threshold));
  }

  private static Optional<List<Write>> passed(
      String suggestion, Item row, long count, Instant now) {
    long last = row.number(MILESTONE, 0);
    var passed =
        MILESTONES.stream().filter(milestone -> milestone > last && milestone <= count).toList();
    if (passed.isEmpty()) {
      return Optional.empty();
    }
    var writes = new ArrayList<Write>();
    writes.add(
        Write.update(Keys.row(suggestion))
            .set(MILESTONE, passed.getLast())
            .when(
                Condition.allOf(
                    Condition.existing(),
                    Condition.anyOf(Condition.absent(MILESTONE), Condition.is(MILESTONE, last)))));
    for (int place = 0; place < passed.size(); place++) {
      long milestone = passed.get(place);
      writes.add(
          event(
              suggestion,
              now.plusMillis(place),
              MILESTONE,
              MILESTONE + "-" + milestone,
              milestone));
    }
    return Optional.of(writes);
  }

  private static Write event(String suggestion, Instant at, String event, String key, long value) {
    return Write.put(
        Item.at(Keys.event(suggestion, Times.text(at), key))
            .with("at", at)
            .with("event", event)
            .with("values", List.of(Long.toString(value))));
  }
}
