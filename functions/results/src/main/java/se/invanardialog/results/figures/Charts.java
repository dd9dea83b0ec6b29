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
import se.invanardialog.results.weighting.Interval;
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
    double scale = scale(asked.shares().stream());
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
            words.count("result.answered", asked.n(), words.percent(scale)), mean(asked), also));
  }

  private static String sentences(String... some) {
    return String.join(" ", Stream.of(some).filter(one -> !one.isEmpty()).toList());
  }

  private String mean(Result.Asked asked) {
    return asked
        .mean()
        .map(mean ->
            words.get(
                "result.mean", labels.decimal(mean.best()), labels.meanRange(mean.bestInterval())))
        .orElse("");
  }

  private Chart themes(String id, Result.Asked asked, Result.Themed themed) {
    String heading = words.get("result.themes", labels.question(asked));
    if (!themed.shown().yes()) {
      return Chart.untold(id, heading, labels.hidden(themed.shown()));
    }
    double scale = scale(themed.lines().stream().flatMap(line -> line.share().stream()));
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
        words.count("result.themes.note", themed.coded(), words.percent(scale)));
  }

  private Chart numbers(String id, String heading, Result.Asked asked) {
    long most = asked.histogram().stream().mapToLong(Result.Bar::n).max().orElse(1);
    var lines = new ArrayList<Line>();
    for (int at = 0; at < asked.histogram().size(); at++) {
      Result.Bar bar = asked.histogram().get(at);
      String label =
          at + 1 < asked.histogram().size()
              ? words.get(
                  "result.bar",
                  words.number(bar.from()),
                  words.number(asked.histogram().get(at + 1).from() - 1))
              : words.get("result.bar.last", words.number(bar.from()));
      lines.add(
          new Line(
              label,
              false,
              "",
              words.percent((double) bar.n() / asked.n()),
              Bars.chart((double) bar.n() / most),
              List.of(words.number(bar.n()))));
    }
    return Chart.of(
        id,
        heading,
        List.of(words.get("result.number"), words.get("result.share"), words.get("result.n")),
        lines,
        mean(asked));
  }

  /** Where no group is told there is only what all have answered, and of numbers there is too. */
  private Chart byGroup(String id, Result.Asked asked) {
    if (asked.shares().isEmpty()
        && asked.groups().stream().anyMatch(one -> one.mean().isPresent())) {
      return meansByGroup(id, asked);
    }
    var groups = asked.groups().stream().map(this::answered).toList();
    if (groups.stream().allMatch(group -> group.shares().isEmpty())) {
      return chart(id, asked, asked.shares().isEmpty() ? "" : groups.getFirst().hidden());
    }
    var all = new Answered(words.get("result.everybody"), "", "", asked.n(), asked.shares());
    return facets(
        id,
        labels.question(asked),
        asked,
        words.get("result.group"),
        Stream.concat(Stream.of(all), groups.stream()).toList(),
        weighted,
        mean(asked));
  }

  /** Numbers are compared by their means; a bar is as long as the mean is of the highest. */
  private Chart meansByGroup(String id, Result.Asked asked) {
    double scale =
        Stream.concat(
                asked.mean().stream(), asked.groups().stream().flatMap(one -> one.mean().stream()))
            .mapToDouble(mean -> mean.bestInterval().high())
            .max()
            .orElse(1);
    var lines = new ArrayList<Line>();
    asked
        .mean()
        .ifPresent(all -> lines.add(line(words.get("result.everybody"), all, asked.n(), scale)));
    boolean several = asked.groups().stream().map(Result.Group::by).distinct().count() > 1;
    String of = "";
    for (Result.Group group : asked.groups()) {
      if (several && !group.by().equals(of)) {
        of = group.by();
        lines.add(Line.heading(labels.variable(of)));
      }
      String label = labels.group(group);
      lines.add(
          group
              .mean()
              .map(mean -> line(label, mean, group.n(), scale))
              .orElseGet(() ->
                  Line.hidden(
                      label,
                      group.shown().yes()
                          ? words.get("result.nobody")
                          : labels.hidden(group.shown()))));
    }
    return Chart.of(
        id,
        labels.question(asked),
        List.of(
            words.get("result.group"),
            words.get("result.mean.column"),
            words.get("result.uncertainty"),
            words.get("result.n")),
        lines,
        "");
  }

  private Line line(String label, Result.Mean mean, long n, double scale) {
    return new Line(
        label,
        false,
        "",
        labels.decimal(mean.best()),
        Bars.chart(Math.max(0, mean.best()) / Math.max(scale, 1)),
        List.of(labels.meanRange(mean.bestInterval()), words.number(n)));
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
        facets(
            id,
            words.get("result.trend", labels.question(asked)),
            asked,
            words.get("result.round"),
            rounds.stream().map(round -> answered(round, asked.question(), all)).toList(),
            all,
            some && !all ? words.get("result.trend.raw") : ""));
  }

  /**
   * What one group has answered, or all at one time.
   *
   * @param of what it is a group of; empty for all
   * @param hidden why there are no shares; empty when there are
   */
  private record Answered(
      String label, String of, String hidden, long n, List<Result.Share> shares) {
    Optional<Result.Share> share(Result.Share option) {
      return shares.stream().filter(share -> share.id().equals(option.id())).findFirst();
    }
  }

  private Answered answered(Result.Group group) {
    String why =
        group.shown().yes() && group.shares().isEmpty()
            ? words.get("result.nobody")
            : labels.hidden(group.shown());
    return new Answered(
        labels.group(group), labels.variable(group.by()), why, group.n(), group.shares());
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
                best ? then.shares() : then.shares().stream().map(Result.Share::raw).toList()))
        .orElseGet(() -> new Answered(day, "", words.get("result.round.unasked"), 0, List.of()));
  }

  private boolean sameYear() {
    return rounds.stream().map(round -> opened(round).getYear()).distinct().count() == 1;
  }

  private static LocalDate opened(Round round) {
    return Words.day(Objects.requireNonNull(round.survey().base().design().opensAt()));
  }

  /** A small chart for each option: groups below each other are what can be compared. */
  private Chart facets(
      String id,
      String heading,
      Result.Asked asked,
      String whose,
      List<Answered> answered,
      boolean weighed,
      String also) {
    double scale = scale(answered.stream().flatMap(one -> one.shares().stream()));
    var facets = new ArrayList<Chart.Facet>();
    var lines = new ArrayList<Line>();
    for (Result.Share option : asked.shares()) {
      var its = lines(option, answered, scale, weighed);
      facets.add(
          new Chart.Facet(
              labels.option(option),
              its.stream().filter(line -> line.hidden().isEmpty()).toList()));
      lines.add(Line.heading(labels.option(option)));
      lines.addAll(its);
    }
    var columns =
        new ArrayList<>(List.of(whose, words.get("result.share"), words.get("result.uncertainty")));
    if (weighed) {
      columns.add(words.get("result.raw"));
    }
    columns.add(words.get("result.n"));
    return new Chart(
        id,
        heading,
        facets,
        answered.stream()
            .filter(one -> !one.hidden().isEmpty())
            .map(one -> words.get("result.left-out", one.label(), one.hidden()))
            .toList(),
        words.get("result.figures"),
        columns,
        lines,
        sentences(words.get("result.groups.note", words.percent(scale)), also));
  }

  private List<Line> lines(
      Result.Share option, List<Answered> answered, double scale, boolean weighed) {
    var lines = new ArrayList<Line>();
    boolean several = answered.stream().map(Answered::of).distinct().count() > 2;
    String of = "";
    for (Answered one : answered) {
      if (several && !one.of().equals(of)) {
        of = one.of();
        lines.add(Line.heading(of));
      }
      lines.add(
          one.share(option)
              .map(share -> line(one.label(), share, scale, cells(share, one.n(), weighed)))
              .orElseGet(() ->
                  Line.hidden(
                      one.label(),
                      one.hidden().isEmpty() ? words.get("result.round.unasked") : one.hidden())));
    }
    return lines;
  }

  private List<String> cells(Result.Share share, long n, boolean weighed) {
    String range = labels.range(share.bestInterval());
    return weighed
        ? List.of(range, words.percent(share.share()), words.number(n))
        : List.of(range, words.number(n));
  }

  private Line line(String label, Result.Share share, double scale, List<String> cells) {
    Interval interval = share.bestInterval();
    return new Line(
        label,
        false,
        "",
        words.percent(share.best()),
        Bars.chart(share.best(), interval.low(), interval.high(), scale),
        cells);
  }

  /** Up to the next whole ten per cent above all intervals. */
  private static double scale(Stream<Result.Share> shares) {
    double most = shares.mapToDouble(share -> share.bestInterval().high()).max().orElse(1);
    return Math.clamp(Math.ceil(most * 10 - 1e-9) / 10, 0.1, 1);
  }

  /** Two groups beside each other, question by question; none when not two are chosen. */
  List<Chart> comparisons(List<String> by, List<String> chosen) {
    var charts = new ArrayList<Chart>();
    if (by.isEmpty() || chosen.size() != 2) {
      return charts;
    }
    for (Result.Asked asked : result.questions()) {
      var lines = new ArrayList<Line>();
      for (Comparison one : Comparison.of(asked, chosen.getFirst(), chosen.getLast())) {
        String points = words.get("result.points", Math.round(one.difference() * 100));
        lines.add(
            new Line(
                labels.option(one.option(), one.text()),
                false,
                "",
                points,
                Bars.chart(0),
                List.of(
                    labels.points(one.interval()),
                    words.get(one.certain() ? "result.certain" : "result.chance"))));
      }
      if (!lines.isEmpty()) {
        charts.add(
            Chart.of(
                "c" + charts.size(),
                words.get(
                    "result.compared",
                    labels.question(asked),
                    labels.category(by.getFirst(), chosen.getFirst()),
                    labels.category(by.getFirst(), chosen.getLast())),
                List.of(
                    words.get("result.answer"),
                    words.get("result.difference"),
                    words.get("result.uncertainty"),
                    words.get("result.meaning")),
                lines,
                ""));
      }
    }
    return charts;
  }
}
