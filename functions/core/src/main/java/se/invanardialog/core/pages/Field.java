package se.invanardialog.core.pages;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form, as the page asks for it.
 *
 * @param id also the name it is sent by, and the path that an error names
 * @param hint what helps to fill it in; may be empty
 * @param value what has been typed or is chosen
 * @param options to choose among
 * @param attributes of the control, such as {@code autocomplete}
 */
public record Field(
    String id,
    String label,
    String hint,
    String value,
    List<Option> options,
    Map<String, String> attributes) {
  public Field {
    options = List.copyOf(options);
    attributes = Map.copyOf(attributes);
  }

  public static Field of(String id, String label) {
    return new Field(id, label, "", "", List.of(), Map.of());
  }

  public Field hint(String text) {
    return new Field(id, label, text, value, options, attributes);
  }

  public Field value(String typed) {
    return new Field(id, label, hint, typed, options, attributes);
  }

  public Field options(List<Option> choices) {
    return new Field(id, label, hint, value, choices, attributes);
  }

  /** The options by what stands over them. */
  public Map<String, List<Option>> groups() {
    return options.stream()
        .collect(Collectors.groupingBy(Option::group, LinkedHashMap::new, Collectors.toList()));
  }

  /** An e-mail address, which reads from left to right in every language. */
  public Field email() {
    return with("type", "email").with("autocomplete", "email").with("dir", "ltr");
  }

  /** A Swedish postal code. */
  public Field postalCode() {
    return with("autocomplete", "postal-code").with("inputmode", "numeric").small();
  }

  /** A day, {@code 2026-12-15}. */
  public Field date() {
    return with("type", "date").small();
  }

  public Field number() {
    return with("inputmode", "numeric").small();
  }

  public Field autocomplete(String token) {
    return with("autocomplete", token);
  }

  /** The longest text; the browser stops there, and a text area says how much is left. */
  public Field max(int characters) {
    return with("maxlength", Integer.toString(characters));
  }

  public Field rows(int lines) {
    return with("rows", Integer.toString(lines));
  }

  /** As wide as a postal code. */
  public Field small() {
    return with("small", "true");
  }

  /** In the residents' type, also while they write. */
  public Field voice() {
    return with("voice", "true");
  }

  /** The label says that the field may be skipped. */
  public Field optional() {
    return with("optional", "true");
  }

  /** Each choice on a card of its own, all of it a target for a finger. */
  public Field cards() {
    return with("cards", "true");
  }

  public Field with(String attribute, String setting) {
    var all = new HashMap<>(attributes);
    all.put(attribute, setting);
    return new Field(id, label, hint, value, options, all);
  }

  /** Null when it is not set: a template then leaves it out. */
  public @Nullable String attribute(String name) {
    return attributes.get(name);
  }

  public boolean is(String name) {
    return attributes.containsKey(name);
  }
}
