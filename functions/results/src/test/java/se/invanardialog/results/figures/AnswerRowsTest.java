package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.exports.Csv;

class AnswerRowsTest {
  private static final Survey.Design DESIGN = SurveyOfTest.design(Map.of());

  private static List<Reply> replies(Map<String, String> cell, int n) {
    var replies = new ArrayList<Reply>();
    for (int at = 0; at < n; at++) {
      replies.add(
          new Reply("s", cell.toString() + at, Map.of(), Reply.Mode.WEB, new Cell(cell), true));
    }
    return replies;
  }

  @Test
  void a_variable_that_makes_a_small_combination_is_told_of_nobody() {
    var all = replies(Map.of("ageGroup", "16-29", "sex", "woman"), 3);
    all.addAll(replies(Map.of("ageGroup", "16-29", "sex", "man"), 9));
    all.addAll(replies(Map.of("ageGroup", "30-44", "sex", "woman"), 9));
    all.addAll(replies(Map.of("ageGroup", "30-44", "sex", "man"), 9));
    assertThat(AnswerRows.variables(DESIGN, all)).containsExactly("ageGroup", "mode");
  }

  @Test
  void what_the_quotas_go_by_is_told_rather_than_what_is_asked_first() {
    var all = replies(Map.of("ageGroup", "16-29", "sex", "woman"), 3);
    all.addAll(replies(Map.of("ageGroup", "16-29", "sex", "man"), 9));
    all.addAll(replies(Map.of("ageGroup", "30-44", "sex", "woman"), 9));
    all.addAll(replies(Map.of("ageGroup", "30-44", "sex", "man"), 9));
    var quotas = Map.of(new Cell(Map.of("sex", "woman")).text(), 20);
    assertThat(AnswerRows.variables(SurveyOfTest.design(quotas), all))
        .containsExactly("sex", "mode");
  }

  @Test
  void a_negative_number_is_a_number_and_no_formula() {
    assertThat(lines(SurveyOfTest.base(1), Map.of("q4", new Value.Figure(-3))))
        .startsWith("\ufeffmode,q1,q2,q3_a,q3_b,q4")
        .filteredOn(line -> line.startsWith("web"))
        .hasSize(5)
        .containsOnly("web,,,,,-3");
  }

  @Test
  void each_option_of_several_has_a_column_that_says_whether_it_was_chosen() {
    assertThat(lines(SurveyOfTest.base(1), Map.of("q3", chosen("b"))))
        .filteredOn(line -> line.startsWith("web"))
        .hasSize(5)
        .containsOnly("web,,,0,1,");
  }

  @Test
  void each_option_of_a_ranking_has_a_column_that_says_its_place() {
    var ranking = SurveyOfTest.question("q1", Question.Type.RANK, "a", "b", "c");
    Survey.Base survey = SurveyOfTest.base(1).with(DESIGN.asking(List.of(ranking)));
    assertThat(lines(survey, Map.of("q1", chosen("c", "a", "b"))))
        .startsWith("\ufeffmode,q1_a,q1_b,q1_c")
        .filteredOn(line -> line.startsWith("web"))
        .hasSize(5)
        .containsOnly("web,2,3,1");
  }

  private static Value chosen(String... options) {
    return new Value.Chosen(List.of(options), "");
  }

  /** Of five who all answered so on the web. */
  private static List<String> lines(Survey.Base survey, Map<String, Value> values) {
    var replies =
        IntStream.range(0, 5)
            .mapToObj(
                at -> new Reply("s", "r" + at, values, Reply.Mode.WEB, new Cell(Map.of()), true))
            .toList();
    return Csv.INTERNATIONAL.write(AnswerRows.sheet(survey, replies)).lines().toList();
  }

  @Test
  void a_small_group_and_its_company_are_not_told_but_the_others_are() {
    var all = replies(Map.of("sex", "woman"), 30);
    all.addAll(replies(Map.of("sex", "man"), 9));
    all.addAll(replies(Map.of("sex", "other"), 2));
    assertThat(AnswerRows.variables(DESIGN, all)).containsExactly("sex", "mode");
  }
}
