package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.members.Cell;

class SelectionTest {
  private static Cell district(String name) {
    return new Cell(Map.of("district", name));
  }

  @Test
  void places_are_in_proportion_and_the_rest_goes_to_the_largest_remainders() {
    var places =
        Selection.places(10, Map.of(district("a"), 530L, district("b"), 240L, district("c"), 230L));
    assertThat(places).isEqualTo(Map.of(district("a"), 5, district("b"), 3, district("c"), 2));
  }

  @Test
  void of_equal_remainders_the_first_by_name_is_served() {
    assertThat(Selection.places(1, Map.of(district("b"), 4L, district("a"), 4L)))
        .isEqualTo(Map.of(district("a"), 1, district("b"), 0));
  }

  @Test
  void the_line_is_the_hash_that_anybody_can_work_out() {
    // printf 'valet-2026|m1' | sha256sum
    assertThat(Selection.rank("valet-2026", "m1"))
        .isEqualTo("10643bb140286ba11909f546e7f3bc29310c01778c520bc034cd4853d1f3a0a2");
  }

  @Test
  void a_filter_wants_one_of_the_named_categories_of_each_variable() {
    Cell cell = new Cell(Map.of("sex", "woman", "district", "Norrby"));
    assertThat(Selection.wanted(Map.of(), cell)).isTrue();
    assertThat(Selection.wanted(Map.of("district", List.of("Söder", "Norrby")), cell)).isTrue();
    assertThat(Selection.wanted(Map.of("ageGroup", List.of("16-29")), cell)).isFalse();
    assertThat(
            Selection.wanted(Map.of("sex", List.of("woman"), "district", List.of("Söder")), cell))
        .isFalse();
  }

  @Property(tries = 300)
  void a_sample_is_filled_exactly_and_no_stratum_gives_more_than_it_has(
      @ForAll @IntRange(max = 400) int size, @ForAll("strata") Map<Cell, Long> strata) {
    var places = Selection.places(size, strata);
    long all = strata.values().stream().mapToLong(Long::longValue).sum();
    assertThat(places.values().stream().mapToLong(Integer::longValue).sum())
        .isEqualTo(Math.min(size, all));
    strata.forEach((cell, n) -> {
      assertThat(places.get(cell).longValue()).isBetween(0L, n);
      assertThat(Math.abs(places.get(cell) - (double) n * Math.min(size, all) / all)).isLessThan(1);
    });
  }

  @Property(tries = 200)
  void the_draw_is_the_same_in_whatever_order_the_members_come(
      @ForAll long chance, @ForAll @IntRange(min = 1, max = 20) int places) {
    var members = new java.util.ArrayList<>(IntStream.range(0, 60).mapToObj(n -> "m" + n).toList());
    var draw = new Selection.Draw("seed", Map.of(Cell.ALL, places));
    members.forEach(member -> draw.offer(Cell.ALL, member));
    Collections.shuffle(members, new Random(chance));
    var again = new Selection.Draw("seed", Map.of(Cell.ALL, places));
    members.forEach(member -> again.offer(Cell.ALL, member));
    assertThat(again.of(Cell.ALL)).isEqualTo(draw.of(Cell.ALL)).hasSize(places);
    assertThat(draw.of(Cell.ALL))
        .isEqualTo(
            members.stream()
                .sorted(java.util.Comparator.comparing(m -> Selection.rank("seed", m)))
                .limit(places)
                .toList());
  }

  @Provide
  Arbitrary<Map<Cell, Long>> strata() {
    return Arbitraries.maps(
            Arbitraries.of("a", "b", "c", "d", "e", "f").map(SelectionTest::district),
            Arbitraries.longs().between(1, 90))
        .ofMinSize(1)
        .map(HashMap::new);
  }
}
