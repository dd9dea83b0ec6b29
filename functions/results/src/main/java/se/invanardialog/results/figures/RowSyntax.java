package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    var parts = AnswerRows.parts(survey.base());
    var widths = Spss.widths(rows);
    var variables = new ArrayList<Spss.Variable>();
    for (int at = 0; at < rows.headers().size(); at++) {
      String header = rows.headers().get(at);
      int width = widths.get(at);
      Optional<Part> part =
          parts.stream().filter(one -> AnswerRows.header(one).equals(header)).findFirst();
      variables.add(
          part.map(one -> question(header, one, width))
              .orElseGet(() -> about(header, width, values(rows, header))));
    }
    return variables;
  }

  private Spss.Variable question(String header, Part part, int width) {
    Question question = part.question();
    var values = new LinkedHashMap<String, String>();
    boolean number = AnswerRows.numbers(part);
    if (!number) {
      part.choices().forEach(choice -> values.put(choice.id(), text(choice)));
    }
    String text = question.text().in(words.language());
    return new Spss.Variable(
        header,
        part.row().map(row -> text + " – " + row.text().in(words.language())).orElse(text),
        level(question.type()),
        number ? 0 : width,
        values);
  }

  private String text(Part.Choice choice) {
    String text = choice.text().in(words.language());
    return choice.id().equals(Question.OTHER) && text.isEmpty()
        ? words.get("result.own-answer")
        : text;
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
    return new Spss.Variable(
        header,
        labels.variable(header),
        Spss.Level.NOMINAL,
        width,
        header.equals(AnswerRows.MODE) ? Map.of() : values);
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
