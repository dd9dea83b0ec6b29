package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Token;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.themes.Coding;
import se.invanardialog.results.themes.Codings;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What answers come to, whatever happens to them and to the records that tell of them. */
class AnswerTallyTest {
  private static final String SURVEY = "survey000001";
  private static final Cell WOMEN = new Cell(Map.of("sex", "woman"));
  private static final Cell MEN = new Cell(Map.of("sex", "man"));

  private static final Survey OPEN = new Survey.Open(SurveyForTest.base(SURVEY), 0);

  private final InMemoryTable table = new InMemoryTable();
  private final Replies replies = SurveyAnswers.replies(table, Keyed.by("tally"));
  private final Codings codings = SurveyAnswers.codings(table, Keyed.by("tally"));
  private final TallyFunction tally = new TallyFunction(table, () -> Box.START, Keyed.by("tally"));
  private long places;

  private static Token token(int person) {
    return new Token(
        SURVEY, "abcdefghjkmn%04d".formatted(person).replace('0', 'z').replace('1', 'y'));
  }

  private void answer(int person, Cell cell, Reply.Mode mode, Map<String, Value> values) {
    replies.put(token(person), values, mode, cell, Map.of());
  }

  private List<DynamodbStreamRecord> records() {
    return table.takeChanges().stream()
        .filter(change ->
            change.key().partition().startsWith(Keys.ANSWERS)
                || change.key().partition().startsWith(Keys.CODINGS))
        .map(change -> StreamRecords.of(change, ++places))
        .toList();
  }

  private void deliver(List<DynamodbStreamRecord> records) {
    assertThat(tally.handleRequest(StreamRecords.batch(records), null).getBatchItemFailures())
        .isEmpty();
  }

  private Map<String, Long> tally(Cell cell) {
    var counts = new TreeMap<String, Long>();
    table
        .get(Keys.answerTally(SURVEY, cell.text()))
        .ifPresent(item ->
            item.attributes()
                .forEach((name, value) -> {
                  if (value.n() != null && item.number(name) != 0) {
                    counts.put(name, item.number(name));
                  }
                }));
    return counts;
  }

  private long answered() {
    return table
        .get(Keys.surveyProgress(SURVEY))
        .map(item -> item.number("answered", 0))
        .orElse(0L);
  }

  @Test
  void each_kind_of_answer_is_counted_in_its_cell() {
    var values = new LinkedHashMap<String, Value>();
    values.put("one", new Value.Chosen(List.of("yes"), ""));
    values.put("rank", new Value.Chosen(List.of("b", "a"), ""));
    values.put("number", new Value.Figure(1_234));
    values.put("grid", new Value.Grid(Map.of("bus", "good")));
    values.put("text", new Value.Written("Bänkar vid hållplatsen"));
    answer(1, WOMEN, Reply.Mode.PAPER, values);
    deliver(records());
    var expected = new TreeMap<String, Long>();
    expected.putAll(Map.of("n", 1L, "mode:paper", 1L, "q:one:n", 1L, "q:one:o:yes", 1L));
    expected.putAll(Map.of("q:one:f:yes", 1L, "q:one:p:yes", 1L, "q:rank:n", 1L));
    expected.putAll(Map.of("q:rank:o:a", 1L, "q:rank:o:b", 1L, "q:rank:f:b", 1L));
    expected.putAll(Map.of("q:rank:p:b", 1L, "q:rank:p:a", 2L, "q:number:n", 1L));
    expected.putAll(Map.of("q:number:sum", 1_234L, "q:number:sq", 1_522_756L));
    expected.putAll(Map.of("q:number:h:1200", 1L, "q:grid:n", 1L, "q:grid:g:bus:good", 1L));
    expected.put("q:text:n", 1L);
    assertThat(tally(WOMEN)).isEqualTo(expected);
    assertThat(answered()).isEqualTo(1);
  }

