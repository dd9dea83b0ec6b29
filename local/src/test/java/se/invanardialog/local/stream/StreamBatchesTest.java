package se.invanardialog.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Platform;
import se.invanardialog.local.lambda.LoadedFunction;
import se.invanardialog.local.template.EventFilter;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.LambdaResource.StreamMapping;

class StreamBatchesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final List<String> givenUp = new ArrayList<>();
  private Duration ahead = Duration.ZERO;

  /** Writes down each batch it is given, and fails as it is told. */
  public static final class Recorder
      implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    static final List<List<Integer>> BATCHES = new ArrayList<>();
    static final List<Instant> TIMES = new ArrayList<>();
    static int throwsFirst;
    static int poison;
    static boolean reports;
    static boolean nonsense;

    public Recorder(Platform platform) {}

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
      var numbers =
          event.getRecords().stream()
              .map(each -> Integer.parseInt(each.getDynamodb().getSequenceNumber()))
              .toList();
      BATCHES.add(numbers);
      event
          .getRecords()
          .forEach(
              each -> TIMES.add(each.getDynamodb().getApproximateCreationDateTime().toInstant()));
      if (throwsFirst-- > 0 || (!reports && numbers.contains(poison))) {
        throw new IllegalStateException("as told");
      }
      var failures = new ArrayList<StreamsEventResponse.BatchItemFailure>();
      if (nonsense) {
        failures.add(new StreamsEventResponse.BatchItemFailure("not in the batch"));
        nonsense = false;
      } else if (numbers.contains(poison)) {
        failures.add(new StreamsEventResponse.BatchItemFailure(Integer.toString(poison)));
      }
      return new StreamsEventResponse(failures);
    }
  }

  @BeforeEach
  void forget() {
    Recorder.BATCHES.clear();
    Recorder.TIMES.clear();
    Recorder.throwsFirst = 0;
    Recorder.poison = -1;
    Recorder.reports = true;
    Recorder.nonsense = false;
  }

  private boolean settle(boolean bisect, int retries, int age, List<ObjectNode> records) {
    var mapping =
        new StreamMapping(
            "arn:stream",
            100,
            0,
            bisect,
            true,
            retries,
            age,
            List.of(new EventFilter("{\"eventName\": [\"INSERT\"]}")),
            "arn:given-up");
    var resource =
        new LambdaResource(
            "Recorder",
            "",
            Recorder.class.getName(),
            false,
            128,
            3,
            Map.of(),
            List.of(),
            List.of(),
            List.of(mapping),
            List.of(),
            List.of());
    var batches =
        new StreamBatches(
            mapping,
            LoadedFunction.load(resource, platform()),
            InstantSource.fixed(NOW),
            at -> ahead,
            new CountDownLatch(1),
            (arn, body) -> givenUp.add(body));
    return batches.settle(records);
  }

  /** The recorder meets nothing outside itself. */
  private static Platform platform() {
    return new Platform(Map.of(), InstantSource.fixed(NOW), null, null, null, null, null);
  }

  private static List<ObjectNode> records(int count) {
    return IntStream.range(0, count).mapToObj(each -> record(each, NOW)).toList();
  }

  private static ObjectNode record(int number, Instant at) {
    ObjectNode record = JsonNodeFactory.instance.objectNode().put("eventName", "INSERT");
    record
        .putObject("dynamodb")
        .put("SequenceNumber", Integer.toString(number))
        .put("ApproximateCreationDateTime", at.getEpochSecond());
    return record;
  }

  private static List<Integer> calls(int number) {
    return Recorder.BATCHES.stream().flatMap(List::stream).filter(each -> each == number).toList();
  }

  @Test
  void a_batch_that_is_settled_comes_once() {
    assertThat(settle(true, 3, -1, records(5))).isTrue();
    assertThat(Recorder.BATCHES).containsExactly(List.of(0, 1, 2, 3, 4));
    assertThat(givenUp).isEmpty();
  }

  @Test
  void after_a_named_failure_only_it_and_what_follows_comes_again() {
    Recorder.poison = 2;

    settle(false, 1, -1, records(4));

    assertThat(Recorder.BATCHES)
        .startsWith(List.of(0, 1, 2, 3), List.of(2, 3))
        .allSatisfy(batch -> assertThat(batch.getFirst()).isIn(0, 2));
  }

  @Test
  void with_bisect_one_bad_record_takes_no_other_with_it() {
    Recorder.poison = 5;
    Recorder.reports = false;

    assertThat(settle(true, 2, -1, records(16))).isTrue();

    for (int each = 0; each < 16; each++) {
      int number = each;
      assertThat(Recorder.BATCHES).anyMatch(batch -> batch.contains(number));
    }
    assertThat(Recorder.BATCHES.stream().filter(batch -> batch.equals(List.of(5))).count())
        .isEqualTo(3);
    assertThat(givenUp).hasSize(1);
    assertThat(calls(15)).hasSizeLessThan(6);
  }

  @Test
  void a_fault_that_passes_loses_nothing() {
    Recorder.throwsFirst = 2;

    assertThat(settle(false, 5, -1, records(3))).isTrue();
    assertThat(Recorder.BATCHES).hasSize(3).last().isEqualTo(List.of(0, 1, 2));
    assertThat(givenUp).isEmpty();
  }

  @Test
  void what_is_given_up_is_told_of_with_where_it_lies_in_the_stream() throws Exception {
    Recorder.throwsFirst = 100;

    assertThat(settle(false, 1, -1, records(3))).isTrue();

    JsonNode told = new ObjectMapper().readTree(givenUp.getFirst());
    assertThat(told.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
    assertThat(told.at("/DDBStreamBatchInfo/startSequenceNumber").asText()).isEqualTo("0");
    assertThat(told.at("/DDBStreamBatchInfo/endSequenceNumber").asText()).isEqualTo("2");
    assertThat(told.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(3);
    assertThat(Recorder.BATCHES).hasSize(2);
  }

  @Test
  void a_record_that_is_too_old_is_given_up_untried() {
    var records = List.of(record(0, NOW.minusSeconds(61)), record(1, NOW.minusSeconds(60)));

    settle(false, 1, 60, records);

    assertThat(Recorder.BATCHES).containsExactly(List.of(1));
    assertThat(givenUp).hasSize(1);
    assertThat(givenUp.getFirst()).contains("RecordAgeExceeded");
  }

  @Test
  void an_answer_that_names_a_record_not_in_the_batch_means_that_all_failed() {
    Recorder.nonsense = true;

    assertThat(settle(false, 3, -1, records(2))).isTrue();
    assertThat(Recorder.BATCHES).containsExactly(List.of(0, 1), List.of(0, 1));
  }

  @Test
  void where_the_clock_is_set_back_nothing_is_too_old_and_a_function_is_told_its_own_time() {
    ahead = Duration.ofDays(-80);

    settle(false, 1, 60, List.of(record(0, NOW)));

    assertThat(givenUp).isEmpty();
    assertThat(Recorder.TIMES).containsExactly(NOW.minus(ahead.negated()));
  }
}
