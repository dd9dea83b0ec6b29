package se.invanardialog.results.weighting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.panels.members.Cell;

/** What came of weighing a sample. */
public sealed interface Weighting {
  /**
   * Weighting classes by number, for what is worked out over and over.
   *
   * @param counts answers in each
   * @param of the number of each one's category, margin by margin
   */
  record Places(List<Cell> classes, List<Double> counts, List<List<Integer>> of) {}

  record Refused(Refusal reason) implements Weighting {}

  /**
   * @param weights how many of the population each answer in a weighting class stands for
   * @param sample answers in each weighting class, always in the same order: sums are the same to
   *     the last digit, whatever categories that weigh as one are called
   * @param margins those that were met
   * @param trimmed whether the cap was needed
   * @param places the weighting classes in an order, with where each is in each margin
   */
  record Weighted(
      Map<Cell, Double> weights,
      Map<Cell, Long> sample,
      List<Margin> margins,
      boolean trimmed,
      Places places)
      implements Weighting {
    public Weighted {
      weights = Map.copyOf(weights);
      sample = Collections.unmodifiableMap(new LinkedHashMap<>(sample));
      margins = List.copyOf(margins);
    }

    public double weight(Cell cell) {
      return ofClass(weightingClass(cell));
    }

    /** The weight of a weighting class. */
    double ofClass(Cell one) {
      return weights.getOrDefault(one, 0.0);
    }

    Cell weightingClass(Cell cell) {
      return Margin.weightingClass(margins, cell);
    }

    public long n() {
      return sample.values().stream().mapToLong(Long::longValue).sum();
    }

    public double total() {
      return sum(1);
    }

    /** Kish's design effect of unequal weights: n Σw² / (Σw)², 1 when they are equal. */
    public double designEffect() {
      return n() * sum(2) / (sum(1) * sum(1));
    }

    /** Kish's effective n: so many answers of equal weight would tell as much. */
    public double effectiveN() {
      return n() / designEffect();
    }

    /** The greatest weight, in mean weights. */
    public double maxWeight() {
      double mean = total() / n();
      return weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(mean) / mean;
    }

    private double sum(int power) {
      return sample.entrySet().stream()
          .mapToDouble(one -> one.getValue() * Math.pow(ofClass(one.getKey()), power))
          .sum();
    }
  }
}
