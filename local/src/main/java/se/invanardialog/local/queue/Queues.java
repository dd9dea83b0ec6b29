package se.invanardialog.local.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.template.QueueResource;

/**
 * The template's queues in this process: at least once, hidden while somebody works on a message,
 * moved to the dead letters when it was received too often. Each step is in the journal, so that
 * neither a stop nor a kill loses a message.
 */
public final class Queues implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_IDLE_JOURNAL_BYTES = 1_000_000;

  private final InstantSource time;
  private final Journal journal;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private Runnable onSend = () -> {};

  /** A message as it lies in a queue; each receive makes a new one. */
  public record Message(
      String id,
      String queue,
      String body,
      Map<String, String> attributes,
      Instant sentAt,
      Instant firstReceivedAt,
      Instant visibleAt,
      int receives) {}

  /** One queue. What is ready is taken in order; what is hidden waits for its time. */
  private static final class Line {
    final QueueResource resource;
    final Map<String, Message> messages = new LinkedHashMap<>();
    final ArrayDeque<Message> ready = new ArrayDeque<>();
    final PriorityQueue<Message> hidden =
        new PriorityQueue<>(Comparator.comparing(Message::visibleAt));

    Line(QueueResource resource) {
      this.resource = resource;
    }

    void put(Message message, Instant now) {
      messages.put(message.id(), message);
      if (message.visibleAt().isAfter(now)) {
        hidden.add(message);
      } else {
        ready.add(message);
      }
    }

    void reveal(Instant now) {
      for (Message next = hidden.peek();
          next != null && !next.visibleAt().isAfter(now);
          next = hidden.peek()) {
        ready.add(hidden.remove());
      }
    }

    /** An entry of an earlier receive, or of a message since deleted, is passed over. */
    boolean stale(Message message) {
      return !message.equals(messages.get(message.id()));
    }
  }

  public Queues(List<QueueResource> resources, InstantSource time, Journal journal) {
    this.time = time;
    this.journal = journal;
    resources.forEach(each -> lines.put(each.arn(), new Line(each)));
    replay(journal.open());
  }

  private void replay(List<String> written) {
    var left = new LinkedHashMap<String, Message>();
    for (String line : written) {
      JsonNode node = read(line);
      String id = node.get("id").asText();
      @Nullable Message before = left.get(id);
      switch (node.get("did").asText()) {
        case "sent" -> left.put(id, message(node));
        case "received" -> {
          if (before != null) {
            left.put(id, received(before, before.firstReceivedAt(), Instant.EPOCH));
          }
        }
        default -> left.remove(id);
      }
    }
    Instant now = time.instant();
    left.values().forEach(each -> line(each.queue()).put(each, now));
    journal.rewrite(left.values().stream().map(each -> write("sent", each)).toList());
  }

  private static Message received(Message message, Instant first, Instant visibleAt) {
    return new Message(
        message.id(),
        message.queue(),
        message.body(),
        message.attributes(),
        message.sentAt(),
        first,
        visibleAt,
        message.receives() + 1);
  }

  /** Told of each message that came. */
  public void onSend(Runnable told) {
    onSend = told;
  }

  public String arnOf(String url) {
    return lines.values().stream()
        .map(line -> line.resource.arn())
        .filter(arn -> url.endsWith("/" + arn.substring(arn.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No queue " + url));
  }

  /** Returns the message's id. */
  public String send(
      String arn, String body, Map<String, String> attributes, @Nullable Duration delay) {
    Line line = line(arn);
    Instant now = time.instant();
    Instant visibleAt = now.plus(delay == null ? line.resource.delay() : delay);
    var message =
        new Message(
            UUID.randomUUID().toString(), arn, body, attributes, now, Instant.EPOCH, visibleAt, 0);
    synchronized (this) {
      journal.append(write("sent", message));
      line.put(message, now);
    }
    onSend.run();
    return message.id();
  }

  /** Takes what is ready, and hides it for the queue's visibility timeout. */
  public synchronized List<Message> receive(String arn, int most) {
    Line line = line(arn);
    Instant now = time.instant();
    line.reveal(now);
    var taken = new ArrayList<Message>();
    while (taken.size() < most && !line.ready.isEmpty()) {
      Message next = line.ready.remove();
      if (line.stale(next)) {
        continue;
      }
      if (tooOften(line.resource, next)) {
        bury(line, next, now);
        continue;
      }
      Instant first = next.receives() == 0 ? now : next.firstReceivedAt();
      Message hidden = received(next, first, now.plus(line.resource.visibility()));
      journal.append(write("received", hidden));
      line.put(hidden, now);
      taken.add(hidden);
    }
    return taken;
  }

  private static boolean tooOften(QueueResource queue, Message message) {
    return !queue.deadLetters().isEmpty() && message.receives() >= queue.mostReceives();
  }

  private void bury(Line line, Message message, Instant now) {
    line.messages.remove(message.id());
    var dead =
        new Message(
            message.id(),
            line.resource.deadLetters(),
            message.body(),
            message.attributes(),
            message.sentAt(),
            message.firstReceivedAt(),
            now,
            message.receives());
    journal.append(write("sent", dead));
    line(dead.queue()).put(dead, now);
  }

  /** It is done with; of an earlier receive too, as SQS mostly does. */
  public synchronized void delete(Message message) {
    line(message.queue()).messages.remove(message.id());
    journal.append(write("deleted", message));
    boolean empty = lines.values().stream().allMatch(line -> line.messages.isEmpty());
    if (empty && journal.bytes() > LARGEST_IDLE_JOURNAL_BYTES) {
      journal.rewrite(List.of());
    }
  }

  /** Whether a message could be received now. */
  public synchronized boolean ready(String arn) {
    Line line = line(arn);
    line.reveal(time.instant());
    while (!line.ready.isEmpty() && line.stale(line.ready.element())) {
      line.ready.remove();
    }
    return !line.ready.isEmpty();
  }

  /** All that lies in a queue, hidden or not. */
  public synchronized List<Message> messages(String arn) {
    return List.copyOf(line(arn).messages.values());
  }

  public synchronized Map<String, Integer> sizes() {
    var sizes = new LinkedHashMap<String, Integer>();
    lines.values().forEach(line -> sizes.put(line.resource.id(), line.messages.size()));
    return sizes;
  }

  private Line line(String arn) {
    @Nullable Line line = lines.get(arn);
    if (line == null) {
      throw new IllegalArgumentException("No queue " + arn);
    }
    return line;
  }

  private static String write(String did, Message message) {
    try {
      var node = JSON.createObjectNode().put("did", did).put("id", message.id());
      if (did.equals("sent")) {
        node.put("queue", message.queue())
            .put("body", message.body())
            .put("sentAt", message.sentAt().toString())
            .put("visibleAt", message.visibleAt().toString())
            .put("receives", message.receives())
            .set("attributes", JSON.valueToTree(message.attributes()));
      }
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The queue's journal is damaged", broken);
    }
  }

  private static Message message(JsonNode node) {
    var attributes = new LinkedHashMap<String, String>();
    node.get("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
    return new Message(
        node.get("id").asText(),
        node.get("queue").asText(),
        node.get("body").asText(),
        attributes,
        Instant.parse(node.get("sentAt").asText()),
        Instant.EPOCH,
        Instant.parse(node.get("visibleAt").asText()),
        node.get("receives").asInt());
  }

  @Override
  public void close() {
    journal.close();
  }
}
