package se.invanardialog.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.localstack.DeployedTown.awaitTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Role;
import se.invanardialog.localstack.DeployedTown.Person;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The service as it was deployed: each function a process of its own, triggered as on AWS. */
class DeployedIT {
  private static final int SIGNERS = 24;

  /** Each more is a process more of every function that is called. */
  private static final int AT_ONCE = 2;

  private static final byte[] MINUTE = "{}".getBytes(StandardCharsets.UTF_8);

  private static final AtomicInteger authors = new AtomicInteger();
  private static DeployedTown town;
  private static Person moderator;
  private static Person planner;

  @BeforeAll
  static void deploy() throws IOException, InterruptedException {
    town = new DeployedTown();
    moderator = town.official(Role.MODERATOR, Role.ADMIN);
    planner = town.official(Role.PLANNER, Role.ADMIN);
    town.call(
        moderator,
        "PUT",
        "/api/official/rules",
        """
        {"population": 18400, "districts": {"Centrum": ["99010"]}}\
        """);
  }

  @AfterAll
  static void stop() {
    if (town != null) {
      town.close();
    }
  }

  /** Left, confirmed by mail and published. */
  private static String published(String title) {
    String author = "forfattare" + authors.incrementAndGet() + "@exempel.se";
    String id =
        town.call(
                DeployedTown.resident(0),
                "POST",
                "/api/suggestions",
                """
                {"title": "%s", "proposal": "Plantera fyra lindar på södra sidan av torget.",
                 "author": {"name": "Bo Ek", "email": "%s", "postalCode": "99010"}}\
                """
                    .formatted(title, author))
            .get("id")
            .asText();
    town.confirm(DeployedTown.resident(0), author);
    JsonNode waiting = town.call(moderator, "GET", "/api/official/moderation", "").get("items");
    int version =
        waiting
            .valueStream()
            .filter(item -> item.get("id").asText().equals(id))
            .map(item -> item.get("version").asInt())
            .findFirst()
            .orElseThrow();
    town.call(
        moderator,
        "POST",
        "/api/official/suggestions/" + id + "/decision",
        """
        {"decision": "publish", "note": "", "version": %d}\
        """
            .formatted(version));
    return id;
  }

  private static String signer(String suggestion, int number) {
    return "n" + number + "." + suggestion.toLowerCase(Locale.ROOT) + "@exempel.se";
  }

  private static void ask(String suggestion, int number) {
    town.call(
        DeployedTown.resident(number),
        "POST",
        "/api/suggestions/" + suggestion + "/signatures",
        """
        {"name": "Namn Nummer %d", "email": "%s", "postalCode": "99010"}\
        """
            .formatted(number, signer(suggestion, number)));
  }

  private static void sign(String suggestion, int number) {
    ask(suggestion, number);
    town.confirm(DeployedTown.resident(number), signer(suggestion, number));
  }

