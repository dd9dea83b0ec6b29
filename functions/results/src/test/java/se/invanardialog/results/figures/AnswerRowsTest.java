package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
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
    var replies = new ArrayList<Reply>();
    for (int at = 0; at < 5; at++) {
      replies.add(
          new Reply(
              "s",
              "r" + at,
              Map.of("q4", new Value.Figure(-3)),
              Reply.Mode.WEB,
              new Cell(Map.of()),
              true));
    }
    assertThat(Csv.INTERNATIONAL.write(AnswerRows.sheet(SurveyOfTest.base(1), replies)).lines())
        .filteredOn(line -> line.startsWith("web"))
        .hasSize(5)
        .containsOnly("web,,,,-3");
  }

  @Test
  void a_small_group_and_its_company_are_not_told_but_the_others_are() {
    var all = replies(Map.of("sex", "woman"), 30);
    all.addAll(replies(Map.of("sex", "man"), 9));
    all.addAll(replies(Map.of("sex", "other"), 2));
    assertThat(AnswerRows.variables(DESIGN, all)).containsExactly("sex", "mode");
  }
}
