package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import se.invanardialog.core.texts.Words;

/**
 * The rate of answering: a survey of ten questions by the link in its mail, 16 at once, through the
 * whole service in memory, beside the rate of the bare store in the same run. Every hundredth then
 * changes the answer.
 */
public final class Answering {
  private static final int AT_ONCE = 16;
  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 10;
  private static final int OPTIONS = 5;
  private static final int WARM_UP = 500;
  private static final int MEMBERS_AT_ONCE = 50;
  private static final int CHANGED_EVERY = 100;
  private static final int LONGEST_MINUTES_OF_SENDING = 60;
  private static final LocalTime FORENOON = LocalTime.of(10, 0);
  private static final String SERIES = "answering";
  private static final String SURVEYS = "/api/official/surveys";

  private final Findings findings = new Findings();
  private final Service service;
  private final Crowd crowd;
  private final BareStore bare;
  private final int answers;
  private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

  private Answering(Service service, Crowd crowd, BareStore bare, int answers) {
    this.service = service;
    this.crowd = crowd;
    this.bare = bare;
    this.answers = answers;
  }

  /**
   * @param arguments how many answers in each round; 1,000 when left out
   */
  public static void main(String[] arguments) {
    int answers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int code;
    try (Service service = Service.start("memory");
        Crowd crowd = new Crowd(service, AT_ONCE);
        BareStore bare = new BareStore(Optional.empty())) {
      code = new Answering(service, crowd, bare, answers).run();
    }
    System.exit(code);
  }

  private int run() {
    findings.heading("Answering, in memory, " + AT_ONCE + " at once");
    int members = WARM_UP + ROUNDS * answers;
    String survey = asked(members);
    answer(0, WARM_UP);
    bare.rate(WARM_UP, AT_ONCE);
    findings.say(
        "%10s %10s %9s %9s %9s %12s", "bare/s", "answered/s", "ratio", "p50 ms", "p99 ms", "CPU");
    for (int first = WARM_UP; first < members; first += answers) {
      double puts = bare.rate(answers, AT_ONCE);
      Duration cpuBefore = service.processorTime();
      long start = System.nanoTime();
      Latencies taken = answer(first, answers);
      double rate = answers / ((System.nanoTime() - start) / 1e9);
      findings.say(
          "%10.0f %10.0f %9.2f %9.1f %9.1f %9.2f ms",
          puts,
          rate,
          rate / puts,
          taken.millis(0.5),
          taken.millis(0.99),
          service.processorTime().minus(cpuBefore).toNanos() / 1e6 / answers);
    }
    List<Integer> changed =
        IntStream.range(0, members).filter(n -> n % CHANGED_EVERY == 0).boxed().toList();
    crowd.each(changed, (client, n) -> put(client, n, n + 1));
    exact(survey, members);
    return findings.end();
  }

  private Latencies answer(int first, int howMany) {
    var taken = new Latencies();
    crowd.each(
        IntStream.range(first, first + howMany).boxed().toList(),
        (client, n) -> {
          long start = System.nanoTime();
          put(client, n, n);
          taken.add(System.nanoTime() - start);
        });
    return taken;
  }

  /** To each question the option that the number says. */
  private void put(Service.Client client, int member, int number) {
    ObjectNode body = Service.object();
    ObjectNode said = body.putObject("answers");
    for (int question = 0; question < QUESTIONS; question++) {
      said.put("q" + question, option(number));
    }
    client.expect(
        200,
        "PUT",
        "/api/invitations/" + tokens.get(member) + "/answers",
        body.toString(),
        People.address(member));
  }

  private static String option(int number) {
    return "o" + number % OPTIONS;
  }

