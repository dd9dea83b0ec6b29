package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.texts.Words;
import se.invanardialog.results.figures.Chart.Line;
import se.invanardialog.results.weighting.Interval;

/** Draws the differences between two groups, question by question. */
final class ComparisonCharts {
  private final Words words;
  private final Labels labels;
  private final Result result;

  ComparisonCharts(Words words, Result result) {
    this.words = words;
    this.labels = new Labels(words);
    this.result = result;
  }

  /**
   * @param variable what the two are groups of
   */
  List<Chart> of(String variable, String one, String other) {
    var charts = new ArrayList<Chart>();
    for (Result.Asked asked : result.questions()) {
      String heading =
          words.get(
              "result.compared",
              labels.question(asked),
              labels.category(variable, one),
              labels.category(variable, other));
      String id = "c" + charts.size();
      var shares = Comparison.ofShares(asked, one, other);
      if (!shares.isEmpty()) {
        charts.add(chart(id, heading, shares, "result.compared.shares", labels::points));
      } else {
        Comparison.ofMeans(asked, one, other)
            .map(means ->
                chart(id, heading, List.of(means), "result.compared.means", labels::signed))
            .ifPresent(charts::add);
      }
    }
    return charts;
  }

  private Chart chart(
      String id,
      String heading,
      List<Comparison> compared,
      String note,
      DoubleFunction<String> figure) {
    double end = compared.stream().mapToDouble(one -> widest(one.interval())).max().orElse(1);
    return Chart.of(
        id,
        heading,
        List.of(
            words.get("result.answer"),
            words.get("result.difference"),
            words.get("result.uncertainty"),
            words.get("result.meaning")),
        compared.stream().map(one -> line(one, end, figure)).toList(),
        words.get(note, figure.apply(-end), figure.apply(end)));
  }

  private static double widest(Interval interval) {
    return Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
  }

  private Line line(Comparison one, double end, DoubleFunction<String> figure) {
    return Line.of(
        one.option().isEmpty()
            ? words.get("result.mean.column")
            : labels.option(one.option(), one.text()),
        figure.apply(one.difference()),
        Bars.difference(one.difference(), one.interval().low(), one.interval().high(), end),
        List.of(
            words.get(
                "result.points.range",
                figure.apply(one.interval().low()),
                figure.apply(one.interval().high())),
            words.get(one.certain() ? "result.certain" : "result.chance")));
  }
}
