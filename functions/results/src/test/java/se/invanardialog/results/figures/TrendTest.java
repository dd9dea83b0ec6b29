package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.weighting.Margin;

class TrendTest {
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);
  private static final Instant FIRST = Instant.parse("2026-09-01T08:00:00Z");
  private static final Question USUAL =
      SurveyOfTest.question("q1", Question.Type.ONE, "safe", "unsafe");

  private static Survey survey(int number, Question... questions) {
    Instant opens = FIRST.plus(Duration.ofDays(28L * (number - 1)));
    var design = SurveyOfTest.design(Map.of(), opens).asking(List.of(questions));
    return new Survey.Open(
        new Survey.Base("s" + number, 1, design, "", "s1", number, "eva", FIRST), 0);
  }

  private static Charts.Round round(Survey survey, String question, long... chose) {
    var counts = new HashMap<String, Long>();
    var options = survey.base().design().questions().getFirst().options();
    for (int at = 0; at < chose.length; at++) {
      counts.put(AnswerCounts.chose(question, options.get(at).id()), chose[at]);
      counts.merge(AnswerCounts.N, chose[at], Long::sum);
      counts.merge(AnswerCounts.answered(question), chose[at], Long::sum);
    }
    return new Charts.Round(
        survey,
        Figuring.of(
            survey.base(),
            List.of(new Tally(Cell.ALL, counts)),
            Map.of(),
            100,
            new Figuring.Wish(List.of(), Optional.empty(), false),
            FIRST));
  }

  private static List<Chart> trends(Charts.Round... rounds) {
    var latest = rounds[rounds.length - 1];
    return new Charts(WORDS, latest.result(), List.of(rounds))
        .all().stream().filter(chart -> !chart.facets().isEmpty()).toList();
  }

  private static List<String> lines(Chart chart) {
    return chart.lines().stream()
        .map(line -> line.label() + ": " + (line.group() ? "" : line.share() + line.hidden()))
        .map(line -> line.replace('\u00a0', ' ').strip())
        .toList();
  }

  @Test
  void each_answer_is_followed_from_day_to_day_that_it_was_asked() {
    var trends =
        trends(round(survey(1, USUAL), "q1", 10, 30), round(survey(2, USUAL), "q1", 30, 10));
    assertThat(trends).hasSize(1);
    assertThat(lines(trends.getFirst()))
        .containsExactly(
            "safe:",
            "1 september: 25 %",
            "29 september: 75 %",
            "unsafe:",
            "1 september: 75 %",
            "29 september: 25 %");
  }

  @Test
  void answers_that_have_changed_places_are_still_the_same() {
    var turned = SurveyOfTest.question("q1", Question.Type.ONE, "new", "safe");
    var trend =
        trends(round(survey(1, USUAL), "q1", 10, 30), round(survey(2, turned), "q1", 20, 20));
    assertThat(lines(trend.getFirst()))
        .containsExactly(
            "new:",
            "1 september: Frågan eller svaret fanns inte med då.",
            "29 september: 50 %",
            "safe:",
            "1 september: 25 %",
            "29 september: 50 %");
  }

  @Test
  void too_few_answers_are_not_told_and_what_was_not_asked_is_not_called_too_few() {
    var other = SurveyOfTest.question("q2", Question.Type.ONE, "safe", "unsafe");
    var trend =
        trends(
            round(survey(1, USUAL), "q1", 1, 3),
            round(survey(2, other), "q2", 20, 20),
            round(survey(3, USUAL), "q1", 20, 20));
    assertThat(lines(trend.getFirst()))
        .startsWith(
            "safe:",
            "1 september: Färre än 5 svar visas inte.",
            "29 september: Frågan eller svaret fanns inte med då.",
            "27 oktober: 50 %");
  }

  @Test
  void what_is_asked_for_the_first_time_has_no_trend() {
    var other = SurveyOfTest.question("q2", Question.Type.ONE, "safe", "unsafe");
    assertThat(trends(round(survey(1, USUAL), "q1", 20, 20))).isEmpty();
    assertThat(trends(round(survey(1, USUAL), "q1", 9, 9), round(survey(2, other), "q2", 9, 9)))
        .isEmpty();
  }

  /** Half as many women as men, who all feel safe, where no man does; as many live here. */
  private static Charts.Round round(int number, boolean weighed) {
    Survey survey = survey(number, USUAL);
    var answers =
        List.of(
            new Tally(new Cell(Map.of("sex", "woman")), counts("safe", 40)),
            new Tally(new Cell(Map.of("sex", "man")), counts("unsafe", 80)));
    var population = new Margin(List.of("sex"), Map.of("woman", 500.0, "man", 500.0));
    Optional<List<Margin>> margins = weighed ? Optional.of(List.of(population)) : Optional.empty();
    var wish = new Figuring.Wish(List.of(), margins, false);
    return new Charts.Round(
        survey, Figuring.of(survey.base(), answers, Map.of(), 100, wish, FIRST));
  }

  private static Map<String, Long> counts(String option, long n) {
    return Map.of(
        AnswerCounts.chose("q1", option), n, AnswerCounts.N, n, AnswerCounts.answered("q1"), n);
  }

  @Test
  void weighted_times_are_compared_weighted() {
    var trend = trends(round(1, true), round(2, true)).getFirst();
    assertThat(lines(trend)).startsWith("safe:", "1 september: 50 %", "29 september: 50 %");
    assertThat(trend.columns()).contains(WORDS.get("result.raw"));
    assertThat(trend.note()).doesNotContain(WORDS.get("result.trend.raw"));
  }

  @Test
  void where_one_time_could_not_be_weighed_all_are_shown_as_they_were_answered() {
    var trend = trends(round(1, false), round(2, true)).getFirst();
    assertThat(lines(trend)).startsWith("safe:", "1 september: 33 %", "29 september: 33 %");
    assertThat(trend.columns()).doesNotContain(WORDS.get("result.raw"));
    assertThat(trend.note()).contains(WORDS.get("result.trend.raw"));
  }

  @Test
  void days_of_different_years_are_told_apart() {
    var trend = trends(round(survey(1, USUAL), "q1", 9, 9), round(survey(6, USUAL), "q1", 9, 9));
    assertThat(lines(trend.getFirst()))
        .startsWith("safe:", "1 september 2026: 50 %", "19 januari 2027: 50 %");
  }
}
