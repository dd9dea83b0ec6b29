package se.invanardialog.results.figures;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Weighting;

/** A result as its page shows it: each question a graph and a table in one. */
public final class ResultView {
  /** A way to take the figures along. */
  public record Link(String label, String href, boolean current) {}

  private final Words words;
  private final Labels labels;
  private final Survey survey;
  private final Result result;
  private final Hrefs hrefs;
  private final Charts charts;
  private final boolean official;

  /**
   * @param rounds this and earlier ones, oldest first
   */
  ResultView(
      Words words, Survey survey, Result result, List<Charts.Round> rounds, boolean official) {
    this.words = words;
    this.labels = new Labels(words);
    this.survey = survey;
    this.result = result;
    this.charts = new Charts(words, result, rounds);
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
    return charts.all();
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

  /** The first or the second of two groups to compare: until two are chosen, the first two. */
  public String chosen(List<String> by, List<String> compared, int place) {
    return compared.size() == 2 ? compared.get(place) : comparable(by).get(place).href();
  }

  /** Two groups beside each other, question by question; none when not two are chosen. */
  public List<Chart> comparisons(List<String> by, List<String> chosen) {
    return by.isEmpty() || chosen.size() != 2
        ? List.of()
        : new ComparisonCharts(words, result)
            .of(by.getFirst(), chosen.getFirst(), chosen.getLast());
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
