package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.results.exports.Sheet;
import se.invanardialog.results.weighting.Interval;
import se.invanardialog.results.weighting.Margin;
import se.invanardialog.results.weighting.Weighting;

/** A result as tables for a spreadsheet, with the same figures as the page. */
final class ResultSheets {
  private static final int DECIMALS = 3;

  private final Result result;
  private final Words words;
  private final Labels labels;

  ResultSheets(Result result, Words words) {
    this.result = result;
    this.words = words;
    this.labels = new Labels(words);
  }

  /** Every figure in one table, one line each. */
  Sheet figures() {
    var headers = new ArrayList<String>();
    for (String name : List.of("question", "row", "by", "group", "option", "n", "of", "share")) {
      headers.add(words.get("result.column." + name));
    }
    for (String name : List.of("low", "high", "weighted", "weighted-low", "weighted-high")) {
      headers.add(words.get("result.column." + name));
    }
    headers.add(words.get("result.column.note"));
    var rows = new ArrayList<List<Sheet.Entry>>();
    for (Result.Asked asked : result.questions()) {
      if (!asked.shown().yes()) {
        rows.add(hidden(asked, "", "", labels.hidden(asked.shown())));
        continue;
      }
      asked.shares().forEach(share -> rows.add(share(asked, "", "", asked.n(), share)));
      asked.mean().ifPresent(mean -> rows.add(mean(asked, "", "", asked.n(), mean)));
      for (int at = 0; at < asked.histogram().size(); at++) {
        rows.add(bar(asked, at));
      }
      asked.themes().ifPresent(themed -> rows.addAll(themes(asked, themed)));
      for (Result.Group group : asked.groups()) {
        String by = labels.variable(group.by());
        String value = labels.group(group);
        if (!group.shown().yes()) {
          rows.add(hidden(asked, by, value, labels.hidden(group.shown())));
        }
        group.shares().forEach(share -> rows.add(share(asked, by, value, group.n(), share)));
        group.mean().ifPresent(mean -> rows.add(mean(asked, by, value, group.n(), mean)));
      }
    }
    return new Sheet(words.get("result.sheet.figures"), headers, rows);
  }

  private Sheet.Row start(Result.Asked asked, String by, String group) {
    return Sheet.row()
        .text(asked.question().text().in(words.language()))
        .text(asked.row().map(row -> row.text().in(words.language())).orElse(""))
        .text(by)
        .text(group);
  }

  private List<Sheet.Entry> hidden(Result.Asked asked, String by, String group, String why) {
    var row = start(asked, by, group);
    for (int empty = 0; empty < 9; empty++) {
      row.nothing();
    }
    return row.text(why).done();
  }

  private List<List<Sheet.Entry>> themes(Result.Asked asked, Result.Themed themed) {
    String by = words.get("result.column.theme");
    var rows = new ArrayList<List<Sheet.Entry>>();
    if (!themed.shown().yes()) {
      rows.add(hidden(asked, by, "", labels.hidden(themed.shown())));
    }
    for (Result.Themed.Line line : themed.lines()) {
      String theme = line.theme().name().in(words.language());
      rows.add(
          line.share()
              .map(share -> share(asked, by, theme, themed.coded(), share))
              .orElseGet(() -> hidden(asked, by, theme, labels.hidden(line.shown()))));
    }
    return rows;
  }

  private List<Sheet.Entry> share(
      Result.Asked asked, String by, String group, long of, Result.Share share) {
    var row =
        start(asked, by, group)
            .text(labels.option(share))
            .count(share.n())
            .count(of)
            .amount(share.share(), DECIMALS);
    interval(row, share.interval());
    if (share.weighted().isPresent()) {
      row.amount(share.weighted().get().value(), DECIMALS);
      interval(row, share.weighted().get().interval());
    } else {
      row.nothing().nothing().nothing();
    }
    return row.text("").done();
  }

