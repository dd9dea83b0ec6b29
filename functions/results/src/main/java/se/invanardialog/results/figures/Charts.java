package se.invanardialog.results.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.figures.Chart.Line;
import se.invanardialog.results.weighting.Weighting;

/** Draws a result, question by question. */
final class Charts {
  private final Words words;
  private final Labels labels;
  private final Result result;
  private final List<Round> rounds;
  private final boolean weighted;

  /** One of the times that a repeated survey has asked. */
  record Round(Survey survey, Result result) {
    boolean weighted() {
      return isWeighted(result);
    }

    Optional<Result.Asked> asked(Question question) {
      return result.questions().stream()
          .filter(one -> one.question().id().equals(question.id()))
          .findFirst();
    }
  }

  /**
   * @param rounds this and earlier ones, oldest first
   */
  Charts(Words words, Result result, List<Round> rounds) {
    this.words = words;
    this.labels = new Labels(words);
    this.result = result;
    this.rounds = rounds;
    this.weighted = isWeighted(result);
  }

  private static boolean isWeighted(Result result) {
    return result.weighting().map(Weighting.Weighted.class::isInstance).orElse(false);
  }

  /** Where groups are compared, days are not. */
  List<Chart> all() {
    var charts = new ArrayList<Chart>();
    for (Result.Asked asked : result.questions()) {
      String id = "q" + charts.size();
      if (asked.groups().isEmpty()) {
        charts.add(chart(id, asked, ""));
        trend(id + "r", asked).ifPresent(charts::add);
      } else {
        charts.add(byGroup(id, asked));
      }
      asked.themes().ifPresent(themed -> charts.add(themes(id + "t", asked, themed)));
    }
    return charts;
  }

  private Chart chart(String id, Result.Asked asked, String also) {
    String heading = labels.question(asked);
    if (!asked.shown().yes()) {
      return Chart.untold(id, heading, labels.hidden(asked.shown()));
    }
    if (asked.question().type() == Question.Type.TEXT) {
      return Chart.untold(id, heading, words.count("result.texts", asked.n()));
    }
    if (asked.shares().isEmpty()) {
      return numbers(id, heading, asked);
    }
    boolean ranked = asked.question().type() == Question.Type.RANK;
    var columns = new ArrayList<String>();
    columns.add(words.get("result.answer"));
    columns.add(words.get(ranked ? "result.first" : "result.share"));
    columns.add(words.get("result.uncertainty"));
    columns.add(words.get(weighted ? "result.raw" : "result.n"));
    if (ranked) {
      columns.add(words.get("result.place"));
    }
    Scale scale = Scale.ofShares(asked.shares().stream());
    var lines = new ArrayList<Line>();
    for (Result.Share share : asked.shares()) {
      var cells = new ArrayList<String>();
      cells.add(labels.range(share.bestInterval()));
      cells.add(weighted ? words.percent(share.share()) : words.number(share.n()));
      share.place().ifPresent(place -> cells.add(labels.decimal(place)));
      lines.add(line(labels.option(share), share, scale, cells));
    }
    return Chart.of(
        id,
        heading,
        columns,
        lines,
        sentences(
            words.count("result.answered", asked.n(), words.percent(scale.end())),
            labels.mean(asked),
            also));
  }

  private static String sentences(String... some) {
    return String.join(" ", Stream.of(some).filter(one -> !one.isEmpty()).toList());
  }

  private Chart themes(String id, Result.Asked asked, Result.Themed themed) {
    String heading = words.get("result.themes", labels.question(asked));
    if (!themed.shown().yes()) {
      return Chart.untold(id, heading, labels.hidden(themed.shown()));
    }
    Scale scale = Scale.ofShares(themed.lines().stream().flatMap(line -> line.share().stream()));
    var lines = new ArrayList<Line>();
    for (Result.Themed.Line line : themed.lines()) {
      String theme = line.theme().name().in(words.language());
      lines.add(
          line.share()
              .map(share ->
                  line(
                      theme,
                      share,
                      scale,
                      List.of(labels.range(share.bestInterval()), words.number(share.n()))))
              .orElseGet(() -> Line.hidden(theme, labels.hidden(line.shown()))));
    }
    return Chart.of(
        id,
        heading,
        List.of(
            words.get("result.theme"),
            words.get("result.share"),
            words.get("result.uncertainty"),
            words.get("result.n")),
        lines,
        words.count("result.themes.note", themed.coded(), words.percent(scale.end())));
  }

