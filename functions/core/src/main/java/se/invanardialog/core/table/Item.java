package se.invanardialog.core.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One item of the table: a key and named values. Immutable; {@code with} answers a changed copy.
 * Instants are kept as ISO text with milliseconds, so that they sort as they happened.
 */
public record Item(Map<String, AttributeValue> attributes) {
  /** The table's own attribute names, the same in {@code template.yaml}. */
  public static final String PARTITION = "pk";

  public static final String SORT = "sk";
  public static final String EXPIRES = "expiresAt";

  public Item {
    attributes = Map.copyOf(attributes);
  }

  public static Item at(Key key) {
    return new Item(keyAttributes(key));
  }

  static Map<String, AttributeValue> keyAttributes(Key key) {
    return Map.of(
        PARTITION, AttributeValue.fromS(key.partition()), SORT, AttributeValue.fromS(key.sort()));
  }

  public Key key() {
    return new Key(text(PARTITION), text(SORT));
  }

  /** A copy with the value; null or an empty list leaves the attribute out. */
  public Item with(String name, @Nullable Object value) {
    var changed = new LinkedHashMap<>(attributes);
    @Nullable AttributeValue written = Values.of(value);
    if (written == null) {
      changed.remove(name);
    } else {
      changed.put(name, written);
    }
    return new Item(changed);
  }

  /** The item is deleted by the store some time after this; readers must not rely on when. */
  public Item expiring(Instant at) {
    return with(EXPIRES, at.getEpochSecond());
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  /**
   * @throws IllegalStateException when the item lacks it: a fault of ours, never of a caller
   */
  public String text(String name) {
    return maybe(name).orElseThrow(() -> missing(name));
  }

  public Optional<String> maybe(String name) {
    @Nullable AttributeValue value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.s());
  }

  public @Nullable String orNull(String name) {
    return maybe(name).orElse(null);
  }

  public long number(String name) {
    @Nullable AttributeValue value = attributes.get(name);
    if (value == null || value.n() == null) {
      throw missing(name);
    }
    return Long.parseLong(value.n());
  }

  public long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  public boolean flag(String name) {
    @Nullable AttributeValue value = attributes.get(name);
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  public Instant instant(String name) {
    return Instant.parse(text(name));
  }

  public Optional<Instant> maybeInstant(String name) {
    return maybe(name).map(Instant::parse);
  }

  public byte[] bytes(String name) {
    @Nullable AttributeValue value = attributes.get(name);
    if (value == null || value.b() == null) {
      return new byte[0];
    }
    return value.b().asByteArray();
  }

  public List<String> texts(String name) {
    @Nullable AttributeValue value = attributes.get(name);
    return value == null || !value.hasL()
        ? List.of()
        : value.l().stream().map(AttributeValue::s).toList();
  }

  private IllegalStateException missing(String name) {
    return new IllegalStateException("Item without " + name);
  }

  /** How plain values are written. */
  static final class Values {
    private Values() {}

    static @Nullable AttributeValue of(@Nullable Object value) {
      return switch (value) {
        case null -> null;
        case String text -> AttributeValue.fromS(text);
        case Instant at -> AttributeValue.fromS(Times.text(at));
        case Integer number -> AttributeValue.fromN(number.toString());
        case Long number -> AttributeValue.fromN(number.toString());
        case Boolean flag -> AttributeValue.fromBool(flag);
        case byte[] bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        case Enum<?> constant -> AttributeValue.fromS(constant.name());
        case List<?> texts ->
            texts.isEmpty()
                ? null
                : AttributeValue.fromL(
                    texts.stream().map(text -> AttributeValue.fromS(text.toString())).toList());
        case AttributeValue ready -> ready;
        default -> throw new IllegalArgumentException("No way to store " + value.getClass());
      };
    }
  }
}
