package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.sendouts.SurveySendings;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/**
 * Counts every survey's invitations, sendings and answers anew, one by one, while they can still
 * change, and compares with the tallies.
 */
final class SurveyRecount {
  /** So long after it closed its answers are as they are, and what they say in words is coded. */
  private static final Duration RECOUNTED = Duration.ofDays(90);

  private static final int PAGE = 25;

  private final Table table;
  private final InstantSource time;
  private final Changes changes;
  private final Surveys surveys;
  private final SurveySendings sendings;
  private final TallyCheck check;

  SurveyRecount(Table table, InstantSource time, Secret secret, Recount.Pause pause) {
    this.table = table;
    this.time = time;
    this.changes =
        new Changes(SurveyAnswers.replies(table, secret), SurveyAnswers.codings(table, secret));
    this.surveys = new Surveys(table, Ids.secure());
    this.sendings = new SurveySendings(table, secret);
    this.check = new TallyCheck(table, new Probes(table, time, pause), pause);
  }

  void run(BooleanSupplier timeLeft) {
    var found = new Checked();
    Optional<String> cursor = Optional.empty();
    do {
      var page = surveys.list(PAGE, cursor);
      for (Survey survey : page.surveys()) {
        if (isCounted(survey)) {
          found.look(survey.base().id(), () -> check(survey));
        }
      }
      cursor = page.next();
    } while (cursor.isPresent() && timeLeft.getAsBoolean());
    table.write(Write.put(found.result(Keys.surveyRecount(), time.instant())));
  }

  private boolean isCounted(Survey survey) {
    Instant now = time.instant();
    return switch (survey) {
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> false;
      case Survey.Open _, Survey.Paused _ -> true;
      case Survey.Closed closed -> closed.closedAt().plus(RECOUNTED).isAfter(now);
    };
  }

  Recount.Verdict check(Survey survey) {
    return check.check(survey.base().id(), new Everything(survey));
  }

  private final class Everything implements TallyCheck.Counts {
    private final Survey survey;
    private final String id;
    private final Set<String> progress;

    Everything(Survey survey) {
      this.survey = survey;
      this.id = survey.base().id();
      this.progress = SurveySendings.countable(survey);
    }

    @Override
    public Map<Key, Map<String, Long>> kept() {
      var kept = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
      Stream.of(
              Query.partition(Keys.answerTallies(id)),
              Query.partition(Keys.survey(id).partition()).beginningWith(Keys.INVITED_TALLY))
          .flatMap(query -> table.all(query.consistently()).stream())
          .forEach(item -> kept.put(item.key(), TallyCheck.numbers(item)));
      table
          .getConsistently(Keys.surveyProgress(id))
          .map(TallyCheck::numbers)
          .ifPresent(numbers -> {
            numbers.keySet().retainAll(progress);
            kept.put(Keys.surveyProgress(id), numbers);
          });
      return kept;
    }

    @Override
    public Map<Key, Map<String, Long>> counted() {
      var counted = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
      for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
        each(Keys.replies(id, shard), item -> TallyCheck.add(counted, changes.counts(item)));
        each(Keys.codings(id, shard), item -> TallyCheck.add(counted, changes.coded(item)));
        each(
            Keys.invitations(id, shard),
            item -> TallyCheck.add(counted, Changes.counts(item.key(), item)));
      }
      sendings.each(survey, item -> TallyCheck.add(counted, Changes.counts(item.key(), item)));
      Map<String, Long> sums = counted.get(Keys.surveyProgress(id));
      if (sums != null) {
        sums.keySet().retainAll(progress);
      }
      return counted;
    }

    private void each(String partition, Consumer<Item> use) {
      table.each(Query.partition(partition).consistently(), use);
    }

    @Override
    public List<String> partitions() {
      var shards =
          IntStream.range(0, Keys.MEMBER_SHARDS)
              .boxed()
              .flatMap(shard ->
                  Stream.of(
                      Keys.replies(id, shard),
                      Keys.codings(id, shard),
                      Keys.invitations(id, shard)));
      return Stream.concat(shards, sendings.some(survey).stream()).toList();
    }
  }
}
