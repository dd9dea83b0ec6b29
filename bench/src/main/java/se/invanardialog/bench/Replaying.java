package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One real petition's signatures, hour by hour: some people sign twice, some take it back, one hour
 * turns out to be fraud, another one turns out not to be.
 */
final class Replaying {
  /** The petition's own threshold; a smaller set of signatures gets a smaller one. */
  private static final int USUAL_THRESHOLD = 10_000;

  private static final int SHARE_OF_ALL = 6;
  private static final int EVERY_DOUBLE = 100;
  private static final int EVERY_WITHDRAWN = 200;
  private static final int CHECKED_EVERY_HOURS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SERIES = "signer";
  private static final String REACHED = "reached";
  private static final String UNREACHED = "unreached";

  private final Service service;
  private final Crowd crowd;
  private final Findings findings;
  private final Latencies asking = new Latencies();
  private final Latencies confirming = new Latencies();
  private final Latencies withdrawing = new Latencies();
  private final Latencies lag = new Latencies();
  private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
  private final int threshold;
  private final NavigableMap<Instant, Integer> hourly;
  private String id = "";
  private long expected;
  private long confirmNanos;
  private int doubles;
  private int withdrawn;

  Replaying(
      Service service, Crowd crowd, NavigableMap<Instant, Integer> hourly, Findings findings) {
    this.hourly = hourly;
    this.threshold = Math.min(USUAL_THRESHOLD, all() / SHARE_OF_ALL);
    this.service = service;
    this.crowd = crowd;
    this.findings = findings;
  }

  /** An hour of the petition, moved to when it happens here. */
  private record Hour(Instant at, int first, int signers) {}

  private int all() {
    return hourly.values().stream().mapToInt(Integer::intValue).sum();
  }

  void run() {
    if (hourly.isEmpty()) {
      return;
    }
    int all = all();
    findings.heading("Replay: %,d signatures in %,d hours".formatted(all, hourly.size()));
    try (Service.Client official = service.client()) {
      publish(official);
      Instant begin = official.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      List<Hour> hours = moved(begin);
      Hour crossing = crossing(hours);
      Hour innocent = innocent(hours, crossing);
      long started = System.nanoTime();
      replay(official, hours, crossing, innocent);
      double seconds = (System.nanoTime() - started) / 1e9;
      official.idle();
      report(official, all, seconds);
      timeline(official, hours, crossing, innocent);
    }
  }

  /** What was removed can't be taken back by its signer, so nobody of these hours tries. */
  private static boolean special(Hour hour, Hour crossing, Hour innocent) {
    return hour.equals(crossing) || hour.equals(innocent);
  }

  private void publish(Service.Client official) {
    ObjectNode rules = (ObjectNode) official.get("/api/official/rules");
    rules.put("threshold", threshold);
    rules.set("signingDays", Service.JSON.createArrayNode().add(365));
    official.expect(200, "PUT", "/api/official/rules", rules.toString(), Service.FROM_ANYWHERE);
    Published published = new Published(official);
    id = published.suggestion("Låt älven rinna fritt", "replay", 1);
    published.publishAll(crowd);
  }

  private List<Hour> moved(Instant begin) {
    Duration by = Duration.between(hourly.firstKey(), begin);
    List<Hour> hours = new ArrayList<>();
    int first = 0;
    for (Map.Entry<Instant, Integer> hour : hourly.entrySet()) {
      hours.add(new Hour(hour.getKey().plus(by), first, hour.getValue()));
      first += hour.getValue();
    }
    return hours;
  }

  /** The hour in which the threshold is reached, given what is withdrawn until then. */
  private Hour crossing(List<Hour> hours) {
    int count = 0;
    for (int i = 0; i < hours.size(); i++) {
      Hour hour = hours.get(i);
      count += hour.signers() - withdrawnOf(i == 0 ? hour : hours.get(i - 1), i == 0);
      if (count >= threshold) {
        return hour;
      }
    }
    throw new IllegalStateException("The data never reach the threshold");
  }

  private static int withdrawnOf(Hour hour, boolean none) {
    return none ? 0 : (int) signers(hour).filter(Replaying::withdraws).count();
  }

  /** The largest hour well after, whose removal is undone. */
  private static Hour innocent(List<Hour> hours, Hour crossing) {
    return hours.stream()
        .filter(hour -> hour.at().isAfter(crossing.at().plus(3, ChronoUnit.DAYS)))
        .max(Comparator.comparingInt(Hour::signers))
        .orElseThrow();
  }

