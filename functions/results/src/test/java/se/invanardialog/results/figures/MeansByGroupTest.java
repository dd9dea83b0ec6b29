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

class MeansByGroupTest {
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);
  private static final Question NUMBER = SurveyOfTest.question("q1", Question.Type.NUMBER);

  /** So many who all answered the same number. */
  private static Tally tally(String sex, long n, long number) {
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
    var base = SurveyOfTest.base(1);
    var survey = base.with(base.design().asking(List.of(NUMBER)));
    var wish = new Figuring.Wish(List.of("sex"), Optional.empty(), false);
    var result = Figuring.of(survey, List.of(tallies), Map.of(), 100, wish, Instant.EPOCH);
    return new Charts(WORDS, result, List.of()).all().getFirst();
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
}
