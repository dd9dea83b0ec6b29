package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.dispatch.DeliveryFunction;
import se.invanardialog.dispatch.DispatchFunction;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/**
 * One survey to a whole panel through the sweep and the queue's function, with a sender that takes
 * no time: each member once, memory flat, and no more than twice the time that the bare store takes
 * for the same writes in the same run.
 */
public final class Dispatching {
  private static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  private static final String PANEL = "bench";
  private static final String SERVICE = "service";
  private static final String BARE = "bare";
  private static final int HEAP_EVERY = 10_000;
  private static final int MESSAGES_AT_ONCE = 10;
  private static final int PAIRS_AT_ONCE = Table.MOST_WRITES_AT_ONCE / 2;
  private static final int WARM_UP = 1_000;
  private static final double MOST_OF_BARE = 2;
  private static final double MOST_HEAP_GROWTH_MEGABYTES = 32;

  private final Findings findings = new Findings();
  private final int members;

  private Dispatching(int members) {
    this.members = members;
  }

  /**
   * @param arguments how many members; 100,000 when left out
   */
  public static void main(String[] arguments) {
    int members = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    System.exit(new Dispatching(members).run());
  }

  private int run() {
    double bareSeconds = bare();
    try (var store = new LocalDynamo()) {
      DynamoTable service = store.table(SERVICE);
      panel(service);
      findings.heading("One survey to the panel");
      String survey = survey(service);
      double seconds = seconds(() -> dispatch(store));
      findings.say("%d members: %.1f s", members, seconds);
      findings.same("invited, each once", members, count(service, Keys.INVITATIONS + survey));
      findings.atMost("time, of the bare store's", MOST_OF_BARE, seconds / bareSeconds);
    }
    return findings.end();
  }

  /** A store of its own: one with two streams slows down with what the other holds. */
  private double bare() {
    try (var store = new LocalDynamo()) {
      DynamoTable table = store.table(BARE);
      panel(table);
      findings.heading("The same writes into the bare store");
      writes(table, WARM_UP, "warm");
      double seconds = seconds(() -> writes(table, members, "m"));
      findings.say("%d members: %.1f s", members, seconds);
      return seconds;
    }
  }

  private static double seconds(Runnable work) {
    long from = System.nanoTime();
    work.run();
    return (System.nanoTime() - from) / 1e9;
  }

  private void panel(Table table) {
    table.write(
        Write.put(
            Item.at(Keys.panel(PANEL))
                .with("version", 1)
                .with("name", "{\"sv\":\"Vuxenpanelen\"}")
                .with("about", "{}")
                .with("frequency", "{}")
                .with("asks", List.of("sex", "district"))
                .with("minimumAge", 0)
                .with("guardianUnder", 0)
                .with("ageBounds", List.of("16", "30"))
                .with("open", true)
                .with("createdAt", NOON)));
    var batch = new ArrayList<Write>();
    for (int n = 0; n < members; n++) {
      batch.add(Write.put(member("m" + n, n)));
      if (batch.size() == Table.MOST_WRITES_AT_ONCE || n == members - 1) {
        table.write(List.copyOf(batch));
        batch.clear();
      }
    }
  }

  private static Item member(String id, int n) {
    return Item.at(Keys.member(PANEL, id))
        .with("id", id)
        .with("panel", PANEL)
        .with("state", "active")
        .with("version", 1)
        .with("email", id + "@exempel.se")
        .with("channel", "mail")
        .with("pace", n % 2 == 0 ? "every" : "monthly")
        .with(
            "profile",
            "{\"sex\":\"%s\",\"district\":\"d%d\"}".formatted(n % 2 == 0 ? "man" : "woman", n % 9))
        .with("consents", "{}")
        .with("language", "sv")
        .with("joined", "2026-01-01");
  }

  /**
   * An invitation with its member's day, and a sending before and after: no less can be written.
   */
  private static void writes(Table table, int many, String prefix) {
    var pairs = new ArrayList<Write>();
    for (int n = 0; n < many; n++) {
      String id = prefix + n;
      pairs.add(
          Write.insert(
              Item.at(Keys.invitation(BARE, id))
                  .with("survey", BARE)
                  .with("member", id)
                  .with("channel", "mail")
                  .with("cell", "sex=woman")
                  .with("day", "2026-11-23")));
      pairs.add(Write.update(Keys.member(PANEL, id)).set("invited", "2026-11-23"));
      if (pairs.size() == 2 * PAIRS_AT_ONCE || n == many - 1) {
        table.write(List.copyOf(pairs));
        pairs.clear();
      }
    }
    for (int n = 0; n < many; n++) {
      var key = Keys.sending("S#" + BARE + "#invite#" + prefix + n);
      table.write(
          Write.insert(
              Item.at(key).with("state", "sending").with("leaseUntil", NOON).expiring(NOON)));
      table.write(
          Write.update(key).set("state", "sent").set("at", NOON).when(Condition.existing()));
    }
  }

  private static String survey(Table table) {
    var surveys = new Surveys(table, Ids.secure());
    var design =
        new Survey.Design(
            PANEL,
            false,
            Translated.swedish("Badplatsen"),
            Translated.swedish("Vi undrar vad du tycker."),
            new Survey.Purpose(
                Translated.swedish("fritidsnämnden"),
                Translated.swedish("Svaren avgör ordningen."),
                null),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            NOON,
            NOON.plus(Duration.ofDays(14)),
            List.of(),
            null);
    Survey.Draft draft = surveys.draft(design, "bench", NOON);
    surveys.insert(draft, List.of());
    var made = (Survey.Draft) surveys.find(draft.base().id()).orElseThrow();
    if (!surveys.change(made, made.schedule(NOON), List.of())) {
      throw new IllegalStateException("Not scheduled");
    }
    return draft.base().id();
  }

  private void dispatch(LocalDynamo store) {
    var outside = new Untimed();
    var platform = outside.platform(store.client(), SERVICE, NOON);
    var sweep = new DispatchFunction(platform);
    var delivery = new DeliveryFunction(platform);
    double before = heapMegabytes();
    try {
      sweep.handleRequest(Map.of(), null);
      deliver(outside, delivery);
      findings.atMost(
          "heap after collection, grown from before, MB",
          MOST_HEAP_GROWTH_MEGABYTES,
          heapMegabytes() - before);
    } finally {
      Reference.reachabilityFence(delivery);
    }
    findings.same("letters handed over", members, outside.handedOver());
    findings.same("of them different", members, outside.different());
  }

  private void deliver(Untimed outside, DeliveryFunction delivery) {
    int reported = 0;
    for (List<String> bodies = outside.take(MESSAGES_AT_ONCE);
        !bodies.isEmpty();
        bodies = outside.take(MESSAGES_AT_ONCE)) {
      if (!delivery.handleRequest(event(bodies), null).getBatchItemFailures().isEmpty()) {
        findings.difference("A message failed");
      }
      int sent = outside.handedOver();
      if (sent / HEAP_EVERY > reported) {
        reported = sent / HEAP_EVERY;
        findings.say("%7d handed over, heap after collection %6.1f MB", sent, heapMegabytes());
      }
    }
  }

  private static double heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static SQSEvent event(List<String> bodies) {
    var messages = new ArrayList<SQSEvent.SQSMessage>();
    for (String body : bodies) {
      var message = new SQSEvent.SQSMessage();
      message.setMessageId("m" + messages.size());
      message.setBody(body);
      messages.add(message);
    }
    var event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static int count(Table table, String partition) {
    int found = 0;
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      found += table.all(Query.partition(partition + "#" + shard)).size();
    }
    return found;
  }
}
