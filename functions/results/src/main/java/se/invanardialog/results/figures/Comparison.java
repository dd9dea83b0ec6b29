package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.results.weighting.Interval;

/**
 * Two groups' shares of an option side by side.
 *
 * @param difference of the first's share and the other's
 * @param interval where the true difference likely lies
 */
public record Comparison(String option, Translated text, double difference, Interval interval) {
  /** Whether chance alone hardly makes such a difference. */
  public boolean certain() {
    return interval.low() > 0 || interval.high() < 0;
  }

  /** Nothing when one of the groups is not shown. */
  static List<Comparison> of(Result.Asked asked, String one, String other) {
    Optional<Result.Group> first = group(asked, one);
    Optional<Result.Group> second = group(asked, other);
    var comparisons = new ArrayList<Comparison>();
    if (first.isPresent() && second.isPresent() && !one.equals(other)) {
      int options = Math.min(first.get().shares().size(), second.get().shares().size());
      for (int at = 0; at < options; at++) {
        Result.Share a = first.get().shares().get(at);
        Result.Share b = second.get().shares().get(at);
        comparisons.add(
            new Comparison(
                a.id(),
                a.text(),
                a.best() - b.best(),
                Interval.difference(a.best(), a.bestInterval(), b.best(), b.bestInterval())));
      }
    }
    return comparisons;
  }

  private static Optional<Result.Group> group(Result.Asked asked, String value) {
    return asked.groups().stream()
        .filter(group -> group.shown().yes() && group.value().equals(value))
        .findFirst();
  }
}
