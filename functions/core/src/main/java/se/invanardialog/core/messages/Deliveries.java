package se.invanardialog.core.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The one queue: letters and text messages to send, and work on many of something to go on with.
 */
public final class Deliveries {
  private static final int BATCH = 10;

  /** Of all the messages of a batch together; ten long letters can be more. */
  private static final int BATCH_BYTES = 250_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<SqsClient> queue;
  private final String address;

  public Deliveries(Supplier<SqsClient> queue, String address) {
    this.queue = queue;
    this.address = address;
  }

  /**
   * What lies on the queue: one of these.
   *
   * @param letter a letter to send
   * @param work the kind of work to go on with, and its id
   * @param sms a text message to send
   */
  public record Message(@Nullable Letter letter, @Nullable Work work, @Nullable Sms sms) {}

  /**
   * @param kind {@code mailing}, {@code removal} or {@code sendout}
   */
  public record Work(String kind, String id) {}

  public void send(Letter letter) {
    put(new Message(letter, null, null));
  }

  public void send(Sms sms) {
    put(new Message(null, null, sms));
  }

  public void goOn(String kind, String id) {
    put(new Message(null, new Work(kind, id), null));
  }

  /**
   * @throws IllegalStateException when the queue did not take them all; some may lie there twice
   *     after another try, which their keys make harmless
   */
  public void sendAll(List<Letter> letters) {
    putAll(letters.stream().map(letter -> new Message(letter, null, null)).toList());
  }

  /** Letters and text messages; as {@link #sendAll}. */
  public void putAll(List<Message> messages) {
    var batch = new ArrayList<String>();
    int bytes = 0;
    for (Message message : messages) {
      String body = write(message);
      int size = body.getBytes(StandardCharsets.UTF_8).length;
      if (batch.size() == BATCH || (!batch.isEmpty() && bytes + size > BATCH_BYTES)) {
        send(batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(body);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      send(batch);
    }
  }

  private void send(List<String> bodies) {
    var entries =
        IntStream.range(0, bodies.size())
            .mapToObj(at ->
                SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(at))
                    .messageBody(bodies.get(at))
                    .build())
            .toList();
    var response =
        queue.get().sendMessageBatch(request -> request.queueUrl(address).entries(entries));
    if (response.hasFailed() && !response.failed().isEmpty()) {
      throw new IllegalStateException("The queue refused " + response.failed().size());
    }
  }

  private void put(Message message) {
    queue.get().sendMessage(request -> request.queueUrl(address).messageBody(write(message)));
  }

  /** Whether it was put there by us, and not by one of the services that may. */
  public static boolean ours(String body) {
    return body.startsWith("{\"letter\":");
  }

  public static Message read(String body) {
    try {
      return JSON.readValue(body, Message.class);
    } catch (JsonProcessingException foreign) {
      throw new IllegalArgumentException("Not a message of ours", foreign);
    }
  }

  private static String write(Message message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
