package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Token;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/** Whatever is done to the tallies of a panel and of a survey, the night puts them right. */
class TallyDamageTest {
  private static final String PANEL = "adults";
  private static final Cell WOMEN = new Cell(Map.of("sex", "woman"));
  private static final Cell MEN = new Cell(Map.of("sex", "man"));
  private static final int MEMBERS = 40;
  private static final Set<String> COUNTED =
      Set.of(Keys.MEMBERS, Keys.INVITATIONS, Keys.SURVEY_SENDINGS, Keys.ANSWERS, Keys.CODINGS);

  private final InMemoryTable table = new InMemoryTable();
  private final Codes codes = new Codes(Keyed.by("tally"));
  private final TallyFunction tally = new TallyFunction(table, () -> Box.START, Keyed.by("tally"));
  private final SurveyRecount surveys =
      new SurveyRecount(table, () -> Box.START, Keyed.by("tally"), time -> pump());
  private final PanelRecount panels = new PanelRecount(table, () -> Box.START, time -> pump());
  private Survey.Base survey = SurveyForTest.base("none");
  private long places;

  private void pump() {
    List<DynamodbStreamRecord> records =
        table.takeChanges().stream()
            .filter(change -> COUNTED.stream().anyMatch(change.key().partition()::startsWith))
            .map(change -> StreamRecords.of(change, ++places))
            .toList();
    assertThat(tally.handleRequest(StreamRecords.batch(records), null).getBatchItemFailures())
        .isEmpty();
  }

  /**
   * Forty members, half of them women; the letter to the first failed, that to the next returned.
   */
  private void a_survey_is_under_way() {
    table.write(
        Write.put(
            Item.at(Keys.panel(PANEL))
                .with("version", 1)
                .with("name", "{}")
                .with("about", "{}")
                .with("frequency", "{}")
                .with("asks", List.of("sex"))
                .with("minimumAge", 0)
                .with("guardianUnder", 0)
                .with("ageBounds", List.of("16"))
                .with("open", true)
                .with("createdAt", Box.START)));
    var store = new Surveys(table, Ids.secure());
    Survey.Draft draft = store.draft(SurveyForTest.base("none").design(), "eva", Box.START);
    store.insert(draft, List.of());
    var made = (Survey.Draft) store.find(draft.base().id()).orElseThrow();
    store.change(made, new Survey.Open(made.base(), 1), List.of());
    survey = store.find(made.base().id()).orElseThrow().base();
    for (int number = 0; number < MEMBERS; number++) {
      member(number);
    }
    pump();
  }

  private void member(int number) {
    String id = "m" + number;
    Cell cell = number % 2 == 0 ? WOMEN : MEN;
    table.write(
        Write.put(
            Item.at(Keys.member(PANEL, id))
                .with("id", id)
                .with("panel", PANEL)
                .with("state", "active")
                .with("cell", cell.text())));
    String code = codes.of(survey.id(), survey.salt(), id);
    table.write(
        Write.put(
            new Invitation(
                    survey.id(),
                    codes.invitation(survey.id(), code),
                    id,
                    Channel.MAIL,
                    cell,
                    LocalDate.parse("2026-11-20"))
                .item()));
    sending("invite", code, number == 0 ? "failed" : "sent", number == 1);
    if (number % 4 == 0) {
      sending("remind1", code, "sent", false);
    } else {
      SurveyAnswers.replies(table, Keyed.by("tally"))
          .put(
              new Token(survey.id(), code),
              Map.of("q1", new Value.Chosen(List.of("yes"), "")),
              Reply.Mode.WEB,
              cell,
              Map.of());
    }
  }

  private void sending(String purpose, String code, String state, boolean returned) {
    table.write(
        Write.put(
            Item.at(sendingKey(purpose, code))
                .with("state", state)
                .with("returned", returned ? "bounce" : null)));
  }

  private Key sendingKey(String purpose, String code) {
    return Keys.sending(
        "S#" + survey.id() + "#" + purpose + "#" + codes.sending(survey.id(), purpose, code));
  }

  private void night() {
    surveys.run(() -> true);
    panels.run(() -> true);
  }

