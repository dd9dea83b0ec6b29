package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rate of signing: the POST that confirms, 16 at once, one hot suggestion and a thousand in
 * turn, beside the rate of the bare store in the same run. Asking for the mail is timed apart.
 */
public final class Signing {
  private static final int AT_ONCE = 16;
  private static final int SPREAD_OVER = 1_000;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 3_000;
  private static final String SERIES = "signing";

  private static final double LEAST_OF_BARE = 0.6;
  private static final double LEAST_OF_SPREAD = 0.95;
  private static final double LONGEST_P99_MILLIS = 100;
  private static final double LONGEST_LAG_SECONDS = 2;
  private static final double LEAST_WITHOUT_STORE = 5_000;
  private static final double MOST_PROCESSOR_MILLIS = 0.3;

  private final Service service;
  private final Crowd crowd;
  private final Findings findings;
  private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, Long> expected = new HashMap<>();
  private final boolean counted;
  private int signers;

  private Signing(Service service, Crowd crowd, Findings findings, boolean counted) {
    this.service = service;
    this.crowd = crowd;
    this.findings = findings;
    this.counted = counted;
  }

  /** One round: how fast, how long the slowest, and how much of it was the service's processor. */
  private record Round(double rate, double askingRate, Latencies taken, double lag, double cpu) {}

  /**
   * @param arguments how many signatures in each round, 4,000 when left out; then the stores,
   *     {@code memory}, {@code file} or {@code faked}, all three when left out
   */
  public static void main(String[] arguments) throws IOException {
    int signatures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4_000;
    List<String> stores =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.of("memory", "file", "faked");
    Findings findings = new Findings();
    for (String store : stores) {
      switch (store) {
        case "memory" -> run("in memory", "memory", Optional.empty(), signatures, findings);
        case "file" -> onFile(signatures, findings);
        case "faked" -> withoutStore(Math.max(signatures, 10_000), findings);
        default -> throw new IllegalArgumentException("No store: " + store);
      }
    }
    System.exit(findings.end());
  }

  private static void onFile(int signatures, Findings findings) throws IOException {
    Path folder = Files.createTempDirectory("signing");
    run(
        "on file",
        folder.resolve("service").toString(),
        Optional.of(folder.resolve("bare.db")),
        signatures,
        findings);
    remove(folder);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void run(
      String where, String data, Optional<Path> bareFile, int signatures, Findings findings) {
    findings.heading("Signing, " + where + ", " + AT_ONCE + " at once");
    try (Service service = Service.start(data);
        Crowd crowd = new Crowd(service, AT_ONCE);
        BareStore bare = new BareStore(bareFile)) {
      new Signing(service, crowd, findings, true).measure(bare, signatures);
    }
  }

  /** HTTP and handler alone: what a signature costs this code, wherever it is stored. */
  private static void withoutStore(int signatures, Findings findings) {
    findings.heading("Signing on a faked table, " + AT_ONCE + " at once");
    try (Service service = Service.onFakedTable();
        Crowd crowd = new Crowd(service, AT_ONCE)) {
      Signing signing = new Signing(service, crowd, findings, false);
      List<String> hot = signing.suggestions("faked", 1);
      signing.round(hot, 2 * signatures);
      double best = 0;
      double cpu = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        Round round = signing.round(hot, signatures);
        findings.say(
            "%.0f signed a second, %.2f ms of the service's processor each, p99 %.1f ms",
            round.rate, round.cpu, round.taken.millis(0.99));
        best = Math.max(best, round.rate);
        cpu = Math.min(cpu, round.cpu);
      }
      findings.atLeast("signed a second, best round", LEAST_WITHOUT_STORE, best);
      findings.atMost("processor a signature, ms, best round", MOST_PROCESSOR_MILLIS, cpu);
    }
  }

  private void measure(BareStore bare, int signatures) {
    List<String> hot = suggestions("hot", 1);
    List<String> spread = suggestions("spread", SPREAD_OVER);
    round(hot, WARM_UP);
    round(spread, WARM_UP);
    bare.rate(WARM_UP, AT_ONCE);
    double[] barePuts = new double[ROUNDS];
    List<Round> hotRounds = new ArrayList<>();
    List<Round> spreadRounds = new ArrayList<>();
    findings.say(
        "%-8s %10s %10s %9s %9s %9s %12s %10s",
        "", "bare/s", "signed/s", "ratio", "p50 ms", "p99 ms", "CPU ms/each", "lag s");
    for (int i = 0; i < ROUNDS; i++) {
      barePuts[i] = bare.rate(signatures, AT_ONCE);
      hotRounds.add(say("hot", barePuts[i], round(hot, signatures)));
      spreadRounds.add(say("spread", barePuts[i], round(spread, signatures)));
    }
    double hotRate = median(hotRounds);
    double spreadRate = median(spreadRounds);
    findings.say(
        "asking for the mail: %.0f a second",
        hotRounds.stream().mapToDouble(Round::askingRate).average().orElse(0));
    findings.atLeast("hot beside bare puts", LEAST_OF_BARE, hotRate / median(barePuts));
    findings.atLeast("hot beside spread", LEAST_OF_SPREAD, hotRate / spreadRate);
    findings.atMost(
        "p99 of hot, ms",
        LONGEST_P99_MILLIS,
        median(hotRounds.stream().mapToDouble(round -> round.taken.millis(0.99)).toArray()));
    findings.atMost(
        "longest lag of the count, s",
        LONGEST_LAG_SECONDS,
        hotRounds.stream().mapToDouble(Round::lag).max().orElse(0));
    exact();
  }

