package se.invanardialog.results.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.members.Cell;

class RakingTest {
  private static final Raking RAKING = new Raking(Raking.USUAL_CAP, 1, 1e-12);

  private static Cell cell(String sex, String age) {
    return new Cell(Map.of("sex", sex, "ageGroup", age));
  }

  private static Margin margin(String variable, Object... counts) {
    var map = new LinkedHashMap<String, Double>();
    for (int i = 0; i < counts.length; i += 2) {
      map.put((String) counts[i], ((Number) counts[i + 1]).doubleValue());
    }
    return new Margin(List.of(variable), map);
  }

  private static Weighting.Weighted weighted(Weighting weighting) {
    assertThat(weighting).isInstanceOf(Weighting.Weighted.class);
    return (Weighting.Weighted) weighting;
  }

  private static Refusal refused(Weighting weighting) {
    assertThat(weighting).isInstanceOf(Weighting.Refused.class);
    return ((Weighting.Refused) weighting).reason();
  }

  /** With margins 1/2 and 1/2 the raked table is [a, b; b, a] of the sample's odds ratio. */
  @Test
  void raking_meets_the_margins_and_keeps_the_odds_ratio() {
    Map<Cell, Long> sample =
        Map.of(
            cell("woman", "young"), 40L,
            cell("woman", "old"), 30L,
            cell("man", "young"), 20L,
            cell("man", "old"), 10L);
    var raked =
        weighted(
            RAKING.weigh(
                sample,
                List.of(
                    margin("sex", "woman", 500, "man", 500),
                    margin("ageGroup", "young", 500, "old", 500))));
    double oddsRatio = 40.0 * 10 / (30 * 20);
    double diagonal = 500 * Math.sqrt(oddsRatio) / (1 + Math.sqrt(oddsRatio));
    assertThat(40 * raked.weight(cell("woman", "young"))).isCloseTo(diagonal, within(1e-6));
    assertThat(10 * raked.weight(cell("man", "old"))).isCloseTo(diagonal, within(1e-6));
    assertThat(30 * raked.weight(cell("woman", "old"))).isCloseTo(500 - diagonal, within(1e-6));
    assertThat(raked.total()).isCloseTo(1000, within(1e-6));
  }

