package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.results.weighting.Estimate;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Moments;
import se.invanardialog.results.weighting.Raking;
import se.invanardialog.results.weighting.Refusal;
import se.invanardialog.results.weighting.Weighting;

/**
 * Our weights, means, standard errors and intervals beside R's {@code survey} on its own data: a
 * cluster sample of schools raked to two margins.
 */
public final class Weighing {
  private static final double WEIGHTS_ALIKE = 1e-6;
  private static final double FIGURES_ALIKE = 1e-4;
  private static final int CLUSTERS = 757;
  private static final List<String> VARIABLES = List.of("stype", "sch.wide");

  private final Findings findings = new Findings();
  private final JsonNode api;
  private final Map<Cell, Long> sample = new LinkedHashMap<>();

  private Weighing(JsonNode api) {
    this.api = api;
    rows().forEach(row -> sample.merge(cell(row), 1L, Long::sum));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Use: bench/weighting DATA_FOLDER");
      System.exit(2);
    }
    Path survey = Path.of(arguments[0], "survey");
    var json = new ObjectMapper();
    var weighing = new Weighing(json.readTree(survey.resolve("api_clus1_rake.json").toFile()));
    weighing.raked();
    weighing.postStratified();
    weighing.intervals(json.readTree(survey.resolve("binomial_ci.json").toFile()));
    weighing.contradiction(json.readTree(survey.resolve("rake_no_convergence.json").toFile()));
    System.exit(weighing.findings.end());
  }

  private List<JsonNode> rows() {
    var rows = new ArrayList<JsonNode>();
    api.path("data").forEach(rows::add);
    return rows;
  }

  private static Cell cell(JsonNode row) {
    var categories = new LinkedHashMap<String, String>();
    VARIABLES.forEach(variable -> categories.put(variable, row.path(variable).asText()));
    return new Cell(categories);
  }

  private Margin margin(String variable) {
    var counts = new LinkedHashMap<String, Double>();
    api.path("population_margins")
        .path(variable)
        .forEach(one -> counts.put(one.path(variable).asText(), one.path("Freq").asDouble()));
    return new Margin(List.of(variable), counts);
  }

  private void raked() {
    List<Margin> margins = VARIABLES.stream().map(this::margin).toList();
    findings.heading("Raked until no cell moves by one school, as rake() does");
    compare("raked", new Raking(Raking.USUAL_CAP, 1, 1 / margins.getFirst().total()), margins);
    findings.heading("Raked to the end, as calibrate(calfun = raking) does");
    compare("calibrated_raking", Raking.usual(), margins);
  }

  private void postStratified() {
    findings.heading("Post-stratified by one margin, as postStratify() does");
    compare("post_stratified_by_stype", Raking.usual(), List.of(margin("stype")));
  }

  private void compare(String name, Raking raking, List<Margin> margins) {
    JsonNode expected = api.path(name);
    if (!(raking.weigh(sample, margins) instanceof Weighting.Weighted weighted)) {
      findings.difference(name + " was refused");
      return;
    }
    double error = 0;
    for (int at = 0; at < rows().size(); at++) {
      double wanted = expected.path("weights").get(at).asDouble();
      error = Math.max(error, Math.abs(weighted.weight(cell(rows().get(at))) - wanted) / wanted);
    }
    findings.atMost(
        "weights, greatest relative difference, in millionths", WEIGHTS_ALIKE * 1e6, error * 1e6);
    near("Kish's effective n", expected.path("kish_neff").asDouble(), weighted.effectiveN());
    JsonNode mean = expected.path("mean_api00");
    figure(
        "mean",
        mean.path("estimate").path("api00"),
        mean.path("se").path("api00"),
        estimate(weighted, row -> true, row -> row.path("api00").asDouble()));
    JsonNode share = expected.path("prop_schwide");
    figure(
        "share",
        share.path("estimate").path("sch.wideYes"),
        share.path("se").path("sch.wideYes"),
        estimate(
            weighted, row -> true, row -> row.path("sch.wide").asText().equals("Yes") ? 1 : 0));
    JsonNode groups = expected.path("by_stype_api00");
    for (int at = 0; at < groups.path("stype").size(); at++) {
      String type = groups.path("stype").get(at).asText();
      figure(
          "mean of group " + type,
          groups.path("mean").get(at),
          groups.path("se").get(at),
          estimate(
              weighted,
              row -> row.path("stype").asText().equals(type),
              row -> row.path("api00").asDouble()));
    }
  }

  private Estimate estimate(
      Weighting.Weighted weighted, Predicate<JsonNode> in, ToDoubleFunction<JsonNode> value) {
    var drawn = new LinkedHashMap<String, Map<Cell, Long>>();
    var answers = new LinkedHashMap<String, Map<Cell, Moments>>();
    for (JsonNode row : rows()) {
      String cluster = row.path("dnum").asText();
      drawn.computeIfAbsent(cluster, its -> new LinkedHashMap<>()).merge(cell(row), 1L, Long::sum);
      var own = answers.computeIfAbsent(cluster, its -> new LinkedHashMap<>());
      if (in.test(row)) {
        double y = value.applyAsDouble(row);
        own.merge(cell(row), new Moments(1, y, y * y), Moments::plus);
      }
    }
    var clusters =
        drawn.entrySet().stream()
            .map(one ->
                new Estimate.Cluster(one.getValue(), answers.getOrDefault(one.getKey(), Map.of())))
            .toList();
    return Estimate.ofClusters(weighted, clusters, CLUSTERS).orElseThrow();
  }

  private void figure(String what, JsonNode value, JsonNode error, Estimate estimate) {
    near(what, value.asDouble(), estimate.value());
    near(what + ", standard error", error.asDouble(), estimate.error());
  }

  /** Relative, but for what is nought. */
  private void near(String what, double expected, double found) {
    double difference = Math.abs(found - expected) / Math.max(1e-3, Math.abs(expected));
    findings.say("%-58s %14.6f  R %.6f", what, found, expected);
    if (difference > FIGURES_ALIKE) {
      findings.difference(what + ": " + found + " and not " + expected);
    }
  }

  private void intervals(JsonNode binomial) {
    findings.heading("Wilson's interval");
    double error = 0;
    for (JsonNode one : binomial.path("cases")) {
      Interval ours = Interval.wilson(one.path("p").asDouble(), one.path("n").asDouble());
      error = Math.max(error, Math.abs(ours.low() - one.path("wilson").get(0).asDouble()));
      error = Math.max(error, Math.abs(ours.high() - one.path("wilson").get(1).asDouble()));
    }
    findings.same("cases", 36, binomial.path("cases").size());
    findings.atMost("greatest difference from prop.test, in millionths", 1, error * 1e6);
  }

  private void contradiction(JsonNode contradicting) {
    findings.heading("Margins that contradict the sample");
    var cells = new LinkedHashMap<Cell, Long>();
    contradicting
        .path("data")
        .forEach(row ->
            cells.merge(
                new Cell(Map.of("a", row.path("a").asText(), "b", row.path("b").asText())),
                1L,
                Long::sum));
    var margins = new ArrayList<Margin>();
    contradicting
        .path("margins")
        .properties()
        .forEach(one -> {
          var counts = new LinkedHashMap<String, Double>();
          one.getValue().properties().forEach(n -> counts.put(n.getKey(), n.getValue().asDouble()));
          margins.add(new Margin(List.of(one.getKey()), counts));
        });
    var raking = new Raking(Raking.USUAL_CAP, 1, 1e-12);
    findings.same("refused", "Contradiction", refusal(raking.weigh(cells, margins)));
    var zero = new LinkedHashMap<String, Double>();
    contradicting
        .path("zero_cell")
        .path("margin")
        .properties()
        .forEach(n -> zero.put(n.getKey(), n.getValue().asDouble()));
    findings.same(
        "a category without answers",
        "EmptyCategory",
        refusal(raking.weigh(cells, List.of(new Margin(List.of("a"), zero)))));
  }

  private static String refusal(Weighting weighting) {
    return switch (weighting) {
      case Weighting.Refused(Refusal reason) -> reason.getClass().getSimpleName();
      case Weighting.Weighted _ -> "weighted";
    };
  }
}
