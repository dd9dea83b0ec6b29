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

class ComparisonChartsTest {
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);
  private static final Figuring.Wish BY_SEX =
      new Figuring.Wish(List.of("sex"), Optional.empty(), false);

  private static List<Chart> compared(Result result) {
    return new ComparisonCharts(WORDS, result).of("sex", "woman", "man");
  }

  private static Tally tally(String sex, long safe, long unsafe) {
    long n = safe + unsafe;
    return new Tally(
        new Cell(Map.of("sex", sex)),
        Map.of(
            AnswerCounts.N,
            n,
            AnswerCounts.answered("q1"),
            n,
            AnswerCounts.chose("q1", "safe"),
            safe,
            AnswerCounts.chose("q1", "unsafe"),
            unsafe));
  }

  private static Result shares(Tally... tallies) {
    var base = SurveyOfTest.base(1);
    var question = SurveyOfTest.question("q1", Question.Type.ONE, "safe", "unsafe");
    return Figuring.of(
        base.with(base.design().asking(List.of(question))),
        List.of(tallies),
        Map.of(),
        1000,
        BY_SEX,
        Instant.EPOCH);
  }

  @Test
  void shares_differ_by_points_and_small_differences_may_be_chance() {
    Chart chart = compared(shares(tally("woman", 52, 48), tally("man", 60, 40))).getFirst();
    assertThat(chart.lines())
        .extracting(line -> line.label() + " " + line.share() + ", " + line.cells().getLast())
        .containsExactly("safe \u22128, Kan bero på slumpen", "unsafe +8, Kan bero på slumpen");
    assertThat(chart.lines().getFirst().cells().getFirst()).isEqualTo("\u221221 till +6");
    assertThat(chart.note()).contains("procentenheter", "från \u221221 till +21");
  }

  @Test
  void what_is_drawn_starts_in_the_middle() {
    var lines = compared(shares(tally("woman", 50, 50), tally("man", 150, 50))).getFirst().lines();
    assertThat(lines).extracting(Chart.Line::share).containsExactly("\u221225", "+25");
    assertThat(ScaleTest.html(lines.getLast().bar())).contains("class=\"fill\" x=\"50%\"");
    assertThat(lines)
        .extracting(line -> line.cells().getLast())
        .containsOnly("Säkerställd skillnad");
  }

  @Test
  void numbers_differ_by_their_means() {
    var result =
        MeansByGroupTest.result(
            BY_SEX, MeansByGroupTest.tally("woman", 10, 4), MeansByGroupTest.tally("man", 30, 8));
    assertThat(compared(result))
        .flatExtracting(Chart::lines)
        .extracting(line -> line.label() + " " + line.share())
        .containsExactly("Medelvärde \u22124,0");
  }

  @Test
  void a_group_that_is_not_shown_is_compared_with_none() {
    assertThat(compared(shares(tally("woman", 1, 2), tally("man", 60, 40)))).isEmpty();
  }
}
