package se.invanardialog.results;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Table;

/**
 * Behind the table's stream of signatures and answers. A record that can't be counted is reported,
 * and so comes again with those after it; that these were counted already does no harm.
 */
public final class TallyFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Tallying tallying;
  private final Changes changes;
  private final InstantSource time;

  public TallyFunction() {
    this(Platform.aws());
  }

  public TallyFunction(Platform platform) {
    this(
        new DynamoTable(platform.dynamo(), platform.setting("TABLE")),
        platform.time(),
        Secret.parameter(platform, "PSEUDONYM_KEY"));
  }

  public TallyFunction(Table table, InstantSource time, Secret secret) {
    this.tallying = new Tallying(table, time);
    this.changes =
        new Changes(SurveyAnswers.replies(table, secret), SurveyAnswers.codings(table, secret));
    this.time = time;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, @Nullable Context context) {
    return Log.during(context, () -> count(batch));
  }

  private StreamsEventResponse count(DynamodbEvent batch) {
    var read = new ArrayList<Change>();
    var failed = new ArrayList<String>();
    for (DynamodbStreamRecord record : batch.getRecords()) {
      try {
        read.add(changes.of(record));
      } catch (RuntimeException unreadable) {
        Log.error("tally-record-unreadable", unreadable, "record", record.getEventID());
        failed.add(sequence(record));
      }
    }
    tallying.count(read).forEach(change -> failed.add(change.sequence()));
    measureLag(batch);
    return new StreamsEventResponse(
        failed.stream()
            .min(Comparator.comparing(TallyFunction::place))
            .map(lowest -> List.of(new BatchItemFailure(lowest)))
            .orElse(List.of()));
  }

  /** How old the oldest record of the batch was when it had been counted. */
  private void measureLag(DynamodbEvent batch) {
    Instant now = time.instant();
    batch.getRecords().stream()
        .map(DynamodbStreamRecord::getDynamodb)
        .filter(Objects::nonNull)
        .map(change -> change.getApproximateCreationDateTime())
        .filter(Objects::nonNull)
        .map(java.util.Date::toInstant)
        .min(Comparator.naturalOrder())
        .ifPresent(oldest ->
            Log.metric(
                "tally-lag",
                Math.max(0, Duration.between(oldest, now).toMillis()),
                "Milliseconds"));
  }

  private static String sequence(DynamodbStreamRecord record) {
    return record.getDynamodb() == null
        ? ""
        : Objects.requireNonNullElse(record.getDynamodb().getSequenceNumber(), "");
  }

  /** Sequence numbers have up to 40 digits; one without makes the whole batch come again. */
  private static BigInteger place(String sequence) {
    return sequence.matches("[0-9]+") ? new BigInteger(sequence) : BigInteger.ZERO;
  }
}
