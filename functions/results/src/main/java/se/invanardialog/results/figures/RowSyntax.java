package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.exports.Sheet;
import se.invanardialog.results.exports.Spss;

/** What the columns of {@link AnswerRows} are, for SPSS to read them by. */
final class RowSyntax {
  private final Labels labels;
  private final Words words;

  RowSyntax(Words words) {
    this.words = words;
    this.labels = new Labels(words);
  }

  List<Spss.Variable> variables(Survey survey, Sheet rows) {
    var columns = Column.of(survey.base());
    var widths = Spss.widths(rows);
    var variables = new ArrayList<Spss.Variable>();
    for (int at = 0; at < rows.headers().size(); at++) {
      String header = rows.headers().get(at);
      int width = widths.get(at);
      variables.add(
          columns.stream()
              .filter(column -> column.header().equals(header))
              .findFirst()
              .map(column -> question(column, width))
              .orElseGet(() -> about(header, width, values(rows, header))));
    }
    return variables;
  }

  private Spss.Variable question(Column column, int width) {
    Part part = column.part();
    Question question = part.question();
    var values = new LinkedHashMap<String, String>();
    if (question.type() == Question.Type.SEVERAL) {
      values.put(Long.toString(Column.NOT_CHOSEN), words.get("result.spss.not-chosen"));
      values.put(Long.toString(Column.CHOSEN), words.get("result.spss.chosen"));
    } else if (!column.numbers()) {
      part.choices().forEach(choice -> values.put(choice.id(), text(choice)));
    }
    String text = question.text().in(words.language());
    return new Spss.Variable(
        column.header(),
        column
            .choice()
            .map(this::text)
            .or(() -> part.row().map(row -> row.text().in(words.language())))
            .map(within -> text + " – " + within)
            .orElse(text),
        level(question.type()),
        column.numbers() ? 0 : width,
        values);
  }

  private String text(Part.Choice choice) {
    return labels.option(choice.id(), choice.text());
  }

  private static Spss.Level level(Question.Type type) {
    return switch (type) {
      case ONE, SEVERAL, MATRIX, TEXT, INFO -> Spss.Level.NOMINAL;
      case SCALE, RANK -> Spss.Level.ORDINAL;
      case NUMBER -> Spss.Level.SCALE;
    };
  }

  /** What somebody is grouped by, or how the answer came in. */
  private Spss.Variable about(String header, int width, List<String> said) {
    var values = new LinkedHashMap<String, String>();
    said.forEach(value -> values.put(value, labels.category(header, value)));
    return new Spss.Variable(header, labels.variable(header), Spss.Level.NOMINAL, width, values);
  }

  private static List<String> values(Sheet rows, String header) {
    int at = rows.headers().indexOf(header);
    return rows.rows().stream()
        .map(row -> row.get(at))
        .flatMap(entry ->
            entry instanceof Sheet.Entry.Words(String text) && !text.isEmpty()
                ? java.util.stream.Stream.of(text)
                : java.util.stream.Stream.empty())
        .distinct()
        .sorted()
        .toList();
  }
}
