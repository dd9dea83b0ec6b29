package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.results.weighting.Interval;

/**
 * Two groups' shares of an option, or their means, side by side.
 *
 * @param option empty where means are compared
 * @param difference of the first's and the other's
 * @param interval where the true difference likely lies
 */
public record Comparison(String option, Translated text, double difference, Interval interval) {
  /** Whether chance alone hardly makes such a difference. */
  public boolean certain() {
    return interval.low() > 0 || interval.high() < 0;
  }

  /** Of the shares of each option; nothing when one of the groups is not shown. */
  static List<Comparison> ofShares(Result.Asked asked, String one, String other) {
    Optional<Result.Group> first = group(asked, one);
    Optional<Result.Group> second = group(asked, other);
    var comparisons = new ArrayList<Comparison>();
    if (first.isPresent() && second.isPresent() && !one.equals(other)) {
      int options = Math.min(first.get().shares().size(), second.get().shares().size());
      for (int at = 0; at < options; at++) {
        Result.Share a = first.get().shares().get(at);
        Result.Share b = second.get().shares().get(at);
        comparisons.add(
            of(a.id(), a.text(), a.best(), a.bestInterval(), b.best(), b.bestInterval()));
      }
    }
    return comparisons;
  }

  /** Of the means; nothing when one of the groups is not shown, or has none. */
  static Optional<Comparison> ofMeans(Result.Asked asked, String one, String other) {
    if (one.equals(other)) {
      return Optional.empty();
    }
    Optional<Result.Mean> first = group(asked, one).flatMap(Result.Group::mean);
    Optional<Result.Mean> second = group(asked, other).flatMap(Result.Group::mean);
    return first.flatMap(a ->
        second.map(b ->
            of(
                "",
                asked.question().text(),
                a.best(),
                a.bestInterval(),
                b.best(),
                b.bestInterval())));
  }

  private static Comparison of(
      String option, Translated text, double one, Interval ofOne, double other, Interval ofOther) {
    return new Comparison(
        option, text, one - other, Interval.difference(one, ofOne, other, ofOther));
  }

  private static Optional<Result.Group> group(Result.Asked asked, String value) {
    return asked.groups().stream()
        .filter(group -> group.shown().yes() && group.value().equals(value))
        .findFirst();
  }
}
