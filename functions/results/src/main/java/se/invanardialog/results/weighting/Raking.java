package se.invanardialog.results.weighting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.panels.members.Cell;

/**
 * Iterative proportional fitting (Deming and Stephan 1940) of answers to known margins. An answer's
 * weight depends on its weighting class alone, so these are enough, however many answers there are.
 *
 * <p>Who has not said a variable is left as common as in the sample when that variable's margin is
 * fitted. Margins are scaled to the same total first.
 *
 * @param cap the greatest weight, in mean weights; heavier ones are cut and the rest raked again
 * @param leastAnswers fewer are not weighted
 * @param tolerance raking ends when no cell's sum changes by more than this share of the total
 */
public record Raking(double cap, int leastAnswers, double tolerance) {
  public static final double USUAL_CAP = 5;
  public static final int FEWEST_ANSWERS = 30;

  /** The largest error of a category's share that counts as met. */
  public static final double MARGIN_ERROR = 1e-6;

  static final int MOST_ROUNDS = 1_000;
  private static final int MOST_TRIMS = 50;
  private static final double USUAL_TOLERANCE = 1e-12;
  private static final String UNSAID = "\u0000";

  public static Raking usual() {
    return new Raking(USUAL_CAP, FEWEST_ANSWERS, USUAL_TOLERANCE);
  }

  /** One margin against the cells: which category each is in, and what the categories come to. */
  private static final class Fit {
    private final Margin margin;
    private final List<String> categories;
    private final int[] of;
    private final double[] wanted;

    Fit(Margin margin, List<String> categories, int[] of, double[] wanted) {
      this.margin = margin;
      this.categories = categories;
      this.of = of;
      this.wanted = wanted;
    }

    Margin margin() {
      return margin;
    }

    List<String> categories() {
      return categories;
    }

    int[] of() {
      return of;
    }

    double[] wanted() {
      return wanted;
    }
  }

  public Weighting weigh(Map<Cell, Long> sample, List<Margin> margins) {
    var classes = new TreeMap<Cell, Double>(Comparator.comparing(Cell::text));
    sample.forEach((cell, n) -> {
      if (n > 0) {
        classes.merge(Margin.weightingClass(margins, cell), (double) n, Double::sum);
      }
    });
    var cells = List.copyOf(classes.keySet());
    double[] counts = classes.values().stream().mapToDouble(n -> n).toArray();
    long n = Math.round(Arrays.stream(counts).sum());
    if (margins.isEmpty()) {
      return new Weighting.Refused(new Refusal.NoMargins());
    }
    if (n < leastAnswers) {
      return new Weighting.Refused(new Refusal.TooFew(n, leastAnswers));
    }
    var fits = new ArrayList<Fit>();
    double total = margins.getFirst().total();
    for (Margin margin : margins) {
      Optional<Refusal> missing = missing(cells, margin);
      if (missing.isPresent()) {
        return new Weighting.Refused(missing.get());
      }
      fits.add(fit(cells, counts, margin, total));
    }
    return capped(cells, counts, fits, total);
  }

  private Weighting capped(List<Cell> cells, double[] counts, List<Fit> fits, double total) {
    double n = Arrays.stream(counts).sum();
    double heaviest = cap * total / n;
    double[] weights = new double[counts.length];
    Arrays.fill(weights, total / n);
    boolean trimmed = false;
    for (int trim = 0; trim <= MOST_TRIMS; trim++) {
      if (!rake(weights, counts, fits, total)) {
        return new Weighting.Refused(new Refusal.NoConvergence(MOST_ROUNDS));
      }
      Optional<Refusal> error = marginError(weights, counts, fits, total);
      if (error.isPresent()) {
        return new Weighting.Refused(error.get());
      }
      if (Arrays.stream(weights).allMatch(weight -> weight <= heaviest * (1 + MARGIN_ERROR))) {
        return weighted(cells, counts, weights, fits, trimmed);
      }
      trimmed = true;
      for (int cell = 0; cell < weights.length; cell++) {
        weights[cell] = Math.min(weights[cell], heaviest);
      }
    }
    return new Weighting.Refused(heaviest(weights, fits));
  }

  private static Weighting weighted(
      List<Cell> cells, double[] counts, double[] weights, List<Fit> fits, boolean trimmed) {
    var byCell = new LinkedHashMap<Cell, Double>();
    var sample = new LinkedHashMap<Cell, Long>();
    for (int cell = 0; cell < weights.length; cell++) {
      byCell.put(cells.get(cell), weights[cell]);
      sample.put(cells.get(cell), Math.round(counts[cell]));
    }
    var places =
        new Weighting.Places(
            List.copyOf(cells),
            Arrays.stream(counts).boxed().toList(),
            fits.stream().map(fit -> Arrays.stream(fit.of()).boxed().toList()).toList());
    return new Weighting.Weighted(
        byCell, sample, fits.stream().map(Fit::margin).toList(), trimmed, places);
  }

