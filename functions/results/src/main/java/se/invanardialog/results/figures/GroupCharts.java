package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import se.invanardialog.core.texts.Words;
import se.invanardialog.results.figures.Chart.Line;

/** Draws what groups, or those who answered at different times, have answered to be compared. */
final class GroupCharts {
  private final Words words;
  private final Labels labels;
  private final boolean weighted;

  /**
   * @param weighted whether what is compared is weighted; then it is shown unweighted too
   */
  GroupCharts(Words words, boolean weighted) {
    this.words = words;
    this.labels = new Labels(words);
    this.weighted = weighted;
  }

  /**
   * A small chart for each option: groups below each other are what can be compared.
   *
   * @param whose what the answers are told apart by
   * @param also what more there is to say
   */
  Chart shares(
      String id,
      String heading,
      List<Result.Share> options,
      String whose,
      List<Answered> answered,
      String also) {
    Scale scale = Scale.ofShares(answered.stream().flatMap(one -> one.shares().stream()));
    var facets = new ArrayList<Chart.Facet>();
    var lines = new ArrayList<Line>();
    for (Result.Share option : options) {
      String label = labels.option(option);
      var its = lines(answered, one -> share(one, option, scale));
      facets.add(Chart.Facet.of(label, its));
      lines.add(Line.heading(label));
      lines.addAll(its);
    }
    String note = words.get("result.groups.note", words.percent(scale.end()));
    return new Chart(
        id,
        heading,
        facets,
        answered.stream()
            .filter(one -> !one.hidden().isEmpty())
            .map(one -> words.get("result.left-out", one.label(), one.hidden()))
            .toList(),
        words.get("result.figures"),
        columns(whose, "result.share"),
        lines,
        also.isEmpty() ? note : note + " " + also);
  }

  /** Numbers are compared by their means. */
  Chart means(String id, String heading, String whose, List<Answered> answered) {
    Scale scale = Scale.ofMeans(answered.stream().flatMap(one -> one.mean().stream()));
    return Chart.of(
        id,
        heading,
        columns(whose, "result.mean.column"),
        lines(answered, one -> mean(one, scale)),
        words.get("result.groups.note", Math.round(scale.end())));
  }

  private List<String> columns(String whose, String figure) {
    var columns =
        new ArrayList<>(List.of(whose, words.get(figure), words.get("result.uncertainty")));
    if (weighted) {
      columns.add(words.get("result.raw"));
    }
    columns.add(words.get("result.n"));
    return columns;
  }

  private Line share(Answered one, Result.Share option, Scale scale) {
    return one.share(option)
        .map(share ->
            Line.of(
                one.label(),
                words.percent(share.best()),
                scale.bar(share.best(), share.bestInterval()),
                cells(labels.range(share.bestInterval()), words.percent(share.share()), one.n())))
        .orElseGet(() ->
            Line.hidden(
                one.label(),
                one.hidden().isEmpty() ? words.get("result.round.unasked") : one.hidden()));
  }

  private Line mean(Answered one, Scale scale) {
    return one.mean()
        .map(mean ->
            Line.of(
                one.label(),
                labels.decimal(mean.best()),
                scale.bar(mean.best(), mean.bestInterval()),
                cells(
                    labels.meanRange(mean.bestInterval()), labels.decimal(mean.value()), one.n())))
        .orElseGet(() -> Line.hidden(one.label(), one.hidden()));
  }

  private List<String> cells(String range, String raw, long n) {
    return weighted ? List.of(range, raw, words.number(n)) : List.of(range, words.number(n));
  }

  /** Each kind of group has a heading where there are several. */
  private static List<Line> lines(List<Answered> answered, Function<Answered, Line> line) {
    boolean several =
        answered.stream().map(Answered::of).filter(of -> !of.isEmpty()).distinct().count() > 1;
    var lines = new ArrayList<Line>();
    String of = "";
    for (Answered one : answered) {
      if (several && !one.of().equals(of)) {
        of = one.of();
        lines.add(Line.heading(of));
      }
      lines.add(line.apply(one));
    }
    return lines;
  }
}
