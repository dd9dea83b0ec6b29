package se.invanardialog.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of the template: what YAML gives, with where it stands, for messages. */
record Tree(String at, @Nullable Object value) {
  Tree get(String name) {
    return new Tree(at + "." + name, value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  boolean isThere() {
    return value != null;
  }

  String text() {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default -> throw wrong("a text");
    };
  }

  String text(String whenAbsent) {
    return isThere() ? text() : whenAbsent;
  }

  Optional<String> optional() {
    return isThere() ? Optional.of(text()) : Optional.empty();
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException notOne) {
      throw wrong("a whole number");
    }
  }

  int number(int whenAbsent) {
    return isThere() ? number() : whenAbsent;
  }

  boolean truth() {
    return isThere() && text().equals("true");
  }

  Map<String, Tree> fields() {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong("a map");
    }
    var fields = new LinkedHashMap<String, Tree>();
    map.forEach((name, field) -> fields.put(name.toString(), new Tree(at + "." + name, field)));
    return fields;
  }

  /** A list; a single value is a list of one, as IAM and SAM read it. */
  List<Tree> list() {
    return switch (value) {
      case null -> List.of();
      case List<?> all -> {
        var list = new java.util.ArrayList<Tree>();
        all.forEach(each -> list.add(new Tree(at + "[" + list.size() + "]", each)));
        yield list;
      }
      default -> List.of(this);
    };
  }

  private UnreadableTemplate wrong(String expected) {
    return new UnreadableTemplate(
        at + ": expected " + expected + (value == null ? ", found nothing" : ", found " + value));
  }
}
