package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;

/**
 * A question as a page asks it: in the reader's language, with what has been filled in and what is
 * wrong with it.
 *
 * @param id also the name of its field
 * @param lang of a text that is not in the page's language; null when it is
 * @param places to put options on in a ranking
 * @param problem empty when nothing is wrong
 */
public record QuestionView(
    String id,
    Question.Type type,
    String text,
    String help,
    @Nullable String lang,
    List<Choice> choices,
    List<Row> rows,
    List<String> places,
    String value,
    boolean other,
    boolean otherChosen,
    String otherText,
    int longest,
    String least,
    String most,
    boolean required,
    String problem,
    String otherProblem) {

  /** An option; in a ranking {@code place} says where it has been put. */
  public record Choice(String id, String text, boolean chosen, String place) {}

  /** A row of a matrix and the option chosen in it. */
  public record Row(String id, String text, String chosen) {}

  /** How the reader reads. */
  record Reader(Words words, String language, Map<String, Value> earlier) {}

  static QuestionView of(
      Question question,
      Questionnaire in,
      JsonNode filled,
      List<Question.Option> ordered,
      Reader reader,
      List<FieldError> errors) {
    String id = AnswerReading.field(question.id());
    var chosen = new ArrayList<String>();
    String otherText = "";
    for (JsonNode one : filled.isArray() ? filled : List.of(filled)) {
      chosen.add(one.isObject() ? one.path(ValueJson.OPTION).asText() : one.asText());
      otherText = one.isObject() ? one.path(ValueJson.TEXT).asText() : otherText;
    }
    var said = new LinkedHashMap<String, String>();
    for (FieldError error : errors) {
      said.putIfAbsent(
          error.field().startsWith(id + "[") ? "other" : error.field(), error.message());
    }
    String language = reader.language();
    return new QuestionView(
        id,
        question.type(),
        in.filled(question.text().in(language), reader.earlier(), language),
        question.help() == null
            ? ""
            : in.filled(question.help().in(language), reader.earlier(), language),
        lang(question.text(), language),
        ordered.stream()
            .map(option ->
                new Choice(
                    option.id(),
                    in.filled(option.text().in(language), reader.earlier(), language),
                    chosen.contains(option.id()),
                    Integer.toString(chosen.indexOf(option.id()) + 1)))
            .toList(),
        question.rows().stream()
            .map(
                row -> new Row(row.id(), row.text().in(language), filled.path(row.id()).asText("")))
            .toList(),
        places(question),
        filled.isValueNode() && !filled.isNull() ? filled.asText() : "",
        question.other(),
        chosen.contains(Question.OTHER),
        otherText,
        Math.min(
            AnswerReading.LONGEST_TEXT,
            Objects.requireNonNullElse(question.max(), AnswerReading.LONGEST_TEXT)),
        end(question.minText(), language),
        end(question.maxText(), language),
        question.required(),
        said.getOrDefault(id, ""),
        said.getOrDefault("other", ""));
  }

  /** Steps of a scale, or places of a ranking. */
  private static List<String> places(Question question) {
    return switch (question.type()) {
      case SCALE ->
          IntStream.rangeClosed(
                  Objects.requireNonNullElse(question.min(), AnswerReading.SCALE_FROM),
                  Objects.requireNonNullElse(question.max(), AnswerReading.SCALE_TO))
              .mapToObj(Integer::toString)
              .toList();
      case RANK ->
          IntStream.rangeClosed(1, question.options().size()).mapToObj(Integer::toString).toList();
      case ONE, SEVERAL, NUMBER, TEXT, MATRIX, INFO -> List.of();
    };
  }

  private static String end(@Nullable Translated text, String language) {
    return text == null ? "" : text.in(language);
  }

  private static @Nullable String lang(Translated text, String language) {
    return text.byLanguage().containsKey(language) || language.startsWith("sv") ? null : "sv";
  }
}
