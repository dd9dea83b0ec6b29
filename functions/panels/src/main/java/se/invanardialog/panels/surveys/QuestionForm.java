package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** The form of one question: only the fields that its type has. */
final class QuestionForm {
  private static final String SV = Language.DEFAULT.code();

  private final Words words;
  private final Forms forms;
  private final ObjectNode question;
  private final Survey survey;
  private final int at;
  private final Question.@Nullable Type type;

  QuestionForm(Words words, Forms forms, ObjectNode question, Survey survey, int at) {
    this.words = words;
    this.forms = forms;
    this.question = question;
    this.survey = survey;
    this.at = at;
    String word = question.path("type").asText();
    type = QuestionInput.TYPES.contains(word) ? Question.Type.of(word) : null;
  }

  List<Content> fields() {
    var fields = new ArrayList<Content>();
    fields.add(
        forms.textarea(
            QuestionPages.swedish(words, "text", question)
                .rows(3)
                .max(QuestionInput.LONGEST_QUESTION)));
    fields.add(
        forms.textarea(
            QuestionPages.swedish(words, "help", question)
                .rows(2)
                .optional()
                .max(QuestionInput.LONGEST_HELP)));
    if (type != null) {
      answers(type, fields);
    }
    if (type != Question.Type.INFO) {
      fields.add(tick("required"));
    }
    showIf(fields);
    if (survey.base().design().repeat() != null) {
      fields.add(
          forms.input(field("rounds").value(joined(question.path("rounds"))).small().optional()));
    }
    return fields;
  }

  private void answers(Question.Type of, List<Content> fields) {
    switch (of) {
      case ONE -> {
        choices(fields);
        fields.add(tick("other"));
        fields.add(tick("shuffled"));
      }
      case SEVERAL -> {
        choices(fields);
        fields.add(number("min-choices", "min"));
        fields.add(number("max-choices", "max"));
        fields.add(tick("other"));
        fields.add(tick("shuffled"));
      }
      case RANK -> {
        choices(fields);
        fields.add(tick("shuffled"));
      }
      case SCALE -> {
        fields.add(number("min-step", "min"));
        fields.add(forms.input(QuestionPages.swedish(words, "minText", question).optional()));
        fields.add(number("max-step", "max"));
        fields.add(forms.input(QuestionPages.swedish(words, "maxText", question).optional()));
      }
      case NUMBER -> {
        fields.add(number("min-number", "min"));
        fields.add(number("max-number", "max"));
      }
      case TEXT -> fields.add(number("max-characters", "max"));
      case MATRIX -> {
        fields.add(forms.textarea(list("rows", "rows").rows(5)));
        fields.add(forms.textarea(list("columns", "options").rows(5)));
        fields.add(tick("shuffled"));
      }
      case INFO -> {}
    }
  }

  private void choices(List<Content> fields) {
    fields.add(forms.textarea(list("options", "options").rows(7)));
  }

  private Field list(String key, String name) {
    return field(key, name)
        .value(
            stream(question.path(name))
                .map(one -> one.path("text").path(SV).asText())
                .collect(Collectors.joining("\n")));
  }

  private Content number(String key, String name) {
    return forms.input(field(key, name).value(question.path(name).asText("")).number().optional());
  }

  private Content tick(String name) {
    return forms.checkbox(field(name).value(question.path(name).asBoolean() ? "yes" : ""));
  }

  private Field field(String name) {
    return field(name, name);
  }

  private Field field(String key, String name) {
    String text = "desk.surveys.field." + key;
    Field field = Field.of(name, words.get(text));
    return words.has(text + ".hint") ? field.hint(words.get(text + ".hint")) : field;
  }

  /** Every answer of an earlier question that this one can hang on. */
  private void showIf(List<Content> fields) {
    var earlier = survey.base().design().questions();
    var choices = new ArrayList<Option>();
    for (Question one : earlier.subList(0, Math.min(at, earlier.size()))) {
      possible(one)
          .forEach(answer ->
              choices.add(
                  new Option(one.id() + "=" + answer.value(), answer.label())
                      .in(one.text().swedish())));
    }
    if (choices.isEmpty()) {
      return;
    }
    String asked = question.at("/showIf/question").asText("");
    String chosen =
        stream(question.at("/showIf/anyOf"))
            .map(answer -> asked + "=" + answer.asText())
            .collect(Collectors.joining(","));
    fields.add(forms.checkboxes(field("showIf", "showIf.anyOf").value(chosen).options(choices)));
  }

