package se.invanardialog.results.figures;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.disclosure.Shown;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Weighting;

/** A result as its page shows it: each question a graph and a table in one. */
public final class ResultView {
  /**
   * A chart that is a table.
   *
   * @param note below it
   */
  public record Chart(
      String id, String heading, List<String> columns, List<Line> lines, String note) {}

  /**
   * A row of it.
   *
   * @param group whether it is the heading of the rows below
   * @param hidden why there are no figures; empty when there are
   * @param cells each under its column, the first with a bar
   */
  public record Line(
      String label, boolean group, String hidden, String share, Content bar, List<String> cells) {}

  /** A way to take the figures along. */
  public record Link(String label, String href, boolean current) {}

  private final Words words;
  private final Labels labels;
  private final Survey survey;
  private final Result result;
  private final Hrefs hrefs;
  private final List<Result> rounds;
  private final boolean official;

  /**
   * @param rounds the results of this and earlier rounds, oldest first
   */
  ResultView(Words words, Survey survey, Result result, List<Result> rounds, boolean official) {
    this.words = words;
    this.labels = new Labels(words);
    this.survey = survey;
    this.result = result;
    this.rounds = rounds;
    this.official = official;
    this.hrefs = new Hrefs(words.language());
  }

  public String text(String key, Object... values) {
    return words.get(key, values);
  }

  public boolean official() {
    return official;
  }

  public String title() {
    return result.title().in(words.language());
  }

  public String intro() {
    return survey.base().design().intro().in(words.language());
  }

  public String use() {
    return survey.base().design().purpose().use().in(words.language());
  }

  public String lead() {
    if (result.n().isEmpty()) {
      return words.get("result.too-few");
    }
    long n = result.n().get();
    return result
        .responseRate()
        .map(rate -> words.count("result.lead", n, words.percent(rate), result.invited()))
        .orElseGet(() -> words.count("result.lead.open", n));
  }

  /** Since when everybody can see it; empty before. */
  public String publicSince() {
    return survey instanceof Survey.Closed closed
        ? closed.publishedAt().map(words::dateTime).orElse("")
        : "";
  }

  /** Whether those who answered still wait to be told. */
  public boolean owes() {
    return survey instanceof Survey.Closed closed && closed.owes(result.asOf());
  }

  public String publicPath() {
    return "/results/" + result.survey();
  }

  public List<String> facts() {
    var facts = new ArrayList<String>();
    if (survey instanceof Survey.Closed closed) {
      facts.add(words.get("result.closed", words.date(closed.closedAt())));
    } else {
      facts.add(words.get("result.going-on"));
    }
    for (Result.Count channel : result.channels()) {
      if (channel.shown().yes() && channel.n() > 0) {
        facts.add(words.get("result.mode." + channel.id(), channel.n()));
      }
    }
    return facts;
  }

  /** How the shares were weighted, or why they were not; empty when nobody asked. */
  public String weighting() {
    return result
        .weighting()
        .map(outcome ->
            switch (outcome) {
              case Weighting.Refused(var reason) ->
                  words.get("result.unweighted", labels.refusal(reason));
              case Weighting.Weighted weighted ->
                  words.get(
                      "result.weighted",
                      words.list(
                          weighted.margins().stream()
                              .map(Margin::name)
                              .map(labels::variable)
                              .toList()),
                      result.n().orElse(0L),
                      Math.round(weighted.effectiveN()),
                      labels.decimal(weighted.designEffect()),
                      labels.decimal(weighted.maxWeight()));
            })
        .orElse("");
  }

  private boolean weighted() {
    return result.weighting().map(Weighting.Weighted.class::isInstance).orElse(false);
  }

  public List<Chart> charts() {
    var charts = new ArrayList<Chart>();
    for (Result.Asked asked : result.questions()) {
      String id = "q" + charts.size();
      charts.add(chart(id, asked));
      asked.themes().ifPresent(themed -> charts.add(themes(id + "t", asked, themed)));
      if (!asked.groups().isEmpty() && !asked.groups().getFirst().by().isEmpty()) {
        charts.addAll(groups(id, asked));
      }
    }
    return charts;
  }

  private Chart chart(String id, Result.Asked asked) {
    String heading = labels.question(asked);
    if (!asked.shown().yes()) {
      return new Chart(id, heading, List.of(), List.of(), labels.hidden(asked.shown()));
    }
    if (asked.question().type() == Question.Type.TEXT) {
      return new Chart(id, heading, List.of(), List.of(), words.count("result.texts", asked.n()));
    }
    if (asked.shares().isEmpty()) {
      return numbers(id, heading, asked);
    }
    boolean ranked = asked.question().type() == Question.Type.RANK;
    var columns = new ArrayList<String>();
    columns.add(words.get("result.answer"));
    columns.add(words.get(ranked ? "result.first" : "result.share"));
    columns.add(words.get("result.uncertainty"));
    columns.add(words.get(weighted() ? "result.raw" : "result.n"));
    if (ranked) {
      columns.add(words.get("result.place"));
    }
    double scale = scale(asked.shares());
    var lines = new ArrayList<Line>();
    for (Result.Share share : asked.shares()) {
      var cells = new ArrayList<String>();
      cells.add(labels.range(share.bestInterval()));
      cells.add(weighted() ? words.percent(share.share()) : words.number(share.n()));
      share.place().ifPresent(place -> cells.add(labels.decimal(place)));
      lines.add(line(labels.option(share), share.best(), share.bestInterval(), scale, cells));
    }
    String mean =
        asked
            .mean()
            .map(one -> " " + words.get("result.mean", mean(one), meanRange(one)))
            .orElse("");
    return new Chart(
        id,
        heading,
        columns,
        lines,
        words.count("result.answered", asked.n(), words.percent(scale)) + mean);
  }

