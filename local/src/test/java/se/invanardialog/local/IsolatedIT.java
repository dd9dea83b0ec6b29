package se.invanardialog.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a function meets only in a process of its own. */
class IsolatedIT {
  private static Trial trial;

  @BeforeAll
  static void start() {
    trial = Trial.inMemory();
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @Test
  void hooks_are_called_around_the_snapshot_once_each() {
    JsonNode called = trial.json("/echo/x").get("hooks");

    assertThat(called).hasSize(2);
    assertThat(called.get(0).asText()).isEqualTo("before");
    assertThat(called.get(1).asText()).isEqualTo("after");
  }

  @Test
  void a_function_is_told_the_time_that_the_clock_was_moved_to() {
    trial.send("POST", "/local/clock?days=3", "");

    Instant told = Instant.parse(trial.json("/echo/x").get("now").asText());
    assertThat(Duration.between(told, trial.service.time().instant()).abs())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void whoever_asked_a_function_that_died_is_told_so_and_the_next_is_answered() {
    assertThat(trial.get("/echo/die").statusCode()).isEqualTo(500);
    assertThat(trial.get("/echo/x").statusCode()).isEqualTo(200);
  }

  @Test
  void a_function_that_takes_too_long_is_ended_and_the_next_request_is_answered() {
    assertThat(trial.get("/echo/sleep").statusCode()).isEqualTo(500);
    assertThat(trial.get("/echo/x").statusCode()).isEqualTo(200);
  }

  @Test
  void the_records_a_function_died_on_come_again() {
    trial.send("PUT", "/items/deadly", "");
    trial.settle();

    assertThat(trial.times("DIED#ITEM#deadly")).isEqualTo(2);
    assertThat(trial.seen("deadly")).isEqualTo(1);
  }

  @Test
  void the_message_a_function_died_on_comes_again_when_it_is_visible() {
    trial.send("POST", "/letters", "a deadly letter", "content-type", "text/plain");
    trial.settle();
    assertThat(trial.json("/local/queues").get("Letters").asInt()).isEqualTo(1);
    trial.send("POST", "/local/clock?hours=1", "");
    trial.settle();

    assertThat(trial.json("/local/queues").get("Letters").asInt()).isZero();
    assertThat(trial.json("/local/outbox.json").findValuesAsText("subject"))
        .containsOnlyOnce("a deadly letter");
  }

  @Test
  void a_handler_that_is_not_in_its_zip_fails_when_it_is_called() throws IOException {
    Path template = Trial.template();
    Path wrong =
        Files.writeString(
            template.resolveSibling("wrong.yaml"),
            Files.readString(template).replace("trial.EchoFunction", "trial.EhcoFunction"));

    try (Trial misspelt = Trial.of(wrong)) {
      assertThat(misspelt.get("/echo/x").statusCode()).isEqualTo(500);
    }
  }
}
