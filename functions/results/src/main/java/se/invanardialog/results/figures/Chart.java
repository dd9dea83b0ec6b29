package se.invanardialog.results.figures;

import gg.jte.Content;
import java.util.List;
import se.invanardialog.core.pages.Bars;

/**
 * A chart that is a table.
 *
 * @param facets small charts beside each other, to compare groups or days in; the table then has
 *     the figures behind them
 * @param hidden which rows of the facets are left out, and why
 * @param summary what is said of the table that is folded below them
 * @param note below it
 */
public record Chart(
    String id,
    String heading,
    List<Facet> facets,
    List<String> hidden,
    String summary,
    List<String> columns,
    List<Line> lines,
    String note) {

  static Chart of(String id, String heading, List<String> columns, List<Line> lines, String note) {
    return new Chart(id, heading, List.of(), List.of(), "", columns, lines, note);
  }

  static Chart untold(String id, String heading, String why) {
    return of(id, heading, List.of(), List.of(), why);
  }

  /** One answer, in each group or on each day; without those that are hidden. */
  public record Facet(String label, List<Line> lines) {
    static Facet of(String label, List<Line> lines) {
      return new Facet(label, lines.stream().filter(line -> line.hidden().isEmpty()).toList());
    }
  }

  /**
   * A row.
   *
   * @param group whether it is the heading of the rows below
   * @param hidden why there are no figures; empty when there are
   * @param cells each under its column, the first with a bar
   */
  public record Line(
      String label, boolean group, String hidden, String share, Content bar, List<String> cells) {
    static Line of(String label, String share, Content bar, List<String> cells) {
      return new Line(label, false, "", share, bar, cells);
    }

    static Line heading(String label) {
      return new Line(label, true, "", "", Bars.chart(0), List.of());
    }

    static Line hidden(String label, String why) {
      return new Line(label, false, why, "", Bars.chart(0), List.of());
    }
  }
}
