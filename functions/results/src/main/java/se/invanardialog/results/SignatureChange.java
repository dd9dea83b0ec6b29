package se.invanardialog.results;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

/**
 * One record of the stream: what a change of one signature adds to its suggestion's tallies.
 *
 * @param eventId the same at every delivery
 * @param sequence the record's place in its shard
 * @param probe the recount's mark when this change put one: see {@link Recount}
 */
record SignatureChange(
    String eventId,
    String sequence,
    String suggestion,
    Map<String, Long> difference,
    Optional<String> probe) {
  static final String PROBE = "probe";

  /**
   * @throws RuntimeException when the record can't be understood
   */
  static SignatureChange of(DynamodbStreamRecord record) {
    var change = record.getDynamodb();
    return of(
        record.getEventID(),
        change.getSequenceNumber(),
        image(change.getKeys()).map(Item::key).orElseThrow(),
        image(change.getOldImage()),
        image(change.getNewImage()));
  }

  static SignatureChange of(
      String eventId, String sequence, Key key, Optional<Item> before, Optional<Item> after) {
    if (!key.partition().startsWith(Keys.SIGNATURES)) {
      throw new IllegalArgumentException("Not a signature");
    }
    Optional<String> mark = after.flatMap(item -> item.maybe(PROBE));
    return new SignatureChange(
        eventId,
        sequence,
        Keys.suggestionOf(key.partition()),
        Counted.difference(Counted.of(before), Counted.of(after)),
        mark.equals(before.flatMap(item -> item.maybe(PROBE))) ? Optional.empty() : mark);
  }

  boolean counts() {
    return !difference.isEmpty();
  }

  /** What is counted by are texts; the rest of a signature is no business of a tally. */
  private static Optional<Item> image(@Nullable Map<String, AttributeValue> image) {
    if (image == null || image.isEmpty()) {
      return Optional.empty();
    }
    var texts =
        new LinkedHashMap<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
    image.forEach((name, value) -> {
      @Nullable String text = value.getS();
      if (text != null) {
        texts.put(name, software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text));
      }
    });
    return Optional.of(new Item(texts));
  }
}
