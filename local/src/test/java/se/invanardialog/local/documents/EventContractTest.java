package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Write;
import se.invanardialog.local.lambda.LoadedFunction;
import se.invanardialog.local.template.LambdaResource;

/** Every file in events/ is what its function takes, through Lambda's own serializers. */
class EventContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The suggestion, or the mailing, that the events are about. */
  private static final String THING = "01JD0000000000000000000000";

  private static LocalDynamo store;
  private final Functions house = new Functions();
  private DynamoTable table;

  @BeforeAll
  static void open() {
    store = new LocalDynamo();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  /** A suggestion that gathers names, and a letter that waits to be sent. */
  @BeforeEach
  void fill() {
    String name = Project.template().table().name();
    if (store.client().listTables().tableNames().contains(name)) {
      store.client().deleteTable(request -> request.tableName(name));
    }
    table = store.table(name);
    table.write(
        Write.put(
            Item.at(Keys.row(THING))
                .with("id", THING)
                .with("number", "2026-1")
                .with("title", "Belys gångvägen längs Ån")
                .with("state", "open")
                .with("shelf", "open")
                .with("publishedAt", Functions.NOW.minus(Duration.ofDays(1)))
                .with("closesAt", Functions.NOW.plus(Duration.ofDays(89)))
                .with("threshold", 100)
                .with("signatures", 0)),
        Outbox.letter(
            new Letter(THING, "bo@example.org", "Ditt förslag", "<p>Hej!</p>", "Hej!", ""),
            Functions.NOW));
  }

  static Stream<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(Project.ROOT.resolve("events"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void an_event_is_named_for_its_function_and_trigger_and_is_handled(Path event) {
    String name = event.getFileName().toString();
    assertThat(name).matches("[a-z]+-(http|stream|queue|schedule)\\.json");

    JsonNode answer = answer(name.replace(".json", ""));

    switch (name.substring(name.indexOf('-') + 1, name.indexOf('.'))) {
      case "http" -> assertThat(answer.path("statusCode").asInt(200)).isBetween(200, 299);
      case "stream", "queue" -> assertThat(answer.get("batchItemFailures")).isEmpty();
      default -> assertThat(answer.isNull()).isTrue();
    }
  }

  @Test
  void the_signature_event_makes_a_mail() {
    JsonNode answer = answer("signature-http");

    assertThat(answer.get("statusCode").asInt()).isEqualTo(202);
    assertThat(house.queued).hasSize(1).first().asString().contains("asa@example.org");
  }

  @Test
  void the_queue_event_sends_the_letter_that_waited() {
    answer("delivery-queue");

    assertThat(house.mailed)
        .hasSize(1)
        .allMatch(mail -> mail.destination().toAddresses().contains("bo@example.org"));
  }

  @Test
  void the_stream_event_is_one_signature_in_the_tally() {
    answer("tally-stream");

    assertThat(table.getConsistently(Keys.row(THING)).orElseThrow().number("signatures"))
        .isEqualTo(1);
  }

  private JsonNode answer(String event) {
    LambdaResource resource = function(event.substring(0, event.indexOf('-')));
    var function = LoadedFunction.load(resource, house.platform(resource, store.client()));
    try {
      return JSON.readTree(
          function.invoke(Files.readAllBytes(Project.ROOT.resolve("events/" + event + ".json"))));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static LambdaResource function(String name) {
    return Project.template().functions().stream()
        .filter(one -> one.id().toLowerCase(Locale.ROOT).equals(name + "function"))
        .findFirst()
        .orElseThrow();
  }
}
