package se.invanardialog.core.pages;

import gg.jte.Content;

/** A share as a bar, beside the sentence or number that says the same: hidden from a reader. */
public final class Bars {
  private Bars() {}

  /** The count of a suggestion against what it needs; more than all is all. */
  public static Content bar(double share) {
    return Templates.content(
        "<svg class=\"bar\" aria-hidden=\"true\" width=\"100%\" height=\"12\">"
            + "<rect class=\"done\" width=\""
            + width(share)
            + "%\" height=\"12\"/></svg>");
  }

  public static Content bar(long count, long of) {
    return bar(of <= 0 ? 0 : (double) count / of);
  }

  /** A row of a chart, in the share cell of a table. */
  public static Content chart(double share) {
    return Templates.content(
        "<svg class=\"chart\" aria-hidden=\"true\" width=\"100%\" height=\"22\">"
            + "<rect class=\"fill\" y=\"3\" width=\""
            + width(share)
            + "%\" height=\"16\"/></svg>");
  }

  /** A row of a chart with where the true share likely is; nothing is wider than the scale. */
  public static Content chart(double share, double low, double high, double scale) {
    return from(0, share / scale, low / scale, high / scale);
  }

  /**
   * A difference to the left or the right of the middle, which is none, with where the true one
   * likely is.
   *
   * @param end the largest that there is room for, either way; more than 0
   */
  public static Content difference(double difference, double low, double high, double end) {
    return from(0.5, middle(difference / end), middle(low / end), middle(high / end));
  }

  private static double middle(double share) {
    return (1 + share) / 2;
  }

  private static Content from(double start, double share, double low, double high) {
    String from = width(Math.min(low, LAST_TICK));
    String to = width(Math.min(high, LAST_TICK));
    String range = width(high - low);
    return Templates.content(
        "<svg class=\"chart\" aria-hidden=\"true\" width=\"100%\" height=\"22\">"
            + "<rect class=\"fill\" x=\""
            + width(Math.min(start, share))
            + "%\" y=\"3\" width=\""
            + width(Math.abs(share - start))
            + "%\" height=\"16\"/>"
            + "<rect class=\"case\" fill=\"#fff\" x=\""
            + from
            + "%\" width=\""
            + range
            + "%\" y=\"8\" height=\"6\"/>"
            + "<rect class=\"ink\" x=\""
            + from
            + "%\" width=\""
            + range
            + "%\" y=\"10\" height=\"2\"/>"
            + tick(from)
            + tick(to)
            + "</svg>");
  }

  /** So far to the right that the whole tick is seen. */
  private static final double LAST_TICK = 0.995;

  private static String tick(String at) {
    return "<rect class=\"ink\" x=\"" + at + "%\" y=\"5\" width=\"2\" height=\"12\"/>";
  }

  /** In tenths of a per cent, without what the language would do to the number. */
  private static String width(double share) {
    long tenths = Math.round(Math.clamp(share, 0.0, 1.0) * 1000);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