  @Test
  void a_changed_answer_counts_as_it_stands_now_and_a_withdrawn_one_not_at_all() {
    answer(1, WOMEN, Reply.Mode.WEB, Map.of("one", new Value.Chosen(List.of("yes"), "")));
    answer(1, MEN, Reply.Mode.PAPER, Map.of("one", new Value.Chosen(List.of("no"), "")));
    answer(2, MEN, Reply.Mode.SMS, Map.of("one", new Value.Chosen(List.of("no"), "")));
    assertThat(replies.withdraw(token(2), Map.of())).isTrue();
    deliver(records());
    assertThat(tally(WOMEN)).isEmpty();
    assertThat(tally(MEN)).containsEntry("n", 1L).containsEntry("mode:paper", 1L);
    assertThat(tally(MEN)).containsEntry("q:one:o:no", 1L).doesNotContainKey("mode:sms");
    assertThat(answered()).isEqualTo(1);
  }

  @Test
  void an_imported_answer_is_in_the_tally_it_came_with_and_can_still_be_changed() {
    answer(1, WOMEN, Reply.Mode.WEB, Map.of("one", new Value.Chosen(List.of("yes"), "")));
    deliver(records());
    var everything = table.items();
    everything.forEach(item -> table.write(Write.delete(item.key())));
    table.takeChanges();

    everything.forEach(item -> table.write(Write.put(item.with(Model.IMPORTED, "2026-09-02"))));
    deliver(records());
    assertThat(tally(WOMEN)).containsEntry("n", 1L);
    assertThat(answered()).isEqualTo(1);

    answer(1, WOMEN, Reply.Mode.WEB, Map.of("one", new Value.Chosen(List.of("no"), "")));
    deliver(records());
    assertThat(tally(WOMEN)).containsEntry("q:one:o:no", 1L).doesNotContainKey("q:one:o:yes");
    assertThat(answered()).isEqualTo(1);
  }

  /** As an analyst does it; false when the reply is not there or not as it was. */
  private boolean code(int person, String... themes) {
    String id = new Codes(Keyed.by("tally")).reply(SURVEY, token(person).code());
    return replies
        .stored(SURVEY, id)
        .map(stored -> {
          var coding =
              new Coding(SURVEY, id, stored.reply().cell(), Map.of("text", List.of(themes)));
          return table
              .write(codings.write(coding, codings.of(SURVEY, id)), stored.unchanged())
              .done();
        })
        .orElse(false);
  }

  @Test
  void a_coded_text_counts_for_its_themes_until_the_answer_is_changed_or_withdrawn() {
    for (int person = 2; person < 6; person++) {
      answer(person, WOMEN, Reply.Mode.WEB, Map.of("text", new Value.Written("Mörkt " + person)));
    }
    assertThat(code(2, "t1", "t2")).isTrue();
    assertThat(code(3, "t1")).isTrue();
    assertThat(code(4)).isTrue();
    assertThat(code(3, "t2")).isTrue();
    deliver(records());
    assertThat(tally(WOMEN))
        .containsEntry("q:text:coded", 3L)
        .containsEntry("q:text:t:t1", 1L)
        .containsEntry("q:text:t:t2", 2L);
    answer(2, MEN, Reply.Mode.PAPER, Map.of("text", new Value.Written("Ljust")));
    assertThat(replies.withdraw(token(3), Map.of())).isTrue();
    assertThat(code(3, "t1")).isFalse();
    deliver(records());
    assertThat(tally(WOMEN)).containsEntry("q:text:coded", 1L).doesNotContainKey("q:text:t:t2");
    assertThat(tally(MEN)).containsEntry("q:text:n", 1L).doesNotContainKey("q:text:coded");
  }

