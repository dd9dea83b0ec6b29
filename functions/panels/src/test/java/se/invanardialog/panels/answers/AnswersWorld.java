package se.invanardialog.panels.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Question.Option;
import se.invanardialog.panels.surveys.Question.ShowIf;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Trials;
import se.invanardialog.suggestions.Wiring;

/** Answering on a fake table, reached by HTTP requests. */
final class AnswersWorld {
  static final Instant NOON = Instant.parse("2026-12-02T11:00:00Z");
  static final Instant CLOSES = Instant.parse("2026-12-15T23:00:00Z");
  static final String ID = "s23456789abc";
  static final String SALT = "a salt";
  static final Cell WOMEN = new Cell(Map.of("sex", "woman"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  final Outside outside = new Outside(NOON);
  final InMemoryTable table = new InMemoryTable();
  final Wiring below;
  final Trials trials;
  final AnswersWiring wiring;
  final HttpHandler handler;
  final Map<String, Survey> surveys = new HashMap<>();
  Caller caller = new Caller.Resident();
  String source = "192.0.2.7";
  Map<String, String> headers = Map.of();

  AnswersWorld(Question... questions) {
    below =
        new Wiring(
            outside.platform(),
            table,
            Texts.load("core", "suggestions", "answers").withOfficials("answers-desk"));
    trials = new Trials(below);
    wiring =
        new AnswersWiring(
            below,
            Keyed.by("a key for the answers' tests"),
            id -> Optional.ofNullable(surveys.get(id)),
            trials);
    handler = new HttpHandler(wiring.routes(), below.site, below.idempotency) {};
    surveys.put(ID, new Survey.Open(base(design(false, Map.of(), questions)), 0));
  }

  static Survey.Base base(Survey.Design design) {
    return new Survey.Base(ID, 1, design, SALT, ID, 1, "ada", NOON);
  }

  static Survey.Design design(boolean open, Map<String, Integer> quotas, Question... questions) {
    return new Survey.Design(
        "adults",
        open,
        new Translated(Map.of("sv", "Vägen i vardagen", "en", "Getting about")),
        sv("Hur tar du dig fram i vinter?"),
        new Survey.Purpose(
            sv("Tekniska nämnden"),
            sv("Svaren styr var vi snöröjer först."),
            LocalDate.of(2027, 1, 15)),
        List.of(questions),
        null,
        Map.of(),
        quotas,
        NOON,
        CLOSES,
        List.of(3),
        null);
  }

  void survey(Survey survey) {
    surveys.put(ID, survey);
  }

  Survey.Base current() {
    return surveys.get(ID).base();
  }

  static Translated sv(String text) {
    return Translated.swedish(text);
  }

  static Question question(String id, Type type, List<String> options) {
    return question(id, type, options, null, null, false, null);
  }

  static Question question(
      String id,
      Type type,
      List<String> options,
      @Nullable Integer min,
      @Nullable Integer max,
      boolean required,
      @Nullable ShowIf showIf) {
    return new Question(
        id,
        type,
        sv("Fråga " + id + "?"),
        null,
        options.stream().map(one -> new Option(one, sv("Val " + one))).toList(),
        type == Type.MATRIX
            ? List.of(new Option("r1", sv("Rad 1")), new Option("r2", sv("Rad 2")))
            : List.of(),
        min,
        max,
        null,
        null,
        required,
        type == Type.ONE || type == Type.SEVERAL,
        false,
        showIf,
        List.of());
  }

  Token token(String member) {
    return new Token(ID, wiring.codes.of(ID, SALT, member));
  }

  Token invite(String member) {
    return invite(member, Channel.MAIL, WOMEN);
  }

  Token invite(String member, Channel channel, Cell cell) {
    Token token = token(member);
    table.write(
        Write.put(Item.at(Keys.member("adults", member)).with("name", member)),
        Write.put(
            new Invitation(
                    ID,
                    wiring.codes.invitation(ID, token.code()),
                    member,
                    channel,
                    cell,
                    LocalDate.of(2026, 12, 1))
                .item()));
    return token;
  }

  void leave(String member) {
    table.write(Write.delete(Keys.member("adults", member)));
  }

  void official(Role... roles) {
    caller = new Caller.Official("ada", "Ada Berg", Set.of(roles), Optional.empty());
  }

  Response put(Token token, Map<String, ?> answers) {
    var body = new LinkedHashMap<String, Object>();
    body.put("answers", answers);
    return call("PUT /api/invitations/{token}/answers", body, token.text());
  }

  Response call(String route, @Nullable Object body, String... parameters) {
    try {
      return send(route, body == null ? "" : JSON.writeValueAsString(body), Map.of(), parameters);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  Response get(String route, Map<String, String> query, String... parameters) {
    return send(route, "", query, parameters);
  }

  Response form(
      String route, Map<String, String> query, Map<String, String> fields, String... parameters) {
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(route, body, query, parameters);
  }

  /** Fills in one page and presses a button; answers where it leads. */
  Map<String, String> turn(Token token, String question, String go, String... fields) {
    var all = new LinkedHashMap<String, String>();
    all.put("go", go);
    for (int at = 0; at < fields.length; at += 2) {
      all.put("answers." + fields[at], fields[at + 1]);
    }
    Response response = form("POST /s/{token}", Map.of("q", question), all, token.text());
    if (response.status() != 303) {
      throw new AssertionError(response);
    }
    return query(response.headers().get("location"));
  }

  static Map<String, String> query(@Nullable String location) {
    var query = new LinkedHashMap<String, String>();
    String asked = location == null || !location.contains("?") ? "" : location.split("\\?")[1];
    for (String pair : asked.split("&")) {
      if (pair.contains("=")) {
        query.put(pair.split("=")[0], pair.split("=")[1]);
      }
    }
    return query;
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
    return handler.answer(
        new Request(
            route,
            route.substring(0, route.indexOf(' ')),
            path,
            named,
            query,
            headers,
            body,
            source,
            caller),
        "reference");
  }

  static JsonNode json(Response response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException unreadable) {
      throw new AssertionError(response.body(), unreadable);
    }
  }

  /** The fields with errors and their codes. */
  static List<String> errors(Response response) {
    return json(response).path("errors").findValuesAsText("field").isEmpty()
        ? List.of(Integer.toString(response.status()))
        : java.util.stream.StreamSupport.stream(json(response).path("errors").spliterator(), false)
            .map(error -> error.path("field").asText() + " " + error.path("code").asText())
            .toList();
  }

  Optional<Reply> reply(Token token) {
    return wiring.replies.of(ID, token.code()).filter(Reply::active);
  }
}
