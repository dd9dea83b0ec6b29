package se.invanardialog.local.queue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.lambda.BatchAnswer;
import se.invanardialog.local.lambda.InvocationFailure;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.queue.Queues.Message;
import se.invanardialog.local.template.LambdaResource.QueueMapping;

/**
 * Takes a queue's messages to its function, as Lambda's pollers do. What the function does not
 * settle comes back after the queue's visibility timeout.
 */
public final class QueuePump implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int MOST_POLLERS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queues queues;
  private final QueueMapping mapping;
  private final LambdaFunction function;
  private final Semaphore news = new Semaphore(0);
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicLong settled = new AtomicLong();
  private final List<Thread> pollers = new ArrayList<>();
  private volatile boolean stopped;

  public QueuePump(Queues queues, QueueMapping mapping, LambdaFunction function) {
    this.queues = queues;
    this.mapping = mapping;
    this.function = function;
  }

  public void start() {
    for (int each = 0; each < Math.min(mapping.concurrency(), MOST_POLLERS); each++) {
      pollers.add(
          Thread.ofPlatform()
              .daemon()
              .name("queue-" + function.resource().id() + "-" + each)
              .start(this::poll));
    }
  }

  /** Something was sent: look at once. */
  public void wake() {
    if (news.availablePermits() < MOST_POLLERS) {
      news.release();
    }
  }

  /** Nothing can be received and nothing is worked on. */
  public boolean idle() {
    return working.get() == 0 && !queues.ready(mapping.queue());
  }

  /** How many batches were worked on. */
  public long settled() {
    return settled.get();
  }

  private void poll() {
    while (!stopped) {
      try {
        if (!once()) {
          boolean woken = news.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
          if (woken) {
            news.drainPermits();
          }
        }
      } catch (InterruptedException hurried) {
        return;
      } catch (RuntimeException fault) {
        Log.error("queue-pump-failed", fault, "function", function.resource().id());
      }
    }
  }

  /** One batch; false when there was none. */
  boolean once() {
    working.incrementAndGet();
    try {
      var batch = queues.receive(mapping.queue(), mapping.batchSize());
      if (batch.isEmpty()) {
        return false;
      }
      Set<String> failed = invoke(batch);
      batch.stream().filter(each -> !failed.contains(each.id())).forEach(queues::delete);
      settled.incrementAndGet();
      return true;
    } finally {
      working.decrementAndGet();
    }
  }

  /** The ids of those that must come again. */
  private Set<String> invoke(List<Message> batch) {
    Set<String> all = Set.copyOf(batch.stream().map(Message::id).toList());
    try {
      byte[] answer = function.invoke(event(batch));
      return mapping.partialFailures() ? BatchAnswer.read(answer).failedOf(all) : Set.of();
    } catch (InvocationFailure failure) {
      @Nullable Throwable cause = failure.getCause();
      Log.error(
          "queue-batch-failed",
          cause == null ? failure : cause,
          "function",
          function.resource().id());
      return all;
    }
  }

  private byte[] event(List<Message> batch) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Records");
      for (Message message : batch) {
        write(json, message);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("messageId", message.id());
    json.writeStringField("receiptHandle", message.id() + "#" + message.receives());
    json.writeStringField("body", message.body());
    json.writeObjectFieldStart("attributes");
    json.writeStringField("ApproximateReceiveCount", Integer.toString(message.receives()));
    json.writeStringField("SentTimestamp", Long.toString(message.sentAt().toEpochMilli()));
    json.writeStringField("SenderId", "local");
    json.writeStringField(
        "ApproximateFirstReceiveTimestamp",
        Long.toString(message.firstReceivedAt().toEpochMilli()));
    json.writeEndObject();
    json.writeObjectFieldStart("messageAttributes");
    for (var attribute : message.attributes().entrySet()) {
      json.writeObjectFieldStart(attribute.getKey());
      json.writeStringField("stringValue", attribute.getValue());
      json.writeStringField("dataType", "String");
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeStringField("eventSource", "aws:sqs");
    json.writeStringField("eventSourceARN", message.queue());
    json.writeStringField("awsRegion", "eu-north-1");
    json.writeEndObject();
  }

  /** Lets the batch that is worked on end. */
  @Override
  public void close() {
    stopped = true;
    news.release(MOST_POLLERS);
    for (Thread poller : pollers) {
      try {
        poller.join(10_000);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
