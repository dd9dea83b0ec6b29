package se.invanardialog.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.Options;
import se.invanardialog.local.StartProblem;
import se.invanardialog.results.ModelSteps;

/** From one service into another, both with the stream on and the Tally behind it. */
class DataTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int SIGNERS = 40;
  private static final int MEMBERS = 30;
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path folder;

  private static LocalService service(Optional<Path> data) {
    return LocalService.start(new Options(ROOT.resolve("template.yaml"), 0, data, false, false));
  }

  private static Table table(LocalService service) {
    return new DynamoTable(service.dynamo(), service.tableName());
  }

  private static void settle(LocalService service) {
    assertThat(service.idle(Duration.ofSeconds(60))).isTrue();
  }

  private static Item row() {
    return Item.at(Keys.row("s"))
        .with("id", "s")
        .with("state", "open")
        .with("shelf", "open")
        .with("publishedAt", NOW)
        .with("closesAt", NOW.plus(Duration.ofDays(90)))
        .with("threshold", 25)
        .with("answerDays", 30)
        .with("signatures", 0);
  }

  private static Item signature(int n) {
    return Item.at(Keys.signature("s", "person" + n, 1))
        .with("suggestion", "s")
        .with("origin", n % 3 == 0 ? "paper" : "online")
        .with("district", "Ängsvik")
        .with("stance", "for")
        .with("at", NOW)
        .with("day", NOW.toString().substring(0, 10))
        .with("state", n % 5 == 0 ? "withdrawn" : "active");
  }

  private static Item member(int n) {
    return Item.at(Keys.member("p", "member" + n))
        .with("panel", "p")
        .with("cell", n % 2 == 0 ? "sex=woman" : "sex=man")
        .with("state", "active");
  }

  private static void fill(Table table) {
    table.write(Write.put(row()));
    for (int n = 0; n < SIGNERS; n++) {
      table.write(Write.put(signature(n)));
    }
    for (int n = 0; n < MEMBERS; n++) {
      table.write(Write.put(member(n)));
      table.write(
          Write.put(
              Item.at(Keys.invitation("survey", "hash" + n))
                  .with("channel", "mail")
                  .with("day", "2026-11-28")));
    }
  }

  /** What only the Tally writes. */
  private static Map<String, Object> tallies(Table table) {
    var tallies = new TreeMap<String, Object>();
    for (Item item : everything(table)) {
      String partition = item.key().partition();
      if (partition.startsWith("PANEL#")
          || partition.startsWith("SURVEY#")
          || partition.startsWith("SUGGESTION#")) {
        tallies.put(item.key().toString(), item.with(Model.IMPORTED, null));
      }
    }
    return tallies;
  }

  private static Iterable<Item> everything(Table table) {
    var items = new java.util.ArrayList<Item>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page = table.scan(cursor);
      items.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return items;
  }

  @Test
  void tallies_are_the_same_in_the_other_service_and_a_recount_agrees() throws Exception {
    var lines = new StringWriter();
    Map<String, Object> before;
    try (var from = service(Optional.empty())) {
      fill(table(from));
      settle(from);
      before = tallies(table(from));
      Exporting.export(table(from), lines);
    }
    assertThat(before.toString()).contains("signatures", "reachedAt", "TALLY#sex=woman", "planned");

    Data.inFolder(folder, table -> take(lines, table));
    try (var to = service(Optional.of(folder))) {
      settle(to);
      assertThat(tallies(table(to))).isEqualTo(before);

      recount(to);
      Item found = table(to).getConsistently(Keys.recount()).orElseThrow();
      assertThat(found.number("checked")).isEqualTo(1);
      assertThat(found.number("differing")).isZero();
      assertThat(Model.of(table(to))).isEqualTo(Model.at(ModelSteps.ALL.current()));

      table(to).write(Write.put(signature(SIGNERS + 1)));
      table(to).write(Write.delete(signature(1).key()));
      table(to).write(Write.put(member(MEMBERS)));
      settle(to);
      assertThat(table(to).getConsistently(Keys.row("s")).orElseThrow().number("signatures"))
          .isEqualTo(SIGNERS - SIGNERS / 5);
      assertThat(
              table(to)
                  .getConsistently(Keys.memberTally("p", "sex=woman"))
                  .orElseThrow()
                  .number("n"))
          .isEqualTo(MEMBERS / 2 + 1);
    }
  }

  @Test
  void the_folder_of_a_running_service_is_refused() {
    try (var running = service(Optional.of(folder))) {
      assertThat(running.baseUrl()).isNotNull();
      assertThatThrownBy(() -> Data.inFolder(folder, table -> {}))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("used by another running service");
    }
  }

  private static void take(StringWriter lines, Table table) throws IOException {
    new Importing(table, ModelSteps.ALL, LocalDate.parse("2026-11-28"))
        .take(new BufferedReader(new StringReader(lines.toString())));
  }

  private static void recount(LocalService service) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + "/local/run"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("schedule=Housekeeping"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }
}
