package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.Options;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/**
 * A suggestion's whole life through the API, where every answer is held to docs/openapi.yaml, the
 * document that the service itself hands out.
 */
class ApiContractTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String AUTHOR = "asa@example.org";
  private static final String SIGNER = "bo@example.org";

  private static LocalService service;
  private final OpenApi api = new OpenApi();
  private final Set<String> answered = new TreeSet<>();
  private String token = "";

  @BeforeAll
  static void start() {
    service = LocalService.start(Options.forTests(Project.ROOT.resolve("template.yaml")));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void every_answer_in_the_life_of_a_suggestion_and_a_survey_is_as_documented() {
    beforeSigningIn();
    token = official("moderator,responder,planner,admin");
    rules();
    String id = published();
    signed(id);
    read(id);
    paper(id);
    removed(id);
    answered(id);
    refused();
    panel();
    surveyed();
    survey();
    call("GET", "/api/recount", "", 200);

    var never = new TreeSet<String>();
    api.document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> !operation.getKey().equals("parameters"))
                .map(operation ->
                    operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())
                .filter(route -> !answered.contains(route))
                .forEach(never::add));
    assertThat(never).as("routes that this life did not meet").isEmpty();
  }

  private void beforeSigningIn() {
    call("GET", "/api/official/moderation", "", 401);
    token = official("analyst");
    call("GET", "/api/official/moderation", "", 403);
    token = "";
    call("POST", "/api/suggestions", "{", 400);
    JsonNode wrong = call("POST", "/api/suggestions", "{\"author\": {\"email\": \"asa\"}}", 422);
    assertThat(wrong.findValuesAsText("field"))
        .contains("title", "proposal", "author.name", "author.email");
    call("GET", "/api/suggestions/{id}", "", 404, "nothing");
    call("GET", "/api/confirmations/{token}", "", 404, "cut");
    HttpResponse<String> document = send("GET", "/api/openapi.yaml", "");
    assertThat(document.body()).isEqualTo(Project.text("docs/openapi.yaml"));
    answered.add("GET /api/openapi.yaml");
  }

  private void rules() {
    int version = call("GET", "/api/official/rules", "", 200).get("version").asInt();
    String change =
        "{\"version\": %d, \"threshold\": 2, \"districts\": {\"Centrum\": [\"12345\"]}}"
            .formatted(version);
    call("PUT", "/api/official/rules", change, 200);
    call("PUT", "/api/official/rules", change, 409);
    call("PUT", "/api/official/rules", "{\"answerDays\": -1}", 422);
  }

  private String published() {
    later();
    String example =
        api.document
            .at("/paths/~1api~1suggestions/post/requestBody/content/application~1json/examples")
            .get("whole")
            .get("value")
            .toString();
    String id = call("POST", "/api/suggestions", example, 202).get("id").asText();
    String link = link(AUTHOR, "/confirm/");
    call("GET", "/api/confirmations/{token}", "", 200, link);
    call("POST", "/api/confirmations/{token}", "", 200, link);
    JsonNode waiting = call("GET", "/api/official/moderation", "", 200).get("items").get(0);
    assertThat(waiting.get("id").asText()).isEqualTo(id);
    String decision =
        "{\"decision\": \"publish\", \"version\": %d}".formatted(waiting.get("version").asInt());
    call("POST", "/api/official/suggestions/{id}/decision", decision, 200, id);
    call("POST", "/api/official/suggestions/{id}/decision", decision, 409, id);
    return id;
  }

  private static String signature() {
    return "{\"name\": \"Bo Ek\", \"email\": \"%s\", \"postalCode\": \"123 45\", \"showName\": true}"
        .formatted(SIGNER);
  }

  private void signed(String id) {
    call("POST", "/api/suggestions/{id}/signatures", signature(), 202, id);
    call("POST", "/api/suggestions/{id}/signatures", "{}", 422, id);
    call("POST", "/api/confirmations/{token}", "", 200, link(SIGNER, "/confirm/"));
    idle();
    assertThat(call("GET", "/api/suggestions/{id}/count", "", 200, id).get("signatures").asInt())
        .isEqualTo(1);
  }

  private void read(String id) {
    later();
    assertThat(call("GET", "/api/suggestions", "", 200).get("items")).hasSize(1);
    call("GET", "/api/suggestions", "", 422, "?sort=luck");
    call("GET", "/api/suggestions", "", 422, "?cursor=foreign");
    call("GET", "/api/suggestions/{id}", "", 200, id);
    assertThat(
            call(
                    "GET",
                    "/api/suggestions/similar",
                    "",
                    200,
                    "?text=" + URLEncoder.encode("Belys gångvägen", StandardCharsets.UTF_8))
                .get("items"))
        .hasSize(1);
  }

  private void paper(String id) {
    String sheet =
        "{\"sheet\": \"17\", \"signers\": [{\"name\": \"Gun Alm\", \"postalCode\": \"12345\"},"
            + "{\"name\": \"Bo Ek\", \"postalCode\": \"12345\", \"email\": \"%s\"}]}"
                .formatted(SIGNER);
    JsonNode registered =
        call("POST", "/api/official/suggestions/{id}/paper-signatures", sheet, 200, id);
    assertThat(registered.get("counted").asInt()).isEqualTo(1);
    assertThat(registered.get("alreadySigned").asInt()).isEqualTo(1);
    idle();
    assertThat(call("GET", "/api/official/awaiting-answer", "", 200).get("items")).hasSize(1);
  }

  private void removed(String id) {
    String removals = "/api/official/suggestions/{id}/removals";
    String where =
        "{\"where\": {\"mailDomain\": \"example.org\"}, \"preview\": %s, \"reason\": \"Prov\"}";
    call("POST", removals, where.formatted(true), 200, id);
    call("POST", removals, "{}", 422, id);
    String removal = call("POST", removals, where.formatted(false), 202, id).get("id").asText();
    idle();
    assertThat(call("GET", "/api/suggestions/{id}/count", "", 200, id).get("signatures").asInt())
        .isEqualTo(1);
    call("DELETE", "/api/official/removals/{id}", "", 202, removal);
    call("DELETE", "/api/official/removals/{id}", "", 404, "nothing");
    idle();
    call("POST", "/api/suggestions/{id}/signatures", signature(), 202, id);
    call("POST", "/api/withdrawals/{token}", "", 200, link(SIGNER, "/withdraw/"));
    call("POST", "/api/withdrawals/{token}", "", 404, "cut");
  }

  private void answered(String id) {
    String progress = "/api/official/suggestions/{id}/progress";
    call("POST", progress, "{\"text\": \"För tidigt\"}", 409, id);
    String answer =
        "{\"decision\": \"partly\", \"text\": \"Vi bygger halva.\", \"board\": \"Kommunstyrelsen\","
            + " \"date\": \"2026-01-08\"}";
    call("POST", "/api/official/suggestions/{id}/answer", "{}", 422, id);
    call("POST", "/api/official/suggestions/{id}/answer", answer, 200, id);
    call("POST", "/api/official/suggestions/{id}/answer", answer, 409, id);
    call("POST", progress, "{\"text\": \"Stolparna är uppe.\"}", 200, id);
    JsonNode whole = call("GET", "/api/suggestions/{id}", "", 200, id);
    assertThat(whole.get("answer").get("decision").asText()).isEqualTo("partly");
    later();
    call("POST", "/api/suggestions/{id}/signatures", "{}", 409, id);
  }

  /** For a reason that hides the text. */
  private void refused() {
    String paper =
        "{\"title\": \"Om min granne\", \"proposal\": \"Han stör.\", \"author\": {\"name\": \"Gun"
            + " Alm\"}}";
    String id = call("POST", "/api/official/suggestions", paper, 201).get("id").asText();
    call(
        "POST",
        "/api/official/suggestions/{id}/decision",
        "{\"decision\": \"refuse\", \"reason\": \"individual\"}",
        200,
        id);
    assertThat(call("GET", "/api/suggestions/{id}", "", 200, id).has("proposal")).isFalse();
    assertThat(call("GET", "/api/suggestions", "", 200, "?status=refused").get("items")).hasSize(1);
  }

  /** A panel is made, joined, compared with who lives here, and left. */
  private void panel() {
    later();
    String make = example("/paths/~1api~1official~1panels/post", "");
    String panel = call("POST", "/api/official/panels", make, 201).get("id").asText();
    call("POST", "/api/official/panels", "{}", 422);
    call("GET", "/api/official/panels", "", 200);
    call("GET", "/api/official/panels/{id}", "", 200, panel);
    String one = "/api/official/panels/{id}";
    call("PUT", one, "{\"version\": 1, \"guardianUnder\": 18}", 200, panel);
    call("PUT", one, "{\"version\": 1}", 409, panel);
    call("GET", "/api/panels", "", 200);
    call("GET", "/api/panels/{id}", "", 200, panel);
    String margins = "/api/official/panels/{id}/margins";
    for (String kind : new String[] {"list", "jsonStat"}) {
      call(
          "PUT",
          margins,
          example("/paths/~1api~1official~1panels~1{id}~1margins/put", kind),
          200,
          panel);
    }
    call("PUT", margins, "[]", 422, panel);
    call("GET", margins, "", 200, panel);
    joined(panel);
    String members = "/api/official/panels/{id}/members";
    String file =
        "email,birthYear,sex,consentDate\ngun@example.org,1950,woman,2026-01-02\nfel,,,\n";
    JsonNode read = call("POST", members, file, 200, panel);
    assertThat(read.get("added").asInt()).isEqualTo(1);
    assertThat(read.get("errors")).isNotEmpty();
    call("POST", members, "fel", 422, panel);
    HttpResponse<String> exported = send("GET", members.replace("{id}", panel), "");
    assertThat(exported.body()).contains("gun@example.org");
    answered.add("GET " + members);
    idle();
    call("GET", "/api/official/panels/{id}/representativeness", "", 200, panel);
  }

  /** An open survey is answered, changed, keyed in from paper and taken back. */
  private void survey() {
    later();
    String id = openSurvey();
    call("GET", "/api/surveys/{id}", "", 200, id);
    call("GET", "/api/surveys/{id}", "", 404, "nothing");
    call("GET", "/api/surveys/{id}/challenge", "", 200, id);
    String answers = "{\"answers\": {\"q1\": \"walk\", \"q2\": 4}}";
    call("POST", "/api/surveys/{id}/answers", "{\"answers\": {\"q2\": 9}}", 422, id);
    JsonNode taken = call("POST", "/api/surveys/{id}/answers", answers, 201, id);
    String mine = taken.get("token").asText();
    String invitation = "/api/invitations/{token}";
    assertThat(call("GET", invitation, "", 200, mine).get("answers")).hasSize(2);
    call("GET", invitation, "", 404, "cut");
    call("PUT", invitation + "/answers", answers, 200, mine);
    call("PUT", invitation + "/answers", "{\"answers\": {\"q1\": 7}}", 422, mine);
    String paper = "/api/official/surveys/{id}/paper-answers";
    String sheet = "{\"code\": \"%s\", \"answers\": {\"q1\": \"car\"}}";
    JsonNode keyed = call("POST", paper, sheet.formatted(mine), 200, id);
    assertThat(keyed.get("outcome").asText()).isEqualTo("replaced");
    call("POST", paper, sheet.formatted("x"), 422, id);
    call("DELETE", invitation + "/answers", "", 200, mine);
    assertThat(call("GET", invitation, "", 200, mine).get("answered").asBoolean()).isFalse();
    call("POST", "/api/surveys/{id}/answers", "{\"answers\": {\"q3\": \"Fler lampor\"}}", 201, id);
    result(id);
  }

  private void result(String id) {
    call("GET", "/api/official/surveys/{id}/progress", "", 200, id);
    call("POST", "/api/official/surveys/{id}/close", "", 200, id);
    String planner = token;
    token = official("analyst");
    call("GET", "/api/official/results/{survey}", "", 200, id);
    call("GET", "/api/official/results/{survey}", "", 404, "nothing");
    call("GET", "/api/results/{survey}", "", 404, id);
    send("GET", "/api/official/results/" + id + "/rows", "");
    answered.add("GET /api/official/results/{survey}/rows");
    coded(id);
    String told =
        "{\"found\": {\"sv\": \"De flesta går.\"}, \"next\": {\"sv\": \"Fler gångvägar.\"}}";
    call("POST", "/api/official/surveys/{id}/publish", "", 200, id);
    call("POST", "/api/official/surveys/{id}/publish", "", 404, "nothing");
    call("PUT", "/api/official/surveys/{id}/feedback", "{\"found\": {}}", 422, id);
    call("PUT", "/api/official/surveys/{id}/feedback", told, 200, id);
    token = planner;
    call("GET", "/api/results", "", 200);
    call("GET", "/api/results/{survey}", "", 200, id);
    call("GET", "/api/dcat", "", 200);
  }

  /** What was answered in words is read, and coded to a theme that comes, is renamed and goes. */
  private void coded(String survey) {
    String texts = "/api/official/results/{survey}/texts";
    String themes = "/api/official/results/{survey}/themes";
    String name = "{\"question\": \"q3\", \"name\": {\"sv\": \"Belysning\"}}";
    String theme = call("POST", themes, name, 201, survey).get("id").asText();
    call("POST", themes, name, 422, survey);
    JsonNode read = call("GET", texts, "", 200, survey, "?question=q3").get("texts");
    assertThat(read.findValuesAsText("text")).containsExactly("Fler lampor");
    String said = "{\"question\": \"q3\", \"texts\": [{\"id\": \"%s\", \"themes\": [\"%s\"]}]}";
    String id = read.get(0).get("id").asText();
    assertThat(call("PUT", texts, said.formatted(id, theme), 200, survey).get("saved")).hasSize(1);
    call("PUT", texts, said.formatted(id, "x"), 422, survey);
    call("GET", texts, "", 404, "nothing");
    String one = themes + "/{theme}";
    call("PUT", one, "{\"name\": {\"sv\": \"Ljus\"}}", 200, survey, theme);
    call("DELETE", one, "", 200, survey, theme);
    call("DELETE", one, "", 404, survey, theme);
  }

  /** Opened in the table: building one has a document of its own. */
  private static String openSurvey() {
    var surveys = new Surveys(new DynamoTable(service.dynamo(), service.tableName()), Ids.secure());
    Question car =
        new Question(
            "q1",
            Question.Type.ONE,
            Translated.swedish("Hur tar du dig fram?"),
            null,
            List.of(
                new Question.Option("walk", Translated.swedish("Går")),
                new Question.Option("car", Translated.swedish("Åker bil"))),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    Question safe =
        new Question(
            "q2",
            Question.Type.SCALE,
            Translated.swedish("Hur trygg är du?"),
            null,
            List.of(),
            List.of(),
            1,
            5,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    Question say =
        new Question(
            "q3",
            Question.Type.TEXT,
            Translated.swedish("Vad kan bli bättre?"),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    var purpose =
        new Survey.Purpose(
            Translated.swedish("Tekniska nämnden"), Translated.swedish("Var vi snöröjer."), null);
    var design =
        new Survey.Design(
            "",
            true,
            Translated.swedish("Vägen i vardagen"),
            Translated.NOTHING,
            purpose,
            List.of(car, safe, say),
            null,
            Map.of(),
            Map.of(),
            null,
            service.time().instant().plus(Duration.ofDays(7)),
            List.of(),
            null);
    Survey.Draft draft = surveys.draft(design, "ada", service.time().instant());
    String id = draft.base().id();
    surveys.insert(draft, List.of());
    var written = (Survey.Draft) surveys.find(id).orElseThrow();
    surveys.change(written, written.schedule(service.time().instant()), List.of());
    var scheduled = (Survey.Scheduled) surveys.find(id).orElseThrow();
    surveys.open(scheduled, service.time().instant(), List.of());
    return id;
  }

  private void joined(String panel) {
    String join = "/api/panels/{id}/members";
    String asked =
        "{\"email\": \"%s\", \"profile\": {\"birthYear\": 1984, \"sex\": \"woman\"}, \"consent\": true}"
            .formatted(SIGNER);
    call("POST", join, asked, 202, panel);
    call("POST", join, "{}", 422, panel);
    call("POST", join, asked, 404, "nothing");
    String link = link(SIGNER, "/confirm/");
    assertThat(call("GET", "/api/confirmations/{token}", "", 200, link).get("kind").asText())
        .isEqualTo("membership");
    call("POST", "/api/confirmations/{token}", "", 200, link);
    call("POST", "/api/membership-links", "{\"address\": \"%s\"}".formatted(SIGNER), 202);
    String mine = link(SIGNER, "/members/");
    call("GET", "/api/memberships/{token}", "", 200, mine);
    call("GET", "/api/memberships/{token}", "", 404, "cut");
    call("PUT", "/api/memberships/{token}", "{\"pace\": \"monthly\"}", 200, mine);
    call("PUT", "/api/memberships/{token}", "{\"pace\": \"hourly\"}", 422, mine);
    call("GET", "/api/memberships/{token}/data", "", 200, mine);
    call("DELETE", "/api/memberships/{token}", "", 200, mine);
    call("GET", "/api/memberships/{token}", "", 410, mine);
  }

  /** A request's body as the document shows it. */
  private String example(String operation, String named) {
    JsonNode content = api.document.at(operation + "/requestBody/content/application~1json");
    return (named.isEmpty() ? content.get("example") : content.at("/examples/" + named + "/value"))
        .toString();
  }

  /** From a draft to a closed survey, as far as the planner takes it. */
  private void surveyed() {
    token = official("planner");
    String all = "/api/official/surveys";
    String one = all + "/{id}";
    String example =
        api.document
            .at("/paths/~1api~1official~1surveys/post/requestBody/content/application~1json")
            .at("/examples/open/value")
            .toString();
    String id = call("POST", all, example, 201).get("id").asText();
    call("POST", all, "{}", 422);
    String read = call("GET", one, "", 200, id).toString();
    call("GET", one, "", 404, "nothing");
    call("PUT", one, read, 200, id);
    call("PUT", one, read, 409, id);
    call("POST", one + "/test", "{\"to\": [\"petra@example.org\"]}", 202, id);
    call("POST", one + "/schedule", "", 200, id);
    call("POST", one + "/pause", "", 409, id);
    call("POST", one + "/resume", "", 409, id);
    call("POST", one + "/close", "", 409, id);
    call("POST", one + "/take-back", "", 200, id);
    String copy = call("POST", one + "/copy", "", 201, id).get("id").asText();
    call("POST", one + "/schedule", "", 422, copy);
    call("POST", one + "/stop", "", 200, copy);
    assertThat(call("GET", all, "", 200).get("items")).hasSize(2);
  }

  /**
   * Calls, and holds the answer to the document.
   *
   * @param place what the path's parameters are, or the query with its question mark
   */
  private JsonNode call(String method, String path, String body, int status, String... place) {
    String actual = path;
    for (String one : place) {
      actual = one.startsWith("?") ? actual + one : actual.replaceFirst("\\{\\w+}", one);
    }
    HttpResponse<String> response = send(method, actual, body);
    assertThat(response.statusCode())
        .as(method + " " + actual + " " + response.body())
        .isEqualTo(status);
    JsonNode schema = api.answerSchema(method, path, status);
    assertThat(schema.isMissingNode()).as(method + " " + path + " " + status).isFalse();
    JsonNode answer = json(response.body());
    assertThat(api.faults(method + " " + path, schema, answer)).isEmpty();
    answered.add(method + " " + path);
    return answer;
  }

  private HttpResponse<String> send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("content-type", "application/json");
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  private String official(String roles) {
    return json(send("GET", "/local/token?roles=" + roles + "&board=", "").body())
        .get("access_token")
        .asText();
  }

  /** The token in the newest mail to somebody. */
  private String link(String to, String path) {
    idle();
    for (JsonNode mail : json(send("GET", "/local/outbox.json?to=" + to, "").body())) {
      for (JsonNode link : mail.get("links")) {
        int at = link.asText().indexOf(path);
        if (at >= 0) {
          return link.asText().substring(at + path.length()).replaceFirst("[?#].*$", "");
        }
      }
    }
    throw new AssertionError("No mail to " + to + " has a link " + path);
  }

  private void idle() {
    int status = 503;
    for (int attempt = 0; status == 503 && attempt < 6; attempt++) {
      status = send("GET", "/local/idle", "").statusCode();
    }
    assertThat(status).isEqualTo(204);
  }

  /** An hour on, so that what functions keep for some seconds is read anew. */
  private void later() {
    assertThat(send("POST", "/local/clock?hours=1", "").statusCode()).isLessThan(400);
  }

  private static JsonNode json(String text) {
    try {
      return OpenApi.JSON.readTree(text);
    } catch (IOException broken) {
      throw new IllegalStateException(text, broken);
    }
  }
}
