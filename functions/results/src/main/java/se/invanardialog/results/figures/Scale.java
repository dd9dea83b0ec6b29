package se.invanardialog.results.figures;

import gg.jte.Content;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.results.weighting.Interval;

/**
 * What the bars of a chart are drawn against: from 0 and past all their intervals.
 *
 * @param end a share, or a number; more than 0
 */
record Scale(double end) {
  /** Up to the next whole ten per cent. */
  static Scale ofShares(Stream<Result.Share> shares) {
    double most = most(shares.map(Result.Share::bestInterval)).orElse(1);
    return new Scale(Math.clamp(Math.ceil(most * 10 - 1e-9) / 10, 0.1, 1));
  }

  /** Up to the next whole number. */
  static Scale ofMeans(Stream<Result.Mean> means) {
    double most = most(means.map(Result.Mean::bestInterval)).orElse(1);
    return new Scale(Math.max(1, Math.ceil(most - 1e-9)));
  }

  private static OptionalDouble most(Stream<Interval> intervals) {
    return intervals.mapToDouble(Interval::high).max();
  }

  /** What is below 0 is drawn as 0. */
  Content bar(double value, Interval interval) {
    return Bars.chart(
        Math.max(0, value), Math.max(0, interval.low()), Math.max(0, interval.high()), end);
  }
}
