package se.invanardialog.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServiceTest {
  private static Trial trial;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    trial = Trial.inMemory();
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @Test
  void a_function_is_given_the_request_in_payload_format_2() {
    JsonNode said =
        trial.json(
            "/echo/r%C3%A4v?q=a&q=b%20c&empty=",
            "X-Mixed-Case", "One", "x-mixed-case", "two", "Cookie", "a=1; b=2");

    assertThat(said.get("version").asText()).isEqualTo("2.0");
    assertThat(said.get("routeKey").asText()).isEqualTo("GET /echo/{word}");
    assertThat(said.get("rawPath").asText()).isEqualTo("/echo/räv");
    assertThat(said.get("rawQueryString").asText()).isEqualTo("q=a&q=b%20c&empty=");
    assertThat(said.at("/query/q").asText()).isEqualTo("a,b c");
    assertThat(said.at("/query/empty").asText()).isEmpty();
    assertThat(said.at("/path/word").asText()).isEqualTo("räv");
    assertThat(said.at("/headers/x-mixed-case").asText()).isEqualTo("One,two");
    assertThat(said.get("headers").has("cookie")).isFalse();
    assertThat(said.get("cookies")).hasSize(2);
    assertThat(said.at("/cookies/1").asText()).isEqualTo("b=2");
    assertThat(said.get("method").asText()).isEqualTo("GET");
    assertThat(said.get("body").isNull()).isTrue();
    assertThat(said.get("timeEpoch").asLong())
        .isGreaterThanOrEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void json_comes_as_text_and_a_form_as_base64_as_api_gateway_does() {
    JsonNode json =
        Trial.read(
            trial.send("POST", "/echo/x", "{\"å\":1}", "content-type", "application/json").body());
    JsonNode form =
        Trial.read(
            trial
                .send(
                    "POST",
                    "/echo/x",
                    "a=%C3%A5",
                    "content-type",
                    "application/x-www-form-urlencoded")
                .body());

    assertThat(json.get("body").asText()).isEqualTo("{\"å\":1}");
    assertThat(json.get("isBase64Encoded").asBoolean()).isFalse();
    assertThat(form.get("isBase64Encoded").asBoolean()).isTrue();
    assertThat(
            new String(
                Base64.getDecoder().decode(form.get("body").asText()), StandardCharsets.UTF_8))
        .isEqualTo("a=%C3%A5");
  }

  @Test
  void the_source_address_is_the_connections_or_the_first_forwarded() {
    assertThat(trial.json("/echo/x").get("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(
            trial
                .json("/echo/x", "X-Forwarded-For", "192.0.2.7, 10.0.0.1")
                .get("sourceIp")
                .asText())
        .isEqualTo("192.0.2.7");
  }

  @Test
  void status_headers_and_cookies_come_back() {
    var response = trial.get("/echo/x");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-trial")).contains("1");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
  }

  @Test
  void what_has_no_route_and_what_fails_is_answered_as_api_gateway_does() {
    var unknown = trial.get("/nowhere");
    var failing = trial.get("/echo/throw");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(trial.send("DELETE", "/echo/x", "").statusCode()).isEqualTo(404);
    assertThat(failing.statusCode()).isEqualTo(500);
    assertThat(failing.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void a_body_over_ten_megabytes_is_answered_413_and_one_of_ten_is_taken() {
    String ten = "x".repeat(10 * 1_024 * 1_024);

    assertThat(trial.send("POST", "/echo/x", ten, "content-type", "text/plain").statusCode())
        .isEqualTo(200);
    var over = trial.send("POST", "/echo/x", ten + "x", "content-type", "text/plain");
    assertThat(over.statusCode()).isEqualTo(413);
    assertThat(over.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void a_token_and_a_signed_in_session_both_tell_the_function_who_calls() {
    String token =
        trial
            .json("/local/token?roles=moderator,responder&board=Socialn%C3%A4mnden")
            .get("access_token")
            .asText();
    JsonNode byToken = trial.json("/echo/x", "Authorization", "Bearer " + token);
    var signedIn =
        trial.send(
            "POST",
            "/local/sign-in",
            "roles=moderator&roles=admin&next=/official/rules",
            "content-type",
            "application/x-www-form-urlencoded");
    String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();

    assertThat(byToken.at("/caller/roles").asText()).isEqualTo("moderator,responder");
    assertThat(byToken.at("/caller/board").asText()).isEqualTo("Socialnämnden");
    assertThat(signedIn.statusCode()).isEqualTo(303);
    assertThat(signedIn.headers().firstValue("location")).contains("/official/rules");
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    JsonNode bySession = trial.json("/echo/x", "Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(bySession.at("/caller/roles").asText()).isEqualTo("admin,moderator");
    assertThat(trial.json("/echo/x").get("caller").size()).isZero();
  }

  @Test
  void signing_in_never_leads_to_another_site_and_needs_a_known_role() {
    var elsewhere = trial.send("POST", "/local/sign-in?roles=admin&next=//evil.example", "");

    assertThat(elsewhere.headers().firstValue("location")).contains("/official");
    assertThat(trial.get("/local/token?roles=king").statusCode()).isEqualTo(400);
    assertThat(trial.get("/local/token").statusCode()).isEqualTo(400);
  }

  @Test
  void a_call_that_the_role_in_the_template_does_not_allow_is_refused() {
    assertThat(trial.get("/scan").statusCode()).isEqualTo(500);
    assertThat(trial.send("PUT", "/items/allowed", "").statusCode()).isEqualTo(204);
  }

  @Test
  void a_written_item_reaches_the_function_behind_the_stream_within_moments() {
    trial.send("PUT", "/items/quick", "");
    long start = System.nanoTime();
    trial.settle();

    assertThat(trial.seen("quick")).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_record_that_always_fails_is_given_up_and_told_of_and_the_others_are_counted() {
    for (String id : new String[] {"before", "poison", "after"}) {
      trial.send("PUT", "/items/" + id, "");
    }
    trial.settle();

    assertThat(trial.seen("before")).isGreaterThanOrEqualTo(1);
    assertThat(trial.seen("after")).isEqualTo(1);
    assertThat(trial.seen("poison")).isZero();
    assertThat(trial.json("/local/queues").get("GivenUp").asInt()).isEqualTo(1);
  }

  @Test
  void a_letter_goes_by_the_queue_to_the_outbox_with_its_links_and_only_once_a_key() {
    trial.send("POST", "/letters", "Hej <b>du</b>", "content-type", "text/plain");
    trial.send("POST", "/letters", "Hej <b>du</b>", "content-type", "text/plain");
    trial.settle();
    JsonNode mails = trial.json("/local/outbox.json?to=asa@EXAMPLE.org");

    assertThat(mails).hasSize(1);
    JsonNode mail = mails.get(0);
    assertThat(mail.get("subject").asText()).isEqualTo("Hej <b>du</b>");
    assertThat(mail.get("links")).hasSize(2);
    assertThat(mail.at("/links/0").asText()).isEqualTo("https://town.example/confirm/a.b-c");
    assertThat(mail.at("/links/1").asText()).isEqualTo("https://town.example/x?a=1&b=2");
    assertThat(Instant.parse(mail.get("sentAt").asText())).isNotNull();

    int number = mail.get("number").asInt();
    assertThat(trial.get("/local/outbox").body())
        .contains("Hej &lt;b&gt;du&lt;/b&gt;")
        .doesNotContain("Hej <b>");
    assertThat(trial.get("/local/outbox/" + number).body()).contains("<iframe sandbox=");
    var html = trial.get("/local/outbox/" + number + "/html");
    assertThat(html.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("sandbox")
        .contains("default-src 'none'");
    assertThat(trial.get("/local/outbox/999").statusCode()).isEqualTo(404);
  }

  @Test
  void the_clock_moves_forward_only_and_fires_what_became_due() {
    Instant before = Instant.parse(trial.json("/local/clock").get("now").asText());
    int fired = trial.times("FIRED#aws.scheduler");
    trial.send("POST", "/local/clock?days=2", "");

    assertThat(Instant.parse(trial.json("/local/clock").get("now").asText()))
        .isAfterOrEqualTo(before.plus(Duration.ofDays(2)));
    assertThat(trial.times("FIRED#aws.scheduler")).isEqualTo(fired + 1);
    assertThat(trial.send("POST", "/local/clock?days=-1", "").statusCode()).isEqualTo(400);
    assertThat(trial.send("POST", "/local/clock?until=2020-01-01T00:00:00Z", "").statusCode())
        .isEqualTo(400);
    assertThat(trial.send("POST", "/local/clock?days=many", "").statusCode()).isEqualTo(400);
    assertThat(trial.get("/local/clock", "Accept", "text/html").body()).contains("Flytta fram");
  }

  @Test
  void a_schedule_is_run_by_its_name_or_its_functions() {
    int fired = trial.times("FIRED#aws.scheduler");

    assertThat(trial.send("POST", "/local/run?schedule=Hourly", "").statusCode()).isEqualTo(200);
    assertThat(trial.send("POST", "/local/run?schedule=CountFunction", "").statusCode())
        .isEqualTo(200);
    assertThat(trial.send("POST", "/local/run?schedule=Never", "").statusCode()).isEqualTo(404);
    assertThat(trial.times("FIRED#aws.scheduler")).isEqualTo(fired + 2);
  }

  @Test
  void assets_are_kept_for_ever_and_nothing_else_on_the_class_path_is_shown() {
    var asset = trial.get("/assets/trial.css", "Accept-Encoding", "gzip");

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    assertThat(asset.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(trial.get("/assets/..%2Ftrial-template.yaml").statusCode()).isEqualTo(404);
    assertThat(trial.get("/assets/../trial-template.yaml").statusCode()).isEqualTo(404);
    assertThat(trial.get("/favicon.ico").statusCode()).isEqualTo(204);
  }

  @Test
  void a_restart_keeps_items_letters_clock_sessions_and_what_the_stream_has_not_brought() {
    String token;
    Instant moved;
    try (Trial first = Trial.in(folder)) {
      first.send("PUT", "/items/kept", "");
      first.send("POST", "/letters", "kept letter", "content-type", "text/plain");
      first.send("POST", "/letters", "fail until later", "content-type", "text/plain");
      token = first.json("/local/token?roles=moderator").get("access_token").asText();
      first.send("POST", "/local/clock?days=3", "");
      moved = Instant.parse(first.json("/local/clock").get("now").asText());
    }
    try (Trial second = Trial.in(folder)) {
      second.settle();

      assertThat(second.get("/items/kept").statusCode()).isEqualTo(200);
      assertThat(second.seen("kept")).isEqualTo(1);
      assertThat(second.json("/local/outbox.json")).hasSize(1);
      assertThat(
              second.json("/local/queues").get("Letters").asInt()
                  + second.json("/local/queues").get("DeadLetters").asInt())
          .isEqualTo(1);
      assertThat(Instant.parse(second.json("/local/clock").get("now").asText()))
          .isAfterOrEqualTo(moved);
      assertThat(
              second
                  .json("/echo/x", "Authorization", "Bearer " + token)
                  .at("/caller/roles")
                  .asText())
          .isEqualTo("moderator");
    }
  }

  @Test
  void what_is_wrong_is_said_so_that_a_person_can_put_it_right() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() ->
              LocalService.start(
                  new Options(Trial.template(), port, Optional.empty(), false, false)))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("Port " + port + " is taken");
    }
    Path file = Files.createFile(folder.resolve("a file"));
    assertThatThrownBy(() -> Trial.in(file.resolve("data")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("can't be written");
    try (Trial running = Trial.in(folder.resolve("används å"))) {
      assertThat(running.get("/echo/x").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> Trial.in(folder.resolve("används å")))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("used by another running service");
    }
    assertThatThrownBy(() -> LocalService.start(Options.forTests(folder.resolve("template.yaml"))))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("template.yaml");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "Resources: [");
    assertThatThrownBy(() -> LocalService.start(Options.forTests(broken)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("not YAML");
    var nonsense = new Properties();
    nonsense.setProperty("port", "eighty");
    assertThatThrownBy(() -> Options.of(nonsense))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("-Dport=eighty");
  }
}