  /** Kish 1965: weights 1, 2 and 3 once each have deff 3 · 14 / 36 and effective n 18 / 7. */
  @Test
  void design_effect_and_effective_n_are_kishs() {
    var raked =
        weighted(
            RAKING.weigh(
                Map.of(cell("woman", "a"), 1L, cell("woman", "b"), 1L, cell("woman", "c"), 1L),
                List.of(margin("ageGroup", "a", 1, "b", 2, "c", 3))));
    assertThat(raked.designEffect()).isCloseTo(7.0 / 6, within(1e-9));
    assertThat(raked.effectiveN()).isCloseTo(18.0 / 7, within(1e-9));
    assertThat(raked.maxWeight()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void margins_of_different_totals_are_scaled_to_the_first() {
    var raked =
        weighted(
            RAKING.weigh(
                Map.of(cell("woman", "young"), 10L, cell("man", "old"), 10L),
                List.of(
                    margin("sex", "woman", 510, "man", 490),
                    margin("ageGroup", "young", 51, "old", 49))));
    assertThat(raked.total()).isCloseTo(1000, within(1e-6));
  }

  @Test
  void who_has_not_said_keeps_the_share_of_the_sample() {
    var unsaid = new Cell(Map.of());
    var raked =
        weighted(
            RAKING.weigh(
                Map.of(
                    new Cell(Map.of("sex", "woman")),
                    60L,
                    new Cell(Map.of("sex", "man")),
                    20L,
                    unsaid,
                    20L),
                List.of(margin("sex", "woman", 500, "man", 500))));
    assertThat(raked.weight(unsaid) * 20 / raked.total()).isCloseTo(0.2, within(1e-9));
    assertThat(raked.weight(new Cell(Map.of("sex", "man"))) * 20).isCloseTo(400, within(1e-6));
  }

  @Test
  void margins_that_contradict_the_sample_are_refused_with_what_came_out() {
    var reason =
        refused(
            RAKING.weigh(
                Map.of(cell("woman", "young"), 2L, cell("man", "old"), 2L),
                List.of(
                    margin("sex", "woman", 10, "man", 90),
                    margin("ageGroup", "young", 60, "old", 40))));
    assertThat(reason).isInstanceOf(Refusal.Contradiction.class);
    assertThat(((Refusal.Contradiction) reason).margin()).isEqualTo("sex");
  }

  @Test
  void a_category_nobody_answered_in_is_refused_with_the_neighbours_to_merge() {
    assertThat(
            refused(
                RAKING.weigh(
                    Map.of(cell("woman", "16-29"), 5L, cell("man", "65+"), 5L),
                    List.of(margin("ageGroup", "16-29", 10, "30-64", 60, "65+", 30)))))
        .isEqualTo(new Refusal.EmptyCategory("ageGroup", "30-64", List.of("16-29", "65+")));
  }

  @Test
  void a_category_the_census_lacks_is_refused() {
    assertThat(
            refused(
                RAKING.weigh(
                    Map.of(cell("woman", "young"), 5L, cell("other", "young"), 5L),
                    List.of(margin("sex", "woman", 10)))))
        .isEqualTo(new Refusal.UnknownCategory("sex", "other"));
  }

  @Test
  void without_margins_or_with_few_answers_nothing_is_weighted() {
    assertThat(refused(RAKING.weigh(Map.of(Cell.ALL, 50L), List.of())))
        .isEqualTo(new Refusal.NoMargins());
    assertThat(
            refused(
                Raking.usual()
                    .weigh(Map.of(cell("woman", "a"), 29L), List.of(margin("sex", "woman", 1)))))
        .isEqualTo(new Refusal.TooFew(29, Raking.FEWEST_ANSWERS));
  }

  /** Two margins: the lone cell would weigh 6.2 means; its category has others to carry it. */
  @Test
  void a_weight_over_the_cap_is_cut_and_the_margins_are_still_met() {
    Map<Cell, Long> sample =
        Map.of(
            cell("woman", "young"), 1L,
            cell("man", "young"), 9L,
            cell("woman", "old"), 9L,
            cell("man", "old"), 81L);
    var margins =
        List.of(margin("sex", "woman", 25, "man", 75), margin("ageGroup", "young", 25, "old", 75));
    double without = weighted(new Raking(100, 1, 1e-12).weigh(sample, margins)).maxWeight();
    var capped = weighted(RAKING.weigh(sample, margins));
    assertThat(without).isGreaterThan(5.5);
    assertThat(capped.maxWeight()).isLessThanOrEqualTo(5 + 1e-4);
    assertThat(capped.trimmed()).isTrue();
    double women = capped.weight(cell("woman", "young")) + 9 * capped.weight(cell("woman", "old"));
    assertThat(women).isCloseTo(25, within(1e-3));
  }

  @Test
  void a_category_that_needs_more_than_the_cap_is_refused() {
    assertThat(
            refused(
                RAKING.weigh(
                    Map.of(cell("woman", "young"), 1L, cell("man", "young"), 99L),
                    List.of(margin("sex", "woman", 50, "man", 50)))))
        .isEqualTo(new Refusal.TooHeavy("sex", "woman", 5));
  }

  @Property(tries = 300)
  void what_is_weighted_meets_each_margin(
      @ForAll @Size(9) List<@IntRange(min = 0, max = 60) Integer> counts,
      @ForAll @Size(6) List<@IntRange(min = 1, max = 100) Integer> people) {
    var names = List.of("a", "b", "c");
    var sample = new LinkedHashMap<Cell, Long>();
    for (int at = 0; at < 9; at++) {
      sample.put(cell(names.get(at / 3), names.get(at % 3)), (long) counts.get(at));
    }
    var margins =
        List.of(
            margin("sex", "a", people.get(0), "b", people.get(1), "c", people.get(2)),
            margin("ageGroup", "a", people.get(3), "b", people.get(4), "c", people.get(5)));
    if (RAKING.weigh(sample, margins) instanceof Weighting.Weighted raked) {
      for (Margin margin : margins) {
        for (String category : names) {
          double got =
              raked.sample().entrySet().stream()
                  .filter(one -> margin.of(one.getKey()).orElseThrow().equals(category))
                  .mapToDouble(one -> one.getValue() * raked.weight(one.getKey()))
                  .sum();
          assertThat(got / raked.total())
              .isCloseTo(margin.counts().get(category) / margin.total(), within(1e-4));
        }
      }
      assertThat(raked.maxWeight()).isLessThanOrEqualTo(Raking.USUAL_CAP + 1e-3);
    }
  }
}
