package se.invanardialog.core.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of the stored item for a write to happen, or for a query to show it. */
public sealed interface Condition {
  record Always() implements Condition {}

  /** No item has the key (or, of an attribute, the item lacks it). */
  record Absent(String attribute) implements Condition {}

  record Present(String attribute) implements Condition {}

  record Is(String attribute, Object value) implements Condition {}

  record Not(String attribute, Object value) implements Condition {}

  record Less(String attribute, Object value) implements Condition {}

  record AtLeast(String attribute, Object value) implements Condition {}

  record AllOf(List<Condition> conditions) implements Condition {}

  record AnyOf(List<Condition> conditions) implements Condition {}

  static Condition always() {
    return new Always();
  }

  static Condition newItem() {
    return new Absent(Item.PARTITION);
  }

  static Condition existing() {
    return new Present(Item.PARTITION);
  }

  static Condition absent(String attribute) {
    return new Absent(attribute);
  }

  static Condition present(String attribute) {
    return new Present(attribute);
  }

  static Condition is(String attribute, Object value) {
    return new Is(attribute, value);
  }

  static Condition not(String attribute, Object value) {
    return new Not(attribute, value);
  }

  static Condition less(String attribute, Object value) {
    return new Less(attribute, value);
  }

  static Condition atLeast(String attribute, Object value) {
    return new AtLeast(attribute, value);
  }

  static Condition allOf(Condition... conditions) {
    return new AllOf(List.of(conditions));
  }

  static Condition anyOf(Condition... conditions) {
    return new AnyOf(List.of(conditions));
  }

  /** The same verdict as the store's, for the fake and for filters. */
  default boolean holds(@Nullable Item item) {
    return switch (this) {
      case Always() -> true;
      case Absent(String attribute) -> item == null || !item.has(attribute);
      case Present(String attribute) -> item != null && item.has(attribute);
      case Is(String attribute, Object value) -> compare(item, attribute, value) == Order.SAME;
      case Not(String attribute, Object value) -> compare(item, attribute, value) != Order.SAME;
      case Less(String attribute, Object value) -> compare(item, attribute, value) == Order.BEFORE;
      case AtLeast(String attribute, Object value) ->
          compare(item, attribute, value) == Order.SAME
              || compare(item, attribute, value) == Order.AFTER;
      case AllOf(var conditions) -> conditions.stream().allMatch(one -> one.holds(item));
      case AnyOf(var conditions) -> conditions.stream().anyMatch(one -> one.holds(item));
    };
  }

  /** How a stored value stands to a given one. */
  enum Order {
    BEFORE,
    SAME,
    AFTER,
    UNLIKE
  }

  private static Order compare(@Nullable Item item, String attribute, Object value) {
    @Nullable AttributeValue stored = item == null ? null : item.attributes().get(attribute);
    AttributeValue given = Objects.requireNonNull(Item.Values.of(value));
    if (stored == null || stored.type() != given.type()) {
      return Order.UNLIKE;
    }
    int order =
        switch (stored.type()) {
          case S -> Arrays.compareUnsigned(bytes(stored.s()), bytes(given.s()));
          case N -> Long.compare(Long.parseLong(stored.n()), Long.parseLong(given.n()));
          default -> stored.equals(given) ? 0 : Integer.MAX_VALUE;
        };
    if (order == Integer.MAX_VALUE) {
      return Order.UNLIKE;
    }
    return order < 0 ? Order.BEFORE : order == 0 ? Order.SAME : Order.AFTER;
  }

  /** The store orders text by these. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
