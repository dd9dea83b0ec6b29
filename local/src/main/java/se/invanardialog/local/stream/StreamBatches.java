package se.invanardialog.local.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.lambda.BatchAnswer;
import se.invanardialog.local.lambda.InvocationFailure;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.template.LambdaResource.StreamMapping;

/**
 * Hands one shard's records to a function with the event source mapping's rules: in order, a failed
 * batch again from the first failed record on, cut in two where the mapping says so, and given up
 * to the on-failure destination after so many tries or when too old.
 */
final class StreamBatches {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final StreamMapping mapping;
  private final LambdaFunction function;
  private final InstantSource time;
  private final Function<Instant, Duration> ahead;
  private final CountDownLatch stop;
  private final BiConsumer<String, String> onFailure;

  /**
   * @param time the store's time, which the records' age is counted by
   * @param ahead how far the functions' time was from the store's at a moment of the store's
   * @param onFailure is given the destination's ARN and what is sent there
   */
  StreamBatches(
      StreamMapping mapping,
      LambdaFunction function,
      InstantSource time,
      Function<Instant, Duration> ahead,
      CountDownLatch stop,
      BiConsumer<String, String> onFailure) {
    this.mapping = mapping;
    this.function = function;
    this.time = time;
    this.ahead = ahead;
    this.stop = stop;
    this.onFailure = onFailure;
  }

  boolean takes(ObjectNode record) {
    return mapping.filters().isEmpty()
        || mapping.filters().stream().anyMatch(filter -> filter.matches(record));
  }

  /** Returns when every record is settled or given up; false when stopped before that. */
  boolean settle(List<ObjectNode> batch) {
    return settle(batch, 0);
  }

  private boolean settle(List<ObjectNode> batch, int tried) {
    List<ObjectNode> left = batch;
    int tries = tried;
    while (!left.isEmpty()) {
      left = withoutOld(left);
      if (left.isEmpty()) {
        return true;
      }
      int settled = invoke(left);
      if (settled == left.size()) {
        return true;
      }
      boolean cut = settled > 0;
      left = left.subList(settled, left.size());
      if (mapping.bisect() && left.size() > 1) {
        if (!cut) {
          int half = left.size() / 2;
          return settle(left.subList(0, half), tries)
              && settle(left.subList(half, left.size()), tries);
        }
        continue;
      }
      tries++;
      if (mapping.retries() >= 0 && tries > mapping.retries()) {
        giveUp(left, "RetryAttemptsExhausted", tries);
        return true;
      }
      if (stopped(tries)) {
        return false;
      }
    }
    return true;
  }

  private List<ObjectNode> withoutOld(List<ObjectNode> batch) {
    if (mapping.longestAgeSeconds() < 0) {
      return batch;
    }
    Instant oldest = time.instant().minusSeconds(mapping.longestAgeSeconds());
    int old = 0;
    while (old < batch.size() && RecordJson.createdAt(batch.get(old)).isBefore(oldest)) {
      old++;
    }
    if (old > 0) {
      giveUp(batch.subList(0, old), "RecordAgeExceeded", 1);
    }
    return batch.subList(old, batch.size());
  }

  /** How many from the start were settled. */
  private int invoke(List<ObjectNode> batch) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .putArray("Records")
        .addAll(batch.stream().map(record -> RecordJson.told(record, ahead)).toList());
    try {
      byte[] response = function.invoke(event.toString().getBytes(StandardCharsets.UTF_8));
      return mapping.partialFailures() ? settled(batch, response) : batch.size();
    } catch (InvocationFailure failure) {
      @Nullable Throwable cause = failure.getCause();
      Log.error(
          "stream-batch-failed",
          cause == null ? failure : cause,
          "function",
          function.resource().id(),
          "records",
          batch.size());
      return 0;
    }
  }

  private static int settled(List<ObjectNode> batch, byte[] response) {
    Set<String> numbers = new LinkedHashSet<>();
    batch.forEach(each -> numbers.add(number(each)));
    Set<String> failed = BatchAnswer.read(response).failedOf(numbers);
    int first = 0;
    while (first < batch.size() && !failed.contains(number(batch.get(first)))) {
      first++;
    }
    return first;
  }

  static String number(ObjectNode record) {
    return record.path("dynamodb").path("SequenceNumber").asText();
  }

  private void giveUp(List<ObjectNode> batch, String condition, int invokes) {
    Log.warn(
        "stream-records-given-up",
        "function",
        function.resource().id(),
        "records",
        batch.size(),
        "why",
        condition);
    if (mapping.onFailure().isEmpty()) {
      return;
    }
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.putObject("requestContext")
        .put("functionArn", function.resource().id())
        .put("condition", condition)
        .put("approximateInvokeCount", invokes);
    told.put("version", "1.0").put("timestamp", time.instant().toString());
    told.putObject("DDBStreamBatchInfo")
        .put("startSequenceNumber", number(batch.getFirst()))
        .put("endSequenceNumber", number(batch.getLast()))
        .put("approximateArrivalOfFirstRecord", RecordJson.createdAt(batch.getFirst()).toString())
        .put("approximateArrivalOfLastRecord", RecordJson.createdAt(batch.getLast()).toString())
        .put("batchSize", batch.size())
        .put("streamArn", mapping.stream());
    onFailure.accept(mapping.onFailure(), told.toString());
  }

  private boolean stopped(int tries) {
    long pause =
        Math.min(FIRST_PAUSE.toMillis() << Math.min(tries - 1, 10), LONGEST_PAUSE.toMillis());
    try {
      return stop.await(pause, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
