package se.invanardialog.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;
import se.invanardialog.suggestions.Wiring;

/** The whole feature on a fake table, reached as the outside reaches it: by HTTP requests. */
final class World {
  /** A Monday noon here. */
  static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  static final String ID = "badramp";
  static final String TITLE = "Bygg en badramp i Ängsvik";
  static final int DAYS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  final Outside outside = new Outside(NOON);
  final InMemoryTable memory = new InMemoryTable();
  final Table table;
  final Wiring below;
  final SignatureWiring wiring;
  final SignatureFunction function;
  Caller caller = new Caller.Resident();
  String source = "192.0.2.7";

  World() {
    this(Rules.FIRST);
  }

  World(Rules rules) {
    this(rules, Optional.empty());
  }

  World(Rules rules, Optional<Table> other) {
    table = other.orElse(memory);
    below = new Wiring(outside.platform(), table, SignatureFunction.texts());
    wiring = new SignatureWiring(below);
    function = new SignatureFunction(wiring);
    int version =
        rules.equals(Rules.FIRST)
            ? 0
            : below.rules.save(rules, "Ada", NOON).orElseThrow().version();
    publish(ID, version);
    outside.takeQueued();
    memory.takeChanges();
  }

  void publish(String id, int version) {
    var content = new Suggestion.Content(TITLE, "Så att alla kommer i.", "", "", "", "sv");
    var author = new Suggestion.Author("author", "Ulla Ek", "", "ulla@exempel.se", "", "", true);
    Rules rules = below.rules.version(version);
    var base =
        new Suggestion.Base(id, 1, "", content, author, "online", version, DAYS, NOON, NOON, false);
    Suggestions suggestions = below.suggestions;
    suggestions.add(new Suggestion.Unconfirmed(base));
    change(id, one -> ((Suggestion.Unconfirmed) one).confirm("2026-118", NOON));
    change(id, one -> ((Suggestion.Submitted) one).publish(NOON, rules, "Fritidsnämnden"));
  }

  void change(String id, java.util.function.UnaryOperator<Suggestion> transition) {
    Suggestion from = below.suggestions.find(id).orElseThrow();
    if (!below.suggestions.change(
        from, transition.apply(from), outside.now(), List.of(), List.of())) {
      throw new AssertionError("Not changed");
    }
  }

  /** The first instant at which one can't ask any more. */
  static Instant closing() {
    return Rules.closing(NOON, DAYS);
  }

  void official(Role... roles) {
    caller = new Caller.Official("ada", "Ada Berg", Set.of(roles), Optional.empty());
  }

  Response call(String route, Object body, String... parameters) {
    try {
      return send(route, body == null ? "" : JSON.writeValueAsString(body), Map.of(), parameters);
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Response form(String route, Map<String, String> fields, String... parameters) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(route, body, Map.of(), parameters);
  }

  Response get(String route, Map<String, String> query, String... parameters) {
    return send(route, "", query, parameters);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Response send(String route, String body, Map<String, String> query, String... parameters) {
    var named = new LinkedHashMap<String, String>();
    Matcher places = PARAMETER.matcher(route);
    for (int at = 0; places.find(); at++) {
      named.put(places.group(1), parameters[at]);
    }
    String path = route.substring(route.indexOf(' ') + 1);
    for (var one : named.entrySet()) {
      path = path.replace("{" + one.getKey() + "}", one.getValue());
    }
    return function.answer(
        new Request(
            route,
            route.substring(0, route.indexOf(' ')),
            path,
            named,
            query,
            Map.of(),
            body,
            source,
            caller),
        "reference");
  }

  static JsonNode json(Response response) {
    try {
      return JSON.readTree(response.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
      throw new AssertionError(response.body(), unreadable);
    }
  }

  static Map<String, Object> signer(String name, String email) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    body.put("email", email);
    body.put("showName", true);
    body.put("keepInformed", true);
    return body;
  }

  static Map<String, Object> signer(String name, String email, String postalCode) {
    var body = signer(name, email);
    body.put("postalCode", postalCode);
    return body;
  }

  Response ask(Map<String, Object> signer) {
    return call("POST /api/suggestions/{id}/signatures", signer, ID);
  }

  /** Asks and answers the letter that came. */
  Letter askForLetter(Map<String, Object> signer) {
    outside.takeQueued();
    Response response = ask(signer);
    if (response.status() != 202) {
      throw new AssertionError(response);
    }
    return outside.queuedLetters().getLast();
  }

  String askForToken(Map<String, Object> signer) {
    return Outside.token(askForLetter(signer), "confirm");
  }

  /** A link as it is mailed, without the mail. */
  String pending(String person) {
    var signer =
        new Signature.Signer(person, false, person + "@exempel.se", "", Signature.FOR, true, "sv");
    var pending = new Pending("p" + person, ID, person, signer, "192.0.2.0/24", outside.now());
    return wiring.links.confirm(pending);
  }

  /** Presses the button. */
  String confirm(String token) {
    return state(call("POST /api/confirmations/{token}", null, token));
  }

  String look(String token) {
    return state(call("GET /api/confirmations/{token}", null, token));
  }

  private static String state(Response response) {
    return response.status() == 200
        ? json(response).path("state").asText()
        : Integer.toString(response.status());
  }

  void sign(Map<String, Object> signer) {
    if (!confirm(askForToken(signer)).equals("confirmed")) {
      throw new AssertionError("Not confirmed");
    }
  }

  Stream<Item> stored() {
    return java.util.stream.IntStream.range(0, Keys.SIGNATURE_SHARDS)
        .boxed()
        .flatMap(shard -> table.all(Query.partition(Keys.signatures(ID, shard))).stream());
  }

  /** What the Tally would count. */
  long counted() {
    return stored().filter(item -> item.text("state").equals(Signature.ACTIVE)).count();
  }

  static String day(Instant at) {
    return Words.day(at).toString();
  }
}