  private List<Sheet.Entry> bar(Result.Asked asked, int at) {
    long n = asked.histogram().get(at).n();
    var row =
        start(asked, "", "")
            .text(labels.bar(asked.histogram(), at))
            .count(n)
            .count(asked.n())
            .amount((double) n / asked.n(), DECIMALS);
    return row.nothing().nothing().nothing().nothing().nothing().text("").done();
  }

  private List<Sheet.Entry> mean(
      Result.Asked asked, String by, String group, long of, Result.Mean mean) {
    var row =
        start(asked, by, group)
            .text(words.get("result.column.mean"))
            .nothing()
            .count(of)
            .amount(mean.value(), DECIMALS);
    interval(row, mean.interval());
    if (mean.weighted().isPresent()) {
      row.amount(mean.weighted().get().value(), DECIMALS);
      interval(row, mean.weighted().get().interval());
    } else {
      row.nothing().nothing().nothing();
    }
    return row.text("").done();
  }

  private static void interval(Sheet.Row row, Interval interval) {
    row.amount(interval.low(), DECIMALS).amount(interval.high(), DECIMALS);
  }

  /** Where the figures come from and how they were made. */
  Sheet about() {
    var rows = new ArrayList<List<Sheet.Entry>>();
    rows.add(fact("survey", result.title().in(words.language())));
    rows.add(
        Sheet.row()
            .text(words.get("result.about.n"))
            .text(result.n().map(n -> Long.toString(n)).orElse(words.get("result.too-few")))
            .done());
    rows.add(Sheet.row().text(words.get("result.about.invited")).count(result.invited()).done());
    rows.add(fact("as-of", result.asOf().toString()));
    rows.add(fact("licence", Labels.LICENCE));
    result
        .weighting()
        .ifPresent(outcome -> {
          switch (outcome) {
            case Weighting.Refused(var reason) -> rows.add(fact("refused", labels.refusal(reason)));
            case Weighting.Weighted weighted -> {
              rows.add(
                  fact(
                      "margins",
                      String.join(", ", weighted.margins().stream().map(Margin::name).toList())));
              rows.add(amount("deff", weighted.designEffect()));
              rows.add(amount("effective", weighted.effectiveN()));
              rows.add(amount("max-weight", weighted.maxWeight()));
            }
          }
        });
    return new Sheet(
        words.get("result.sheet.about"),
        List.of(words.get("result.about.what"), words.get("result.about.value")),
        rows);
  }

  private List<Sheet.Entry> fact(String key, String value) {
    return Sheet.row().text(words.get("result.about." + key)).text(value).done();
  }

  private List<Sheet.Entry> amount(String key, double value) {
    return Sheet.row().text(words.get("result.about." + key)).amount(value, 2).done();
  }

  /** What each question and code means, one line for each value, as SPSS and others read it. */
  Sheet codebook() {
    var rows = new ArrayList<List<Sheet.Entry>>();
    for (Result.Asked asked : result.questions()) {
      Question question = asked.question();
      String variable =
          asked.row().map(row -> question.id() + "_" + row.id()).orElse(question.id());
      if (asked.shares().isEmpty()) {
        rows.add(code(variable, asked, "", ""));
      }
      asked
          .shares()
          .forEach(share -> rows.add(code(variable, asked, share.id(), labels.option(share))));
    }
    return new Sheet(
        words.get("result.sheet.codebook"),
        List.of("variable", "label", "type", "level", "value", "value_label"),
        rows);
  }

  private List<Sheet.Entry> code(String variable, Result.Asked asked, String value, String label) {
    return Sheet.row()
        .text(variable)
        .text(labels.question(asked))
        .text(asked.question().type().word())
        .text(level(asked.question().type()))
        .text(value)
        .text(label)
        .done();
  }

  private static String level(Question.Type type) {
    return switch (type) {
      case ONE, SEVERAL, MATRIX -> "nominal";
      case SCALE, RANK -> "ordinal";
      case NUMBER -> "scale";
      case TEXT, INFO -> "text";
    };
  }
}
