package se.invanardialog.results;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Model;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.members.MemberCounted;
import se.invanardialog.panels.sendouts.Progress;
import se.invanardialog.results.themes.Coding;
import se.invanardialog.results.themes.Codings;
import software.amazon.awssdk.core.SdkBytes;

/** Reads the records of the stream: what each is a change of, and so what it adds. */
final class Changes {
  static final String ANSWERED = "answered";

  private final Replies replies;
  private final Codings codings;

  Changes(Replies replies, Codings codings) {
    this.replies = replies;
    this.codings = codings;
  }

  /**
   * @throws RuntimeException when the record can't be understood
   */
  Change of(DynamodbStreamRecord record) {
    var change = record.getDynamodb();
    Optional<Item> before = image(change.getOldImage());
    Optional<Item> after = image(change.getNewImage());
    boolean imported =
        before.isEmpty() && after.filter(item -> item.has(Model.IMPORTED)).isPresent();
    return of(
        record.getEventID(),
        change.getSequenceNumber(),
        second(change.getApproximateCreationDateTime()),
        image(change.getKeys()).map(Item::key).orElseThrow(),
        imported ? after : before,
        after);
  }

  private static OptionalLong second(@Nullable Date createdAt) {
    return createdAt == null
        ? OptionalLong.empty()
        : OptionalLong.of(createdAt.toInstant().getEpochSecond());
  }

  /**
   * @param second since the epoch, in which the store wrote it: the same at every delivery
   */
  private Change of(
      String eventId,
      String sequence,
      OptionalLong second,
      Key key,
      Optional<Item> before,
      Optional<Item> after) {
    if (key.partition().startsWith(Keys.SIGNATURES)) {
      return Change.ofSignature(eventId, sequence, second, key, before, after);
    }
    if (key.partition().startsWith(Keys.ANSWERS)) {
      return Change.of(
          eventId,
          sequence,
          Keys.surveyOfReply(key.partition()),
          before.map(this::counts).orElse(Map.of()),
          after.map(this::counts).orElse(Map.of()),
          Change.probe(before, after));
    }
    if (key.partition().startsWith(Keys.CODINGS)) {
      return Change.of(
          eventId,
          sequence,
          Keys.surveyOfCoding(key.partition()),
          before.map(this::coded).orElse(Map.of()),
          after.map(this::coded).orElse(Map.of()),
          Change.probe(before, after));
    }
    // What has been sent stays so when the record of it is old enough to be thrown away.
    boolean expired = after.isEmpty() && key.partition().startsWith(Keys.SURVEY_SENDINGS);
    return Change.of(
        eventId,
        sequence,
        key.partition(),
        before.filter(item -> !expired).map(item -> counts(key, item)).orElse(Map.of()),
        after.map(item -> counts(key, item)).orElse(Map.of()),
        Change.probe(before, after));
  }

  /** What members, invitations and a survey's sendings count for. */
  static Map<Key, Map<String, Long>> counts(Key key, Item item) {
    if (key.partition().startsWith(Keys.MEMBERS)) {
      return MemberCounted.of(item);
    }
    String survey =
        Progress.survey(key)
            .orElseThrow(() -> new IllegalArgumentException("Nothing that is counted"));
    var counts = new HashMap<Key, Map<String, Long>>();
    counts.put(Keys.surveyProgress(survey), Progress.counts(item));
    if (key.partition().startsWith(Keys.INVITATIONS)) {
      counts.putAll(MemberCounted.ofInvitation(survey, item));
    }
    return counts;
  }

  /** What a reply's item adds to the tally of its cell and to its survey's progress. */
  Map<Key, Map<String, Long>> counts(Item item) {
    Reply reply = replies.read(item);
    Map<String, Long> counted = AnswerCounts.of(reply);
    if (counted.isEmpty()) {
      return Map.of();
    }
    var counts = new HashMap<Key, Map<String, Long>>();
    counts.put(Keys.answerTally(reply.survey(), reply.cell().text()), counted);
    counts.put(Keys.surveyProgress(reply.survey()), Map.of(ANSWERED, 1L));
    return counts;
  }

  /** What is said of a reply's own words adds to the tally that the reply itself is in. */
  Map<Key, Map<String, Long>> coded(Item item) {
    Coding coding = codings.read(item);
    return Map.of(Keys.answerTally(coding.survey(), coding.cell().text()), AnswerCounts.of(coding));
  }

  private static Optional<Item> image(@Nullable Map<String, AttributeValue> image) {
    if (image == null || image.isEmpty()) {
      return Optional.empty();
    }
    var kept =
        new LinkedHashMap<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
    image.forEach((name, value) -> {
      var plain = plain(value);
      if (plain != null) {
        kept.put(name, plain);
      }
    });
    return Optional.of(new Item(kept));
  }

  /** Lists and maps are no business of a tally. */
  private static software.amazon.awssdk.services.dynamodb.model.@Nullable AttributeValue plain(
      AttributeValue value) {
    if (value.getS() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(value.getS());
    }
    if (value.getN() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(value.getN());
    }
    if (value.getB() != null) {
      return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB(
          SdkBytes.fromByteBuffer(value.getB().duplicate()));
    }
    return null;
  }
}
