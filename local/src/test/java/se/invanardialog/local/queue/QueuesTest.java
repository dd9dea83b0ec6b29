package se.invanardialog.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.invanardialog.local.queue.Queues.Message;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.template.QueueResource;

class QueuesTest {
  private static final String WORK = "arn:aws:sqs:eu-north-1:000000000000:local-Work";
  private static final String DEAD = "arn:aws:sqs:eu-north-1:000000000000:local-Dead";
  private static final List<QueueResource> RESOURCES =
      List.of(
          new QueueResource(
              "Work",
              "https://sqs.local/000000000000/local-Work",
              WORK,
              Duration.ofSeconds(30),
              Duration.ZERO,
              DEAD,
              2),
          new QueueResource(
              "Dead",
              "https://sqs.local/000000000000/local-Dead",
              DEAD,
              Duration.ofSeconds(30),
              Duration.ZERO,
              "",
              0));

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final InstantSource time = () -> now;
  private Queues queues = new Queues(RESOURCES, time, Journal.forgetful());

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private List<String> received(String queue) {
    return queues.receive(queue, 10).stream().map(Message::body).toList();
  }

  @Test
  void a_received_message_is_hidden_until_its_time_and_then_comes_again() {
    queues.send(WORK, "a", Map.of(), null);

    assertThat(received(WORK)).containsExactly("a");
    pass(29);
    assertThat(received(WORK)).isEmpty();
    pass(1);
    assertThat(received(WORK)).containsExactly("a");
  }

  @Test
  void a_deleted_message_never_comes_again() {
    queues.send(WORK, "a", Map.of(), null);
    queues.delete(queues.receive(WORK, 10).getFirst());
    pass(60);

    assertThat(received(WORK)).isEmpty();
    assertThat(queues.messages(WORK)).isEmpty();
  }

  @Test
  void what_was_received_too_often_goes_to_the_dead_letters() {
    queues.send(WORK, "a", Map.of(), null);
    received(WORK);
    pass(30);
    received(WORK);
    pass(30);

    assertThat(received(WORK)).isEmpty();
    assertThat(queues.messages(DEAD)).extracting(Message::body).containsExactly("a");
    assertThat(received(DEAD)).containsExactly("a");
  }

  @Test
  void a_delayed_message_waits() {
    queues.send(WORK, "later", Map.of(), Duration.ofSeconds(5));
    queues.send(WORK, "now", Map.of(), null);

    assertThat(received(WORK)).containsExactly("now");
    assertThat(queues.ready(WORK)).isFalse();
    pass(5);
    assertThat(queues.ready(WORK)).isTrue();
    assertThat(received(WORK)).containsExactly("later");
  }

  @Test
  void a_batch_takes_no_more_than_asked_in_the_order_they_came() {
    for (int each = 0; each < 15; each++) {
      queues.send(WORK, Integer.toString(each), Map.of(), null);
    }

    assertThat(queues.receive(WORK, 10)).extracting(Message::body).startsWith("0", "1", "2");
    assertThat(received(WORK)).containsExactly("10", "11", "12", "13", "14");
  }

  @Test
  void a_killed_service_has_every_message_again_and_how_often_it_was_received() throws Exception {
    Path file = folder.resolve("queue.jsonl");
    queues = new Queues(RESOURCES, time, Journal.at(file));
    queues.send(WORK, "settled", Map.of(), null);
    queues.send(WORK, "worked on", Map.of("kind", "å"), null);
    queues.send(WORK, "later", Map.of(), Duration.ofSeconds(5));
    var taken = queues.receive(WORK, 2);
    queues.delete(taken.getFirst());
    // Killed here: nothing is closed, and the last line is cut off in the middle.
    Files.writeString(file, "{\"did\":\"sent\",\"id\":\"cut", StandardOpenOption.APPEND);

    queues = new Queues(RESOURCES, time, Journal.at(file));

    var again = queues.receive(WORK, 10);
    assertThat(again).extracting(Message::body).containsExactly("worked on");
    assertThat(again.getFirst().receives()).isEqualTo(2);
    assertThat(again.getFirst().attributes()).isEqualTo(Map.of("kind", "å"));
    pass(30);
    assertThat(received(WORK)).containsExactly("later");
    assertThat(queues.messages(DEAD)).extracting(Message::body).containsExactly("worked on");
    assertThat(Files.readString(file)).doesNotContain("settled");
  }
}
