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
import se.invanardialog.results.exports.Csv;

class ResultSheetsTest {
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);

  @Test
  void the_bars_of_a_number_stand_in_the_table_as_on_the_page() {
    var base = SurveyOfTest.base(1);
    var number = SurveyOfTest.question("q1", Question.Type.NUMBER);
    var tally =
        new Tally(
            Cell.ALL,
            Map.of(
                AnswerCounts.N,
                40L,
                AnswerCounts.answered("q1"),
                40L,
                AnswerCounts.sum("q1"),
                280L,
                AnswerCounts.squares("q1"),
                2_080L,
                AnswerCounts.bar("q1", 4),
                10L,
                AnswerCounts.bar("q1", 8),
                30L));
    var result =
        Figuring.of(
            base.with(base.design().asking(List.of(number))),
            List.of(tally),
            Map.of(),
            100,
            new Figuring.Wish(List.of(), Optional.empty(), false),
            Instant.EPOCH);
    String table = Csv.INTERNATIONAL.write(new ResultSheets(result, WORDS).figures());
    assertThat(new Charts(WORDS, result, List.of()).all().getFirst().lines())
        .extracting(Chart.Line::label)
        .containsExactly("4 till 7", "8 eller mer")
        .allSatisfy(label -> assertThat(table).contains("," + label + ","));
    assertThat(table).contains("4 till 7,10,40,0.250,,,,,,", "8 eller mer,30,40,0.750,,,,,,");
  }
}
