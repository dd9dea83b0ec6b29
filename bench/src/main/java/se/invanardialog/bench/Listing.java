package se.invanardialog.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Reading while there is much to read: the list by support, one page of it, and one count. */
public final class Listing {
  private static final int AT_ONCE = 16;
  private static final int REQUESTS = 20_000;
  private static final int ROUNDS = 3;
  private static final double LEAST_LISTS_A_SECOND = 2_000;
  private static final String SERIES = "listing";

  private Listing() {}

  /**
   * @param arguments how many suggestions; 10,000 when left out
   */
  public static void main(String[] arguments) {
    int suggestions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Findings findings = new Findings();
    try (Service service = Service.start("memory");
        Crowd crowd = new Crowd(service, AT_ONCE)) {
      List<String> ids = publish(service, crowd, suggestions);
      findings.heading("Reading, %,d suggestions, %d at once".formatted(suggestions, AT_ONCE));
      measure(service, crowd, ids, findings);
    }
    System.exit(findings.end());
  }

  private static List<String> publish(Service service, Crowd crowd, int suggestions) {
    Map<Integer, String> ids = new ConcurrentHashMap<>();
    List<Integer> numbers = IntStream.range(0, suggestions).boxed().toList();
    crowd.each(
        numbers,
        (client, n) ->
            ids.put(n, new Published(client).suggestion("Förslag nummer " + n, SERIES, n)));
    try (Service.Client moderator = service.client()) {
      new Published(moderator).publishAll(crowd);
      sign(crowd, List.copyOf(ids.values()));
      moderator.idle();
    }
    return List.copyOf(ids.values());
  }

  /** Some have signatures, so that the order by support means something. */
  private static void sign(Crowd crowd, List<String> ids) {
    crowd.each(
        IntStream.range(0, 500).boxed().toList(),
        (client, n) -> {
          String id = ids.get(n * n % Math.min(97, ids.size()));
          client.expect(
              202,
              "POST",
              "/api/suggestions/" + id + "/signatures",
              People.signer(SERIES, n).toString(),
              People.address(n));
          String token = client.link(People.email(SERIES, n), "/confirm/");
          client.expect(200, "POST", "/api/confirmations/" + token, "", People.address(n));
        });
  }

  private static void measure(Service service, Crowd crowd, List<String> ids, Findings findings) {
    List<Integer> requests = IntStream.range(0, REQUESTS).boxed().toList();
    double bestList = 0;
    for (int round = 0; round <= ROUNDS; round++) {
      double list =
          rate(
              crowd,
              requests,
              n -> "/api/suggestions?sort=signatures&limit=20",
              findings,
              "list of 20 by support");
      double page =
          rate(
              crowd,
              requests.subList(0, REQUESTS / 10),
              n -> "/suggestions?sort=signatures",
              findings,
              "the page of it");
      double count =
          rate(
              crowd,
              requests,
              n -> "/api/suggestions/" + ids.get(n % ids.size()) + "/count",
              findings,
              "one count");
      findings.say(
          "%s: list %.0f/s, page %.0f/s, count %.0f/s",
          round == 0 ? "warm-up" : "round " + round, list, page, count);
      bestList = round == 0 ? 0 : Math.max(bestList, list);
    }
    findings.say("resident memory %d MB", service.residentMegabytes());
    findings.atLeast("lists a second, best round", LEAST_LISTS_A_SECOND, bestList);
  }

  private static double rate(
      Crowd crowd,
      List<Integer> requests,
      java.util.function.IntFunction<String> path,
      Findings findings,
      String what) {
    Latencies taken = new Latencies();
    long start = System.nanoTime();
    crowd.each(
        requests,
        (client, n) -> {
          long asked = System.nanoTime();
          int status = client.send("GET", path.apply(n), "").status();
          taken.add(System.nanoTime() - asked);
          if (status != 200) {
            findings.difference(what + " was answered " + status);
          }
        });
    double rate = requests.size() / ((System.nanoTime() - start) / 1e9);
    findings.say("  %-24s %s", what, taken);
    return rate;
  }
}
