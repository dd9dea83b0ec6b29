package se.invanardialog.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class DeliveriesTest {
  private static final Letter LETTER =
      new Letter("key", "anna@exempel.se", "Ämne", "<p>Hej</p>", "Hej", "https://x/leave");

  private final Queue queue = new Queue();
  private final Deliveries deliveries = new Deliveries(() -> queue, "https://queue");

  @Test
  void a_letter_and_a_piece_of_work_come_out_as_they_went_in() {
    deliveries.send(LETTER);
    deliveries.goOn("mailing", "m1");
    deliveries.send(new Sms("k", "+46701740605", "Hej"));
    assertThat(queue.bodies.stream().map(Deliveries::read))
        .containsExactly(
            new Deliveries.Message(LETTER, null, null),
            new Deliveries.Message(null, new Deliveries.Work("mailing", "m1"), null),
            new Deliveries.Message(null, null, new Sms("k", "+46701740605", "Hej")));
  }

  @Test
  void many_letters_go_ten_at_a_time_each_once() {
    var letters = IntStream.range(0, 23).mapToObj(n -> letter("key-" + n, 10)).toList();
    deliveries.sendAll(letters);
    assertThat(queue.batches).containsExactly(10, 10, 3);
    assertThat(queue.bodies.stream().map(body -> Deliveries.read(body).letter()))
        .containsExactlyElementsOf(letters);
    deliveries.sendAll(List.of());
    assertThat(queue.batches).hasSize(3);
  }

  @Test
  void long_letters_are_never_more_than_the_queue_takes_at_once() {
    var letters = IntStream.range(0, 12).mapToObj(n -> letter("key-" + n, 60_000)).toList();
    deliveries.sendAll(letters);
    assertThat(queue.bodies).hasSize(12);
    assertThat(queue.largest).isLessThan(262_144);
  }

  @Test
  void letters_that_the_queue_refused_are_not_taken_for_sent() {
    queue.refuses = true;
    assertThatThrownBy(() -> deliveries.sendAll(List.of(LETTER)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void what_is_not_ours_is_told_apart_without_quoting_it() {
    assertThatThrownBy(() -> Deliveries.read("hej anna@exempel.se"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a message of ours");
  }

  private static Letter letter(String key, int length) {
    return new Letter(key, "anna@exempel.se", "Ämne", "å".repeat(length / 2), "Hej", "");
  }

  private static final class Queue implements SqsClient {
    final List<String> bodies = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    int largest;
    boolean refuses;

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      bodies.add(request.messageBody());
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      if (refuses) {
        return SendMessageBatchResponse.builder()
            .failed(BatchResultErrorEntry.builder().id("0").build())
            .build();
      }
      int bytes = 0;
      for (var entry : request.entries()) {
        bodies.add(entry.messageBody());
        bytes += entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
      }
      batches.add(request.entries().size());
      largest = Math.max(largest, bytes);
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
