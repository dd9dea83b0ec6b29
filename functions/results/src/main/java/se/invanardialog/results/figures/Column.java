package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/**
 * One column of answers told one by one: a question, a row of a matrix, or an option of a question
 * that takes several or ranks them, since that is what a statistics program counts by.
 *
 * @param choice the option; absent where the part is one column
 */
record Column(Part part, Optional<Part.Choice> choice) {
  static final long CHOSEN = 1;
  static final long NOT_CHOSEN = 0;

  /** Those of a survey's round, without what was written in words. */
  static List<Column> of(Survey.Base survey) {
    var columns = new ArrayList<Column>();
    for (Part part : Part.of(survey.design().questions(), survey.round())) {
      switch (part.question().type()) {
        case SEVERAL, RANK ->
            part.choices().forEach(choice -> columns.add(new Column(part, Optional.of(choice))));
        case ONE, SCALE, NUMBER, MATRIX -> columns.add(new Column(part, Optional.empty()));
        case TEXT, INFO -> {}
      }
    }
    return columns;
  }

  String header() {
    String question = part.question().id();
    return choice
        .map(Part.Choice::id)
        .or(() -> part.row().map(Question.Option::id))
        .map(within -> question + "_" + within)
        .orElse(question);
  }

  /** Whether it holds numbers, which may be negative and are no formulas. */
  boolean numbers() {
    return switch (part.question().type()) {
      case NUMBER, SCALE, SEVERAL, RANK -> true;
      case ONE, MATRIX, TEXT, INFO -> false;
    };
  }

  /** An option's id, a number, whether the option was chosen, or its place; empty when skipped. */
  String answer(Reply reply) {
    Value value = reply.values().get(part.question().id());
    return switch (value) {
      case null -> "";
      case Value.Chosen(List<String> options, _) ->
          choice
              .map(one -> Long.toString(number(options.indexOf(one.id()))))
              .orElseGet(() -> String.join(" ", options));
      case Value.Figure(long number) -> Long.toString(number);
      case Value.Grid(var byRow) ->
          part.row().map(row -> byRow.getOrDefault(row.id(), "")).orElse("");
      case Value.Written _ -> "";
    };
  }

  /**
   * @param at where the option stands among those chosen, -1 when it does not
   */
  private long number(int at) {
    if (part.question().type() == Question.Type.RANK) {
      return at + 1L;
    }
    return at < 0 ? NOT_CHOSEN : CHOSEN;
  }
}
