package se.invanardialog.results.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.members.Cell;

class EstimateTest {
  private static final Cell WOMEN = new Cell(Map.of("sex", "woman"));
  private static final Cell MEN = new Cell(Map.of("sex", "man"));

  private static Weighting.Weighted weighted(Map<Cell, Long> sample, double women, double men) {
    var counts = new LinkedHashMap<String, Double>();
    counts.put("woman", women);
    counts.put("man", men);
    return (Weighting.Weighted)
        new Raking(5, 1, 1e-12).weigh(sample, List.of(new Margin(List.of("sex"), counts)));
  }

  /**
   * Post-stratified by hand: the estimate is Σ W p and, linearised, the variance is n/(n−1) Σ
   * (W/n)² n p (1−p) over the strata.
   */
  @Test
  void a_share_weighted_by_one_variable_is_the_post_stratified_one() {
    var weighted = weighted(Map.of(WOMEN, 60L, MEN, 40L), 500, 500);
    var share =
        Estimate.of(weighted, Map.of(WOMEN, Moments.share(60, 30), MEN, Moments.share(40, 8)))
            .orElseThrow();
    assertThat(share.value()).isCloseTo(0.5 * 0.5 + 0.5 * 0.2, within(1e-12));
    double variance = 100.0 / 99 * (0.25 / 60 * 0.25 + 0.25 / 40 * 0.16);
    assertThat(share.error()).isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  @Test
  void what_the_margins_say_has_no_error() {
    var weighted = weighted(Map.of(WOMEN, 60L, MEN, 40L), 520, 480);
    var share =
        Estimate.of(weighted, Map.of(WOMEN, Moments.share(60, 60), MEN, Moments.share(40, 0)))
            .orElseThrow();
    assertThat(share.value()).isCloseTo(0.52, within(1e-12));
    assertThat(share.error()).isCloseTo(0, within(1e-9));
  }

  /** 2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and squares 232; s²/n = 32/7/8. */
  @Test
  void a_mean_of_equal_weights_has_the_textbook_error() {
    var weighted = weighted(Map.of(WOMEN, 8L), 8, 0);
    var mean = Estimate.of(weighted, Map.of(WOMEN, new Moments(8, 40, 232))).orElseThrow();
    assertThat(mean.value()).isCloseTo(5, within(1e-12));
    assertThat(mean.error()).isCloseTo(Math.sqrt(32.0 / 7 / 8), within(1e-12));
  }

  @Test
  void of_a_group_only_its_own_answers_count() {
    var weighted = weighted(Map.of(WOMEN, 60L, MEN, 40L), 700, 300);
    var share = Estimate.of(weighted, Map.of(MEN, Moments.share(40, 10))).orElseThrow();
    assertThat(share.value()).isCloseTo(0.25, within(1e-12));
    assertThat(share.error()).isCloseTo(Math.sqrt(100.0 / 99 * 0.1875 / 40), within(1e-12));
    assertThat(Estimate.of(weighted, Map.of())).isEmpty();
  }

  @Test
  void clusters_of_one_are_the_same_as_none() {
    var weighted = weighted(Map.of(WOMEN, 3L, MEN, 2L), 50, 50);
    var one = new Estimate.Cluster(Map.of(WOMEN, 1L), Map.of(WOMEN, Moments.share(1, 1)));
    var none = new Estimate.Cluster(Map.of(WOMEN, 1L), Map.of(WOMEN, Moments.share(1, 0)));
    var man = new Estimate.Cluster(Map.of(MEN, 1L), Map.of(MEN, Moments.share(1, 1)));
    var other = new Estimate.Cluster(Map.of(MEN, 1L), Map.of(MEN, Moments.share(1, 0)));
    var clustered =
        Estimate.ofClusters(weighted, List.of(one, none, none, man, other), 1e300).orElseThrow();
    var single =
        Estimate.of(weighted, Map.of(WOMEN, Moments.share(3, 1), MEN, Moments.share(2, 1)))
            .orElseThrow();
    assertThat(clustered.value()).isCloseTo(single.value(), within(1e-12));
    assertThat(clustered.error()).isCloseTo(single.error(), within(1e-12));
  }
}
