package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.results.themes.Codings;

/**
 * Counts every survey's answers anew, one by one, while they can still change, and compares with
 * the tallies. What differs is put right as {@link Recount} does it for signatures.
 */
final class SurveyRecount {
  /** So long after it closed its answers are as they are, and what they say in words is coded. */
  private static final Duration RECOUNTED = Duration.ofDays(90);

  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);
  private static final int PAGE = 25;

  private final Table table;
  private final InstantSource time;
  private final Changes changes;
  private final Surveys surveys;
  private final Probes probes;
  private final Recount.Pause pause;

  SurveyRecount(
      Table table, InstantSource time, Replies replies, Codings codings, Recount.Pause pause) {
    this.table = table;
    this.time = time;
    this.changes = new Changes(replies, codings);
    this.surveys = new Surveys(table, Ids.secure());
    this.probes = new Probes(table, time, pause);
    this.pause = pause;
  }

  void run(BooleanSupplier timeLeft) {
    int checked = 0;
    int differing = 0;
    int repaired = 0;
    int unsettled = 0;
    Optional<String> cursor = Optional.empty();
    do {
      var page = surveys.list(PAGE, cursor);
      for (Survey survey : page.surveys()) {
        if (isCounted(survey)) {
          checked++;
          switch (look(survey.base().id())) {
            case Recount.Verdict.Equal() -> {}
            case Recount.Verdict.Repaired() -> {
              differing++;
              repaired++;
            }
            case Recount.Verdict.Unsettled() -> unsettled++;
            case Recount.Verdict.Uncountable() -> differing++;
          }
        }
      }
      cursor = page.next();
    } while (cursor.isPresent() && timeLeft.getAsBoolean());
    table.write(
        Write.put(
            Item.at(Keys.surveyRecount())
                .with("at", time.instant())
                .with("checked", checked)
                .with("differing", differing)
                .with("repaired", repaired)
                .with("unsettled", unsettled)));
    Log.metric("survey-recount-difference", differing, "Count");
  }

  private boolean isCounted(Survey survey) {
    Instant now = time.instant();
    return switch (survey) {
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> false;
      case Survey.Open _, Survey.Paused _ -> true;
      case Survey.Closed closed -> closed.closedAt().plus(RECOUNTED).isAfter(now);
    };
  }

  /** One survey that can't be counted must not hide the others. */
  private Recount.Verdict look(String survey) {
    try {
      return check(survey);
    } catch (RuntimeException fault) {
      Log.error("survey-recount-failed", fault, "survey", survey);
      return new Recount.Verdict.Uncountable();
    }
  }

  Recount.Verdict check(String survey) {
    var last = difference(survey);
    for (int read = 1; read < Recount.READS_ALIKE; read++) {
      if (last.isEmpty()) {
        return new Recount.Verdict.Equal();
      }
      pause.take(BETWEEN_READS);
      var now = difference(survey);
      if (!now.equals(last)) {
        return now.isEmpty() ? new Recount.Verdict.Equal() : new Recount.Verdict.Unsettled();
      }
      last = now;
    }
    return last.isEmpty() ? new Recount.Verdict.Equal() : repair(survey, last);
  }

  private Recount.Verdict repair(String survey, Map<Key, Map<String, Long>> difference) {
    var partitions =
        IntStream.range(0, Keys.MEMBER_SHARDS)
            .boxed()
            .flatMap(shard -> Stream.of(Keys.replies(survey, shard), Keys.codings(survey, shard)))
            .toList();
    if (!probes.tallyHasCaughtUp(survey, partitions)) {
      return new Recount.Verdict.Unsettled();
    }
    var kept = kept(survey);
    if (!difference(kept, counted(survey)).equals(difference)) {
      return new Recount.Verdict.Unsettled();
    }
    boolean done = true;
    for (var item : difference.entrySet()) {
      done &= add(item.getKey(), item.getValue(), kept.getOrDefault(item.getKey(), Map.of()));
    }
    Log.warn("survey-recount-difference", "survey", survey, "repaired", done);
    return done ? new Recount.Verdict.Repaired() : new Recount.Verdict.Unsettled();
  }

  /** In portions, since an update names only so many; each on condition that nothing has moved. */
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

  private static final int MOST_AT_ONCE = 50;

  private Map<Key, Map<String, Long>> difference(String survey) {
    return difference(kept(survey), counted(survey));
  }

  private static Map<Key, Map<String, Long>> difference(
      Map<Key, Map<String, Long>> kept, Map<Key, Map<String, Long>> counted) {
    return Change.of("", "", "", kept, counted, Optional.empty()).adds();
  }

  private Map<Key, Map<String, Long>> kept(String survey) {
    var kept = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
    table
        .all(Query.partition(Keys.answerTallies(survey)).consistently())
        .forEach(item -> kept.put(item.key(), numbers(item)));
    table
        .getConsistently(Keys.surveyProgress(survey))
        .filter(item -> item.has(Changes.ANSWERED))
        .ifPresent(
            item -> kept.put(item.key(), Map.of(Changes.ANSWERED, item.number(Changes.ANSWERED))));
    return kept;
  }

  private static Map<String, Long> numbers(Item item) {
    var numbers = new TreeMap<String, Long>();
    item.attributes()
        .forEach((name, value) -> {
          if (value.n() != null) {
            numbers.put(name, Long.parseLong(value.n()));
          }
        });
    return numbers;
  }

  private Map<Key, Map<String, Long>> counted(String survey) {
    var counted = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      table.each(
          Query.partition(Keys.replies(survey, shard)).consistently(),
          item ->
              changes
                  .counts(item)
                  .forEach((key, counts) -> counted.merge(key, counts, Change::together)));
      table.each(
          Query.partition(Keys.codings(survey, shard)).consistently(),
          item ->
              changes
                  .coded(item)
                  .forEach((key, counts) -> counted.merge(key, counts, Change::together)));
    }
    return counted;
  }
}
