package se.invanardialog.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class RecordJsonTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void a_record_was_written_at_the_services_time_when_the_clock_has_been_moved() {
    assertThat(writtenAt(Duration.ZERO)).isEqualTo(WRITTEN);
    assertThat(writtenAt(Duration.ofDays(30))).isEqualTo(WRITTEN.plus(Duration.ofDays(30)));
    assertThat(writtenAt(Duration.ofDays(-80))).isEqualTo(WRITTEN.minus(Duration.ofDays(80)));
  }

  private static Instant writtenAt(Duration ahead) {
    Record record =
        Record.builder()
            .eventID("1")
            .eventName(OperationType.INSERT)
            .dynamodb(
                StreamRecord.builder()
                    .approximateCreationDateTime(WRITTEN)
                    .sequenceNumber("1")
                    .sizeBytes(1L)
                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                    .build())
            .build();
    return Instant.ofEpochSecond(
        RecordJson.told(RecordJson.of(record, "arn"), at -> ahead)
            .path("dynamodb")
            .path("ApproximateCreationDateTime")
            .asLong());
  }
}
