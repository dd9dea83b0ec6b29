package se.invanardialog.results.weighting;

/**
 * What is kept of some answers to know their mean and spread.
 *
 * @param n how many answered
 * @param sum of what they answered; of a choice, how many made it
 * @param squares the sum of the squares; of a choice, the same as the sum
 */
public record Moments(double n, double sum, double squares) {
  public static final Moments NONE = new Moments(0, 0, 0);

  /** So many of those who answered made a choice. */
  public static Moments share(double n, double chose) {
    return new Moments(n, chose, chose);
  }

  public Moments plus(Moments other) {
    return new Moments(n + other.n, sum + other.sum, squares + other.squares);
  }

  public double mean() {
    return sum / n;
  }
}
