package se.invanardialog.results.figures;

import java.util.List;
import se.invanardialog.core.disclosure.Shown;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Markers;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Refusal;

/** Figures, groups and reasons in words. */
final class Labels {
  static final String LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/";

  /** Keeps a range on one line. */
  private static final String TO = "\u2060–\u2060";

  private final Words words;

  Labels(Words words) {
    this.words = words;
  }

  String question(Result.Asked asked) {
    String text = Markers.fill(asked.question().text().in(words.language()), _ -> "…");
    return asked.row().map(row -> text + " – " + row.text().in(words.language())).orElse(text);
  }

  String option(Result.Share share) {
    return option(share.id(), share.text());
  }

  String option(String id, Translated text) {
    return id.equals(Question.OTHER) && text.isEmpty()
        ? words.get("result.own-answer")
        : text.in(words.language());
  }

  /** The numbers that one of the bars counts. */
  String bar(List<Result.Bar> histogram, int at) {
    String from = words.number(histogram.get(at).from());
    return at + 1 < histogram.size()
        ? words.get("result.bar", from, words.number(histogram.get(at + 1).from() - 1))
        : words.get("result.bar.last", from);
  }

  /** What people are grouped by; several are joined. */
  String variable(String name) {
    String key = "result.by." + name;
    return words.has(key)
        ? words.get(key)
        : String.join(" × ", name.contains(Margin.JOINED) ? parts(name) : List.of(name));
  }

  private List<String> parts(String name) {
    return java.util.Arrays.stream(name.split(Margin.JOINED)).map(this::variable).toList();
  }

  String category(String variable, String value) {
    if (value.isEmpty()) {
      return words.get("result.unsaid");
    }
    String key = "result.category." + variable + "-" + value;
    if (words.has(key)) {
      return words.get(key);
    }
    return variable.equals("ageGroup") ? age(value) : value;
  }

  /** Where no group is shown none is named. */
  String group(Result.Group group) {
    return group.shown() == Shown.TOGETHER
        ? words.get("result.groups.all")
        : category(group.by(), group.value());
  }

  private String age(String group) {
    return group.endsWith("+")
        ? words.get("result.age.over", group.substring(0, group.length() - 1))
        : words.get("result.age", group.replace("-", TO));
  }

  String hidden(Shown shown) {
    return switch (shown) {
      case YES -> "";
      case SMALL -> words.get("result.hidden.small");
      case HIDDEN -> words.get("result.hidden.group");
      case TOGETHER -> words.get("result.hidden.together");
    };
  }

  String range(Interval interval) {
    long low = Math.round(Math.max(0, interval.low()) * 100);
    long high = Math.round(interval.high() * 100);
    return words.number(low) + TO + words.get("number.percent", words.number(high));
  }

  /** A difference of shares in percentage points, with its sign. */
  String points(double difference) {
    return withSign(words.number(Math.round(Math.abs(difference) * 100)), difference);
  }

  /** A difference of numbers, with its sign. */
  String signed(double difference) {
    return withSign(decimal(Math.abs(difference)), difference);
  }

  private static String withSign(String size, double difference) {
    if (size.chars().noneMatch(each -> each >= '1' && each <= '9')) {
      return size;
    }
    return (difference < 0 ? "\u2212" : "+") + size;
  }

  /** The mean in a sentence, the raw one beside a weighted one; empty where there is none. */
  String mean(Result.Asked asked) {
    return asked.mean().map(this::mean).orElse("");
  }

  private String mean(Result.Mean mean) {
    String best = decimal(mean.best());
    String range = meanRange(mean.bestInterval());
    return mean.weighted().isPresent()
        ? words.get("result.mean.weighted", best, range, decimal(mean.value()))
        : words.get("result.mean", best, range);
  }

  String meanRange(Interval interval) {
    return decimal(interval.low()) + TO + decimal(interval.high());
  }

  String decimal(double value) {
    return ResultJson.round(value, 1).toPlainString().replace(".", words.get("result.decimal"));
  }

  static String type(Refusal refusal) {
    return switch (refusal) {
      case Refusal.NoMargins() -> "no-margins";
      case Refusal.SmallGroups() -> "small-groups";
      case Refusal.TooFew _ -> "too-few";
      case Refusal.EmptyCategory _ -> "empty-category";
      case Refusal.UnknownCategory _ -> "unknown-category";
      case Refusal.Contradiction _ -> "contradiction";
      case Refusal.NoConvergence _ -> "no-convergence";
      case Refusal.TooHeavy _ -> "too-heavy";
    };
  }

  String refusal(Refusal refusal) {
    String key = "result.refused." + type(refusal);
    return switch (refusal) {
      case Refusal.NoMargins(), Refusal.SmallGroups() -> words.get(key);
      case Refusal.TooFew(long answers, int least) -> words.get(key, answers, least);
      case Refusal.EmptyCategory(var margin, var category, var mergeWith) ->
          mergeWith.isEmpty()
              ? words.get(key, categories(margin, category))
              : words.get(key, categories(margin, category))
                  + " "
                  + words.get(
                      "result.refused.merge",
                      words.list(mergeWith.stream().map(one -> categories(margin, one)).toList()));
      case Refusal.UnknownCategory(var margin, var category) ->
          words.get(key, categories(margin, category));
      case Refusal.Contradiction(var margin, var category, double wanted, double got) ->
          words.get(key, categories(margin, category), words.percent(wanted), words.percent(got));
      case Refusal.NoConvergence _ -> words.get(key);
      case Refusal.TooHeavy(var margin, var category, double cap) ->
          words.get(key, categories(margin, category), Math.round(cap));
    };
  }

  /** A category of a combination says each of its parts; of merged ones each is said. */
  private String categories(String margin, String category) {
    if (category.contains(Margin.MERGED)) {
      return words.list(
          java.util.Arrays.stream(category.split(Margin.MERGED, -1))
              .map(one -> categories(margin, one))
              .toList());
    }
    String[] variables = margin.split(Margin.JOINED, -1);
    String[] values = category.split(Margin.JOINED, -1);
    var parts = new java.util.ArrayList<String>();
    for (int at = 0; at < Math.min(variables.length, values.length); at++) {
      parts.add(category(variables[at], values[at]));
    }
    return String.join(", ", parts);
  }
}
