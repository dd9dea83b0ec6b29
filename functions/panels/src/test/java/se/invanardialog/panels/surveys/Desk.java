package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.panels.members.Panels;
import se.invanardialog.suggestions.Wiring;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** The surveys' routes over a table in memory, with officials who call them. */
final class Desk {
  static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  static final String PLANNER = "planner";
  private static final ObjectMapper JSON = new ObjectMapper();

  final InMemoryTable table = new InMemoryTable();
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final List<String> queued = new ArrayList<>();
  final SurveysWiring wiring;
  private final HttpHandler function;

  Desk() {
    var below =
        new Wiring(
            platform(),
            table,
            Texts.load("core", "suggestions", "surveys").withOfficials("surveys-desk"));
    wiring = new SurveysWiring(below, new Panels(table));
    function = new Handler(wiring.routes(), below);
  }

  private static final class Handler extends HttpHandler {
    Handler(List<Route> routes, Wiring below) {
      super(routes, below.site, below.idempotency);
    }
  }

  Map<String, se.invanardialog.core.http.Access> doors() {
    return function.access();
  }

  Response api(String method, String path, String id, String body) {
    return call(method, path, Map.of("id", id), PLANNER, Map.of(), body);
  }

  JsonNode json(Response response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException broken) {
      throw new AssertionError(response.body(), broken);
    }
  }

  Response get(String path, Map<String, String> parameters) {
    return call("GET", path, parameters, PLANNER, Map.of(), "");
  }

  Response post(String path, Map<String, String> parameters, Map<String, String> form) {
    return call("POST", path, parameters, PLANNER, Map.of(), encoded(form));
  }

  Response call(
      String method,
      String path,
      Map<String, String> parameters,
      String roles,
      Map<String, String> query,
      String body) {
    String actual = path;
    for (var one : parameters.entrySet()) {
      actual = actual.replace("{" + one.getKey() + "}", one.getValue());
    }
    Caller caller =
        roles.isEmpty()
            ? new Caller.Resident()
            : Caller.of(Map.of("sub", "petra", "name", "Petra Berg", "roles", roles, "board", ""));
    Response answer =
        function.answer(
            new Request(
                method + " " + path,
                method,
                actual,
                parameters,
                query,
                new LinkedHashMap<>(),
                body,
                "192.0.2.1",
                caller),
            "ref");
    return new Response(
        answer.status(),
        answer.headers(),
        answer.cookies(),
        answer.body().replace('\u00a0', ' '),
        answer.binary());
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("NullAway")
  private Platform platform() {
    return new Platform(
        Map.of(
            "TABLE", "table",
            "DELIVERIES", "https://queue.example/deliveries",
            "PSEUDONYM_KEY", "/town/pseudonym-key",
            "BASE_URL", "https://dialog.example",
            "SIGN_IN", "/sign-in",
            "SIGN_OUT", "/sign-out"),
        now::get,
        null,
        new Queue(queued),
        null,
        null,
        new Parameter());
  }

  private record Queue(List<String> messages) implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      messages.add(request.messageBody());
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      request.entries().forEach(entry -> messages.add(entry.messageBody()));
      return SendMessageBatchResponse.builder().failed(List.<BatchResultErrorEntry>of()).build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private record Parameter() implements SsmClient {
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      return GetParameterResponse.builder()
          .parameter(found -> found.value(Base64.getEncoder().encodeToString(new byte[32])))
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }
}
