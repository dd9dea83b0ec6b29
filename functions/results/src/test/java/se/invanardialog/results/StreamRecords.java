package se.invanardialog.results;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;

/** Changes of a table as Lambda's own events. */
final class StreamRecords {
  private static final Instant BEGINNING = Instant.parse("2026-09-21T13:33:20Z");

  /** So many changes are written in one. */
  private static final int A_SECOND = 50;

  private StreamRecords() {}

  static DynamodbEvent batch(List<DynamodbStreamRecord> records) {
    var event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  /** The change as its shard has it at the place. */
  static DynamodbStreamRecord of(InMemoryTable.Change change, long place) {
    return of(
        change.eventId(),
        "%021d".formatted(place),
        BEGINNING.plusSeconds(place / A_SECOND),
        change.key(),
        change.before().map(Item::attributes),
        change.after().map(Item::attributes));
  }

  static DynamodbStreamRecord of(software.amazon.awssdk.services.dynamodb.model.Record record) {
    var change = record.dynamodb();
    return of(
        record.eventID(),
        change.sequenceNumber(),
        change.approximateCreationDateTime(),
        new Key(change.keys().get("pk").s(), change.keys().get("sk").s()),
        change.hasOldImage() ? Optional.of(change.oldImage()) : Optional.empty(),
        change.hasNewImage() ? Optional.of(change.newImage()) : Optional.empty());
  }

  private static DynamodbStreamRecord of(
      String eventId,
      String sequence,
      Instant createdAt,
      Key key,
      Optional<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> before,
      Optional<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> after) {
    var change = new StreamRecord();
    change.setSequenceNumber(sequence);
    change.setApproximateCreationDateTime(Date.from(createdAt));
    change.setKeys(
        Map.of(
            "pk", new AttributeValue().withS(key.partition()),
            "sk", new AttributeValue().withS(key.sort())));
    before.ifPresent(item -> change.setOldImage(image(item)));
    after.ifPresent(item -> change.setNewImage(image(item)));
    var record = new DynamodbStreamRecord();
    record.setEventID(eventId);
    record.setEventName(before.isEmpty() ? "INSERT" : after.isEmpty() ? "REMOVE" : "MODIFY");
    record.setEventSource("aws:dynamodb");
    record.setDynamodb(change);
    return record;
  }

  private static Map<String, AttributeValue> image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
    var image = new HashMap<String, AttributeValue>();
    item.forEach((name, value) -> {
      if (value.s() != null) {
        image.put(name, new AttributeValue().withS(value.s()));
      } else if (value.n() != null) {
        image.put(name, new AttributeValue().withN(value.n()));
      } else if (value.bool() != null) {
        image.put(name, new AttributeValue().withBOOL(value.bool()));
      } else if (value.b() != null) {
        image.put(name, new AttributeValue().withB(value.b().asByteBuffer()));
      }
    });
    return image;
  }
}
