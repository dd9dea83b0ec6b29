package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.output.StringOutput;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.invanardialog.results.weighting.Interval;

class ScaleTest {
  static String html(Content content) {
    var output = new StringOutput();
    content.writeTo(output);
    return output.toString();
  }

  private static Result.Mean mean(double value, double low, double high) {
    return new Result.Mean(value, new Interval(low, high), Optional.empty());
  }

  @Test
  void it_ends_at_the_next_whole_number_past_all_intervals() {
    assertThat(Scale.ofMeans(Stream.of(mean(4, 3, 5.2), mean(7, 6, 8))).end()).isEqualTo(8);
    assertThat(Scale.ofMeans(Stream.of(mean(4, 3, 8.01))).end()).isEqualTo(9);
    assertThat(Scale.ofMeans(Stream.of(mean(0.2, 0.1, 0.3), mean(-4, -5, -3))).end()).isEqualTo(1);
    assertThat(Scale.ofMeans(Stream.of()).end()).isEqualTo(1);
  }

  @Test
  void nothing_is_drawn_below_nought() {
    assertThat(html(new Scale(10).bar(-2, new Interval(-4, 1))))
        .contains("x=\"0%\" width=\"10%\"")
        .doesNotContain("=\"-");
  }
}
