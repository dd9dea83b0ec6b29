package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.weighting.Margin;

class MeansByGroupTest {
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);
  private static final Question NUMBER = SurveyOfTest.question("q1", Question.Type.NUMBER);

  /** So many who all answered the same number. */
  static Tally tally(String sex, long n, long number) {
    return new Tally(
        new Cell(Map.of("sex", sex)),
        Map.of(
            AnswerCounts.N,
            n,
            AnswerCounts.answered("q1"),
            n,
            AnswerCounts.sum("q1"),
            n * number,
            AnswerCounts.squares("q1"),
            n * number * number));
  }

  private static Chart chart(Tally... tallies) {
    return chart(new Figuring.Wish(List.of("sex"), Optional.empty(), false), tallies);
  }

  private static Chart chart(Figuring.Wish wish, Tally... tallies) {
    return new Charts(WORDS, result(wish, tallies), List.of()).all().getFirst();
  }

  static Result result(Figuring.Wish wish, Tally... tallies) {
    var base = SurveyOfTest.base(1);
    var survey = base.with(base.design().asking(List.of(NUMBER)));
    return Figuring.of(survey, List.of(tallies), Map.of(), 100, wish, Instant.EPOCH);
  }

  private static Figuring.Wish weighted(String... by) {
    var halves = new Margin(List.of("sex"), Map.of("woman", 500.0, "man", 500.0));
    return new Figuring.Wish(List.of(by), Optional.of(List.of(halves)), false);
  }

  @Test
  void numbers_are_compared_by_the_mean_of_each_group() {
    Chart chart = chart(tally("woman", 10, 4), tally("man", 30, 8));
    assertThat(chart.columns()).containsExactly("Grupp", "Medelvärde", "Osäkerhet", "Svar, antal");
    assertThat(chart.lines())
        .extracting(line -> line.label() + " " + line.share() + ", " + line.cells().getLast())
        .containsExactly("Alla 7,0, 40", "Män 8,0, 30", "Kvinnor 4,0, 10");
  }

  @Test
  void the_mean_of_a_small_group_is_told_by_none() {
    assertThat(chart(tally("woman", 30, 4), tally("man", 30, 4), tally("other", 2, 90)).lines())
        .extracting(line -> line.label() + line.share())
        .noneMatch(line -> line.contains("90"));
  }

  @Test
  void a_weighted_mean_has_the_raw_one_beside_it() {
    Chart chart = chart(weighted("sex"), tally("woman", 10, 4), tally("man", 30, 8));
    assertThat(chart.columns())
        .containsExactly("Grupp", "Medelvärde", "Osäkerhet", "Ovägt", "Svar, antal");
    assertThat(chart.lines())
        .extracting(line -> line.label() + " " + line.share() + ", " + line.cells().get(1))
        .containsExactly("Alla 6,0, 7,0", "Män 8,0, 8,0", "Kvinnor 4,0, 4,0");
  }

  @Test
  void the_sentence_too_has_the_raw_one_beside_it() {
    assertThat(chart(weighted(), tally("woman", 10, 4), tally("man", 30, 8)).note())
        .startsWith("Medelvärdet är 6,0 (troligen ")
        .endsWith("). Ovägt är det 7,0.");
  }

  @Test
  void a_bar_has_the_line_that_says_how_certain_it_is() {
    assertThat(chart(tally("woman", 10, 4), tally("man", 30, 8)).lines())
        .extracting(line -> ScaleTest.html(line.bar()))
        .allMatch(bar -> bar.contains("class=\"ink\""));
  }
}
