package se.invanardialog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private static Latencies millis(int... each) {
    var latencies = new Latencies();
    for (int one : each) {
      latencies.add(one * 1_000_000L);
    }
    return latencies;
  }

  @Test
  void the_middle_of_few_is_the_middle_one() {
    assertThat(millis(9, 1, 5).millis(0.5)).isEqualTo(5);
    assertThat(millis(9, 1, 5, 7, 3).millis(0.5)).isEqualTo(5);
    assertThat(millis(4, 2).millis(0.5)).isEqualTo(2);
    assertThat(millis(4).millis(0.5)).isEqualTo(4);
  }

  @Test
  void nought_and_all_are_the_shortest_and_the_longest() {
    assertThat(millis(9, 1, 5).millis(0)).isEqualTo(1);
    assertThat(millis(9, 1, 5).millis(1)).isEqualTo(9);
    assertThat(new Latencies().millis(0.5)).isNaN();
  }
}
