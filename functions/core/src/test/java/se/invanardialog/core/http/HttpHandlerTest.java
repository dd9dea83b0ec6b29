package se.invanardialog.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
  void an_event_of_the_gateway_is_read_and_answered_with_every_shield() {
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
    var response = handler.handleRequest(event(), null);
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEqualTo("7Åsa & Boa=1; b=2subject");
    assertThat(response.getHeaders())
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsKeys("content-security-policy", "strict-transport-security", "referrer-policy");
    assertThat(response.getHeaders().get("content-security-policy"))
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

  private static APIGatewayV2HTTPEvent event() {
    var lambda = Map.<String, Object>of("sub", "subject", "name", "N", "roles", "moderator");
    return APIGatewayV2HTTPEvent.builder()
        .withRouteKey("POST /x/{id}")
        .withRawPath("/x/7")
        .withPathParameters(Map.of("id", "7"))
        .withHeaders(Map.of("Content-Type", "application/x-www-form-urlencoded"))
        .withCookies(List.of("a=1", "b=2"))
        .withIsBase64Encoded(true)
        .withBody(
            Base64.getEncoder()
                .encodeToString("name=%C3%85sa+%26+Bo".getBytes(StandardCharsets.UTF_8)))
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod("POST")
                        .withSourceIp("192.0.2.1")
                        .build())
                .withAuthorizer(
                    APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                        .withLambda(lambda)
                        .build())
                .build())
        .build();
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
