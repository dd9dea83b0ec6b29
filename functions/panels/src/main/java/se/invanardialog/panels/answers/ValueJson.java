package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import se.invanardialog.panels.surveys.Question;

/**
 * Values as JSON. Stored, the kind can be told from the form: a list is a choice, a number a
 * figure, a string a text, an object a matrix. The API writes a single choice without the list.
 */
public final class ValueJson {
  static final String OPTION = "option";
  static final String TEXT = "text";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ValueJson() {}

  static JsonNode stored(Value value) {
    return switch (value) {
      case Value.Chosen chosen -> {
        ArrayNode options = JSON.arrayNode();
        chosen.options().forEach(option -> options.add(option(option, chosen.other())));
        yield options;
      }
      case Value.Figure(long number) -> JSON.numberNode(number);
      case Value.Written(String text) -> JSON.textNode(text);
      case Value.Grid(var byRow) -> {
        ObjectNode rows = JSON.objectNode();
        byRow.forEach(rows::put);
        yield rows;
      }
    };
  }

  static Value read(JsonNode stored) {
    if (stored.isNumber()) {
      return new Value.Figure(stored.asLong());
    }
    if (stored.isTextual()) {
      return new Value.Written(stored.asText());
    }
    if (stored.isObject()) {
      var byRow = new LinkedHashMap<String, String>();
      stored.properties().forEach(row -> byRow.put(row.getKey(), row.getValue().asText()));
      return new Value.Grid(byRow);
    }
    var options = new ArrayList<String>();
    String other = "";
    for (JsonNode option : stored) {
      options.add(option.isObject() ? option.path(OPTION).asText() : option.asText());
      other = option.isObject() ? option.path(TEXT).asText() : other;
    }
    return new Value.Chosen(options, other);
  }

  static ObjectNode stored(Map<String, Value> values) {
    ObjectNode all = JSON.objectNode();
    values.forEach((question, value) -> all.set(question, stored(value)));
    return all;
  }

  static Map<String, Value> values(JsonNode stored) {
    var values = new LinkedHashMap<String, Value>();
    stored.properties().forEach(one -> values.put(one.getKey(), read(one.getValue())));
    return values;
  }

  /** As the API shows it, and takes it. */
  public static JsonNode shown(Question.Type type, Value value) {
    JsonNode stored = stored(value);
    return type == Question.Type.ONE && stored.size() == 1 ? stored.get(0) : stored;
  }

  /** What the API would have been sent. */
  static ObjectNode body(Map<String, Value> values, Questionnaire of) {
    ObjectNode body = JSON.objectNode();
    ObjectNode answers = body.putObject("answers");
    of.counting(values)
        .forEach((id, value) ->
            of.find(id).ifPresent(question -> answers.set(id, shown(question.type(), value))));
    return body;
  }

  private static JsonNode option(String option, String other) {
    return option.equals(Question.OTHER) && !other.isEmpty()
        ? JSON.objectNode().put(OPTION, option).put(TEXT, other)
        : JSON.textNode(option);
  }
}