  private static IntStream signers(Hour hour) {
    return IntStream.range(hour.first(), hour.first() + hour.signers());
  }

  private static boolean signsTwice(int signer) {
    return signer % EVERY_DOUBLE == 37;
  }

  private static boolean withdraws(int signer) {
    return signer % EVERY_WITHDRAWN == 11;
  }

  private void replay(Service.Client official, List<Hour> hours, Hour crossing, Hour innocent) {
    for (int i = 0; i < hours.size(); i++) {
      Hour hour = hours.get(i);
      official.clockTo(hour.at().plusSeconds(1));
      if (i > 0) {
        second(hours.get(i - 1), special(hours.get(i - 1), crossing, innocent));
      }
      boolean near = Math.abs(expected - threshold) < hour.signers() + 500;
      if (near) {
        official.idle();
      }
      sign(hour);
      boolean checked = i % CHECKED_EVERY_HOURS == 0 || special(hour, crossing, innocent);
      if (checked) {
        counted(official, "the hour " + hour.at());
      }
      if (hour.equals(crossing)) {
        remove(official, hour, true);
      } else if (hour.equals(innocent)) {
        remove(official, hour, false);
      } else if (near) {
        official.idle();
      }
    }
  }

  private void sign(Hour hour) {
    List<Integer> all = signers(hour).boxed().toList();
    crowd.each(all, (client, signer) -> ask(client, People.signer(SERIES, signer), signer));
    crowd.each(
        all,
        (client, signer) ->
            tokens.put(signer, client.link(People.email(SERIES, signer), "/confirm/")));
    long start = System.nanoTime();
    crowd.each(all, (client, signer) -> confirm(client, signer));
    confirmNanos += System.nanoTime() - start;
    expected += all.size();
  }

  private void ask(Service.Client client, ObjectNode body, int signer) {
    long start = System.nanoTime();
    JsonNode answer =
        client.expect(
            202,
            "POST",
            "/api/suggestions/" + id + "/signatures",
            body.toString(),
            People.address(signer));
    asking.add(System.nanoTime() - start);
    if (!answer.path("outcome").asText().equals("check-your-mail")) {
      findings.difference("Asking answered " + answer);
    }
  }

  private void confirm(Service.Client client, int signer) {
    long start = System.nanoTime();
    JsonNode answer =
        client.expect(
            200, "POST", "/api/confirmations/" + tokens.get(signer), "", People.address(signer));
    confirming.add(System.nanoTime() - start);
    if (!answer.path("state").asText().equals("confirmed")) {
      findings.difference("Signer " + signer + " confirmed, and was answered " + answer);
    }
  }

  /** In the hour after: some sign once more, in another spelling; some take theirs back. */
  private void second(Hour before, boolean special) {
    if (special) {
      return;
    }
    List<Integer> twice = signers(before).filter(Replaying::signsTwice).boxed().toList();
    crowd.each(
        twice,
        (client, signer) -> {
          ObjectNode again = People.signer(SERIES, signer).put("name", People.name(signer));
          again.put("email", " " + People.email(SERIES, signer).toUpperCase(java.util.Locale.ROOT));
          ask(client, again, signer);
          String token = client.link(People.email(SERIES, signer), "/confirm/");
          client.expect(200, "POST", "/api/confirmations/" + token, "", People.address(signer));
          confirm(client, signer);
        });
    doubles += twice.size();
    List<Integer> back = signers(before).filter(Replaying::withdraws).boxed().toList();
    crowd.each(
        back,
        (client, signer) -> {
          // Who has signed and asks again gets a letter that says so, with a link to take it back.
          ask(client, People.signer(SERIES, signer), signer);
          String token = client.link(People.email(SERIES, signer), "/withdraw/");
          long start = System.nanoTime();
          client.expect(200, "POST", "/api/withdrawals/" + token, "", People.address(signer));
          withdrawing.add(System.nanoTime() - start);
        });
    withdrawn += back.size();
    expected -= back.size();
  }

  /** Waits until the count is what it should be, and tells how long that took. */
  private void counted(Service.Client client, String when) {
    long start = System.nanoTime();
    long count = client.count(id);
    while (count != expected && System.nanoTime() - start < PATIENCE.toNanos()) {
      Service.pause(Duration.ofMillis(20));
      count = client.count(id);
    }
    lag.add(System.nanoTime() - start);
    if (count != expected) {
      findings.same("counted at " + when, expected, count);
    }
  }

