package se.invanardialog.results.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {
  /** Newcombe 1998, table I, method 3. */
  @Test
  void wilsons_interval_is_the_textbooks() {
    assertThat(Interval.wilson(81.0 / 263, 263).low()).isCloseTo(0.2553, within(5e-5));
    assertThat(Interval.wilson(81.0 / 263, 263).high()).isCloseTo(0.3662, within(5e-5));
    assertThat(Interval.wilson(15.0 / 148, 148).low()).isCloseTo(0.0624, within(5e-5));
    assertThat(Interval.wilson(15.0 / 148, 148).high()).isCloseTo(0.1605, within(5e-5));
    assertThat(Interval.wilson(0, 20)).isEqualTo(new Interval(0, Interval.wilson(0, 20).high()));
    assertThat(Interval.wilson(0, 20).high()).isCloseTo(0.1611, within(5e-5));
    assertThat(Interval.wilson(1.0 / 29, 29).low()).isCloseTo(0.0061, within(5e-5));
    assertThat(Interval.wilson(1.0 / 29, 29).high()).isCloseTo(0.1718, within(5e-5));
  }

  @Test
  void all_alike_is_not_certain() {
    assertThat(Interval.logit(0, 0, 20).high()).isGreaterThan(0.1);
    assertThat(Interval.logit(1, 0, 20).low()).isLessThan(0.9);
    assertThat(Interval.logit(1 - 1e-15, 1e-15, 20).low())
        .isCloseTo(Interval.logit(1, 0, 20).low(), within(1e-9));
  }

  @Property
  void an_interval_holds_the_share_and_stays_between_none_and_all(
      @ForAll @IntRange(min = 1, max = 100_000) int n,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    for (Interval interval :
        new Interval[] {
          Interval.wilson(share, n), Interval.logit(share, Math.sqrt(share * (1 - share) / n), n)
        }) {
      assertThat(interval.low()).isBetween(0.0, share + 1e-12);
      assertThat(interval.high()).isBetween(share - 1e-12, 1.0);
    }
  }
}
