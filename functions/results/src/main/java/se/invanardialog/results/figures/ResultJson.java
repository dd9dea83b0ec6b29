package se.invanardialog.results.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.texts.Words;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Refusal;
import se.invanardialog.results.weighting.Weighting;

/** A result as the API has it. What is not shown is absent, and says why. */
final class ResultJson {
  /** Digits of a share; more would claim too much. */
  private static final int SHARE_DECIMALS = 3;

  private static final int MEAN_DECIMALS = 2;

  private final Result result;
  private final Words words;
  private final Labels labels;

  ResultJson(Result result, Words words) {
    this.result = result;
    this.words = words;
    this.labels = new Labels(words);
  }

  Map<String, Object> body() {
    var json = new LinkedHashMap<String, Object>();
    json.put("survey", result.survey());
    json.put("title", result.title().in(words.language()));
    result.n().ifPresentOrElse(n -> json.put("n", n), () -> json.put("suppressed", "small"));
    if (result.invited() > 0) {
      json.put("invited", result.invited());
    }
    result.responseRate().ifPresent(rate -> json.put("responseRate", round(rate, SHARE_DECIMALS)));
    json.put("byChannel", channels());
    json.put("variables", result.variables());
    result.weighting().ifPresent(weighting -> json.put("weighting", weighting(weighting)));
    json.put("questions", result.questions().stream().map(this::question).toList());
    json.put("licence", Labels.LICENCE);
    json.put("asOf", result.asOf());
    return json;
  }

  private Map<String, Object> channels() {
    var json = new LinkedHashMap<String, Object>();
    for (Result.Count channel : result.channels()) {
      if (channel.shown().yes()) {
        json.put(channel.id(), channel.n());
      }
    }
    return json;
  }

  private Map<String, Object> weighting(Weighting weighting) {
    var json = new LinkedHashMap<String, Object>();
    switch (weighting) {
      case Weighting.Weighted weighted -> {
        json.put("margins", weighted.margins().stream().map(Margin::name).toList());
        json.put("deff", round(weighted.designEffect(), SHARE_DECIMALS));
        json.put("effectiveN", Math.round(weighted.effectiveN()));
        json.put("maxWeight", round(weighted.maxWeight(), SHARE_DECIMALS));
        json.put("trimmed", weighted.trimmed());
      }
      case Weighting.Refused(Refusal reason) -> {
        json.put("refused", labels.refusal(reason));
        json.put("refusedType", Labels.type(reason));
        if (reason instanceof Refusal.EmptyCategory(var margin, var category, var mergeWith)) {
          json.put("margin", margin);
          json.put("category", category);
          json.put("mergeWith", mergeWith);
        }
      }
    }
    return json;
  }

  private Map<String, Object> question(Result.Asked asked) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", asked.question().id());
    asked.row().ifPresent(row -> json.put("row", row.id()));
    json.put("type", asked.question().type().word());
    json.put("text", labels.question(asked));
    if (!asked.shown().yes()) {
      json.put("suppressed", word(asked.shown()));
      return json;
    }
    json.put("n", asked.n());
    if (!asked.shares().isEmpty()) {
      json.put("options", options(asked.shares()));
    }
    asked.mean().ifPresent(mean -> json.put("mean", mean(mean)));
    if (!asked.histogram().isEmpty()) {
      json.put("histogram", asked.histogram());
    }
    asked.themes().ifPresent(themed -> json.put("themes", themes(themed)));
    if (!asked.groups().isEmpty()) {
      json.put("groups", asked.groups().stream().map(this::group).toList());
    }
    return json;
  }

  private Map<String, Object> group(Result.Group group) {
    var json = new LinkedHashMap<String, Object>();
    json.put("by", group.by());
    json.put("value", group.value());
    json.put("text", labels.group(group));
    if (!group.shown().yes()) {
      json.put("suppressed", word(group.shown()));
      return json;
    }
    json.put("n", group.n());
    json.put("options", options(group.shares()));
    group.mean().ifPresent(mean -> json.put("mean", mean(mean)));
    return json;
  }

  private static String word(se.invanardialog.core.disclosure.Shown shown) {
    return shown.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Map<String, Object> themes(Result.Themed themed) {
    if (!themed.shown().yes()) {
      return Map.of("suppressed", word(themed.shown()));
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("coded", themed.coded());
    json.put(
        "options",
        themed.lines().stream()
            .map(line ->
                line.share()
                    .map(share -> options(List.of(share)).getFirst())
                    .orElseGet(() ->
                        Map.of(
                            "id",
                            line.theme().id(),
                            "text",
                            line.theme().name().in(words.language()),
                            "suppressed",
                            word(line.shown()))))
            .toList());
    return json;
  }

  private List<Map<String, Object>> options(List<Result.Share> shares) {
    return shares.stream()
        .map(share -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("id", share.id());
          json.put("text", labels.option(share));
          json.put("n", share.n());
          json.put("share", round(share.share(), SHARE_DECIMALS));
          put(json, "low", "high", share.interval(), SHARE_DECIMALS);
          share
              .weighted()
              .ifPresent(weighted -> {
                json.put("weightedShare", round(weighted.value(), SHARE_DECIMALS));
                put(json, "weightedLow", "weightedHigh", weighted.interval(), SHARE_DECIMALS);
              });
          share.place().ifPresent(place -> json.put("meanPlace", round(place, MEAN_DECIMALS)));
          return json;
        })
        .toList();
  }

  private static Map<String, Object> mean(Result.Mean mean) {
    var json = new LinkedHashMap<String, Object>();
    json.put("value", round(mean.value(), MEAN_DECIMALS));
    put(json, "low", "high", mean.interval(), MEAN_DECIMALS);
    mean.weighted()
        .ifPresent(weighted -> {
          json.put("weighted", round(weighted.value(), MEAN_DECIMALS));
          put(json, "weightedLow", "weightedHigh", weighted.interval(), MEAN_DECIMALS);
        });
    return json;
  }

  private static void put(
      Map<String, Object> json, String low, String high, Interval interval, int decimals) {
    json.put(low, round(interval.low(), decimals));
    json.put(high, round(interval.high(), decimals));
  }

  static BigDecimal round(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }
}
