package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void few_answers_share_a_bar() {
    assertThat(Histogram.of(Map.of(1L, 3L, 2L, 4L, 9L, 12L)))
        .containsExactly(new Result.Bar(1, 7), new Result.Bar(9, 12));
  }

  @Property(tries = 300)
  void no_bar_is_small_and_none_is_lost(
      @ForAll @Size(min = 1, max = 40)
          Map<@IntRange(min = -100, max = 5_000) Integer, @IntRange(min = 1, max = 20) Integer>
              counts) {
    var bars = new TreeMap<Long, Long>();
    counts.forEach((number, n) -> bars.put(number.longValue(), n.longValue()));
    long all = bars.values().stream().mapToLong(Long::longValue).sum();
    var shown = Histogram.of(bars);
    if (all >= 5) {
      assertThat(shown).allMatch(bar -> bar.n() >= 5).hasSizeLessThanOrEqualTo(13);
      assertThat(shown.stream().mapToLong(Result.Bar::n).sum()).isEqualTo(all);
    } else {
      assertThat(shown).isEmpty();
    }
  }
}