  private Chart numbers(String id, String heading, Result.Asked asked) {
    long most = asked.histogram().stream().mapToLong(Result.Bar::n).max().orElse(1);
    var lines = new ArrayList<Line>();
    for (int at = 0; at < asked.histogram().size(); at++) {
      Result.Bar bar = asked.histogram().get(at);
      lines.add(
          Line.of(
              labels.bar(asked.histogram(), at),
              words.percent((double) bar.n() / asked.n()),
              Bars.chart((double) bar.n() / most),
              List.of(words.number(bar.n()))));
    }
    return Chart.of(
        id,
        heading,
        List.of(
            words.get("result.number"),
            words.get(weighted ? "result.raw" : "result.share"),
            words.get("result.n")),
        lines,
        labels.mean(asked));
  }

  /** Where no group is told there is only what all have answered, and of numbers there is too. */
  private Chart byGroup(String id, Result.Asked asked) {
    var groups = asked.groups().stream().map(this::answered).toList();
    var all = Answered.all(words.get("result.everybody"), asked);
    var everyone = Stream.concat(Stream.of(all), groups.stream()).toList();
    var drawn = new GroupCharts(words, weighted);
    String heading = labels.question(asked);
    String whose = words.get("result.group");
    if (groups.stream().anyMatch(group -> !group.shares().isEmpty())) {
      return drawn.shares(id, heading, asked.shares(), whose, everyone, labels.mean(asked));
    }
    if (groups.stream().anyMatch(group -> group.mean().isPresent())) {
      return drawn.means(id, heading, whose, everyone);
    }
    return chart(id, asked, asked.shares().isEmpty() ? "" : groups.getFirst().hidden());
  }

  private Answered answered(Result.Group group) {
    boolean nobody = group.shown().yes() && group.shares().isEmpty() && group.mean().isEmpty();
    return new Answered(
        labels.group(group),
        labels.variable(group.by()),
        nobody ? words.get("result.nobody") : labels.hidden(group.shown()),
        group.n(),
        group.shares(),
        group.mean());
  }

  /**
   * The same question each time that it was asked; none when it is the first. Weighted times can't
   * be compared with unweighted ones, so all are unweighted where one of them could not be weighed.
   */
  private Optional<Chart> trend(String id, Result.Asked asked) {
    var times = rounds.stream().filter(round -> round.asked(asked.question()).isPresent()).toList();
    if (times.size() < 2 || asked.shares().isEmpty() || asked.row().isPresent()) {
      return Optional.empty();
    }
    boolean all = times.stream().allMatch(Round::weighted);
    boolean some = times.stream().anyMatch(Round::weighted);
    return Optional.of(
        new GroupCharts(words, all)
            .shares(
                id,
                words.get("result.trend", labels.question(asked)),
                asked.shares(),
                words.get("result.round"),
                rounds.stream().map(round -> answered(round, asked.question(), all)).toList(),
                some && !all ? words.get("result.trend.raw") : ""));
  }

  private Answered answered(Round round, Question question, boolean best) {
    String day = sameYear() ? words.dayMonth(opened(round)) : words.date(opened(round));
    return round
        .asked(question)
        .map(then ->
            new Answered(
                day,
                "",
                labels.hidden(then.shown()),
                then.n(),
                best ? then.shares() : then.shares().stream().map(Result.Share::raw).toList(),
                Optional.empty()))
        .orElseGet(() -> Answered.nothing(day, words.get("result.round.unasked")));
  }

  private boolean sameYear() {
    return rounds.stream().map(round -> opened(round).getYear()).distinct().count() == 1;
  }

  private static LocalDate opened(Round round) {
    return Words.day(Objects.requireNonNull(round.survey().base().design().opensAt()));
  }

  private Line line(String label, Result.Share share, Scale scale, List<String> cells) {
    return Line.of(
        label, words.percent(share.best()), scale.bar(share.best(), share.bestInterval()), cells);
  }
}