  /**
   * @return whether it came to rest
   */
  private boolean rake(double[] weights, double[] counts, List<Fit> fits, double total) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[] before = weights.clone();
      for (Fit fit : fits) {
        double[] sums = sums(weights, counts, fit);
        for (int cell = 0; cell < weights.length; cell++) {
          int category = fit.of()[cell];
          weights[cell] *= fit.wanted()[category] / sums[category];
        }
      }
      double change = 0;
      for (int cell = 0; cell < weights.length; cell++) {
        change = Math.max(change, counts[cell] * Math.abs(weights[cell] - before[cell]));
      }
      if (!Double.isFinite(change)) {
        return false;
      }
      if (change <= tolerance * total) {
        return true;
      }
    }
    return false;
  }

  /**
   * Raking comes to rest also where margins contradict each other: what it came to must be seen.
   */
  private Optional<Refusal> marginError(
      double[] weights, double[] counts, List<Fit> fits, double total) {
    double allowed = Math.max(MARGIN_ERROR, tolerance) * total;
    for (Fit fit : fits) {
      double[] sums = sums(weights, counts, fit);
      for (int category = 0; category < sums.length; category++) {
        if (Math.abs(sums[category] - fit.wanted()[category]) > allowed) {
          return Optional.of(
              new Refusal.Contradiction(
                  fit.margin().name(),
                  fit.categories().get(category),
                  fit.wanted()[category] / total,
                  sums[category] / total));
        }
      }
    }
    return Optional.empty();
  }

  /** The category that needs the most of its people: what to merge. */
  private Refusal heaviest(double[] weights, List<Fit> fits) {
    int heaviest = 0;
    for (int cell = 1; cell < weights.length; cell++) {
      heaviest = weights[cell] > weights[heaviest] ? cell : heaviest;
    }
    int at = heaviest;
    Fit fit =
        fits.stream()
            .filter(one -> !one.categories().get(one.of()[at]).equals(UNSAID))
            .findFirst()
            .orElse(fits.getFirst());
    return new Refusal.TooHeavy(fit.margin().name(), fit.categories().get(fit.of()[at]), cap);
  }

  private static double[] sums(double[] weights, double[] counts, Fit fit) {
    double[] sums = new double[fit.wanted().length];
    for (int cell = 0; cell < weights.length; cell++) {
      sums[fit.of()[cell]] += weights[cell] * counts[cell];
    }
    return sums;
  }

  private static Optional<Refusal> missing(List<Cell> cells, Margin margin) {
    var seen = new TreeMap<String, Boolean>();
    for (Cell cell : cells) {
      Optional<String> category = cell.of(margin.name());
      if (category.isPresent() && margin.counts().getOrDefault(category.get(), 0.0) <= 0) {
        return Optional.of(new Refusal.UnknownCategory(margin.name(), category.get()));
      }
      category.ifPresent(one -> seen.put(one, true));
    }
    var categories = List.copyOf(margin.counts().keySet());
    for (int at = 0; at < categories.size(); at++) {
      String category = categories.get(at);
      if (margin.counts().getOrDefault(category, 0.0) > 0 && !seen.containsKey(category)) {
        return Optional.of(
            new Refusal.EmptyCategory(
                margin.name(), category, neighbours(categories, at, seen.keySet())));
      }
    }
    return Optional.empty();
  }

  /** Those nearest in the margin's order, such as the age groups before and after. */
  private static List<String> neighbours(
      List<String> categories, int at, java.util.Set<String> answered) {
    var beside = new ArrayList<String>();
    for (int step = 1; step < categories.size() && beside.size() < 2; step++) {
      for (int place : List.of(at - step, at + step)) {
        if (place >= 0
            && place < categories.size()
            && beside.size() < 2
            && answered.contains(categories.get(place))) {
          beside.add(categories.get(place));
        }
      }
    }
    return beside;
  }

  private static Fit fit(List<Cell> cells, double[] counts, Margin margin, double total) {
    var categories = new ArrayList<String>();
    int[] of = new int[cells.size()];
    double unsaid = 0;
    for (int cell = 0; cell < of.length; cell++) {
      Optional<String> said = cells.get(cell).of(margin.name());
      unsaid += said.isEmpty() ? counts[cell] : 0;
      String category = said.orElse(UNSAID);
      int known = categories.indexOf(category);
      of[cell] = known < 0 ? categories.size() : known;
      if (known < 0) {
        categories.add(category);
      }
    }
    double unsaidShare = unsaid / Arrays.stream(counts).sum();
    double scale = total * (1 - unsaidShare) / margin.total();
    double[] wanted =
        categories.stream()
            .mapToDouble(category ->
                category.equals(UNSAID)
                    ? total * unsaidShare
                    : margin.counts().getOrDefault(category, 0.0) * scale)
            .toArray();
    return new Fit(margin, categories, of, wanted);
  }
}
