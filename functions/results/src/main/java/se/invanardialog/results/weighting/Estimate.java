package se.invanardialog.results.weighting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.panels.members.Cell;

/**
 * A weighted mean or share, and its standard error by Taylor linearisation. What an answer adds to
 * the error is what is left of it when the margins have been taken out (Särndal, Swensson and
 * Wretman 1992, 6.6; R's survey takes the residuals of raking in the same way).
 *
 * @param value the mean; of a choice, the share from 0 to 1
 * @param error its standard error
 * @param n how many answers it stands on
 */
public record Estimate(double value, double error, double n) {
  private static final int MOST_ROUNDS = 500;
  private static final double AT_REST = 1e-13;

  /** Each answer was drawn by itself. */
  public static Optional<Estimate> of(Weighting.Weighted weighted, Map<Cell, Moments> byCell) {
    Map<Cell, Moments> answers = byClass(weighted, byCell);
    Optional<Estimate> plain = plain(weighted, answers);
    if (plain.isEmpty()) {
      return plain;
    }
    double mean = plain.get().value();
    double total = weightedN(weighted, answers);
    Map<Cell, Double> fitted = fitted(weighted, answers, mean, total);
    double n = weighted.n();
    double sum = 0;
    double squares = 0;
    for (var drawn : weighted.sample().entrySet()) {
      Moments own = answers.getOrDefault(drawn.getKey(), Moments.NONE);
      double weight = weighted.ofClass(drawn.getKey());
      double fit = fitted.getOrDefault(drawn.getKey(), 0.0);
      double u = (own.sum() - mean * own.n()) / total;
      double uu = (own.squares() - 2 * mean * own.sum() + mean * mean * own.n()) / (total * total);
      sum += weight * (u - fit * drawn.getValue());
      squares += weight * weight * (uu - 2 * fit * u + drawn.getValue() * fit * fit);
    }
    double variance = n < 2 ? 0 : n / (n - 1) * (squares - sum * sum / n);
    return Optional.of(new Estimate(mean, Math.sqrt(Math.max(0, variance)), plain.get().n()));
  }

  /**
   * Answers were drawn in clusters, such as households, of which there are {@code of} in all.
   *
   * @param clusters answers of each by cell, and how many were drawn in each by cell
   */
  public static Optional<Estimate> ofClusters(
      Weighting.Weighted weighted, Collection<Cluster> clusters, double of) {
    var byCell = new HashMap<Cell, Moments>();
    clusters.forEach(cluster ->
        cluster.answers().forEach((cell, own) -> byCell.merge(cell, own, Moments::plus)));
    Map<Cell, Moments> answers = byClass(weighted, byCell);
    Optional<Estimate> plain = plain(weighted, answers);
    if (plain.isEmpty()) {
      return plain;
    }
    double mean = plain.get().value();
    double total = weightedN(weighted, answers);
    Map<Cell, Double> fitted = fitted(weighted, answers, mean, total);
    var sums = new ArrayList<Double>();
    for (Cluster cluster : clusters) {
      double sum = 0;
      for (var drawn : cluster.drawn().entrySet()) {
        Moments own = cluster.answers().getOrDefault(drawn.getKey(), Moments.NONE);
        sum +=
            weighted.weight(drawn.getKey())
                * ((own.sum() - mean * own.n()) / total
                    - fitted.getOrDefault(weighted.weightingClass(drawn.getKey()), 0.0)
                        * drawn.getValue());
      }
      sums.add(sum);
    }
    double drawn = sums.size();
    double middle = sums.stream().mapToDouble(Double::doubleValue).sum() / drawn;
    double squares = sums.stream().mapToDouble(sum -> (sum - middle) * (sum - middle)).sum();
    double variance = (1 - drawn / of) * drawn / (drawn - 1) * squares;
    return Optional.of(new Estimate(mean, Math.sqrt(variance), plain.get().n()));
  }

  /** Those drawn together. */
  public record Cluster(Map<Cell, Long> drawn, Map<Cell, Moments> answers) {}

  /** In the order of the classes, so that sums are the same to the last digit. */
  private static Map<Cell, Moments> byClass(
      Weighting.Weighted weighted, Map<Cell, Moments> byCell) {
    var found = new HashMap<Cell, Moments>();
    byCell.forEach((cell, own) -> found.merge(weighted.weightingClass(cell), own, Moments::plus));
    var ordered = new LinkedHashMap<Cell, Moments>();
    weighted
        .sample()
        .keySet()
        .forEach(one -> ordered.put(one, found.getOrDefault(one, Moments.NONE)));
    return ordered;
  }

  private static Optional<Estimate> plain(Weighting.Weighted weighted, Map<Cell, Moments> answers) {
    double total = weightedN(weighted, answers);
    if (total <= 0) {
      return Optional.empty();
    }
    double sum = 0;
    double n = 0;
    for (var one : answers.entrySet()) {
      sum += weighted.ofClass(one.getKey()) * one.getValue().sum();
      n += one.getValue().n();
    }
    return Optional.of(new Estimate(sum / total, 0, n));
  }

  private static double weightedN(Weighting.Weighted weighted, Map<Cell, Moments> answers) {
    return answers.entrySet().stream()
        .mapToDouble(one -> weighted.ofClass(one.getKey()) * one.getValue().n())
        .sum();
  }

  /** What the margins say of each class's linearised value: least squares, margin after margin. */
  private static Map<Cell, Double> fitted(
      Weighting.Weighted weighted, Map<Cell, Moments> answers, double mean, double total) {
    List<Cell> classes = weighted.places().classes();
    double[] counts = weighted.places().counts().stream().mapToDouble(n -> n).toArray();
    double[] value = new double[classes.size()];
    double scale = 0;
    for (int at = 0; at < counts.length; at++) {
      Moments own = answers.getOrDefault(classes.get(at), Moments.NONE);
      value[at] = (own.sum() - mean * own.n()) / total / counts[at];
      scale = Math.max(scale, Math.abs(value[at]));
    }
    int[][] places =
        weighted.places().of().stream()
            .map(margin -> margin.stream().mapToInt(category -> category).toArray())
            .toArray(int[][]::new);
    double[] left = value.clone();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double change = 0;
      for (int[] of : places) {
        change = Math.max(change, takeOut(of, counts, left));
      }
      if (change <= scale * AT_REST) {
        break;
      }
    }
    var fitted = new HashMap<Cell, Double>();
    for (int at = 0; at < counts.length; at++) {
      fitted.put(classes.get(at), value[at] - left[at]);
    }
    return fitted;
  }

  private static double takeOut(int[] of, double[] counts, double[] values) {
    double[] sums = new double[counts.length];
    double[] n = new double[counts.length];
    for (int at = 0; at < counts.length; at++) {
      sums[of[at]] += counts[at] * values[at];
      n[of[at]] += counts[at];
    }
    double change = 0;
    for (int at = 0; at < counts.length; at++) {
      double mean = sums[of[at]] / n[of[at]];
      values[at] -= mean;
      change = Math.max(change, Math.abs(mean));
    }
    return change;
  }
}