  private List<Option> possible(Question one) {
    return switch (one.type()) {
      case ONE, SEVERAL -> {
        var options = new ArrayList<Option>();
        one.options().forEach(each -> options.add(new Option(each.id(), each.text().swedish())));
        if (one.other()) {
          options.add(new Option(Question.OTHER, words.get("desk.surveys.other")));
        }
        yield options;
      }
      case SCALE -> {
        @Nullable Integer min = one.min();
        @Nullable Integer max = one.max();
        yield min == null || max == null
            ? List.of()
            : IntStream.rangeClosed(min, max)
                .mapToObj(Integer::toString)
                .map(step -> new Option(step, step))
                .toList();
      }
      case NUMBER, RANK, TEXT, MATRIX, INFO -> List.of();
    };
  }

  /** What was sent, put into the question as JSON has it; translations stay with their choice. */
  static void read(Request request, ObjectNode question) {
    var form = request.form();
    for (String name : List.of("text", "help", "minText", "maxText")) {
      if (form.containsKey(name + "." + SV)) {
        question.withObject("/" + name).put(SV, form.getOrDefault(name + "." + SV, ""));
      }
    }
    for (String name : List.of("options", "rows")) {
      if (form.containsKey(name)) {
        question.set(name, choices(form.getOrDefault(name, ""), question.path(name)));
      }
    }
    for (String name : List.of("min", "max")) {
      question.put(name, form.getOrDefault(name, ""));
    }
    for (String name : List.of("required", "other", "shuffled")) {
      question.put(name, form.containsKey(name));
    }
    question.remove("showIf");
    var wanted = request.values().getOrDefault("showIf.anyOf", List.of());
    var asked = new LinkedHashSet<String>();
    wanted.forEach(one -> asked.add(one.split("=", 2)[0]));
    if (!wanted.isEmpty()) {
      ObjectNode condition = question.putObject("showIf");
      condition.put("question", asked.size() == 1 ? asked.iterator().next() : "");
      ArrayNode answers = condition.putArray("anyOf");
      wanted.forEach(one -> answers.add(one.substring(one.indexOf('=') + 1)));
    }
    ArrayNode rounds = question.putArray("rounds");
    Arrays.stream(form.getOrDefault("rounds", "").split("[\\s,;]+"))
        .filter(round -> !round.isEmpty())
        .forEach(rounds::add);
  }

  /** A line for each choice; one that was there keeps its id and its translations. */
  private static ArrayNode choices(String lines, JsonNode was) {
    var known = new HashMap<String, JsonNode>();
    stream(was).forEach(one -> known.putIfAbsent(one.path("text").path(SV).asText(), one));
    var taken = new HashSet<String>();
    known.values().forEach(one -> taken.add(one.path("id").asText()));
    ArrayNode list = SurveyItems.array(List.of());
    SurveySteps.lines(lines)
        .forEach(line -> {
          @Nullable JsonNode kept = known.remove(line);
          if (kept != null) {
            list.add(kept);
            return;
          }
          int number = 0;
          while (taken.contains(letters(number))) {
            number++;
          }
          taken.add(letters(number));
          ObjectNode made = list.addObject();
          made.put("id", letters(number));
          made.putObject("text").put(SV, line);
        });
    return list;
  }

  /** {@code a}, {@code b} … {@code z}, {@code a1}. */
  private static String letters(int number) {
    return (char) ('a' + number % 26) + (number < 26 ? "" : Integer.toString(number / 26));
  }

  /** Errors by the names that the form's fields have. */
  static List<FieldError> own(List<FieldError> errors, int at) {
    String place = "questions[" + at + "].";
    return errors.stream()
        .map(error -> {
          if (!error.field().startsWith(place)) {
            return error;
          }
          String field = error.field().substring(place.length()).replaceAll("\\[.*", "");
          return new FieldError(
              field.startsWith("showIf") ? "showIf.anyOf" : field, error.code(), error.message());
        })
        .toList();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return java.util.stream.StreamSupport.stream(list.spliterator(), false);
  }

  private static String joined(JsonNode list) {
    return stream(list).map(JsonNode::asText).collect(Collectors.joining(", "));
  }
}
