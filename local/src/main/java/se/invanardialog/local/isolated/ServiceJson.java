package se.invanardialog.local.isolated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** The JSON of AWS's services seen from the other side: requests are read, answers written. */
final class ServiceJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<MarshallingType<?>, BiFunction<JsonNode, SdkField<?>, Object>> READERS =
      Map.of(
          MarshallingType.STRING, (json, field) -> json.asText(),
          MarshallingType.INTEGER, (json, field) -> json.asInt(),
          MarshallingType.BOOLEAN, (json, field) -> json.asBoolean(),
          MarshallingType.SDK_BYTES, (json, field) -> bytes(json),
          MarshallingType.LIST, ServiceJson::list,
          MarshallingType.MAP, ServiceJson::map,
          MarshallingType.SDK_POJO, (json, field) -> read(json, field.constructor().get()));

  private ServiceJson() {}

  /**
   * @param builder of what is read
   */
  static Object read(JsonNode json, SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode value = json.path(field.locationName());
      if (!value.isMissingNode() && !value.isNull()) {
        field.set(builder, value(value, field));
      }
    }
    return ((Buildable) builder).build();
  }

  private static Object value(JsonNode json, SdkField<?> field) {
    var reader = READERS.get(field.marshallingType());
    if (reader == null) {
      throw new UnsupportedOperationException(field.memberName());
    }
    return reader.apply(json, field);
  }

  private static List<Object> list(JsonNode json, SdkField<?> field) {
    SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
    List<Object> list = new ArrayList<>();
    json.forEach(each -> list.add(value(each, member)));
    return list;
  }

  private static Map<String, Object> map(JsonNode json, SdkField<?> field) {
    SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> map = new LinkedHashMap<>();
    json.properties().forEach(each -> map.put(each.getKey(), value(each.getValue(), member)));
    return map;
  }

  private static SdkBytes bytes(JsonNode json) {
    try {
      return SdkBytes.fromByteArray(json.binaryValue());
    } catch (IOException notBase64) {
      throw new UncheckedIOException(notBase64);
    }
  }

  static ObjectNode written(SdkPojo pojo) {
    ObjectNode json = NODES.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      @Nullable Object value = field.getValueOrDefault(pojo);
      boolean there =
          value != null
              && !(value instanceof SdkAutoConstructList)
              && !(value instanceof SdkAutoConstructMap);
      if (there) {
        json.set(field.locationName(), node(Objects.requireNonNull(value)));
      }
    }
    return json;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case String text -> NODES.textNode(text);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean truth -> NODES.booleanNode(truth);
      case SdkBytes bytes -> NODES.binaryNode(bytes.asByteArray());
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(each -> array.add(node(each)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, each) -> object.set(name.toString(), node(each)));
        yield object;
      }
      case SdkPojo pojo -> written(pojo);
      default -> throw new UnsupportedOperationException(value.getClass().getName());
    };
  }
}
