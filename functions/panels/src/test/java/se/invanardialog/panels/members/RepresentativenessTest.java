package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.members.Representativeness.Asked;
import se.invanardialog.panels.members.Representativeness.Counts;
import se.invanardialog.panels.members.Representativeness.Group;
import se.invanardialog.panels.members.Representativeness.SurveyCounts;

class RepresentativenessTest {
  private static final List<Margin> HALVES =
      List.of(new Margin("sex", "woman", 25_000), new Margin("sex", "man", 25_000));

  private static Cell sex(String sex) {
    return new Cell(Map.of("sex", sex));
  }

  private static List<Group> compare(List<Margin> margins, Map<Cell, Long> panel) {
    return Representativeness.compare(margins, new Counts(panel, Optional.empty()));
  }

  private static List<Asked> asked(
      List<Margin> margins, Map<Cell, Long> invited, Map<Cell, Long> answered) {
    return compare(margins, invited, answered).stream()
        .map(group -> group.asked().orElseThrow())
        .toList();
  }

  private static List<Group> compare(
      List<Margin> margins, Map<Cell, Long> invited, Map<Cell, Long> answered) {
    return Representativeness.compare(
        margins, new Counts(Map.of(), Optional.of(new SurveyCounts(invited, answered))));
  }

  @Test
  void nothing_is_said_of_a_survey_that_was_not_asked_about() {
    assertThat(compare(HALVES, Map.of(sex("man"), 9L))).allMatch(group -> group.asked().isEmpty());
  }

  @Test
  void a_group_with_less_than_its_share_is_missing_and_told_how_many_more_it_needs() {
    Group women = compare(HALVES, Map.of(sex("woman"), 30L, sex("man"), 70L)).getFirst();

    assertThat(women.category()).isEqualTo("woman");
    assertThat(women.panelShare()).isEqualTo(0.3);
    assertThat(women.index().orElseThrow()).isCloseTo(0.6, within(1e-12));
    assertThat(women.needed()).isEqualTo(40);
    assertThat(women.missing()).isTrue();
  }

  @Test
  void who_did_not_say_is_in_no_group_and_no_total() {
    var panel = Map.of(sex("woman"), 5L, sex("man"), 5L, Cell.ALL, 90L);
    assertThat(compare(HALVES, panel)).allMatch(group -> group.panelShare() == 0.5);
  }

  @Test
  void an_empty_panel_has_no_index_and_nothing_is_divided_by_nought() {
    assertThat(compare(HALVES, Map.of()))
        .allMatch(group -> group.index().isEmpty() && group.needed() == 0);
    assertThat(compare(List.of(new Margin("sex", "woman", 0)), Map.of(sex("woman"), 1L)))
        .allMatch(group -> group.index().isEmpty());
  }

  @Test
  void a_joint_margin_counts_for_each_of_its_variables() {
    var joint =
        List.of(
            new Margin("ageGroup×sex", "16-29×woman", 10),
            new Margin("ageGroup×sex", "16-29×man", 30),
            new Margin("ageGroup×sex", "30+×woman", 20),
            new Margin("ageGroup×sex", "30+×man", 40));
    var groups = compare(joint, Map.of(new Cell(Map.of("ageGroup", "16-29", "sex", "man")), 1L));

    assertThat(groups.stream().map(group -> group.variable() + ":" + group.category()))
        .contains("ageGroup:16-29", "ageGroup:30+", "sex:woman", "sex:man", "ageGroup×sex:30+×man")
        .hasSize(8);
    assertThat(
            groups.stream()
                .filter(group -> group.variable().equals("sex") && group.category().equals("woman"))
                .findFirst()
                .orElseThrow()
                .population())
        .isEqualTo(30);
  }

  @Test
  void a_variable_that_the_invitations_have_lost_is_not_told_as_nobody() {
    Map<Cell, Long> all = Map.of(new Cell(Map.of("ageGroup", "30+")), 20L);

    assertThat(asked(HALVES, all, all))
        .allMatch(group -> group.invited().isEmpty() && group.answered().isEmpty());
  }

  @Test
  void invited_and_answered_stand_beside() {
    var groups = asked(HALVES, Map.of(sex("man"), 9L), Map.of(sex("man"), 6L));
    assertThat(groups.getLast().invited()).contains(9L);
    assertThat(groups.getLast().answered()).contains(6L);
  }

  @Test
  void few_who_answered_are_hidden_as_they_are_in_the_result() {
    var answered = Map.of(sex("woman"), 30L, sex("man"), 9L, sex("other"), 2L);
    var groups = asked(HALVES, Map.of(), answered);
    assertThat(groups.getFirst().answered()).contains(30L);
    assertThat(groups.getLast().answered()).isEmpty();
  }

  @Test
  void a_small_combination_hides_all_of_those_who_answered() {
    var margins =
        List.of(
            new Margin("ageGroup×sex", "16-29×woman", 10),
            new Margin("ageGroup×sex", "30+×woman", 10));
    var answered =
        Map.of(
            new Cell(Map.of("ageGroup", "16-29", "sex", "woman")), 3L,
            new Cell(Map.of("ageGroup", "16-29", "sex", "man")), 9L,
            new Cell(Map.of("ageGroup", "30+", "sex", "woman")), 30L);
    var groups = compare(margins, Map.of(), answered);
    assertThat(groups.stream().filter(group -> group.variable().equals("ageGroup×sex")))
        .allMatch(group -> group.asked().orElseThrow().answered().isEmpty());
    assertThat(groups.stream().filter(group -> group.variable().equals("ageGroup")))
        .allMatch(group -> group.asked().orElseThrow().answered().isPresent());
  }

  @Property
  void so_many_more_and_not_one_fewer_give_the_group_its_share(
      @ForAll @IntRange(min = 1, max = 100_000) int population,
      @ForAll @IntRange(min = 1, max = 100_000) int others,
      @ForAll @IntRange(max = 1_000) int group,
      @ForAll @IntRange(max = 1_000) int rest) {
    long everybody = (long) population + others;
    long known = (long) group + rest;
    long needed = Representativeness.needed(population, everybody, group, known);

    assertThat((group + needed) * everybody).isGreaterThanOrEqualTo(population * (known + needed));
    if (needed > 0) {
      assertThat((group + needed - 1) * everybody).isLessThan(population * (known + needed - 1));
    }
  }
}
