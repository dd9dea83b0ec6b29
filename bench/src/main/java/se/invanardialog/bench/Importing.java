package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Real suggestions left, confirmed, moderated, closed and answered through the API. */
final class Importing {
  /** The longest real text, with room. */
  private static final int LONGEST_TEXT = 7_000;

  private static final int SHORT_DAYS = 30;
  private static final int LONG_DAYS = 365;
  private static final int AT_ONCE = 100;
  private static final String SERIES = "author";

  /** Those the service speaks; whoever writes another leaves the choice alone. */
  private static final Set<String> LANGUAGES = Set.of("sv", "en", "ar");

  private final Service service;
  private final Crowd crowd;
  private final Findings findings;
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, RealData.Real> accepted = new ConcurrentHashMap<>();
  private final Map<String, RealData.Fate> fates = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private final AtomicInteger authors = new AtomicInteger();
  private final AtomicInteger offered = new AtomicInteger();
  private final Latencies leaving = new Latencies();
  private final Latencies deciding = new Latencies();

  Importing(Service service, Crowd crowd, Findings findings) {
    this.service = service;
    this.crowd = crowd;
    this.findings = findings;
  }

  /** All that were published where they come from: the key of each to its id here. */
  Map<String, String> published(List<RealData.Real> proposals, List<RealData.Real> petitions) {
    findings.heading("Import: what was published");
    List<RealData.Real> all = new ArrayList<>(proposals);
    all.addAll(petitions);
    rules(SHORT_DAYS);
    take(with(all, RealData.Fate.CLOSED), Optional.empty());
    List<RealData.Real> answered = with(all, RealData.Fate.ANSWERED);
    take(answered, Optional.empty());
    try (Service.Client clock = service.client()) {
      clock.clockTo(clock.now().plus(Duration.ofDays(SHORT_DAYS + 2)));
      clock.idle();
    }
    rules(LONG_DAYS);
    take(with(all, RealData.Fate.OPEN), Optional.empty());
    answer(answered);
    return Map.copyOf(ids);
  }

  /** All that were refused, with the code of the moderators there. */
  void refused(List<RealData.Real> petitions, List<RealData.Pair> pairs) {
    List<RealData.Real> all = with(petitions, RealData.Fate.REFUSED);
    if (all.isEmpty()) {
      return;
    }
    findings.heading("Import: what was refused");
    Map<String, String> originals =
        pairs.stream()
            .collect(
                Collectors.toMap(
                    RealData.Pair::duplicate, RealData.Pair::original, (one, other) -> one));
    take(all, Optional.of(originals));
  }

  private static List<RealData.Real> with(List<RealData.Real> all, RealData.Fate fate) {
    return all.stream().filter(real -> real.fate() == fate).toList();
  }

  /** The lengths that real texts need; everything else as it was. */
  private void rules(int signingDays) {
    try (Service.Client admin = service.client()) {
      ObjectNode rules = (ObjectNode) admin.get("/api/official/rules");
      rules.put("proposalLength", LONGEST_TEXT).put("reasonLength", 1_000).put("titleLength", 80);
      rules.put("similarityBarMonths", 0).put("threshold", 100).put("askReason", true);
      rules.set("signingDays", Service.JSON.createArrayNode().add(signingDays));
      admin.expect(200, "PUT", "/api/official/rules", rules.toString(), Service.FROM_ANYWHERE);
    }
  }

  private void take(List<RealData.Real> all, Optional<Map<String, String>> originalsOfRefused) {
    long start = System.nanoTime();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<RealData.Real> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      crowd.each(some, this::leave);
      decide(some, originalsOfRefused);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    findings.say("%,d taken in %.0f s, %.0f a second", all.size(), seconds, all.size() / seconds);
  }

