package se.invanardialog.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.texts.Words;

/**
 * Reads the fields of a form or a JSON body, and says of each what is wrong and how to do it right.
 * The same rules serve both. A message is the catalogue's {@code error.FIELD.CODE}, or {@code
 * error.CODE} where a field has none of its own.
 */
public final class Input {
  private final Function<String, @Nullable String> source;
  private final Words words;
  private final List<FieldError> errors;
  private final String prefix;

  private Input(
      Function<String, @Nullable String> source,
      Words words,
      List<FieldError> errors,
      String prefix) {
    this.source = source;
    this.words = words;
    this.errors = errors;
    this.prefix = prefix;
  }

  /** Names with a dot are the form's own: {@code author.email} is one field. */
  public static Input form(Map<String, String> form, Words words) {
    return new Input(form::get, words, new ArrayList<>(), "");
  }

  /** A dot in a name goes into the object of that name. */
  public static Input json(JsonNode body, Words words) {
    return json(body, words, new ArrayList<>(), "");
  }

  private static Input json(JsonNode body, Words words, List<FieldError> errors, String prefix) {
    return new Input(
        name -> {
          JsonNode node = body;
          for (String part : name.split("\\.")) {
            node = node.path(part);
          }
          return node.isMissingNode() || node.isNull()
              ? null
              : node.isValueNode() ? node.asText() : "\u0000";
        },
        words,
        errors,
        prefix);
  }

  /** One row of a list, whose errors join this one's under {@code name[index].}. */
  public Input row(JsonNode row, String name, int index) {
    return json(row, words, errors, prefix + name + "[" + index + "].");
  }

  /** The same, where what was left out is as it stands here. */
  public Input otherwise(Map<String, String> before) {
    return new Input(
        name -> {
          @Nullable String given = source.apply(name);
          return given == null ? before.get(name) : given;
        },
        words,
        errors,
        prefix);
  }

  /** A single line, at most so many characters; empty when it may be left out. */
  public String line(String field, boolean required, int most) {
    String text = clean(field, raw(field).strip().replaceAll("[\\t\\r\\n]+", " "));
    return bounded(field, text, required, most);
  }

  /** Several lines. Line ends are one character, as they were typed. */
  public String text(String field, boolean required, int most) {
    String text = clean(field, raw(field).replace("\r\n", "\n").replace('\r', '\n').strip());
    return bounded(field, text, required, most);
  }

  public Optional<EmailAddress> email(String field, boolean required) {
    String text = raw(field).strip();
    if (text.isEmpty()) {
      if (required) {
        error(field, "missing");
      }
      return Optional.empty();
    }
    Optional<EmailAddress> address =
        text.length() > EmailAddress.LONGEST ? Optional.empty() : EmailAddress.parse(text);
    if (address.isEmpty()) {
      error(field, text.contains("@") ? "email" : "at-sign");
    }
    return address;
  }

  /** Five digits, however they are spaced; empty when it may be left out. */
  public String postalCode(String field, boolean required) {
    String digits = raw(field).replaceAll("[\\s\u00a0-]", "");
    if (digits.isEmpty()) {
      if (required) {
        error(field, "missing");
      }
      return "";
    }
    if (!digits.matches("[1-9][0-9]{4}")) {
      error(field, "postal-code");
      return "";
    }
    return digits;
  }

  /** Ticked, or true; whatever else is no. */
  public boolean flag(String field) {
    String text = raw(field);
    return text.equals("true") || text.equals("on") || text.equals("yes") || text.equals("1");
  }

  /** A whole number in a range, or {@code otherwise} when left out. */
  public int number(String field, int otherwise, int least, int most) {
    String text = raw(field).replaceAll("[\\s\u00a0]", "");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    error(field, "number", least, most);
    return otherwise;
  }

  /** One of these words; empty when it may be left out. */
  public String oneOf(String field, boolean required, List<String> choices) {
    String text = raw(field).strip();
    if (text.isEmpty()) {
      if (required) {
        error(field, "choose");
      }
      return "";
    }
    if (!choices.contains(text)) {
      error(field, "choose");
      return "";
    }
    return text;
  }

  public boolean has(String field) {
    return source.apply(field) != null;
  }

  /** As it was sent, to show it again. */
  public String raw(String field) {
    @Nullable String value = source.apply(field);
    return value == null ? "" : value;
  }

  public void error(String field, String code, Object... values) {
    String own = "error." + field + "." + code;
    String key = words.has(own) ? own : "error." + code;
    errors.add(new FieldError(prefix + field, code, words.get(key, values)));
  }

  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /**
   * Ends the reading of a JSON body.
   *
   * @throws Invalid when anything was wrong
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  private String bounded(String field, String text, boolean required, int most) {
    if (text.isEmpty()
        && required
        && errors.stream().noneMatch(e -> e.field().equals(prefix + field))) {
      error(field, "missing");
    }
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      error(field, "too-long", most, length);
    }
    return text;
  }

  /** Signs that can't be seen, or that turn the text around, are asked to be taken away. */
  private String clean(String field, String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    if (composed.codePoints().anyMatch(Input::unwanted)) {
      error(field, "characters");
      return "";
    }
    return composed;
  }

  private static boolean unwanted(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character != '\n' && character != '\t';
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
      default ->
          (character >= 0x202a && character <= 0x202e)
              || (character >= 0x2066 && character <= 0x2069)
              || character == 0xfeff
              || character == 0x2028
              || character == 0x2029;
    };
  }
}
