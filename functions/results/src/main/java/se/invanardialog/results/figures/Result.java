package se.invanardialog.results.figures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.disclosure.Shown;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.results.themes.Theme;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Weighting;

/**
 * What a survey comes to, ready to be shown: what must not be shown is not in it.
 *
 * @param n how many have answered; empty when they are too few to be told
 * @param invited how many were asked; 0 where anyone could answer
 * @param channels how the answers came in
 * @param variables what the answers can be grouped by
 * @param weighting empty when it was not asked for
 */
public record Result(
    String survey,
    Translated title,
    Optional<Long> n,
    long invited,
    List<Count> channels,
    List<String> variables,
    Optional<Weighting> weighting,
    List<Asked> questions,
    Instant asOf) {
  /** Of those invited; at most 1. */
  public Optional<Double> responseRate() {
    return invited == 0 ? Optional.empty() : n.map(all -> Math.min(1, (double) all / invited));
  }

  /**
   * A number that is shown, or the reason why not.
   *
   * @param n 0 when it is not shown
   */
  public record Count(String id, long n, Shown shown) {}

  /**
   * One question, or one row of a matrix.
   *
   * @param n 0 when it is not shown
   * @param shown whether enough have answered it
   */
  public record Asked(
      Question question,
      Optional<Question.Option> row,
      long n,
      Shown shown,
      List<Share> shares,
      Optional<Mean> mean,
      List<Bar> histogram,
      List<Group> groups,
      Optional<Themed> themes) {}

  /**
   * What answers in words are about.
   *
   * @param coded how many of them have been read and coded; 0 when it is not shown
   */
  public record Themed(long coded, Shown shown, List<Line> lines) {
    /**
     * @param share empty when it is not shown
     */
    public record Line(Theme theme, Shown shown, Optional<Share> share) {}
  }

  /**
   * How many chose an option, of those who answered.
   *
   * @param place the mean place in a ranking
   */
  public record Share(
      String id,
      Translated text,
      long n,
      double share,
      Interval interval,
      Optional<Weighed> weighted,
      Optional<Double> place) {
    /** What to believe: the weighted share where there is one. */
    public double best() {
      return weighted.map(Weighed::value).orElse(share);
    }

    public Interval bestInterval() {
      return weighted.map(Weighed::interval).orElse(interval);
    }

    /** As it was answered, without weights. */
    Share raw() {
      return new Share(id, text, n, share, interval, Optional.empty(), place);
    }
  }

  public record Weighed(double value, Interval interval) {}

  public record Mean(double value, Interval interval, Optional<Weighed> weighted) {
    /** What to believe: the weighted mean where there is one. */
    public double best() {
      return weighted.map(Weighed::value).orElse(value);
    }

    public Interval bestInterval() {
      return weighted.map(Weighed::interval).orElse(interval);
    }
  }

  /**
   * How many answered a number from this one and up to the next bar's.
   *
   * @param from the least number
   */
  public record Bar(long from, long n) {}

  /**
   * @param value the category; empty for those who have not said, and where no group is shown
   * @param n 0 when it is not shown
   */
  public record Group(
      String by, String value, long n, Shown shown, List<Share> shares, Optional<Mean> mean) {}
}
