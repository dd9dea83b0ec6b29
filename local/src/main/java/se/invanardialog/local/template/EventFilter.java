package se.invanardialog.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * An event source mapping's filter pattern: exact values, {@code prefix}, {@code suffix}, {@code
 * exists} and {@code anything-but}. Another comparison is refused when the template is read, never
 * let pass as if it matched.
 */
public final class EventFilter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode pattern;

  public EventFilter(String pattern) {
    try {
      this.pattern = JSON.readTree(pattern);
    } catch (JsonProcessingException broken) {
      throw new UnreadableTemplate("Filter pattern is not JSON: " + pattern, broken);
    }
    check(this.pattern);
  }

  public boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static void check(JsonNode pattern) {
    if (!pattern.isObject()) {
      throw new UnreadableTemplate("Filter pattern must be an object: " + pattern);
    }
    pattern
        .properties()
        .forEach(field -> {
          if (field.getValue().isArray()) {
            field.getValue().forEach(EventFilter::checkComparison);
          } else {
            check(field.getValue());
          }
        });
  }

  private static void checkComparison(JsonNode comparison) {
    if (comparison.isObject()) {
      String name = comparison.fieldNames().hasNext() ? comparison.fieldNames().next() : "";
      switch (name) {
        case "prefix", "suffix", "exists", "anything-but" -> {}
        default -> throw new UnreadableTemplate("Filter comparison unknown here: " + comparison);
      }
    }
  }

  private static boolean matches(JsonNode pattern, @Nullable JsonNode event) {
    for (var field : pattern.properties()) {
      @Nullable JsonNode value = event == null ? null : event.get(field.getKey());
      boolean fits =
          field.getValue().isArray()
              ? anyFits(field.getValue(), value)
              : matches(field.getValue(), value);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyFits(JsonNode comparisons, @Nullable JsonNode value) {
    for (JsonNode comparison : comparisons) {
      if (fits(comparison, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode comparison, @Nullable JsonNode value) {
    if (!comparison.isObject()) {
      return value != null && value.equals(comparison);
    }
    if (comparison.has("exists")) {
      return comparison.get("exists").asBoolean() == (value != null);
    }
    if (value == null) {
      return false;
    }
    if (comparison.has("prefix")) {
      return value.isTextual() && value.asText().startsWith(comparison.get("prefix").asText());
    }
    if (comparison.has("suffix")) {
      return value.isTextual() && value.asText().endsWith(comparison.get("suffix").asText());
    }
    JsonNode others = comparison.get("anything-but");
    if (others.isArray()) {
      for (JsonNode other : others) {
        if (other.equals(value)) {
          return false;
        }
      }
      return true;
    }
    return !others.equals(value);
  }
}
