package se.invanardialog.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.Item;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The lines of an export. First what it is and its version of the data model, last how many items
 * it has; between them one item a line, in the form DynamoDB's own JSON has: {@code {"pk": {"S":
 * "…"}, …}}.
 */
final class Lines {
  private static final String FORMAT = "invanardialog";
  private static final String VERSION = "model";
  private static final String ITEMS = "items";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  static String first(int version) {
    return JSON.createObjectNode().put(FORMAT, "export").put(VERSION, version).toString();
  }

  static String last(long items) {
    return JSON.createObjectNode().put(ITEMS, items).toString();
  }

  /** The data model's version. */
  static int version(@Nullable String first) {
    try {
      if (first != null && JSON.readTree(first).has(FORMAT)) {
        return JSON.readTree(first).path(VERSION).intValue();
      }
    } catch (JsonProcessingException broken) {
      // The same answer as for other JSON.
    }
    throw new Problem("This is no export: its first line does not say so.");
  }

  /** What a line says that is not the first. */
  sealed interface Line {
    record One(Item item) implements Line {}

    record End(long items) implements Line {}
  }

  /**
   * @throws JsonProcessingException when it is no JSON
   * @throws IllegalArgumentException when it is no item
   */
  static Line read(String text) throws JsonProcessingException {
    JsonNode line = JSON.readTree(text);
    return line.path(ITEMS).isNumber()
        ? new Line.End(line.get(ITEMS).longValue())
        : new Line.One(new Item(values(line)));
  }

  static String of(Item item) {
    var line = JSON.createObjectNode();
    new TreeMap<>(item.attributes()).forEach((name, value) -> line.set(name, tree(value)));
    return line.toString();
  }

  private static JsonNode tree(AttributeValue value) {
    var tree = JSON.createObjectNode();
    switch (value.type()) {
      case S -> tree.put("S", value.s());
      case N -> tree.put("N", value.n());
      case B -> tree.put("B", base64(value.b()));
      case BOOL -> tree.put("BOOL", value.bool());
      case NUL -> tree.put("NULL", true);
      case SS -> value.ss().forEach(tree.putArray("SS")::add);
      case NS -> value.ns().forEach(tree.putArray("NS")::add);
      case BS -> value.bs().stream().map(Lines::base64).forEach(tree.putArray("BS")::add);
      case L -> value.l().stream().map(Lines::tree).forEach(tree.putArray("L")::add);
      case M -> {
        var map = tree.putObject("M");
        value.m().forEach((name, one) -> map.set(name, tree(one)));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("A kind of value that is not known here");
    }
    return tree;
  }

  private static Map<String, AttributeValue> values(JsonNode tree) {
    var values = new LinkedHashMap<String, AttributeValue>();
    tree.properties().forEach(one -> values.put(one.getKey(), value(one.getValue())));
    return values;
  }

  private static AttributeValue value(JsonNode tree) {
    var only = tree.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "B" -> AttributeValue.fromB(bytes(value));
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "NULL" -> AttributeValue.fromNul(true);
      case "SS" -> AttributeValue.fromSs(list(value, JsonNode::textValue));
      case "NS" -> AttributeValue.fromNs(list(value, JsonNode::textValue));
      case "BS" -> AttributeValue.fromBs(list(value, Lines::bytes));
      case "L" -> AttributeValue.fromL(list(value, Lines::value));
      case "M" -> AttributeValue.fromM(values(value));
      default -> throw new IllegalArgumentException("No kind of value: " + only.getKey());
    };
  }

  private static <T> List<T> list(JsonNode values, Function<JsonNode, T> read) {
    var list = new ArrayList<T>();
    ((ArrayNode) values).forEach(value -> list.add(read.apply(value)));
    return list;
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }

  private static SdkBytes bytes(JsonNode value) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(value.textValue()));
  }
}
