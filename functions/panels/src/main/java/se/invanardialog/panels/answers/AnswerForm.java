package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import se.invanardialog.panels.surveys.Question;

/** The fields of a form as the answers that the API takes, so that one reading serves both. */
final class AnswerForm {
  static final String OWN_WORDS = ".own";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, List<String>> fields;

  AnswerForm(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /** A body with the answers to these questions. */
  ObjectNode body(List<Question> questions) {
    ObjectNode body = JSON.objectNode();
    ObjectNode answers = body.putObject("answers");
    questions.stream()
        .filter(Question::asks)
        .forEach(question -> answers.set(question.id(), node(question)));
    return body;
  }

  /** Two options of a ranking on one place: which is first can't be told. */
  boolean samePlaceTwice(Question question) {
    var places =
        question.options().stream()
            .map(option -> field(question, "." + option.id()))
            .filter(place -> !place.isEmpty())
            .toList();
    return question.type() == Question.Type.RANK && new HashSet<>(places).size() < places.size();
  }

  private JsonNode node(Question question) {
    return switch (question.type()) {
      case ONE -> one(question);
      case SEVERAL -> several(question);
      case SCALE, NUMBER -> number(field(question, ""));
      case RANK -> ranking(question);
      case TEXT -> JSON.textNode(field(question, ""));
      case MATRIX -> matrix(question);
      case INFO -> NullNode.instance;
    };
  }

  private JsonNode one(Question question) {
    String option = field(question, "");
    String own = field(question, OWN_WORDS);
    boolean ownOnly = option.isEmpty() && !own.isEmpty();
    if (question.other() && (option.equals(Question.OTHER) || ownOnly)) {
      return ownWords(own);
    }
    return option.isEmpty() ? NullNode.instance : JSON.textNode(option);
  }

  private JsonNode several(Question question) {
    ArrayNode chosen = JSON.arrayNode();
    String own = field(question, OWN_WORDS);
    boolean other = question.other() && !own.isEmpty();
    for (String option : fields.getOrDefault(AnswerReading.field(question.id()), List.of())) {
      if (question.other() && option.equals(Question.OTHER)) {
        other = true;
      } else if (!option.isEmpty()) {
        chosen.add(option);
      }
    }
    if (other) {
      chosen.add(ownWords(own));
    }
    return chosen;
  }

  private static JsonNode ownWords(String text) {
    return JSON.objectNode().put(ValueJson.OPTION, Question.OTHER).put(ValueJson.TEXT, text);
  }

  private static JsonNode number(String typed) {
    String plain = typed.replaceAll("[\\s\u00a0]", "").replace('\u2212', '-');
    return plain.matches("-?[0-9]{1,15}")
        ? JSON.numberNode(Long.parseLong(plain))
        : JSON.textNode(typed);
  }

  private JsonNode ranking(Question question) {
    record Placed(String option, int place) {}
    var placed = new ArrayList<Placed>();
    for (Question.Option option : question.options()) {
      String place = field(question, "." + option.id());
      if (place.matches("[0-9]{1,3}")) {
        placed.add(new Placed(option.id(), Integer.parseInt(place)));
      }
    }
    placed.sort(Comparator.comparingInt(Placed::place));
    ArrayNode ranking = JSON.arrayNode();
    placed.forEach(one -> ranking.add(one.option()));
    return ranking;
  }

  private JsonNode matrix(Question question) {
    ObjectNode rows = JSON.objectNode();
    for (Question.Option row : question.rows()) {
      String option = field(question, "." + row.id());
      if (!option.isEmpty()) {
        rows.put(row.id(), option);
      }
    }
    return rows;
  }

  private String field(Question question, String part) {
    List<String> all = fields.getOrDefault(AnswerReading.field(question.id()) + part, List.of());
    return all.isEmpty() ? "" : all.getLast().strip();
  }
}
