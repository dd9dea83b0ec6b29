package se.invanardialog.panels.answers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** The questions of one round, and which of them are asked given what has been answered. */
public final class Questionnaire {
  /** A longer answer is cut where it is repeated in a later question. */
  private static final int LONGEST_REPEATED = 80;

  private static final String NOT_SAID = "…";

  private final List<Question> questions;

  private Questionnaire(List<Question> questions) {
    this.questions = List.copyOf(questions);
  }

  public static Questionnaire of(Survey.Base survey) {
    return new Questionnaire(
        survey.design().questions().stream()
            .filter(one -> one.rounds().isEmpty() || one.rounds().contains(survey.round()))
            .toList());
  }

  public List<Question> all() {
    return questions;
  }

  public Optional<Question> find(String id) {
    return questions.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** In order, those that are asked; an answer to a hidden question opens no other. */
  public List<Question> shown(Map<String, Value> values) {
    var counting = new LinkedHashMap<String, Value>();
    return questions.stream()
        .filter(question -> {
          boolean shown = shown(question.showIf(), counting);
          @Nullable Value value = values.get(question.id());
          if (shown && value != null) {
            counting.put(question.id(), value);
          }
          return shown;
        })
        .toList();
  }

  /** What counts: answers to questions that are asked. */
  public Map<String, Value> counting(Map<String, Value> values) {
    var counting = new LinkedHashMap<String, Value>();
    for (Question question : shown(values)) {
      @Nullable Value value = values.get(question.id());
      if (value != null) {
        counting.put(question.id(), value);
      }
    }
    return counting;
  }

  /** Puts earlier answers into a text where it says {@code {q1}}. */
  public String filled(String text, Map<String, Value> values, String language) {
    String filled = text;
    for (Question question : questions) {
      String place = "{" + question.id() + "}";
      if (filled.contains(place)) {
        @Nullable Value value = values.get(question.id());
        String said = value == null ? NOT_SAID : said(question, value, language);
        filled = filled.replace(place, Paragraphs.beginning(said, LONGEST_REPEATED));
      }
    }
    return filled;
  }

  /** An answer in words, on one line. */
  public static String said(Question question, Value value, String language) {
    return switch (value) {
      case Value.Chosen chosen ->
          chosen.options().stream()
              .map(option ->
                  option.equals(Question.OTHER) && !chosen.other().isEmpty()
                      ? chosen.other()
                      : label(question.options(), option, language))
              .collect(Collectors.joining(", "));
      case Value.Figure(long number) -> Long.toString(number);
      case Value.Written(String text) -> text.replaceAll("\\s+", " ");
      case Value.Grid(var byRow) ->
          byRow.entrySet().stream()
              .map(row ->
                  label(question.rows(), row.getKey(), language)
                      + ": "
                      + label(question.options(), row.getValue(), language))
              .collect(Collectors.joining(", "));
    };
  }

  private static String label(List<Question.Option> options, String id, String language) {
    return options.stream()
        .filter(option -> option.id().equals(id))
        .map(option -> option.text().in(language))
        .findFirst()
        .orElse(id);
  }

  private static boolean shown(Question.@Nullable ShowIf when, Map<String, Value> values) {
    if (when == null) {
      return true;
    }
    return switch (values.get(when.question())) {
      case null -> false;
      case Value.Chosen chosen -> chosen.options().stream().anyMatch(when.anyOf()::contains);
      case Value.Figure(long number) -> when.anyOf().contains(Long.toString(number));
      case Value.Written _ -> false;
      case Value.Grid(var byRow) -> byRow.values().stream().anyMatch(when.anyOf()::contains);
    };
  }
}
