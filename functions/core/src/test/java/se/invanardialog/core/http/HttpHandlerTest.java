package se.invanardialog.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Table;

class HttpHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Caller RESIDENT = new Caller.Resident();
  private static final Caller RESPONDER = official(Role.RESPONDER);
  private static final Caller MODERATOR = official(Role.MODERATOR, Role.ANALYST);

  private static final String EVENT =
      """
      {
        "version": "2.0",
        "routeKey": "POST /x/{id}",
        "rawPath": "/x/7",
        "pathParameters": {"id": "7"},
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        "cookies": ["a=1", "b=2"],
        "isBase64Encoded": true,
        "body": "bmFtZT0lQzMlODVzYSslMjYrQm8=",
        "requestContext": {
          "http": {"method": "POST", "sourceIp": "192.0.2.1"},
          "authorizer": {"lambda": {"sub": "subject", "name": "N", "roles": "moderator"}}
        }
      }
      """;

  @Test
  void a_route_answers_and_an_unknown_one_is_not_found() {
    var handler = handler(Route.open("GET /here", request -> Response.html(200, "here")));
    assertThat(answer(handler, "GET", "/here", RESIDENT)).isEqualTo("200 here");
    assertThat(answer(handler, "GET", "/there", RESIDENT)).isEqualTo("404 ");
    assertThat(answer(handler, "POST", "/here", RESIDENT)).isEqualTo("404 ");
  }

  @Test
  void who_comes_before_what() {
    var handler =
        handler(
            new Route(
                "POST /official/x",
                Access.officials(Role.MODERATOR),
                request -> Response.html(200, "done")));
    assertThat(answer(handler, "POST", "/official/x", RESIDENT)).isEqualTo("401 ");
    assertThat(answer(handler, "POST", "/official/x", RESPONDER)).isEqualTo("403 ");
    assertThat(answer(handler, "POST", "/official/x", MODERATOR)).isEqualTo("200 done");
    assertThat(
            handler
                .answer(Asked.request("POST", "/official/x", RESIDENT, "x".repeat(2_000_000)), "r")
                .status())
        .as("nothing of the body is looked at before")
        .isEqualTo(401);
  }

  @Test
  void a_body_that_is_too_long_is_refused_unread() {
    var handler =
        handler(
            Route.open(
                "POST /x",
                request -> {
                  throw new AssertionError("read");
                }));
    assertThat(
            handler
                .answer(
                    Asked.request("POST", "/x", RESIDENT, "x".repeat(HttpHandler.LONGEST_BODY + 1)),
                    "r")
                .status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, , 200",
    "none, , 200",
    "cross-site, , 403",
    "same-site, , 403",
    ", https://dialog.example, 200",
    ", https://evil.example, 403",
    "same-origin, https://evil.example, 403",
    "same-origin, null, 200",
    ", null, 403",
    ", ':not an address:', 403",
    ", , 200"
  })
  void a_form_sent_from_another_site_does_nothing(String site, String origin, int status) {
    var handler = handler(Route.open("POST /x", request -> Response.html(200, "done")));
    var headers = new java.util.ArrayList<>(List.of("host", "dialog.example"));
    if (site != null) {
      headers.addAll(List.of("sec-fetch-site", site));
    }
    if (origin != null) {
      headers.addAll(List.of("origin", origin));
    }
    assertThat(
            handler
                .answer(
                    Asked.request("POST", "/x", RESIDENT, "a=b", headers.toArray(String[]::new)),
                    "r")
                .status())
        .isEqualTo(status);
  }

  @Test
  void a_page_may_be_linked_to_from_anywhere() {
    var handler = handler(Route.open("GET /x", request -> Response.html(200, "page")));
    assertThat(
            handler
                .answer(
                    Asked.request("GET", "/x", RESIDENT, "", "sec-fetch-site", "cross-site"), "r")
                .status())
        .isEqualTo(200);
  }

  @Test
  void each_kind_of_refusal_has_its_answer() {
    assertThat(thrown(new Invalid(List.of(new FieldError("a", "b", "c"))))).isEqualTo(422);
    assertThat(thrown(new Request.Unreadable())).isEqualTo(400);
    assertThat(thrown(new Table.BadCursor())).isEqualTo(422);
    assertThat(thrown(new HttpHandler.TooMany(Duration.ofSeconds(3)))).isEqualTo(429);
    assertThat(thrown(new HttpHandler.NotFound())).isEqualTo(404);
    assertThat(thrown(new IllegalStateException("ours"))).isEqualTo(500);
  }

  @Test
  void our_own_fault_is_logged_with_its_reference_and_without_what_somebody_wrote() {
    var out = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertThat(thrown(new IllegalArgumentException("anna@exempel.se wrote hemligt")))
          .isEqualTo(500);
    } finally {
      System.setOut(usual);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("route-failed", "GET /x", "reference-1", "java.lang.IllegalArgumentException")
        .doesNotContain("anna@exempel.se", "hemligt");
  }

  @Test
  void two_routes_with_one_key_do_not_start() {
    Function<Request, Response> any = request -> Response.html(200, "");
    assertThatThrownBy(() -> handler(Route.open("GET /x", any), Route.open("GET /x", any)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_event_of_the_gateway_is_read_and_answered_with_every_shield() throws IOException {
    var handler =
        handler(
            new Route(
                "POST /x/{id}",
                Access.officials(Role.MODERATOR),
                request ->
                    Response.html(
                        200,
                        request.parameter("id")
                            + request.form().get("name")
                            + request.header("cookie").orElse("")
                            + request.official().subject())));
    var out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(EVENT.getBytes(StandardCharsets.UTF_8)), out, null);
    JsonNode response = new ObjectMapper().readTree(out.toByteArray());
    assertThat(response.get("statusCode").asInt()).isEqualTo(200);
    assertThat(response.get("body").asText()).isEqualTo("7Åsa & Boa=1; b=2subject");
    assertThat(response.get("isBase64Encoded").asBoolean()).isFalse();
    JsonNode headers = response.get("headers");
    assertThat(headers.get("cache-control").asText()).isEqualTo("no-store");
    assertThat(headers.get("x-content-type-options").asText()).isEqualTo("nosniff");
    assertThat(headers.has("strict-transport-security")).isTrue();
    assertThat(headers.has("referrer-policy")).isTrue();
    assertThat(headers.get("content-security-policy").asText())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
  }

  @Test
  void before_a_snapshot_every_open_page_without_a_parameter_is_read_once_as_nobody()
      throws Exception {
    var asked = new ArrayList<String>();
    Function<Request, Response> noting =
        request -> {
          asked.add(request.method() + " " + request.path() + " " + request.caller());
          return Response.html(200, "");
        };
    var handler =
        handler(
            Route.open("GET /", noting),
            Route.open("GET /api/list", noting),
            Route.open("GET /things/{id}", noting),
            Route.open("POST /", noting),
            new Route("GET /official", Access.officials(Role.MODERATOR), noting));
    assertThat(asked).as("nothing is asked when the function is made").isEmpty();
    handler.priming().beforeCheckpoint(Core.getGlobalContext());
    handler.priming().afterRestore(Core.getGlobalContext());
    assertThat(asked).containsExactly("GET / Resident[]", "GET /api/list Resident[]");
  }

  @Test
  void what_fails_before_a_snapshot_fails_alone() throws Exception {
    var asked = new ArrayList<String>();
    var handler =
        handler(
            Route.open(
                "GET /broken",
                request -> {
                  throw new IllegalStateException("store gone");
                }),
            Route.open(
                "GET /damaged",
                request -> {
                  throw new NoClassDefFoundError("x");
                }),
            Route.open(
                "GET /whole",
                request -> {
                  asked.add(request.path());
                  return Response.html(200, "");
                }));
    handler.priming().beforeCheckpoint(Core.getGlobalContext());
    assertThat(asked).containsExactly("/whole");
  }

  private int thrown(RuntimeException fault) {
    return handler(
            Route.open(
                "GET /x",
                request -> {
                  throw fault;
                }))
        .answer(Asked.request("GET", "/x", RESIDENT, ""), "reference-1")
        .status();
  }

  private static String answer(HttpHandler handler, String method, String path, Caller caller) {
    Response response = handler.answer(Asked.request(method, path, caller, ""), "r");
    return response.status() + " " + response.body();
  }

  private static Caller official(Role... roles) {
    return new Caller.Official("subject", "Name", Set.of(roles), Optional.empty());
  }

  static HttpHandler handler(Route... routes) {
    return handler(new InMemoryTable(), routes);
  }

  static HttpHandler handler(Table table, Route... routes) {
    return new HttpHandler(
        List.of(routes), new PlainFaults(), new Idempotency(table, () -> NOW)) {};
  }

  /** Faults as bare numbers. */
  static final class PlainFaults implements HttpHandler.Faults {
    @Override
    public Response notFound(Request request) {
      return Response.html(404, "");
    }

    @Override
    public Response signIn(Request request) {
      return Response.html(401, "");
    }

    @Override
    public Response forbidden(Request request) {
      return Response.html(403, "");
    }

    @Override
    public Response foreignForm(Request request) {
      return Response.html(403, "");
    }

    @Override
    public Response tooLarge(Request request) {
      return Response.html(413, "");
    }

    @Override
    public Response unreadable(Request request) {
      return Response.html(400, "");
    }

    @Override
    public Response invalid(Request request, List<FieldError> errors) {
      return Response.html(422, errors.toString());
    }

    @Override
    public Response tooMany(Request request, Duration retryAfter) {
      return Response.html(429, retryAfter.toString());
    }

    @Override
    public Response broken(Request request, String reference) {
      return Response.html(500, reference);
    }
  }
}
