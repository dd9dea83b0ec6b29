package se.invanardialog.panels.surveys;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.surveys.Asked.CLOSES;
import static se.invanardialog.panels.surveys.Asked.OPENS;
import static se.invanardialog.panels.surveys.Asked.design;
import static se.invanardialog.panels.surveys.Asked.inRounds;
import static se.invanardialog.panels.surveys.Asked.one;
import static se.invanardialog.panels.surveys.Asked.sv;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.Survey.Feedback;
import se.invanardialog.panels.surveys.Survey.Repeat;

class SurveysTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Question Q1 = one("q1", "Känner du dig trygg?", "Ja", "Nej", "Vet inte");

  private final InMemoryTable table = new InMemoryTable();
  private final Surveys surveys = new Surveys(table, new Ids(new Random(1)));

  private Survey.Draft draft(Design design) {
    var draft = surveys.draft(design, "petra", NOW);
    surveys.insert(draft, List.of());
    return (Survey.Draft) stored(draft);
  }

  private Survey stored(Survey survey) {
    return surveys.find(survey.base().id()).orElseThrow();
  }

  private Survey.Scheduled scheduled(Design design) {
    var draft = draft(design);
    assertThat(surveys.change(draft, draft.schedule(NOW), List.of())).isTrue();
    return (Survey.Scheduled) stored(draft);
  }

  private Survey.Open opened(Design design) {
    var open = surveys.open(scheduled(design), OPENS, List.of()).orElseThrow();
    return (Survey.Open) stored(open);
  }

  @Test
  void every_state_is_read_back_as_it_was_written() {
    var draft = draft(design(Q1));
    var open = new Survey.Open(draft.base(), 2);
    var closed = open.close(CLOSES);
    var told = new Feedback(sv("Många är rädda."), sv("Lampor sätts upp."), CLOSES, "anna");
    var all =
        List.of(
            draft,
            new Survey.Scheduled(draft.base()),
            open,
            open.pause(),
            closed,
            closed.tell(told).publish(CLOSES).feedBack(CLOSES).forget(),
            new Survey.Stopped(draft.base()));
    for (Survey survey : all) {
      assertThat(SurveyItems.read(SurveyItems.write(survey, survey.base().version())))
          .isEqualTo(survey);
    }
  }

  @Test
  void of_two_who_change_the_same_version_one_is_refused() {
    var draft = draft(design(Q1));
    assertThat(surveys.change(draft, draft.redesign(design(Q1, Q1)), List.of())).isTrue();
    assertThat(surveys.change(draft, draft.stop(), List.of())).isFalse();
    assertThat(stored(draft)).isInstanceOf(Survey.Draft.class);
  }

  @Test
  void the_newest_is_listed_first_and_the_list_goes_on_where_the_page_ended() {
    for (int at = 0; at < 5; at++) {
      surveys.insert(surveys.draft(design(Q1), "petra", NOW.plusSeconds(at)), List.of());
    }
    var first = surveys.list(3, Optional.empty());
    var second = surveys.list(3, first.next());
    assertThat(first.surveys())
        .extracting(survey -> survey.base().createdAt())
        .containsExactly(NOW.plusSeconds(4), NOW.plusSeconds(3), NOW.plusSeconds(2));
    assertThat(second.surveys()).hasSize(2);
  }

  @Test
  void a_scheduled_survey_is_due_when_it_opens_and_not_a_moment_before() {
    var survey = scheduled(design(Q1));
    assertThat(surveys.due(OPENS.minusMillis(1), 10)).isEmpty();
    assertThat(surveys.due(OPENS, 10)).containsExactly(survey.base().id());
  }

  @Test
  void without_a_moment_to_open_it_opens_at_once() {
    Design design = design(Q1);
    var survey = scheduled(design.during(null, CLOSES, design.purpose()));
    assertThat(survey.next()).contains(new Next(Next.Act.OPEN, NOW));
  }

  @Test
  void an_open_one_reminds_in_turn_and_then_closes() {
    var open = opened(design(Q1));
    assertThat(open.next()).contains(new Next(Next.Act.REMIND, OPENS.plus(Duration.ofDays(3))));
    var once = open.remind(OPENS.plus(Duration.ofDays(3)));
    assertThat(once.next()).contains(new Next(Next.Act.REMIND, OPENS.plus(Duration.ofDays(7))));
    var twice = once.remind(OPENS.plus(Duration.ofDays(7)));
    assertThat(twice.reminded()).isEqualTo(2);
    assertThat(twice.next()).contains(new Next(Next.Act.CLOSE, CLOSES));
  }

  @Test
  void reminders_missed_during_a_pause_are_sent_as_one() {
    var resumed = opened(design(Q1)).pause().resume();
    assertThat(resumed.remind(OPENS.plus(Duration.ofDays(8))).reminded()).isEqualTo(2);
  }

  @Test
  void a_reminder_comes_at_the_time_of_day_it_opened_also_when_the_clocks_change() {
    Instant opens = Instant.parse("2026-10-23T07:00:00Z");
    Design wanted = design(Q1).during(opens, CLOSES, design(Q1).purpose());
    var open = new Survey.Open(draft(wanted).base(), 0);
    assertThat(open.next())
        .contains(new Next(Next.Act.REMIND, Instant.parse("2026-10-26T08:00:00Z")));
  }

  @Test
  void a_paused_one_waits_only_for_its_closing() {
    assertThat(opened(design(Q1)).pause().next()).contains(new Next(Next.Act.CLOSE, CLOSES));
  }

  @Test
  void feedback_written_ahead_is_due_at_its_moment_and_later_the_codes_are_forgotten() {
    Instant moment = CLOSES.plus(Duration.ofDays(1));
    var told = new Feedback(sv("Många är rädda."), sv("Lampor sätts upp."), moment, "anna");
    var closed = opened(design(Q1)).close(CLOSES).tell(told);
    assertThat(closed.owes(moment.minusSeconds(1))).isTrue();
    assertThat(closed.owes(moment)).isFalse();
    assertThat(closed.next()).contains(new Next(Next.Act.PUBLISH, moment));
    assertThat(closed.publish(CLOSES).next())
        .as("a result that is public before still owes its letters")
        .contains(new Next(Next.Act.PUBLISH, moment));
    var published = closed.feedBack(moment);
    assertThat(published.next()).contains(new Next(Next.Act.FORGET, moment.plus(Next.CODES_KEPT)));
    assertThat(published.forget().next()).isEmpty();
    assertThat(published.forget().base().salt()).isEmpty();
  }

  @Test
  void of_version_1_of_the_data_model_feedback_was_told_when_the_result_became_public() {
    Instant moment = CLOSES.plus(Duration.ofDays(2));
    var told = new Feedback(sv("Många är rädda."), sv("Lampor sätts upp."), CLOSES, "anna");
    var closed = opened(design(Q1)).close(CLOSES).tell(told);
    var fedBack = closed.feedBack(moment);
    Item old =
        SurveyItems.write(fedBack, 7)
            .with("toldAt", null)
            .with("dueAt", CLOSES.plus(Next.CODES_KEPT));

    assertThat(SurveyItems.read(old)).isEqualTo(SurveyItems.read(SurveyItems.write(fedBack, 7)));
    Item migrated = Surveys.TOLD_AT_IS_KEPT.apply(old);
    assertThat(migrated).isEqualTo(old.with("toldAt", moment));
    assertThat(Surveys.TOLD_AT_IS_KEPT.apply(migrated)).isEqualTo(migrated);

    var atOnce = new Feedback(told.found(), told.next(), CLOSES.plusNanos(123_456_789), "anna");
    for (var waiting :
        List.of(
            closed,
            closed.publish(CLOSES),
            closed.publish(CLOSES).tell(atOnce),
            opened(design(Q1)).close(CLOSES))) {
      Item item = SurveyItems.write(waiting, 7);
      assertThat(Surveys.TOLD_AT_IS_KEPT.apply(item)).isEqualTo(item);
      assertThat(((Survey.Closed) SurveyItems.read(item)).toldAt()).isEmpty();
    }
    assertThat(table.items()).allMatch(item -> Surveys.TOLD_AT_IS_KEPT.apply(item).equals(item));
  }

  @Test
  void what_is_drafted_or_stopped_is_never_due() {
    var draft = draft(design(Q1));
    surveys.change(draft, draft.stop(), List.of());
    assertThat(surveys.due(Instant.parse("2999-01-01T00:00:00Z"), 10)).isEmpty();
  }

  @Test
  void the_next_round_is_made_once_when_a_round_opens_and_after_the_last_there_is_none() {
    Design twice = design(new Repeat(28, 2), Q1, inRounds(one("q2", "Och du?", "Ja", "Nej"), 2));
    var first = scheduled(twice);
    assertThat(first.base().design().questions()).containsExactly(Q1);
    assertThat(surveys.open(first, OPENS, List.of())).isPresent();
    assertThat(surveys.open(first, OPENS, List.of())).isEmpty();

    var all = surveys.list(10, Optional.empty()).surveys();
    assertThat(all).hasSize(2);
    var second = (Survey.Scheduled) all.getFirst();
    assertThat(second.base().series()).isEqualTo(first.base().id());
    assertThat(second.base().round()).isEqualTo(2);
    assertThat(second.base().salt()).isNotEqualTo(first.base().salt());
    assertThat(second.base().design().questions())
        .extracting(Question::id)
        .containsExactly("q1", "q2");
    assertThat(second.base().design().opensAt()).isEqualTo(OPENS.plus(Duration.ofDays(28)));

    surveys.open(second, OPENS, List.of());
    assertThat(surveys.list(10, Optional.empty()).surveys()).hasSize(2);
  }

  @Test
  void taken_back_a_repeated_survey_has_its_whole_bank_again() {
    Design twice = design(new Repeat(28, 2), Q1, inRounds(one("q2", "Och du?", "Ja", "Nej"), 2));
    assertThat(scheduled(twice).takeBack().base().design()).isEqualTo(twice);
  }
}
