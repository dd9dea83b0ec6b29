package se.invanardialog.panels.members;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Wiring;

/** Panels and members on a fake table, reached by HTTP requests as the outside reaches them. */
final class World {
  /** A Monday noon here. */
  static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  final Outside outside = new Outside(NOON);
  final InMemoryTable memory = new InMemoryTable();
  final Wiring below;
  final MembersWiring wiring;
  final HttpHandler function;
  Caller caller = new Caller.Resident();
  String source = "192.0.2.7";

  World() {
    this(null);
  }

  World(@org.jspecify.annotations.Nullable Table other) {
    below =
        new Wiring(
            outside.platform(),
            other == null ? memory : other,
            Texts.load("core", "suggestions", "members").withOfficials("members-desk"));
    wiring = new MembersWiring(below);
    function = new HttpHandler(wiring.routes(), below.site, below.idempotency) {};
  }

  void districts(Map<String, List<String>> districts) {
    Rules first = below.rules.current();
    below.rules.save(rules(first, districts), "Ada", NOON).orElseThrow();
  }

  private static Rules rules(Rules rules, Map<String, List<String>> districts) {
    return new Rules(
        rules.version(),
        rules.threshold(),
        rules.thresholdPermille(),
        rules.population(),
        rules.signingDays(),
        rules.whoMaySuggest(),
        rules.whoMaySign(),
        rules.aliasAllowed(),
        rules.signingMoments(),
        rules.comments(),
        rules.similarityBarMonths(),
        rules.suggestionsPerPersonYear(),
        rules.exemptMatters(),
        rules.moderationDays(),
        rules.answerDays(),
        rules.retentionMonths(),
        rules.titleLength(),
        rules.proposalLength(),
        rules.askReason(),
        rules.reasonLength(),
        rules.askAgeGroup(),
        rules.postalCodeToSign(),
        rules.namesShown(),
        rules.boards(),
        rules.categories(),
        districts,
        rules.note(),
        rules.changedBy(),
        rules.changedAt());
  }

  void official(Role... roles) {
    caller = new Caller.Official("ada", "Ada Berg", Set.of(roles), java.util.Optional.empty());
  }

  void resident() {
    caller = new Caller.Resident();
  }

  /** A panel that asks all there is to ask, and needs nothing. */
  String panel() {
    return panel(Map.of());
  }

  String panel(Map<String, Object> more) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", Map.of("sv", "Medborgarpanelen"));
    body.put("profile", List.of("birthYear", "sex", "district", "education", "bornAbroad"));
    body.putAll(more);
    official(Role.PLANNER);
    Response response = call("POST /api/official/panels", body);
    resident();
    return json(response).path("id").asText();
  }

  static Map<String, Object> person(String email) {
    var body = new LinkedHashMap<String, Object>();
    body.put("email", email);
    body.put("channel", "mail");
    body.put("profile", Map.of("birthYear", 1980, "sex", "woman"));
    body.put("consent", true);
    return body;
  }

  Response call(
      String route, @org.jspecify.annotations.Nullable Object body, String... parameters) {
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

  /** Asks to join and answers the token in the letter that came. */
  String ask(String panel, Map<String, Object> person) {
    outside.takeQueued();
    Response response = call("POST /api/panels/{id}/members", person, panel);
    if (response.status() != 202) {
      throw new AssertionError(response);
    }
    return Outside.token(outside.queuedLetters().getLast(), "confirm");
  }

  Joining.State press(String token) {
    return wiring.joining.confirm(token, outside.now()).orElseThrow().state();
  }

  /** A member, and the token of its page. */
  String join(String panel, Map<String, Object> person) {
    var standing = wiring.joining.confirm(ask(panel, person), outside.now()).orElseThrow();
    return standing.page().substring("/members/".length());
  }

  List<Item> members(String panel) {
    return shards(panel).toList();
  }

  private Stream<Item> shards(String panel) {
    return IntStream.range(0, Keys.MEMBER_SHARDS)
        .boxed()
        .flatMap(shard -> memory.all(Query.partition(Keys.members(panel, shard))).stream());
  }
}