  private Map<Key, Map<String, Long>> tallies() {
    var tallies = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
    Stream.of(
            Keys.survey(survey.id()).partition(),
            Keys.answerTallies(survey.id()),
            Keys.memberTallies(PANEL))
        .flatMap(partition -> table.all(Query.partition(partition)).stream())
        .filter(item ->
            item.key().partition().equals(Keys.answerTallies(survey.id()))
                || item.key().sort().equals("PROGRESS")
                || item.key().sort().startsWith(Keys.INVITED_TALLY)
                || item.key().sort().startsWith(Keys.MEMBER_TALLY))
        .forEach(item -> {
          var numbers = TallyCheck.numbers(item);
          numbers.values().removeIf(n -> n == 0);
          if (!numbers.isEmpty()) {
            tallies.put(item.key(), numbers);
          }
        });
    return tallies;
  }

  private List<Long> found(Key key) {
    Item result = table.get(key).orElseThrow();
    return Stream.of("checked", "differing", "repaired", "unsettled").map(result::number).toList();
  }

  @Test
  void the_night_counts_the_same_as_the_tally_and_leaves_it_alone() {
    a_survey_is_under_way();
    var before = tallies();
    assertThat(before.get(Keys.surveyProgress(survey.id())))
        .isEqualTo(
            Map.of(
                "planned",
                40L,
                "sent",
                39L,
                "failed",
                1L,
                "bounced",
                1L,
                "reminded",
                10L,
                "answered",
                30L));
    assertThat(before.get(Keys.memberTally(PANEL, WOMEN.text()))).isEqualTo(Map.of("n", 20L));
    assertThat(before.get(Keys.invitedTally(survey.id(), MEN.text()))).isEqualTo(Map.of("n", 20L));
    night();
    assertThat(found(Keys.surveyRecount())).containsExactly(1L, 0L, 0L, 0L);
    assertThat(found(Keys.panelRecount())).containsExactly(1L, 0L, 0L, 0L);
    assertThat(tallies()).isEqualTo(before);
  }

  @Property(tries = 40)
  void any_number_that_is_wrong_or_lost_is_found_and_put_right(@ForAll long seed) {
    new TallyDamageTest().damaged(new Random(seed));
  }

  private void damaged(Random chance) {
    a_survey_is_under_way();
    var before = tallies();
    var keys = new ArrayList<>(before.keySet());
    for (int wrong = 0; wrong <= chance.nextInt(5); wrong++) {
      Key key = keys.get(chance.nextInt(keys.size()));
      var names = List.copyOf(before.get(key).keySet());
      String name = names.get(chance.nextInt(names.size()));
      table.write(
          chance.nextInt(3) == 0
              ? Write.update(key).set(name, null)
              : Write.update(key).add(name, chance.nextInt(20) - 10));
    }
    table.write(
        Write.update(Keys.invitedTally(survey.id(), "sex=nobody")).add("n", 3),
        Write.update(Keys.memberTally(PANEL, "sex=nobody")).add("n", 1));
    night();
    assertThat(tallies()).isEqualTo(before);
    assertThat(found(Keys.surveyRecount())).containsExactly(1L, 1L, 1L, 0L);
    assertThat(found(Keys.panelRecount())).containsExactly(1L, 1L, 1L, 0L);
    night();
    assertThat(found(Keys.surveyRecount())).containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  void what_waits_in_the_stream_is_not_counted_twice() {
    a_survey_is_under_way();
    IntStream.range(MEMBERS, MEMBERS + 20).forEach(this::member);
    night();
    assertThat(found(Keys.surveyRecount())).containsExactly(1L, 0L, 0L, 0L);
    assertThat(found(Keys.panelRecount())).containsExactly(1L, 0L, 0L, 0L);
    assertThat(tallies().get(Keys.memberTally(PANEL, MEN.text()))).isEqualTo(Map.of("n", 30L));
  }

  @Test
  void what_was_sent_stays_so_when_the_record_of_it_expires() {
    a_survey_is_under_way();
    var before = tallies();
    table.write(Write.delete(sendingKey("invite", codes.of(survey.id(), survey.salt(), "m3"))));
    pump();
    assertThat(tallies()).isEqualTo(before);
  }
}
