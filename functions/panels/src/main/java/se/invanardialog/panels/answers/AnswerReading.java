package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.panels.surveys.Question;

/**
 * Reads answers as the API has them; the pages' forms are turned into that first. A question left
 * out, null or empty is skipped.
 */
final class AnswerReading {
  /** In characters; a question's own max may be less. */
  static final int LONGEST_TEXT = 2_000;

  static final int LONGEST_OTHER = 200;
  static final long LARGEST_NUMBER = 1_000_000_000;
  static final int SCALE_FROM = 1;
  static final int SCALE_TO = 5;

  /** Of a name that we do not know, in the message about it. */
  private static final int LONGEST_REPEATED = 40;

  private static final String ANSWERS = "answers";

  private final JsonNode answers;
  private final Input input;

  /**
   * @param body has the object {@code answers}
   */
  AnswerReading(JsonNode body, Input input) {
    this.answers = body.path(ANSWERS);
    this.input = input;
  }

  static String field(String question) {
    return ANSWERS + "." + question;
  }

  /** All of the survey's, with what is asked of those that are shown; faults go to the input. */
  Map<String, Value> all(Questionnaire questionnaire) {
    if (!answers.isObject()) {
      input.error(ANSWERS, "answer-object");
      return Map.of();
    }
    Set<String> asked =
        questionnaire.all().stream()
            .filter(Question::asks)
            .map(Question::id)
            .collect(Collectors.toSet());
    answers
        .properties()
        .forEach(one -> {
          if (!asked.contains(one.getKey())) {
            input.error(
                ANSWERS, "answer-unknown", Paragraphs.beginning(one.getKey(), LONGEST_REPEATED));
          }
        });
    var values = new LinkedHashMap<String, Value>();
    for (Question question : questionnaire.all()) {
      one(question).ifPresent(value -> values.put(question.id(), value));
    }
    questionnaire.shown(values).stream()
        .filter(Question::required)
        .forEach(question -> required(question, values.get(question.id())));
    return questionnaire.counting(values);
  }

  /** One question's; whether it must be answered is asked by {@link #required}. */
  Optional<Value> one(Question question) {
    JsonNode given = answers.path(question.id());
    if (!question.asks() || given.isMissingNode() || given.isNull() || empty(given)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (question.type()) {
          case ONE -> choice(question, List.of(given), 1, 1);
          case SEVERAL -> several(question, given);
          case RANK -> several(question, given);
          case SCALE ->
              figure(question, given, or(question.min(), SCALE_FROM), or(question.max(), SCALE_TO));
          case NUMBER ->
              figure(question, given, or(question.min(), 0), or(question.max(), LARGEST_NUMBER));
          case TEXT -> written(question, given);
          case MATRIX -> grid(question, given);
          case INFO -> null;
        });
  }

  /** That a question which must be answered is, a matrix in each row. */
  void required(Question question, @Nullable Value value) {
    boolean faulty =
        input.errors().stream().anyMatch(error -> error.field().startsWith(field(question.id())));
    boolean whole =
        !(value instanceof Value.Grid(var byRow)) || byRow.size() == question.rows().size();
    if (question.required() && question.asks() && !faulty && (value == null || !whole)) {
      input.error(field(question.id()), value == null ? "answer-required" : "answer-rows");
    }
  }

  private @Nullable Value several(Question question, JsonNode given) {
    if (!given.isArray()) {
      return wrong(question, "answer-list");
    }
    var each = new ArrayList<JsonNode>();
    given.forEach(each::add);
    return choice(
        question,
        each,
        (int) or(question.min(), 1),
        (int) or(question.max(), question.options().size() + 1L));
  }

  private @Nullable Value choice(Question question, List<JsonNode> given, int least, int most) {
    var chosen = new ArrayList<String>();
    String other = "";
    for (int at = 0; at < given.size(); at++) {
      JsonNode node = given.get(at);
      String option = node.isObject() ? node.path(ValueJson.OPTION).asText() : node.asText();
      boolean ownWords = question.other() && option.equals(Question.OTHER);
      boolean listed = question.options().stream().anyMatch(one -> one.id().equals(option));
      boolean readable = node.isTextual() || node.isObject();
      if (!readable || !(listed || ownWords)) {
        return wrong(question, "answer-option");
      }
      if (ownWords) {
        int faults = input.errors().size();
        other =
            input.row(node, field(question.id()), at).line(ValueJson.TEXT, false, LONGEST_OTHER);
        if (input.errors().size() > faults) {
          return null;
        }
      }
      chosen.add(option);
    }
    if (new HashSet<>(chosen).size() < chosen.size()) {
      return wrong(question, "answer-twice");
    }
    if (chosen.size() < least) {
      return wrong(question, "answer-few", least);
    }
    return chosen.size() > most
        ? wrong(question, "answer-many", most)
        : new Value.Chosen(chosen, other);
  }

  private @Nullable Value figure(Question question, JsonNode given, long least, long most) {
    boolean within =
        given.isIntegralNumber()
            && given.canConvertToLong()
            && given.asLong() >= least
            && given.asLong() <= most;
    return within
        ? new Value.Figure(given.asLong())
        : wrong(question, "answer-number", least, most);
  }

  private @Nullable Value written(Question question, JsonNode given) {
    if (!given.isTextual()) {
      return wrong(question, "answer-text");
    }
    int most = (int) Math.min(LONGEST_TEXT, or(question.max(), LONGEST_TEXT));
    int faults = input.errors().size();
    String text = input.text(field(question.id()), false, most);
    return input.errors().size() > faults || text.isEmpty() ? null : new Value.Written(text);
  }

  private @Nullable Value grid(Question question, JsonNode given) {
    if (!given.isObject()) {
      return wrong(question, "answer-matrix");
    }
    var byRow = new LinkedHashMap<String, String>();
    for (var one : given.properties()) {
      boolean row = question.rows().stream().anyMatch(known -> known.id().equals(one.getKey()));
      String option = one.getValue().asText();
      boolean column = question.options().stream().anyMatch(known -> known.id().equals(option));
      if (row && (one.getValue().isNull() || empty(one.getValue()))) {
        continue;
      }
      if (!row || !column || !one.getValue().isTextual()) {
        return wrong(question, "answer-matrix");
      }
      byRow.put(one.getKey(), option);
    }
    return byRow.isEmpty() ? null : new Value.Grid(byRow);
  }

  private @Nullable Value wrong(Question question, String code, Object... values) {
    input.error(field(question.id()), code, values);
    return null;
  }

  private static boolean empty(JsonNode given) {
    return given.isContainerNode()
        ? given.isEmpty()
        : given.isTextual() && given.asText().isBlank();
  }

  private static long or(@Nullable Integer set, long otherwise) {
    return set == null ? otherwise : Objects.requireNonNull(set);
  }
}