  private Chart themes(String id, Result.Asked asked, Result.Themed themed) {
    String heading = words.get("result.themes", labels.question(asked));
    if (!themed.shown().yes()) {
      return new Chart(id, heading, List.of(), List.of(), labels.hidden(themed.shown()));
    }
    var shares = themed.lines().stream().flatMap(line -> line.share().stream()).toList();
    double scale = scale(shares);
    var lines = new ArrayList<Line>();
    for (Result.Themed.Line line : themed.lines()) {
      String theme = line.theme().name().in(words.language());
      lines.add(
          line.share()
              .map(share -> line(theme, share, share.n(), scale))
              .orElseGet(() ->
                  new Line(
                      theme, false, labels.hidden(line.shown()), "", Bars.chart(0), List.of())));
    }
    return new Chart(
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
    return new Chart(
        id,
        heading,
        List.of(words.get("result.number"), words.get("result.share"), words.get("result.n")),
        lines,
        asked.mean().map(one -> words.get("result.mean", mean(one), meanRange(one))).orElse(""));
  }

  private String mean(Result.Mean mean) {
    return labels.decimal(mean.weighted().map(Result.Weighed::value).orElse(mean.value()));
  }

  private String meanRange(Result.Mean mean) {
    return labels.meanRange(mean.weighted().map(Result.Weighed::interval).orElse(mean.interval()));
  }

  /** One table for each option: groups below each other are what can be compared. */
  private List<Chart> groups(String id, Result.Asked asked) {
    var charts = new ArrayList<Chart>();
    for (int option = 0; option < asked.shares().size(); option++) {
      int at = option;
      double scale =
          scale(
              asked.groups().stream()
                  .filter(group -> group.shown().yes() && group.shares().size() > at)
                  .map(group -> group.shares().get(at))
                  .toList());
      var lines = new ArrayList<Line>();
      String by = "";
      for (Result.Group group : asked.groups()) {
        if (!group.by().equals(by)) {
          by = group.by();
          lines.add(new Line(labels.variable(by), true, "", "", Bars.chart(0), List.of()));
        }
        lines.add(line(group, at, scale));
      }
      charts.add(
          new Chart(
              id + "g" + at,
              words.get("result.groups", labels.option(asked.shares().get(at))),
              List.of(
                  words.get("result.group"),
                  words.get("result.share"),
                  words.get("result.uncertainty"),
                  words.get("result.n")),
              lines,
              words.get("result.groups.note", words.percent(scale))));
    }
    return charts;
  }

  private Line line(Result.Group group, int option, double scale) {
    String label = labels.group(group);
    if (!group.shown().yes() || group.shares().size() <= option) {
      String why =
          group.shown() == Shown.YES ? words.get("result.nobody") : labels.hidden(group.shown());
      return new Line(label, false, why, "", Bars.chart(0), List.of());
    }
    return line(label, group.shares().get(option), group.n(), scale);
  }

  private Line line(String label, Result.Share share, long n, double scale) {
    Interval interval = share.bestInterval();
    List<String> cells = List.of(labels.range(interval), words.number(n));
    return line(label, share.best(), interval, scale, cells);
  }

  private Line line(
      String label, double share, Interval interval, double scale, List<String> cells) {
    return new Line(
        label,
        false,
        "",
        words.percent(share),
        Bars.chart(share, interval.low(), interval.high(), scale),
        cells);
  }

  /** Up to the next whole ten per cent above all intervals. */
  private static double scale(List<Result.Share> shares) {
    double most = shares.stream().mapToDouble(share -> share.bestInterval().high()).max().orElse(1);
    return Math.clamp(Math.ceil(most * 10 - 1e-9) / 10, 0.1, 1);
  }

  /** The same question in earlier rounds; none when it is the first. */
  public List<Chart> trends() {
    var charts = new ArrayList<Chart>();
    if (rounds.size() < 2) {
      return charts;
    }
    for (Result.Asked asked : result.questions()) {
      if (asked.row().isEmpty() && !asked.shares().isEmpty()) {
        trend(asked, charts.size()).ifPresent(charts::add);
      }
    }
    return charts;
  }

  private Optional<Chart> trend(Result.Asked asked, int number) {
    var earlier =
        rounds.stream()
            .map(round ->
                round.questions().stream()
                    .filter(one -> one.question().id().equals(asked.question().id()))
                    .findFirst())
            .toList();
    if (earlier.stream().filter(Optional::isPresent).count() < 2) {
      return Optional.empty();
    }
    double scale =
        scale(
            earlier.stream()
                .flatMap(one -> one.stream().flatMap(q -> q.shares().stream()))
                .toList());
    var lines = new ArrayList<Line>();
    for (int option = 0; option < asked.shares().size(); option++) {
      lines.add(
          new Line(
              labels.option(asked.shares().get(option)), true, "", "", Bars.chart(0), List.of()));
      for (int round = 0; round < earlier.size(); round++) {
        lines.add(trendLine(earlier.get(round), option, round + 1, scale));
      }
    }
    return Optional.of(
        new Chart(
            "t" + number,
            words.get("result.trend", labels.question(asked)),
            List.of(
                words.get("result.round"),
                words.get("result.share"),
                words.get("result.uncertainty"),
                words.get("result.n")),
            lines,
            words.get("result.groups.note", words.percent(scale))));
  }

  private Line trendLine(Optional<Result.Asked> asked, int option, int number, double scale) {
    String label = words.get("result.round.number", number);
    return asked
        .filter(one -> one.shares().size() > option)
        .map(one -> line(label, one.shares().get(option), one.n(), scale))
        .orElseGet(
            () -> new Line(label, false, labels.hidden(Shown.SMALL), "", Bars.chart(0), List.of()));
  }

  public Optional<Survey.Feedback> feedback() {
    return survey instanceof Survey.Closed closed
        ? closed.feedback().filter(told -> !told.publishAt().isAfter(result.asOf()))
        : Optional.empty();
  }

  public String found() {
    return feedback().map(told -> told.found().in(words.language())).orElse("");
  }

  public String next() {
    return feedback().map(told -> told.next().in(words.language())).orElse("");
  }

  public String decidedBy() {
    return survey.base().design().purpose().decidedBy().in(words.language());
  }

  /** The groups that can be compared: those that are shown, of the first variable. */
  public List<Link> comparable(List<String> by) {
    var links = new ArrayList<Link>();
    if (!by.isEmpty() && !result.questions().isEmpty()) {
      result.questions().stream()
          .filter(asked -> !asked.groups().isEmpty())
          .findFirst()
          .ifPresent(asked ->
              asked.groups().stream()
                  .filter(group -> group.by().equals(by.getFirst()))
                  .filter(group -> group.shown().yes() && !group.value().isEmpty())
                  .forEach(group ->
                      links.add(
                          new Link(
                              labels.category(group.by(), group.value()), group.value(), false))));
    }
    return links;
  }

  /** Two groups beside each other, question by question; none when not two are chosen. */
  public List<Chart> comparisons(List<String> by, List<String> chosen) {
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
                one.option().equals(Question.OTHER) && one.text().isEmpty()
                    ? words.get("result.own-answer")
                    : one.text().in(words.language()),
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
            new Chart(
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

  /** Ways to see the same by group. */
  public List<Link> variables(List<String> by) {
    var links = new ArrayList<Link>();
    links.add(new Link(words.get("result.all"), hrefs.to(path()), by.isEmpty()));
    for (String variable : result.variables()) {
      links.add(
          new Link(
              labels.variable(variable),
              hrefs.to(path(), Map.of("by", variable)),
              by.contains(variable)));
    }
    return links;
  }

  public List<Link> downloads(List<String> by) {
    String api = (official ? "/api/official/results/" : "/api/results/") + result.survey();
    var query = new LinkedHashMap<String, String>();
    query.put("by", String.join(",", by));
    query.put("weighted", weighted() ? "true" : "");
    var links = new ArrayList<Link>();
    var swedish = new LinkedHashMap<>(query);
    swedish.put("separators", "sv");
    links.add(new Link(words.get("result.csv"), hrefs.to(api + ".csv", swedish), false));
    links.add(new Link(words.get("result.xlsx"), hrefs.to(api + ".xlsx", query), false));
    links.add(new Link(words.get("result.json"), hrefs.to(api, query), false));
    links.add(new Link(words.get("result.codebook"), hrefs.to(api + ".codebook", Map.of()), false));
    return links;
  }

  /** Answers one by one, for who may have them. */
  public List<Link> rows() {
    String path = "/api/official/results/" + result.survey() + "/rows";
    return List.of(
        new Link(words.get("result.rows.csv"), path, false),
        new Link(words.get("result.rows.spss"), hrefs.to(path, Map.of("syntax", "spss")), false));
  }

  public String path() {
    return (official ? "/official/results/" : "/results/") + result.survey();
  }

  public String href(String path) {
    return hrefs.to(path);
  }

  public Content hiddenLanguage() {
    return hrefs.hidden();
  }

  public boolean closed() {
    return survey instanceof Survey.Closed;
  }
}