  private void leave(Service.Client client, RealData.Real real) {
    int n = authors.incrementAndGet();
    offered.incrementAndGet();
    ObjectNode body = Service.object().put("title", real.title()).put("proposal", real.proposal());
    if (LANGUAGES.contains(real.language())) {
      body.put("language", real.language());
    }
    if (!real.reason().isEmpty()) {
      body.put("reason", real.reason());
    }
    body.set("author", People.author(SERIES, n));
    long start = System.nanoTime();
    Connection.Reply reply =
        client.send("POST", "/api/suggestions", body.toString(), People.address(n));
    leaving.add(System.nanoTime() - start);
    if (reply.status() != 202) {
      refusal(real, reply);
      return;
    }
    String id = Service.read(reply.body()).path("id").asText();
    String token = client.link(People.email(SERIES, n), "/confirm/");
    JsonNode confirmed =
        client.expect(200, "POST", "/api/confirmations/" + token, "", People.address(n));
    if (!confirmed.path("state").asText().equals("confirmed")) {
      findings.difference(real.key() + " was not confirmed: " + confirmed);
    }
    ids.put(real.key(), id);
    accepted.put(real.key(), real);
  }

  /** What is refused is told with its reason; only what nobody could publish may be. */
  private void refusal(RealData.Real real, Connection.Reply reply) {
    JsonNode error = Service.read(reply.body()).path("errors").path(0);
    String why = error.path("field").asText() + " " + error.path("code").asText();
    refusals.computeIfAbsent(why.strip(), unseen -> new AtomicInteger()).incrementAndGet();
    boolean empty = real.proposal().isBlank() || real.title().isBlank();
    if (reply.status() != 422 && reply.status() != 400) {
      findings.difference(real.key() + " was answered " + reply.status() + " " + reply.body());
    } else if (!empty) {
      findings.say("%s was refused: %s", real.key(), reply.body());
    }
  }

  private void decide(List<RealData.Real> some, Optional<Map<String, String>> originalsOfRefused) {
    Map<String, Integer> versions = new ConcurrentHashMap<>();
    try (Service.Client moderator = service.client()) {
      for (JsonNode item : moderator.get("/api/official/moderation").path("items")) {
        versions.put(item.path("id").asText(), item.path("version").asInt());
      }
    }
    crowd.each(
        some.stream().filter(real -> ids.containsKey(real.key())).toList(),
        (client, real) -> {
          String id = ids.getOrDefault(real.key(), "");
          if (!versions.containsKey(id)) {
            findings.difference(real.key() + " is not in the moderation queue");
            return;
          }
          ObjectNode decision =
              originalsOfRefused
                  .map(originals -> refusing(real, originals))
                  .orElseGet(() -> Service.object().put("decision", "publish"));
          decision.put("version", versions.getOrDefault(id, 0));
          String path = "/api/official/suggestions/" + id + "/decision";
          long start = System.nanoTime();
          client.post(200, path, decision);
          deciding.add(System.nanoTime() - start);
          if (Math.floorMod(id.hashCode(), 50) == 0) {
            secondModerator(client, path, decision);
          }
          fates.put(
              real.key(),
              originalsOfRefused.isPresent() ? RealData.Fate.REFUSED : RealData.Fate.OPEN);
        });
  }

  private void secondModerator(Service.Client client, String path, ObjectNode decision) {
    int status = client.send("POST", path, decision.toString()).status();
    if (status != 409) {
      findings.difference("A second moderator was answered " + status + " at " + path);
    }
  }

  private ObjectNode refusing(RealData.Real real, Map<String, String> originals) {
    String original = ids.getOrDefault(originals.getOrDefault(real.key(), ""), "");
    ObjectNode decision =
        Service.object()
            .put("decision", "refuse")
            .put("reason", reason(real.refusal(), original.isEmpty()))
            .put("note", "As decided where it comes from: " + real.refusal());
    return original.isEmpty() ? decision : decision.put("duplicateOf", original);
  }

  /** A duplicate must say of what; where the original is not in the data it is only "other". */
  private static String reason(String code, boolean originalUnknown) {
    return switch (code) {
      case "duplicate" -> originalUnknown ? "other" : "duplicate";
      case "irrelevant", "honours", "foi" -> "not-municipal";
      case "no-action" -> "unclear";
      case "already-happening" -> "decided";
      case "fake-name" -> "personal";
      default -> "other";
    };
  }

