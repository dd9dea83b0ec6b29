package se.invanardialog.local.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** A stream record as it stands in Lambda's event. */
final class RecordJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String CREATED = "ApproximateCreationDateTime";

  private RecordJson() {}

  /** When the store wrote it, in the machine's time. */
  static Instant createdAt(ObjectNode record) {
    return Instant.ofEpochSecond(record.path("dynamodb").path(CREATED).asLong());
  }

  /**
   * As a function is told of it, whose time is another than the machine's.
   *
   * @param ahead how far it was ahead at a moment of the machine's time: the same at every delivery
   */
  static ObjectNode told(ObjectNode record, Function<Instant, Duration> ahead) {
    ObjectNode told = record.deepCopy();
    Instant at = createdAt(record);
    told.withObject("dynamodb").put(CREATED, at.plus(ahead.apply(at)).getEpochSecond());
    return told;
  }

  static ObjectNode of(Record record, String streamArn) {
    StreamRecord change = record.dynamodb();
    ObjectNode node = JSON.objectNode();
    node.put("eventID", record.eventID());
    node.put("eventName", record.eventNameAsString());
    node.put("eventVersion", "1.1");
    node.put("eventSource", "aws:dynamodb");
    node.put("awsRegion", "eu-north-1");
    ObjectNode dynamodb = node.putObject("dynamodb");
    dynamodb.put(CREATED, change.approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", map(change.keys()));
    if (change.hasNewImage()) {
      dynamodb.set("NewImage", map(change.newImage()));
    }
    if (change.hasOldImage()) {
      dynamodb.set("OldImage", map(change.oldImage()));
    }
    dynamodb.put("SequenceNumber", change.sequenceNumber());
    dynamodb.put("SizeBytes", change.sizeBytes());
    dynamodb.put("StreamViewType", change.streamViewTypeAsString());
    node.put("eventSourceARN", streamArn);
    return node;
  }

  private static ObjectNode map(Map<String, AttributeValue> attributes) {
    ObjectNode node = JSON.objectNode();
    attributes.forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode node = JSON.objectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case B -> node.put("B", base64(value.b()));
      case M -> node.set("M", map(value.m()));
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(each -> list.add(value(each)));
      }
      case SS -> texts(node.putArray("SS"), value.ss());
      case NS -> texts(node.putArray("NS"), value.ns());
      case BS -> texts(node.putArray("BS"), value.bs().stream().map(RecordJson::base64).toList());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("Unknown attribute type");
    }
    return node;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
