package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question.Option;
import se.invanardialog.panels.surveys.Question.ShowIf;

/** Reads one question and says of each field what is wrong with it. */
final class QuestionInput {
  static final int LONGEST_QUESTION = 500;
  static final int LONGEST_HELP = 1_000;
  static final int LONGEST_OPTION = 200;
  static final int MOST_OPTIONS = 50;
  static final int MOST_SCALE_STEPS = 11;
  static final int GREATEST_NUMBER = 999_999_999;
  static final int LONGEST_ANSWER = 10_000;
  static final List<String> TYPES =
      Arrays.stream(Question.Type.values()).map(Question.Type::word).toList();

  /** The languages that a survey can be written in. */
  static final List<String> LANGUAGES =
      Stream.concat(Stream.of(Language.DEFAULT.code(), Translated.EASY), others()).toList();

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "type",
          "text",
          "help",
          "options",
          "rows",
          "min",
          "max",
          "minText",
          "maxText",
          "required",
          "other",
          "shuffled",
          "showIf",
          "rounds");
  private static final String ID = "[A-Za-z0-9_-]{1,40}";

  private final Input input;
  private final JsonNode node;
  private final List<Question> earlier;

  private QuestionInput(Input input, JsonNode node, List<Question> earlier) {
    this.input = input;
    this.node = node;
    this.earlier = earlier;
  }

  /**
   * @param earlier the questions before it
   */
  static Question read(Input row, JsonNode node, List<Question> earlier) {
    return new QuestionInput(row, node, earlier).question();
  }

  private Question question() {
    known(input, node, FIELDS);
    String id = id(input, earlier.stream().map(Question::id).collect(Collectors.toSet()));
    String word = input.oneOf("type", true, TYPES);
    Question.Type type = word.isEmpty() ? Question.Type.INFO : Question.Type.of(word);
    boolean other =
        input.flag("other") && (type == Question.Type.ONE || type == Question.Type.SEVERAL);
    var options = options("options", type);
    var rows = options("rows", type);
    Translated text = translated(input, node, "text", true, LONGEST_QUESTION);
    Translated help = translated(input, node, "help", false, LONGEST_HELP);
    var question =
        new Question(
            id,
            type,
            text,
            help.isEmpty() ? null : help,
            options,
            rows,
            bound("min", type, options.size() + (other ? 1 : 0)),
            bound("max", type, options.size() + (other ? 1 : 0)),
            end("minText", type),
            end("maxText", type),
            type != Question.Type.INFO && input.flag("required"),
            other,
            input.flag("shuffled"),
            showIf(),
            rounds());
    fits(question);
    markers(text, "text");
    markers(help, "help");
    return question;
  }

  /** Choices of the types that have them; the others have none. */
  private List<Option> options(String field, Question.Type type) {
    boolean has =
        field.equals("rows")
            ? type == Question.Type.MATRIX
            : switch (type) {
              case ONE, SEVERAL, RANK, MATRIX -> true;
              case SCALE, NUMBER, TEXT, INFO -> false;
            };
    JsonNode list = node.path(field);
    if (!has) {
      if (list.isContainerNode() && !list.isEmpty()) {
        input.error(field, "none-here");
      }
      return List.of();
    }
    int least = field.equals("rows") ? 1 : 2;
    if (!list.isArray() || list.size() < least) {
      input.error(field, "options", least);
      return List.of();
    }
    if (list.size() > MOST_OPTIONS) {
      input.error(field, "most", MOST_OPTIONS);
      return List.of();
    }
    var options = new ArrayList<Option>();
    var ids = new HashSet<String>();
    if (input.flag("other")) {
      ids.add(Question.OTHER);
    }
    for (int at = 0; at < list.size(); at++) {
      Input row = input.row(list.get(at), field, at);
      known(row, list.get(at), Set.of("id", "text"));
      String id = id(row, ids);
      ids.add(id);
      options.add(new Option(id, translated(row, list.get(at), "text", true, LONGEST_OPTION)));
    }
    return options;
  }

  private @Nullable Integer bound(String field, Question.Type type, int options) {
    if (input.raw(field).isBlank()) {
      if (type == Question.Type.SCALE) {
        input.error(field, "missing");
      }
      return null;
    }
    return switch (type) {
      case SCALE -> input.number(field, 0, 0, MOST_SCALE_STEPS);
      case NUMBER -> input.number(field, 0, -GREATEST_NUMBER, GREATEST_NUMBER);
      case SEVERAL -> input.number(field, 0, 0, Math.max(1, options));
      case TEXT -> field.equals("max") ? input.number(field, 1, 1, LONGEST_ANSWER) : null;
      case ONE, RANK, MATRIX, INFO -> null;
    };
  }

  private @Nullable Translated end(String field, Question.Type type) {
    Translated said = translated(input, node, field, false, LONGEST_OPTION);
    return type != Question.Type.SCALE || said.isEmpty() ? null : said;
  }

  private void fits(Question question) {
    @Nullable Integer min = question.min();
    @Nullable Integer max = question.max();
    if (min == null || max == null) {
      return;
    }
    boolean scale = question.type() == Question.Type.SCALE;
    if (max < min || (scale && max.equals(min))) {
      input.error("max", "above");
    } else if (scale && max - min >= MOST_SCALE_STEPS) {
      input.error("max", "steps", MOST_SCALE_STEPS);
    }
  }

  private @Nullable ShowIf showIf() {
    JsonNode condition = node.path("showIf");
    if (condition.isMissingNode() || condition.isNull()) {
      return null;
    }
    if (!condition.isObject()) {
      input.error("showIf", "show-if");
      return null;
    }
    String id = input.raw("showIf.question");
    Optional<Question> asked = earlier.stream().filter(one -> one.id().equals(id)).findFirst();
    if (asked.isEmpty() || !choosable(asked.get())) {
      input.error("showIf.question", "earlier");
      return null;
    }
    var wanted = new ArrayList<String>();
    condition.path("anyOf").forEach(one -> wanted.add(one.asText()));
    if (wanted.isEmpty() || wanted.size() > MOST_OPTIONS) {
      input.error("showIf.anyOf", "any-of");
      return null;
    }
    if (!wanted.stream().allMatch(one -> answers(asked.get(), one))) {
      input.error("showIf.anyOf", "no-such-answer");
    }
    return new ShowIf(id, wanted);
  }

  /** Whether what was answered can be compared to a list. */
  static boolean choosable(Question question) {
    return switch (question.type()) {
      case ONE, SEVERAL, SCALE, NUMBER -> true;
      case RANK, TEXT, MATRIX, INFO -> false;
    };
  }

  /** Whether the question can have that answer. */
  static boolean answers(Question question, String answer) {
    return switch (question.type()) {
      case ONE, SEVERAL ->
          (question.other() && answer.equals(Question.OTHER))
              || question.options().stream().anyMatch(option -> option.id().equals(answer));
      case SCALE, NUMBER -> answer.matches("-?[0-9]{1,9}") && within(question, answer);
      case RANK, TEXT, MATRIX, INFO -> false;
    };
  }

  private static boolean within(Question question, String answer) {
    int number = Integer.parseInt(answer);
    @Nullable Integer min = question.min();
    @Nullable Integer max = question.max();
    return (min == null || number >= min) && (max == null || number <= max);
  }

  private List<Integer> rounds() {
    JsonNode list = node.path("rounds");
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    var rounds = new ArrayList<Integer>();
    for (JsonNode one : list) {
      if (!one.asText().matches("[1-9][0-9]?")) {
        input.error("rounds", "rounds");
        return List.of();
      }
      rounds.add(Integer.valueOf(one.asText()));
    }
    if (!list.isArray()) {
      input.error("rounds", "rounds");
    }
    return rounds.stream().distinct().sorted().toList();
  }

  private void markers(Translated text, String field) {
    text.byLanguage()
        .forEach((code, words) ->
            Markers.in(words).stream()
                .filter(
                    id -> earlier.stream().noneMatch(one -> one.id().equals(id) && quotable(one)))
                .findFirst()
                .ifPresent(id -> input.error(field + "." + code, "marker", id)));
  }

  /** Whether its answer can stand in a sentence. */
  static boolean quotable(Question question) {
    return question.asks() && question.type() != Question.Type.MATRIX;
  }

  private static String id(Input input, Set<String> taken) {
    String id = input.line("id", true, 40);
    if (!id.isEmpty() && !id.matches(ID)) {
      input.error("id", "id");
    } else if (taken.contains(id)) {
      input.error("id", "twice");
    }
    return id;
  }

  static Translated translated(Input input, JsonNode of, String field, boolean required, int most) {
    JsonNode node = of.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      input.error(field, "translated");
      return Translated.NOTHING;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        Language.DEFAULT.code(), input.text(field + "." + Language.DEFAULT.code(), required, most));
    node.properties()
        .forEach(one -> {
          if (!LANGUAGES.contains(one.getKey())) {
            input.error(field + "." + cut(one.getKey()), "language");
          } else if (!one.getKey().equals(Language.DEFAULT.code())) {
            texts.put(one.getKey(), input.text(field + "." + one.getKey(), false, most));
          }
        });
    return new Translated(texts);
  }

  /** Misspelt fields are not silently lost. */
  static void known(Input input, JsonNode node, Set<String> fields) {
    if (!node.isObject()) {
      return;
    }
    node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !fields.contains(name))
        .forEach(name -> input.error(cut(name), "unknown-field"));
  }

  private static String cut(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "?");
    return plain.length() > 40 ? plain.substring(0, 40) : plain;
  }

  private static Stream<String> others() {
    return Language.all().stream().filter(one -> !one.isDefault()).map(Language::code);
  }
}