  private void answer(List<RealData.Real> answered) {
    Map<String, AtomicInteger> refusedAnswers = new ConcurrentHashMap<>();
    crowd.each(
        answered.stream().filter(real -> ids.containsKey(real.key())).toList(),
        (client, real) -> {
          ObjectNode answer =
              Service.object()
                  .put("decision", "partly")
                  .put("text", real.answer())
                  .put("board", "Kommunstyrelsen")
                  .put("date", client.now().toString().substring(0, 10))
                  .put("registryNumber", "KS 2026/" + Math.floorMod(real.key().hashCode(), 1000));
          String path = "/api/official/suggestions/" + ids.get(real.key()) + "/answer";
          Connection.Reply reply = client.send("POST", path, answer.toString());
          if (reply.status() == 200) {
            fates.put(real.key(), RealData.Fate.ANSWERED);
          } else {
            refusedAnswers
                .computeIfAbsent(reply.status() + " " + reply.body(), unseen -> new AtomicInteger())
                .incrementAndGet();
          }
        });
    refusedAnswers.forEach(
        (why, times) -> findings.difference(times + " answers were refused: " + why));
  }

  /** Everything that went in is there, where it should be, with every letter. */
  void check() {
    findings.heading("Import: in and out");
    findings.say("offered %,d, taken %,d", offered.get(), ids.size());
    new TreeMap<>(refusals)
        .forEach((why, times) -> findings.say("refused at the form, %s: %,d", why, times.get()));
    findings.say("leaving one: %s", leaving);
    findings.say("deciding on one: %s", deciding);
    int refused = refusals.values().stream().mapToInt(AtomicInteger::get).sum();
    findings.same(
        "taken and refused are all that were offered", offered.get(), ids.size() + refused);
    fates.replaceAll((key, fate) ->
        fate == RealData.Fate.OPEN && fateOf(key) == RealData.Fate.CLOSED
            ? RealData.Fate.CLOSED
            : fate);
    for (RealData.Fate fate : RealData.Fate.values()) {
      String status = fate.name().toLowerCase(java.util.Locale.ROOT);
      long expected = fates.values().stream().filter(fate::equals).count();
      findings.same("listed as " + status, expected, (long) listed(status));
    }
    letters();
  }

  private RealData.Fate fateOf(String key) {
    RealData.Real real = accepted.get(key);
    return real == null ? RealData.Fate.REFUSED : real.fate();
  }

  private int listed(String status) {
    var seen = new java.util.HashSet<String>();
    int items = 0;
    try (Service.Client reader = service.client()) {
      String cursor = "";
      do {
        JsonNode page =
            reader.get(
                "/api/suggestions?limit=100&sort=newest&status="
                    + status
                    + (cursor.isEmpty() ? "" : "&cursor=" + Service.encoded(cursor)));
        for (JsonNode item : page.path("items")) {
          items++;
          seen.add(item.path("id").asText());
        }
        cursor = page.path("next").asText("").replace("null", "");
      } while (!cursor.isEmpty());
    }
    if (items != seen.size()) {
      findings.difference("The list of " + status + " shows some twice");
    }
    return seen.size();
  }

  private void letters() {
    AtomicInteger compared = new AtomicInteger();
    AtomicInteger cut = new AtomicInteger();
    Latencies reading = new Latencies();
    crowd.each(
        accepted.values().stream().filter(real -> real.fate() != RealData.Fate.REFUSED).toList(),
        (client, real) -> {
          long start = System.nanoTime();
          JsonNode shown = client.get("/api/suggestions/" + ids.get(real.key()));
          reading.add(System.nanoTime() - start);
          compared.incrementAndGet();
          boolean whole =
              letters(real.title()).equals(letters(shown.path("title").asText()))
                  && letters(real.proposal()).equals(letters(shown.path("proposal").asText()))
                  && letters(real.reason()).equals(letters(shown.path("reason").asText("")));
          if (!whole) {
            cut.incrementAndGet();
            findings.difference(real.key() + " is not shown as it was written");
          }
        });
    findings.say("reading one: %s", reading);
    findings.same("texts shown otherwise than written, of " + compared, 0, cut.get());
  }

  /** All but spaces and marks that nobody sees, which a service may set in order. */
  private static String letters(String text) {
    return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC)
        .replaceAll("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+", "");
  }
}