  @Test
  void what_is_said_of_an_answer_that_was_changed_meanwhile_is_not_kept() {
    answer(2, WOMEN, Reply.Mode.WEB, Map.of("text", new Value.Written("Mörkt")));
    String id = new Codes(Keyed.by("tally")).reply(SURVEY, token(2).code());
    var read = replies.stored(SURVEY, id).orElseThrow();
    answer(2, WOMEN, Reply.Mode.WEB, Map.of("text", new Value.Written("Ljust")));
    var coding = new Coding(SURVEY, id, WOMEN, Map.of("text", List.of("t1")));
    var late = table.write(codings.write(coding, codings.of(SURVEY, id)), read.unchanged());
    assertThat(late.done()).isFalse();
  }

  @Test
  void the_recount_counts_the_codings_too() {
    answer(2, WOMEN, Reply.Mode.WEB, Map.of("text", new Value.Written("Mörkt")));
    code(2, "t1");
    var recount =
        new SurveyRecount(table, () -> Box.START, Keyed.by("tally"), time -> deliver(records()));
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Equal());
    table.write(Write.update(Keys.answerTally(SURVEY, WOMEN.text())).add("q:text:t:t1", 4));
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Repaired());
    assertThat(tally(WOMEN)).containsEntry("q:text:t:t1", 1L);
  }

  @Test
  void numbers_share_a_bar_with_those_that_begin_with_the_same_digits() {
    assertThat(AnswerCounts.bucket(100)).isEqualTo(100);
    assertThat(AnswerCounts.bucket(199)).isEqualTo(190);
    assertThat(AnswerCounts.bucket(-7)).isEqualTo(-7);
    assertThat(AnswerCounts.bucket(-199)).isEqualTo(-200);
    assertThat(AnswerCounts.bucket(45_678)).isEqualTo(45_000);
  }

  @Test
  void many_answers_of_many_cells_fit_into_what_one_transaction_takes() {
    for (int person = 0; person < 150; person++) {
      var cell = new Cell(Map.of("district", "d" + person % 70));
      var values = new HashMap<String, Value>();
      for (int question = 0; question < 60; question++) {
        values.put("q" + question, new Value.Chosen(List.of("o" + person % 7), ""));
      }
      answer(person, cell, Reply.Mode.WEB, values);
    }
    deliver(records());
    assertThat(answered()).isEqualTo(150);
  }

  @Test
  void the_recount_finds_and_repairs_what_the_tally_lacks_and_waits_while_it_lags() {
    answer(1, WOMEN, Reply.Mode.WEB, Map.of("one", new Value.Chosen(List.of("yes"), "")));
    var recount =
        new SurveyRecount(table, () -> Box.START, Keyed.by("tally"), time -> deliver(records()));
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Equal());
    var key = Keys.answerTally(SURVEY, WOMEN.text());
    table.write(Write.update(key).add("q:one:o:yes", 7).add("q:one:o:never", 1));
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Repaired());
    assertThat(tallies()).isEqualTo(recount());
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Equal());
  }

  @Test
  void the_recount_repairs_nothing_while_the_tally_stands_still() {
    answer(1, WOMEN, Reply.Mode.WEB, Map.of("one", new Value.Chosen(List.of("yes"), "")));
    var recount = new SurveyRecount(table, () -> Box.START, Keyed.by("tally"), time -> {});
    assertThat(recount.check(OPEN)).isEqualTo(new Recount.Verdict.Unsettled());
    assertThat(tally(WOMEN)).isEmpty();
  }

  /** Duplicates, batches cut anew, crashes on either side of a write, conflicts. */
  @Property(tries = 60)
  void tallies_equal_a_recount_whatever_happens(@ForAll @LongRange(min = 1) long seed) {
    var chance = new Random(seed);
    var all = new ArrayList<DynamodbStreamRecord>();
    var waiting = new ArrayList<DynamodbStreamRecord>();
    var storm = new Storm(chance);
    int acts = 0;
    for (int turn = 0; acts < 80 || !waiting.isEmpty(); turn++) {
      assertThat(turn).as("turns until all is delivered").isLessThan(5_000);
      if (acts < 80 && chance.nextBoolean()) {
        act(chance);
        acts++;
        var fresh = records();
        all.addAll(fresh);
        waiting.addAll(fresh);
      } else {
        var cut =
            new ArrayList<>(waiting.subList(0, Math.min(waiting.size(), 1 + chance.nextInt(30))));
        var batch = new ArrayList<>(cut);
        if (!all.isEmpty() && chance.nextInt(3) == 0) {
          batch.add(all.get(chance.nextInt(all.size())));
        }
        Collections.shuffle(batch, chance);
        if (!batch.isEmpty() && delivered(batch, storm) && chance.nextInt(4) != 0) {
          waiting.removeAll(cut);
        }
      }
    }
    deliver(all);
    assertThat(tallies()).isEqualTo(recount());
  }

  private boolean delivered(List<DynamodbStreamRecord> batch, Storm storm) {
    table.faults(storm);
    try {
      return tally.handleRequest(StreamRecords.batch(batch), null).getBatchItemFailures().isEmpty();
    } catch (CrashOnce.Crash crash) {
      return false;
    } finally {
      table.faults(new InMemoryTable.Faults() {});
    }
  }

  private void act(Random chance) {
    int person = 2 + chance.nextInt(25);
    if (chance.nextInt(5) == 0) {
      replies.withdraw(token(person), Map.of());
      return;
    }
    if (chance.nextInt(3) == 0) {
      code(person, "t" + chance.nextInt(3));
      return;
    }
    var values = new LinkedHashMap<String, Value>();
    values.put("one", new Value.Chosen(List.of("o" + chance.nextInt(4)), ""));
    if (chance.nextBoolean()) {
      values.put("number", new Value.Figure(chance.nextInt(2_000) - 500));
    }
    if (chance.nextBoolean()) {
      values.put("grid", new Value.Grid(Map.of("r" + chance.nextInt(2), "c" + chance.nextInt(3))));
    }
    var mode = Reply.Mode.values()[chance.nextInt(3)];
    answer(person, chance.nextBoolean() ? WOMEN : MEN, mode, values);
  }

  private Map<String, Map<String, Long>> tallies() {
    var tallies = new TreeMap<String, Map<String, Long>>();
    for (Cell cell : List.of(WOMEN, MEN)) {
      if (!tally(cell).isEmpty()) {
        tallies.put(cell.text(), tally(cell));
      }
    }
    tallies.put("answered", Map.of("n", answered()));
    return tallies;
  }

  private Map<String, Map<String, Long>> recount() {
    var tallies = new TreeMap<String, Map<String, Long>>();
    long answered = 0;
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      for (Item item : table.all(Query.partition(Keys.replies(SURVEY, shard)))) {
        Reply reply = replies.read(item);
        if (reply.active()) {
          answered++;
          var sums = tallies.computeIfAbsent(reply.cell().text(), cell -> new TreeMap<>());
          AnswerCounts.of(reply).forEach((name, n) -> Counted.add(sums, name, n));
        }
      }
    }
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      for (Item item : table.all(Query.partition(Keys.codings(SURVEY, shard)))) {
        Coding coding = codings.read(item);
        assertThat(replies.stored(SURVEY, coding.reply())).isPresent();
        var sums = tallies.computeIfAbsent(coding.cell().text(), cell -> new TreeMap<>());
        AnswerCounts.of(coding).forEach((name, n) -> Counted.add(sums, name, n));
      }
    }
    tallies.put("answered", Map.of("n", answered));
    return tallies;
  }

  private record Storm(Random chance) implements InMemoryTable.Faults {
    @Override
    public void before(List<Write> writes) {
      int dice = chance.nextInt(12);
      if (dice == 0) {
        throw new CrashOnce.Crash();
      }
      if (dice == 1) {
        throw TransactionCanceledException.builder()
            .message("clash")
            .cancellationReasons(CancellationReason.builder().code("TransactionConflict").build())
            .build();
      }
    }

    @Override
    public void after(List<Write> writes) {
      if (chance.nextInt(12) == 0) {
        throw new CrashOnce.Crash();
      }
    }
  }
}
