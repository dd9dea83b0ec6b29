package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.members.Cell;

class CoarseningTest {
  private static final List<String> ASKED = List.of("sex", "ageGroup", "district");

  private static Cell cell(String sex, String age, String district) {
    var categories = new TreeMap<String, String>();
    put(categories, "sex", sex);
    put(categories, "ageGroup", age);
    put(categories, "district", district);
    return new Cell(categories);
  }

  private static void put(Map<String, String> categories, String variable, String category) {
    if (!category.isEmpty()) {
      categories.put(variable, category);
    }
  }

  @Test
  void a_group_of_five_is_kept_as_it_is_and_one_of_four_loses_what_was_asked_last() {
    var coarsening =
        Coarsening.of(
            Map.of(
                cell("w", "16-29", "Norrby"),
                5L,
                cell("w", "16-29", "Söder"),
                4L,
                cell("w", "16-29", "Ön"),
                1L),
            ASKED);
    assertThat(coarsening.of(cell("w", "16-29", "Norrby"))).contains(cell("w", "16-29", "Norrby"));
    assertThat(coarsening.of(cell("w", "16-29", "Söder"))).contains(cell("w", "16-29", ""));
    assertThat(coarsening.of(cell("w", "16-29", "Ön"))).contains(cell("w", "16-29", ""));
  }

  @Test
  void a_rest_too_small_to_hide_in_takes_another_group_with_it() {
    var coarsening = Coarsening.of(Map.of(cell("w", "", ""), 6L, cell("m", "", ""), 2L), ASKED);
    assertThat(coarsening.kept()).containsExactly(Cell.ALL);
  }

  @Test
  void who_was_not_there_when_it_was_planned_is_in_the_nearest_group_or_in_none() {
    var coarsening = Coarsening.of(Map.of(cell("w", "16-29", ""), 5L), ASKED);
    assertThat(coarsening.of(cell("w", "16-29", "Ön"))).contains(cell("w", "16-29", ""));
    assertThat(coarsening.of(cell("m", "16-29", "Ön"))).isEmpty();
  }

  @Test
  void there_are_never_more_groups_than_the_limit() {
    var counts = new HashMap<Cell, Long>();
    for (int age = 0; age < 50; age++) {
      for (int district = 0; district < 50; district++) {
        counts.put(cell("w", "a" + age, "d" + district), 9L);
      }
    }
    var coarsening = Coarsening.of(counts, ASKED);
    assertThat(coarsening.kept()).hasSize(50);
    assertThat(coarsening.of(cell("w", "a7", "d7"))).contains(cell("w", "a7", ""));
  }

  @Property(tries = 500)
  void nobody_planned_is_left_out_and_five_share_each_group(
      @ForAll("counts") Map<Cell, Long> counts) {
    var coarsening = Coarsening.of(counts, ASKED);
    var groups = new HashMap<Cell, Long>();
    counts.forEach((cell, n) -> groups.merge(coarsening.of(cell).orElseThrow(), n, Long::sum));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    assertThat(groups.values()).allMatch(n -> n >= Math.min(all, Coarsening.SMALLEST_GROUP));
    assertThat(coarsening.kept()).hasSizeLessThanOrEqualTo(Coarsening.MOST_CELLS);
    groups
        .keySet()
        .forEach(group ->
            assertThat(counts.keySet())
                .anyMatch(cell ->
                    cell.categories().entrySet().containsAll(group.categories().entrySet())));
  }

  @Provide
  Arbitrary<Map<Cell, Long>> counts() {
    Arbitrary<Cell> cells =
        Combinators.combine(
                Arbitraries.of("", "w", "m", "o"),
                Arbitraries.of("", "0-15", "16-29", "30+"),
                Arbitraries.of("", "a", "b", "c", "d"))
            .as(CoarseningTest::cell);
    return Arbitraries.maps(cells, Arbitraries.longs().between(1, 8)).ofMinSize(1).ofMaxSize(40);
  }
}
