package se.invanardialog.results.weighting;

/**
 * Where the true share or mean likely is, at 95 per cent. Never Wald's interval for a share: it
 * claims too much when answers are few or nearly all alike.
 */
public record Interval(double low, double high) {
  /** The standard normal's 97.5 per cent point. */
  public static final double Z = 1.959963984540054;

  /** Sums of weights are no more exact than this: all who agree may add up to a little less. */
  private static final double ROUNDING = 1e-9;

  /**
   * Wilson's score interval of a share (Wilson 1927), without correction for continuity.
   *
   * @param share from 0 to 1
   * @param n answers, or effective answers; more than 0
   */
  public static Interval wilson(double share, double n) {
    double z2 = Z * Z;
    double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return new Interval(
        share <= 0 ? 0 : Math.max(0, middle - half), share >= 1 ? 1 : Math.min(1, middle + half));
  }

  /**
   * A weighted share's interval: on the logit scale by its standard error, and where that scale
   * ends or all agree, Wilson's with the effective n.
   */
  public static Interval logit(double share, double error, double effectiveN) {
    if (share < ROUNDING || share > 1 - ROUNDING || error < ROUNDING) {
      return wilson(Math.clamp(share, 0, 1), effectiveN);
    }
    double middle = Math.log(share / (1 - share));
    double half = Z * error / (share * (1 - share));
    return new Interval(expit(middle - half), expit(middle + half));
  }

  /**
   * Of the difference of two shares or means, from the interval of each: for shares Newcombe's
   * method 10 (1998), for means what their standard errors alone would give.
   */
  public static Interval difference(double one, Interval ofOne, double other, Interval ofOther) {
    double difference = one - other;
    return new Interval(
        difference - Math.hypot(one - ofOne.low(), ofOther.high() - other),
        difference + Math.hypot(ofOne.high() - one, other - ofOther.low()));
  }

  /** Of a mean, which has no ends to run into. */
  public static Interval mean(double mean, double error) {
    return new Interval(mean - Z * error, mean + Z * error);
  }

  private static double expit(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