  /** A survey that is out, with every member's link read from the mail. */
  private String asked(int members) {
    try (Service.Client planner = service.client()) {
      String panel =
          planner
              .post(
                  201,
                  "/api/official/panels",
                  Service.read(
                      """
                      {"name": {"sv": "Panelen"}, "profile": ["sex", "district"]}\
                      """))
              .path("id")
              .asText();
      for (int first = 0; first < members; first += MEMBERS_AT_ONCE) {
        planner.expect(
            200,
            "POST",
            "/api/official/panels/" + panel + "/members",
            file(first, Math.min(members, first + MEMBERS_AT_ONCE)),
            Service.FROM_ANYWHERE);
      }
      planner.clockTo(forenoon(planner.now()));
      String survey = planner.post(201, SURVEYS, design(panel, planner.now())).path("id").asText();
      planner.post(200, SURVEYS + "/" + survey + "/schedule", Service.object());
      sent(planner, survey, members);
      crowd.each(
          IntStream.range(0, members).boxed().toList(),
          (client, n) -> tokens.put(n, client.link(People.email(SERIES, n), "/s/")));
      return survey;
    }
  }

  private static String file(int from, int to) {
    var lines = new ArrayList<>(List.of("email,sex,district,consentDate"));
    for (int n = from; n < to; n++) {
      lines.add(
          "%s,%s,d%d,2026-01-02"
              .formatted(People.email(SERIES, n), n % 2 == 0 ? "man" : "woman", n % 5));
    }
    return String.join("\r\n", lines);
  }

  /** At night no letters go out. */
  private static Instant forenoon(Instant now) {
    ZonedDateTime today = now.atZone(Words.ZONE).with(FORENOON);
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  private static ObjectNode design(String panel, Instant now) {
    ObjectNode design = Service.object();
    design.put("panel", panel);
    design.putObject("title").put("sv", "Enkät");
    ObjectNode purpose = design.putObject("purpose");
    purpose.putObject("decidedBy").put("sv", "Nämnden");
    purpose.putObject("use").put("sv", "Svaren styr.");
    purpose.put("feedbackBy", Words.day(now.plus(Duration.ofDays(60))).toString());
    design.put("closesAt", now.plus(Duration.ofDays(14)).toString());
    ArrayNode questions = design.putArray("questions");
    for (int question = 0; question < QUESTIONS; question++) {
      ObjectNode one = questions.addObject().put("id", "q" + question).put("type", "one");
      one.putObject("text").put("sv", "Fråga " + question);
      ArrayNode options = one.putArray("options");
      for (int option = 0; option < OPTIONS; option++) {
        options.addObject().put("id", option(option)).putObject("text").put("sv", "Svar " + option);
      }
    }
    return design;
  }

  /** So many letters a minute go out: the clock is moved on until all have. */
  private static void sent(Service.Client planner, String survey, int members) {
    long sent = 0;
    for (int minute = 0; sent < members && minute < LONGEST_MINUTES_OF_SENDING; minute++) {
      planner.clockTo(planner.now().plus(Duration.ofMinutes(1)));
      planner.idle();
      sent = planner.get(SURVEYS + "/" + survey + "/progress").path("sent").asLong();
    }
    if (sent < members) {
      throw new IllegalStateException(sent + " of " + members + " were sent to");
    }
  }

  /** What is counted beside what was answered, option by option. */
  private void exact(String survey, int members) {
    var expected = new long[OPTIONS];
    for (int n = 0; n < members; n++) {
      expected[(n % CHANGED_EVERY == 0 ? n + 1 : n) % OPTIONS]++;
    }
    long lost = 0;
    long doubled = 0;
    try (Service.Client analyst = service.client()) {
      analyst.idle();
      JsonNode result = analyst.get("/api/official/results/" + survey);
      findings.same("answers counted", (long) members, result.path("n").asLong());
      for (JsonNode question : result.path("questions")) {
        for (int option = 0; option < OPTIONS; option++) {
          long n = question.path("options").path(option).path("n").asLong();
          lost += Math.max(0, expected[option] - n);
          doubled += Math.max(0, n - expected[option]);
        }
      }
      findings.same("questions told of", QUESTIONS, result.path("questions").size());
    }
    findings.same("lost", 0L, lost);
    findings.same("counted twice", 0L, doubled);
  }
}