  private void remove(Service.Client official, Hour hour, boolean fraud) {
    findings.say(
        "%s hour %s: %,d names", fraud ? "Fraudulent" : "Suspected", hour.at(), hour.signers());
    String path = "/api/official/suggestions/" + id + "/removals";
    JsonNode preview = official.post(200, path, removal(hour, true));
    findings.same("  preview", (long) hour.signers(), preview.path("matching").asLong());
    counted(official, "preview, which removes none");
    JsonNode removed = official.post(202, path, removal(hour, false));
    findings.same("  removed", (long) hour.signers(), removed.path("matching").asLong());
    expected -= hour.signers();
    counted(official, "removal of " + hour.at());
    if (!fraud) {
      String removalId = removed.path("id").asText();
      Connection.Reply undone = official.send("DELETE", "/api/official/removals/" + removalId, "");
      findings.same("  undoing is answered", 2, undone.status() / 100);
      expected += hour.signers();
      counted(official, "undoing the removal of " + hour.at());
    }
    findings.same("  count afterwards", expected, official.count(id));
  }

  private static ObjectNode removal(Hour hour, boolean preview) {
    ObjectNode body =
        Service.object().put("reason", "Names from a list that was sold").put("preview", preview);
    body.putObject("where")
        .put("from", hour.at().toString())
        .put("to", hour.at().plus(1, ChronoUnit.HOURS).toString());
    return body;
  }

  private void report(Service.Client official, int all, double seconds) {
    counted(official, "the end");
    long count = official.count(id);
    findings.say("");
    findings.say("signatures in %,d, doubles %,d, withdrawn %,d", all, doubles, withdrawn);
    findings.say("asking for the mail: %s", asking);
    findings.say("confirming: %s", confirming);
    findings.say("withdrawing: %s", withdrawing);
    findings.say("until the count was right: %s", lag);
    findings.say(
        "confirmed %,.0f a second; the whole replay %,.0f signatures a second, %,.0f s",
        all / (confirmNanos / 1e9), all / seconds, seconds);
    findings.same("counted at the end", expected, count);
    findings.same("lost", 0L, Math.max(0, expected - count));
    findings.same("counted twice", 0L, Math.max(0, count - expected));
    JsonNode shown = official.get("/api/suggestions/" + id);
    findings.same("online and paper together", expected, sum(shown.path("signaturesByOrigin")));
  }

  private static long sum(JsonNode counts) {
    return Stream.of("online", "paper").mapToLong(origin -> counts.path(origin).asLong()).sum();
  }

  /** Reached in the fraudulent hour, un-reached by the removal, reached again when it should be. */
  private void timeline(Service.Client official, List<Hour> hours, Hour crossing, Hour innocent) {
    List<String> shown =
        official
            .get("/api/suggestions/" + id)
            .path("timeline")
            .valueStream()
            .sorted(Comparator.comparing(line -> line.path("at").asText()))
            .map(line ->
                line.path("event").asText().replaceAll("-|threshold|[0-9]+$", "") + hourOf(line))
            .filter(event -> event.startsWith(REACHED) || event.startsWith(UNREACHED))
            .toList();
    findings.say("threshold of %,d:", threshold);
    foreseen(hours, crossing, innocent).forEach(event -> findings.say("  %s", event));
    findings.same("threshold events in their hours", foreseen(hours, crossing, innocent), shown);
  }

  private static Instant hourOf(JsonNode line) {
    return Instant.parse(line.path("at").asText()).truncatedTo(ChronoUnit.HOURS);
  }

  /** What must happen to the threshold, step by step as the replay goes. */
  private List<String> foreseen(List<Hour> hours, Hour crossing, Hour innocent) {
    List<String> events = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < hours.size(); i++) {
      Hour hour = hours.get(i);
      Hour before = hours.get(Math.max(0, i - 1));
      boolean noneBack = i == 0 || special(before, crossing, innocent);
      count = step(count, -withdrawnOf(before, noneBack), hour, events);
      count = step(count, hour.signers(), hour, events);
      if (special(hour, crossing, innocent)) {
        count = step(count, -hour.signers(), hour, events);
      }
      if (hour.equals(innocent)) {
        count = step(count, hour.signers(), hour, events);
      }
    }
    return events;
  }

  private int step(int count, int by, Hour hour, List<String> events) {
    int after = count + by;
    if (count < threshold && after >= threshold) {
      events.add(REACHED + hour.at());
    } else if (count >= threshold && after < threshold) {
      events.add(UNREACHED + hour.at());
    }
    return after;
  }
}
