package se.invanardialog.suggestions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Texts;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** The function as Lambda calls it, over a table in memory, with officials who click. */
final class OfficialBox {
  static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  final InMemoryTable table = new InMemoryTable();
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final List<String> queued = new ArrayList<>();
  final Wiring wiring;
  final SuggestionFunction function;

  OfficialBox() {
    wiring = new Wiring(platform(), table, Texts.load("core", "suggestions").withOfficials("desk"));
    function = new SuggestionFunction(wiring);
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  /** One that its author has confirmed. */
  String submitted(String title, String proposal) {
    var form = new LinkedHashMap<String, String>();
    form.put("title", title);
    form.put("proposal", proposal);
    form.put("author.name", "Barbro Ek");
    form.put("author.email", "barbro@exempel.se");
    var input = se.invanardialog.core.http.Input.form(form, wiring.site.words(sv()));
    Rules rules = wiring.rules.current();
    var draft = wiring.suggesting.read(input, rules, false);
    input.check();
    String id = wiring.suggesting.submit(draft, rules, "192.0.2.1", now.get());
    wiring.suggesting.confirm(id, now.get());
    return id;
  }

  /** One that gathers names. */
  String published(String title) {
    String id = submitted(title, "Gör det här, tack.");
    var published = post("/official/moderation/{id}", id, MODERATOR, Map.of("decision", "publish"));
    if (published.status() != 303) {
      throw new AssertionError(published.body());
    }
    return id;
  }

  /** The Tally's part: the threshold is reached, and the board must answer by then. */
  void reached(String id, long names, Instant answerBy) {
    table.write(
        Write.update(Keys.row(id))
            .set("signatures", names)
            .set("online", names)
            .set("reachedAt", now.get())
            .set("due", "answer")
            .set("dueAt", answerBy));
  }

  static final String MODERATOR = "moderator";
  static final String ADMIN = "admin";
  static final String RESPONDER = "responder";
  static final String NOBODY = "";

  Response get(String path, String id, String roles) {
    return call("GET", path, id, roles, "", Map.of(), Map.of());
  }

  Response get(String path, String id, String roles, Map<String, String> query) {
    return call("GET", path, id, roles, "", query, Map.of());
  }

  Response post(String path, String id, String roles, Map<String, String> form) {
    return call("POST", path, id, roles, "", Map.of(), form);
  }

  /** The route's path with {@code {id}}, as the API hands it on. */
  Response call(
      String method,
      String path,
      String id,
      String roles,
      String board,
      Map<String, String> query,
      Map<String, String> form) {
    return function.handle(
        new Request(
            method + " " + path,
            method,
            path.replace("{id}", id),
            path.contains("{id}") ? Map.of("id", id) : Map.of(),
            query,
            Map.of("host", "dialog.example", "content-type", "application/x-www-form-urlencoded"),
            encoded(form),
            "192.0.2.1",
            Caller.of(caller(roles, board))),
        null);
  }

  private static Map<String, Object> caller(String roles, String board) {
    return roles.isEmpty()
        ? Map.of()
        : Map.of("sub", "mona", "name", "Mona Lind", "roles", roles, "board", board);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The value of a hidden field in a page. */
  static String hidden(Response page, String name) {
    var field =
        Pattern.compile("<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\">")
            .matcher(page.body());
    if (!field.find()) {
      throw new AssertionError("No hidden " + name + " in " + page.body());
    }
    return field.group(1);
  }

  static String location(Response response) {
    return response.headers().getOrDefault("location", "");
  }

  static Caller.Official official(String roles) {
    return (Caller.Official) Caller.of(caller(roles, ""));
  }

  static se.invanardialog.core.texts.Language sv() {
    return se.invanardialog.core.texts.Language.DEFAULT;
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