  private Round say(String what, double bare, Round round) {
    findings.say(
        "%-8s %10.0f %10.0f %9.2f %9.1f %9.1f %12.2f %10.2f",
        what,
        bare,
        round.rate,
        round.rate / bare,
        round.taken.millis(0.5),
        round.taken.millis(0.99),
        round.cpu,
        round.lag);
    return round;
  }

  private static double median(List<Round> rounds) {
    return median(rounds.stream().mapToDouble(Round::rate).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private List<String> suggestions(String series, int count) {
    Map<Integer, String> ids = new ConcurrentHashMap<>();
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    crowd.each(
        numbers,
        (client, n) ->
            ids.put(n, new Published(client).suggestion("Förslag nummer " + n, series, n)));
    try (Service.Client moderator = service.client()) {
      new Published(moderator).publishAll(crowd);
    }
    return numbers.stream().map(n -> ids.getOrDefault(n, "")).toList();
  }

  private Round round(List<String> suggestions, int signatures) {
    int first = signers;
    signers += signatures;
    List<Integer> all = IntStream.range(first, signers).boxed().toList();
    long asked = System.nanoTime();
    crowd.each(all, (client, n) -> ask(client, suggestions.get(n % suggestions.size()), n));
    double askingRate = signatures / seconds(asked);
    crowd.each(
        all, (client, n) -> tokens.put(n, client.link(People.email(SERIES, n), "/confirm/")));
    settle();
    Latencies taken = new Latencies();
    Duration cpuBefore = service.processorTime();
    long start = System.nanoTime();
    crowd.each(all, (client, n) -> confirm(client, n, taken));
    double rate = signatures / seconds(start);
    for (int n : all) {
      expected.merge(suggestions.get(n % suggestions.size()), 1L, Long::sum);
    }
    double lag = counted ? lag(suggestions.getFirst()) : 0;
    double cpu = service.processorTime().minus(cpuBefore).toNanos() / 1e6 / signatures;
    twice(all);
    return new Round(rate, askingRate, taken, lag, cpu);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void ask(Service.Client client, String suggestion, int n) {
    ObjectNode signer = People.signer(SERIES, n);
    client.expect(
        202,
        "POST",
        "/api/suggestions/" + suggestion + "/signatures",
        signer.toString(),
        People.address(n));
  }

  private void confirm(Service.Client client, int n, Latencies taken) {
    long start = System.nanoTime();
    JsonNode answer =
        client.expect(200, "POST", "/api/confirmations/" + tokens.get(n), "", People.address(n));
    taken.add(System.nanoTime() - start);
    if (!answer.path("state").asText().equals("confirmed")) {
      findings.difference("Confirming answered " + answer);
    }
  }

  /** Every hundredth presses the button again. */
  private void twice(List<Integer> all) {
    Latencies ignored = new Latencies();
    crowd.each(
        all.stream().filter(n -> n % 100 == 0).toList(),
        (client, n) -> confirm(client, n, ignored));
  }

  private void settle() {
    try (Service.Client client = service.client()) {
      client.idle();
    }
  }

  /** Seconds from the last signature until the count has it. */
  private double lag(String suggestion) {
    long last = System.nanoTime();
    try (Service.Client client = service.client()) {
      while (client.count(suggestion) != expected.getOrDefault(suggestion, 0L)
          && seconds(last) < 60) {
        Service.pause(Duration.ofMillis(5));
      }
    }
    return seconds(last);
  }

  private void exact() {
    settle();
    long lost = 0;
    long doubled = 0;
    try (Service.Client client = service.client()) {
      for (Map.Entry<String, Long> each : expected.entrySet()) {
        long difference = client.count(each.getKey()) - each.getValue();
        lost -= Math.min(0, difference);
        doubled += Math.max(0, difference);
      }
    }
    findings.say("signatures %,d on %,d suggestions", signers, expected.size());
    findings.same("lost", 0L, lost);
    findings.same("counted twice", 0L, doubled);
  }
}