  private static void together(int many, IntConsumer each) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      IntStream.range(0, many)
          .mapToObj(number -> threads.submit(() -> each.accept(number)))
          .toList()
          .forEach(DeployedIT::result);
    }
  }

  private static void result(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static int count(String suggestion) {
    return town.call(
            DeployedTown.resident(0), "GET", "/api/suggestions/" + suggestion + "/count", "")
        .get("signatures")
        .asInt();
  }

  /** Reached, and still so when everything that was on its way has come. */
  private static void staysAt(String suggestion, int signatures) {
    awaitTrue("the count " + signatures, () -> count(suggestion) == signatures);
    DeployedTown.pause(Duration.ofSeconds(5));
    assertThat(count(suggestion)).isEqualTo(signatures);
  }

  private static int waiting(String queue) {
    var name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        town.queues
            .getQueueAttributes(get -> get.queueUrl(town.queue(queue)).attributeNames(name))
            .attributes()
            .get(name));
  }

  @Test
  void signatures_reach_the_tally_by_the_stream_and_each_counts_once() {
    String suggestion = published("Lindar vid torget");

    together(SIGNERS, number -> sign(suggestion, number));
    sign(suggestion, 0);

    staysAt(suggestion, SIGNERS);
  }

  @Test
  void a_killed_process_loses_nothing_and_counts_nothing_twice() {
    String suggestion = published("Bänkar vid ån");

    together(
        SIGNERS,
        number -> {
          sign(suggestion, number);
          if (number % 10 == 5) {
            town.kill("se.invanardialog.results.TallyFunction");
          }
        });

    assertThat(town.kill("se.invanardialog.results.TallyFunction")).isPositive();
    assertThat(town.kill("se.invanardialog.signatures.SignatureFunction")).isPositive();
    sign(suggestion, SIGNERS);
    staysAt(suggestion, SIGNERS + 1);
  }

  @Test
  void dispatch_opens_a_survey_and_invites_by_mail_and_by_text_message() {
    String panel =
        town.call(
                planner,
                "POST",
                "/api/official/panels",
                """
                {"name": {"sv": "Vuxenpanelen"}, "open": true}\
                """)
            .get("id")
            .asText();
    join(panel, "\"email\": \"asa@exempel.se\", \"channel\": \"mail\"", "asa@exempel.se");
    join(panel, "\"phone\": \"+46701740605\", \"channel\": \"sms\"", "+46701740605");
    String survey =
        town.call(
                planner,
                "POST",
                "/api/official/surveys",
                """
                {"panel": "%s", "title": {"sv": "Trygg på kvällen"},
                 "purpose": {"decidedBy": "Kommunstyrelsen", "use": "Svaren avgör var lampor sätts.",
                             "feedbackBy": "%s"},
                 "questions": [{"id": "q1", "type": "number", "text": {"sv": "Hur ofta går du ut?"}}],
                 "closesAt": "%s"}\
                """
                    .formatted(
                        panel,
                        LocalDate.now().plusDays(60),
                        LocalDate.now().plusDays(14).atTime(9, 0)))
            .get("id")
            .asText();
    town.call(planner, "POST", "/api/official/surveys/" + survey + "/schedule", "");

    awaitTrue(
        "both invitations",
        () -> {
          town.invoke("DispatchFunction", MINUTE);
          return invitations(survey, "asa@exempel.se") > 0
              && invitations(survey, "+46701740605") > 0;
        });

    town.invoke("DispatchFunction", MINUTE);
    DeployedTown.pause(Duration.ofSeconds(5));
    assertThat(invitations(survey, "asa@exempel.se")).isEqualTo(1);
    assertThat(invitations(survey, "+46701740605")).isEqualTo(1);
  }

  private static void join(String panel, String reachedAt, String receiver) {
    town.call(
        DeployedTown.resident(1),
        "POST",
        "/api/panels/" + panel + "/members",
        "{" + reachedAt + ", \"consent\": true}");
    town.confirm(DeployedTown.resident(1), receiver);
  }

  private static long invitations(String survey, String receiver) {
    return town.post.to(receiver).stream()
        .filter(post -> post.text().contains("/s/" + survey))
        .count();
  }

  @Test
  void a_letter_that_cannot_go_ends_in_the_dead_letter_queue_and_goes_once_when_moved_back()
      throws IOException, InterruptedException {
    String suggestion = published("Skridskor på fjärden");
    String poison = signer(suggestion, 0);
    waitLess("Deliveries", Duration.ofSeconds(5));
    town.post.hold(poison);

    ask(suggestion, 0);
    sign(suggestion, 1);
    awaitTrue("the dead letter", () -> waiting("DeadDeliveries") == 1);
    assertThat(town.post.to(poison)).isEmpty();

    town.post.release(poison);
    town.aws(redrive());
    town.confirm(DeployedTown.resident(0), poison);

    staysAt(suggestion, 2);
    assertThat(town.post.to(poison)).hasSize(1);
    assertThat(waiting("DeadDeliveries")).isZero();
  }

  /** So that five tries take half a minute and not a quarter of an hour. */
  private static void waitLess(String queue, Duration time) {
    town.queues.setQueueAttributes(set ->
        set.queueUrl(town.queue(queue))
            .attributes(
                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(time.toSeconds()))));
  }

  /** As docs/operations.md says it. */
  private static List<String> redrive() throws IOException {
    String text = Files.readString(Tools.ROOT.resolve("docs/operations.md"));
    var command = Pattern.compile("(?m)^aws (sqs start-message-move-task .*)$").matcher(text);
    assertThat(command.find()).isTrue();
    return Arrays.stream(command.group(1).split(" "))
        .map(word ->
            switch (word) {
              case "DEAD_DELIVERIES_ARN" -> arn("DeadDeliveries");
              case "DELIVERIES_ARN" -> arn("Deliveries");
              default -> word;
            })
        .toList();
  }

  private static String arn(String queue) {
    var name = QueueAttributeName.QUEUE_ARN;
    return town.queues
        .getQueueAttributes(get -> get.queueUrl(town.queue(queue)).attributeNames(name))
        .attributes()
        .get(name);
  }

  @Test
  void a_record_that_cannot_be_counted_holds_up_nobody_and_is_told_of() {
    String suggestion = published("Bad vid bruket");
    town.dynamo.putItem(put ->
        put.tableName(town.table())
            .item(
                Map.of(
                    "pk", AttributeValue.fromS("REPLY#nosurvey#0"),
                    "sk", AttributeValue.fromS("nobody"),
                    "state", AttributeValue.fromS("active"),
                    "sealed", AttributeValue.fromS("nonsense"))));

    sign(suggestion, 0);

    staysAt(suggestion, 1);
    awaitTrue("the record to be told of", () -> waiting("TallyFailures") == 1);
  }
}
