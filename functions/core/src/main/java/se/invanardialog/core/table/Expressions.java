package se.invanardialog.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes conditions, changes and ranges in the store's expression language, names and values apart.
 */
final class Expressions {
  final Map<String, String> names = new LinkedHashMap<>();
  final Map<String, AttributeValue> values = new LinkedHashMap<>();

  @Nullable Map<String, String> namesOrNull() {
    return names.isEmpty() ? null : names;
  }

  @Nullable Map<String, AttributeValue> valuesOrNull() {
    return values.isEmpty() ? null : values;
  }

  /** Empty when there is nothing to demand. */
  String condition(Condition condition) {
    return switch (condition) {
      case Condition.Always() -> "";
      case Condition.Absent(String attribute) -> "attribute_not_exists(" + name(attribute) + ")";
      case Condition.Present(String attribute) -> "attribute_exists(" + name(attribute) + ")";
      case Condition.Is(String attribute, Object value) -> compare(attribute, "=", value);
      case Condition.Not(String attribute, Object value) -> compare(attribute, "<>", value);
      case Condition.Less(String attribute, Object value) -> compare(attribute, "<", value);
      case Condition.AtLeast(String attribute, Object value) -> compare(attribute, ">=", value);
      case Condition.AllOf(var conditions) -> join(conditions, " AND ");
      case Condition.AnyOf(var conditions) -> join(conditions, " OR ");
    };
  }

  String update(Write.Update update) {
    var set = new ArrayList<String>();
    var remove = new ArrayList<String>();
    update
        .set()
        .forEach((attribute, value) -> {
          @Nullable AttributeValue written = Item.Values.of(value);
          if (written == null) {
            remove.add(name(attribute));
          } else {
            set.add(name(attribute) + " = " + value(written));
          }
        });
    var add = new ArrayList<String>();
    update
        .add()
        .forEach((attribute, amount) -> add.add(name(attribute) + " " + value(number(amount))));
    var parts = new ArrayList<String>();
    clause(parts, "SET ", set);
    clause(parts, "REMOVE ", remove);
    clause(parts, "ADD ", add);
    return String.join(" ", parts);
  }

  String range(String partition, String sort, Query query) {
    String all = name(partition) + " = " + value(AttributeValue.fromS(query.partition()));
    if (query.from().isPresent() && query.to().isPresent()) {
      return all
          + " AND "
          + name(sort)
          + " BETWEEN "
          + given(query.from().get())
          + " AND "
          + given(query.to().get());
    }
    if (query.from().isPresent()) {
      return all + " AND " + name(sort) + " >= " + given(query.from().get());
    }
    if (query.to().isPresent()) {
      return all + " AND " + name(sort) + " <= " + given(query.to().get());
    }
    return all;
  }

  private static void clause(List<String> parts, String word, List<String> terms) {
    if (!terms.isEmpty()) {
      parts.add(word + String.join(", ", terms));
    }
  }

  private static AttributeValue number(long amount) {
    return AttributeValue.fromN(Long.toString(amount));
  }

  private String join(List<Condition> conditions, String word) {
    return conditions.stream()
        .map(this::condition)
        .filter(one -> !one.isEmpty())
        .map(one -> "(" + one + ")")
        .collect(Collectors.joining(word));
  }

  private String compare(String attribute, String sign, Object value) {
    return name(attribute) + " " + sign + " " + given(value);
  }

  private String given(Object value) {
    return value(Objects.requireNonNull(Item.Values.of(value)));
  }

  private String name(String attribute) {
    for (var known : names.entrySet()) {
      if (known.getValue().equals(attribute)) {
        return known.getKey();
      }
    }
    String placeholder = "#n" + names.size();
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(AttributeValue value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }
}
