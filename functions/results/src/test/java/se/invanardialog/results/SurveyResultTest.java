package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.results.figures.SurveyOfTest;

/** What officials and residents see of a survey's answers. */
class SurveyResultTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final InMemoryTable table = new InMemoryTable();
  private final ResultFunction function = new ResultFunction(platform(), table);
  private final Surveys surveys = new Surveys(table, Ids.secure());
  private String id = "";

  private static Question question(String id, Question.Type type, String... options) {
    return SurveyOfTest.question(
        id,
        type,
        Arrays.stream(options)
            .map(option -> new Question.Option(option, Translated.swedish("=" + option)))
            .toList());
  }

  @BeforeEach
  void a_survey_has_been_answered_and_closed() {
    var design =
        new Survey.Design(
            "adults",
            false,
            Translated.swedish("Trygg på kvällen"),
            Translated.NOTHING,
            new Survey.Purpose(
                Translated.swedish("Samhällsbyggnadsnämnden"),
                Translated.swedish("Svaren styr ny belysning."),
                LocalDate.parse("2026-11-20")),
            List.of(
                question("q1", Question.Type.ONE, "yes", "no"),
                question("q2", Question.Type.SCALE),
                question("q3", Question.Type.TEXT),
                question("q4", Question.Type.SEVERAL, "bus", "bike")),
            null,
            Map.of(),
            Map.of(),
            Instant.parse("2026-11-01T08:00:00Z"),
            Instant.parse("2026-11-15T08:00:00Z"),
            List.of(),
            null);
    Survey.Draft draft = surveys.draft(design, "eva", NOW);
    id = draft.base().id();
    surveys.insert(draft, List.of());
    var scheduled = ((Survey.Draft) surveys.find(id).orElseThrow()).schedule(Instant.EPOCH);
    surveys.change(surveys.find(id).orElseThrow(), scheduled, List.of());
    var open = ((Survey.Scheduled) surveys.find(id).orElseThrow()).open();
    surveys.change(surveys.find(id).orElseThrow(), open, List.of());
    var closed = ((Survey.Open) surveys.find(id).orElseThrow()).close(NOW);
    surveys.change(surveys.find(id).orElseThrow(), closed, List.of());
    tally("woman", 60, 40);
    tally("man", 40, 10);
    tally("other", 3, 3);
    table.write(Write.put(Item.at(Keys.surveyProgress(id)).with("planned", 206)));
    table.write(
        Write.put(
            Item.at(Keys.margins("adults"))
                .with(
                    "margins",
                    """
                    [{"variable": "sex", "category": "woman", "count": 490},
                     {"variable": "sex", "category": "man", "count": 500},
                     {"variable": "sex", "category": "other", "count": 10}]
                    """)));
  }

  private void tally(String sex, long n, long yes) {
    tally(cell(sex), n, yes);
  }

  private void tally(Cell cell, long n, long yes) {
    table.write(
        Write.put(
            Item.at(Keys.answerTally(id, cell.text()))
                .with("n", n)
                .with("mode:web", n)
                .with("q:q1:n", n)
                .with("q:q1:o:yes", yes)
                .with("q:q1:o:no", n - yes)
                .with("q:q2:n", n)
                .with("q:q2:h:4", n)
                .with("q:q2:sum", 4 * n)
                .with("q:q2:sq", 16 * n)
                .with("q:q3:n", n)));
  }

  private Response ask(String route, String path, Map<String, String> query, Caller caller) {
    return send(route, path, query, "", caller);
  }

  private Response send(
      String route, String path, Map<String, String> query, String body, Caller caller) {
    var parameters = new HashMap<String, String>();
    String[] wanted = route.split(" ")[1].split("/");
    String[] given = path.split("/");
    for (int at = 0; at < wanted.length; at++) {
      if (wanted[at].startsWith("{")) {
        parameters.put(wanted[at].replaceAll("[{}]", ""), given[at]);
      }
    }
    return function.answer(
        new Request(
            route,
            route.split(" ")[0],
            path,
            parameters,
            query,
            Map.of("content-type", "application/json"),
            body,
            "192.0.2.1",
            caller),
        "reference");
  }

  private static Caller analyst() {
    return new Caller.Official("a", "Eva Ström", Set.of(Role.ANALYST), Optional.empty());
  }

  private JsonNode result(Map<String, String> query) throws Exception {
    Response response =
        ask("GET /api/official/results/{survey}", "/api/official/results/" + id, query, analyst());
    assertThat(response.status()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void raw_and_weighted_shares_stand_side_by_side_with_their_intervals() throws Exception {
    JsonNode body = result(Map.of("weighted", "true"));
    assertThat(body.path("n").asLong()).isEqualTo(103);
    assertThat(body.path("responseRate").asDouble()).isEqualTo(0.5);
    JsonNode yes = body.path("questions").get(0).path("options").get(0);
    assertThat(yes.path("n").asLong()).isEqualTo(53);
    assertThat(yes.path("share").asDouble()).isEqualTo(0.515);
    double weighted = 0.49 * 40 / 60 + 0.51 * 13 / 43;
    assertThat(yes.path("weightedShare").asDouble()).isEqualTo(Math.round(weighted * 1000) / 1e3);
    assertThat(yes.path("weightedLow").asDouble()).isBetween(0.35, 0.42);
    assertThat(body.path("weighting").path("deff").asDouble()).isGreaterThan(1);
    JsonNode mean = body.path("questions").get(1).path("mean");
    assertThat(mean.path("value").asDouble()).isEqualTo(4);
  }

  @Test
  void a_small_group_and_its_company_are_hidden_in_every_form() throws Exception {
    JsonNode groups = result(Map.of("by", "sex")).path("questions").get(0).path("groups");
    assertThat(groups.findValuesAsText("value")).containsExactly("man", "other", "woman");
    assertThat(groups.get(1).path("suppressed").asText()).isEqualTo("hidden");
    assertThat(groups.get(0).path("suppressed").asText()).isEqualTo("hidden");
    assertThat(groups.get(0).has("n")).isFalse();
    assertThat(groups.get(2).path("n").asLong()).isEqualTo(60);
    String csv =
        ask(
                "GET /api/official/results/{survey}",
                "/api/official/results/" + id + ".csv",
                Map.of("by", "sex"),
                analyst())
            .body();
    assertThat(csv).contains("Visas inte. Den är för liten").contains("'=yes");
    assertThat(csv).contains(",Kvinnor,'=yes,40,60,0.667");
    assertThat(csv).doesNotContain(",Män,'=yes,10,40");
    String page =
        ask(
                "GET /official/results/{survey}",
                "/official/results/" + id,
                Map.of("by", "sex"),
                analyst())
            .body();
    assertThat(page).contains("Visas inte. Den är för liten", "Kvinnor", "aria-hidden=\"true\"");
  }

  @Test
  void rows_come_with_the_syntax_that_spss_reads_them_by() {
    String path = "/api/official/results/" + id + "/rows";
    String route = "GET /api/official/results/{survey}/rows";
    Response rows = ask(route, path, Map.of(), analyst());
    Response syntax = ask(route, path, Map.of("syntax", "spss"), analyst());

    assertThat(rows.body()).isEqualTo("\ufeffq1,q2,q4_bus,q4_bike\r\n");
    assertThat(syntax.headers().get("content-disposition")).contains(id + ".sps");
    assertThat(syntax.body())
        .contains(
            "/FILE='" + id + ".rows.csv'",
            "VARIABLE LABELS q1 'Fråga q1'.",
            "  'yes' '=yes'",
            "    q2 F20.0",
            "VARIABLE LEVEL q2 (ORDINAL).",
            "VARIABLE LABELS q4_bike 'Fråga q4 – =bike'.",
            "  0 'Inte vald'",
            "  1 'Vald'.")
        .doesNotContain("q3");
    String page = "/official/results/" + id;
    String link = "href=\"" + path + "?syntax=spss\"";
    assertThat(ask("GET /official/results/{survey}", page, Map.of(), analyst()).body())
        .contains(link);
    var planner = new Caller.Official("p", "P", Set.of(Role.PLANNER), Optional.empty());
    assertThat(ask("GET /official/results/{survey}", page, Map.of(), planner).body())
        .doesNotContain(link);
  }

  /** Who answered in which cell, and the margins, that make weighting refuse for one reason. */
  private record Refused(
      String type,
      Map<Cell, Long> answered,
      Map<String, Map<String, Integer>> margins,
      String why) {
    @Override
    public String toString() {
      return type;
    }
  }

  private static Cell cell(String sex) {
    return new Cell(Map.of("sex", sex));
  }

  private static Cell cell(String sex, String age) {
    return new Cell(Map.of("sex", sex, "ageGroup", age));
  }

  private static List<Refused> refusals() {
    var halves = Map.of("woman", 500, "man", 500);
    var alike = Map.of(cell("woman", "16-29"), 20L, cell("man", "30+"), 20L);
    var corner =
        Map.of(
            cell("woman", "16-29"), 20L,
            cell("woman", "30+"), 20L,
            cell("man", "16-29"), 20L);
    return List.of(
        new Refused(
            "no-margins",
            Map.of(cell("woman"), 40L, cell("man"), 40L),
            Map.of(),
            "Kommunen har inte lagt in hur många som bor i varje grupp."),
        new Refused(
            "small-groups",
            Map.of(cell("woman"), 40L, cell("man"), 3L),
            Map.of("sex", halves),
            "Så få har svarat i grupperna att de inte går att väga var för sig."),
        new Refused(
            "too-few",
            Map.of(cell("woman"), 12L, cell("man"), 8L),
            Map.of("sex", halves),
            "20 svar är för få att väga. Det behövs minst 30."),
        new Refused(
            "empty-category",
            Map.of(cell("woman"), 40L),
            Map.of("sex", halves),
            "Ingen i gruppen Män har svarat. Slå ihop den med Kvinnor."),
        new Refused(
            "unknown-category",
            Map.of(cell("woman"), 40L, cell("man"), 40L),
            Map.of("sex", Map.of("woman", 500)),
            "Folkmängden saknar gruppen Män, som någon har svarat i."),
        new Refused(
            "contradiction",
            alike,
            Map.of("sex", halves, "ageGroup", Map.of("16-29", 300, "30+", 700)),
            "Gruppernas folkmängd går inte ihop med dem som har svarat: "),
        new Refused(
            "no-convergence",
            corner,
            Map.of("sex", halves, "ageGroup", Map.of("16-29", 500, "30+", 500)),
            "Det går inte att hitta vikter som passar alla grupper."),
        new Refused(
            "too-heavy",
            Map.of(cell("woman"), 95L, cell("man"), 5L),
            Map.of("sex", Map.of("woman", 300, "man", 700)),
            "Så få i gruppen Män har svarat att var och en skulle väga mer än 5 gånger medel."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void each_refusal_is_told_in_plain_words_on_the_page_and_in_the_api(Refused refused)
      throws Exception {
    List.of("woman", "man", "other").forEach(sex -> tally(sex, 0, 0));
    refused.answered().forEach((cell, n) -> tally(cell, n, n / 2));
    var margins = new ArrayList<Map<String, Object>>();
    refused
        .margins()
        .forEach((variable, counts) ->
            counts.forEach((category, count) ->
                margins.add(Map.of("variable", variable, "category", category, "count", count))));
    table.write(
        Write.put(
            Item.at(Keys.margins("adults"))
                .with("margins", new ObjectMapper().writeValueAsString(margins))));

    JsonNode weighting = result(Map.of("weighted", "true")).path("weighting");
    assertThat(weighting.path("refusedType").asText()).isEqualTo(refused.type());
    assertThat(plain(weighting.path("refused").asText())).contains(refused.why());
    String page =
        ask(
                "GET /official/results/{survey}",
                "/official/results/" + id,
                Map.of("weighted", "true"),
                analyst())
            .body();
    assertThat(plain(page)).contains("Svaren är inte vägda. " + refused.why());
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ').replace("\u2060", "");
  }

  @Test
  void residents_see_nothing_before_it_is_fed_back_and_everything_after() throws Exception {
    var resident = new Caller.Resident();
    String path = "/results/" + id;
    assertThat(ask("GET /results/{survey}", path, Map.of(), resident).status()).isEqualTo(404);
    assertThat(ask("GET /results", "/results", Map.of(), resident).body())
        .contains("Trygg på kvällen", "skulle ha kommit senast 20\u00a0november 2026");
    Response told =
        send(
            "PUT /api/official/surveys/{id}/feedback",
            "/api/official/surveys/" + id + "/feedback",
            Map.of(),
            "{\"found\": {\"sv\": \"Hälften är trygga.\"}, \"next\": {\"sv\": \"Vi bygger"
                + " lampor.\"}}",
            analyst());
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    String page = ask("GET /results/{survey}", path, Map.of(), resident).body();
    assertThat(page).contains("Hälften är trygga.", "Vi bygger lampor.", "103 har svarat");
    assertThat(ask("GET /results/{survey}/summary", path + "/summary", Map.of(), resident).body())
        .contains("Samhällsbyggnadsnämnden", "Hälften är trygga.");
    assertThat(ask("GET /results", "/results", Map.of(), resident).body())
        .contains(path)
        .doesNotContain("skulle ha kommit");
    for (String language : List.of("sv", "en", "ar")) {
      assertThat(
              ask("GET /results/{survey}", path, Map.of("lang", language, "by", "sex"), resident)
                  .status())
          .isEqualTo(200);
    }
    JsonNode dcat =
        new ObjectMapper().readTree(ask("GET /api/dcat", "/api/dcat", Map.of(), resident).body());
    assertThat(dcat.path("dcat:dataset").get(0).path("dcat:distribution")).hasSize(3);
    JsonNode open =
        new ObjectMapper()
            .readTree(
                ask("GET /api/results/{survey}", "/api/results/" + id, Map.of(), resident).body());
    assertThat(open.path("questions")).hasSize(4);
  }

  @Test
  void a_result_can_be_made_public_before_its_feedback_which_is_then_still_owed() throws Exception {
    String route = "POST /official/results/{survey}";
    Response posted = send(route, "/official/results/" + id, Map.of(), "", analyst());
    assertThat(posted.status()).isEqualTo(303);
    var resident = new Caller.Resident();
    String page = ask("GET /results/{survey}", "/results/" + id, Map.of(), resident).body();
    assertThat(page).contains("103 har svarat");
    assertThat(ask("GET /results", "/results", Map.of(), resident).body())
        .contains("/results/" + id, "skulle ha kommit");
    Response again =
        send(
            "POST /api/official/surveys/{id}/publish",
            "/api/official/surveys/" + id + "/publish",
            Map.of(),
            "",
            analyst());
    assertThat(new ObjectMapper().readTree(again.body()).path("publishedAt").asText())
        .isEqualTo(NOW.toString());
  }

  @Test
  void feedback_without_words_is_asked_for_and_a_moderator_may_not_give_it() {
    Response missing =
        send(
            "PUT /api/official/surveys/{id}/feedback",
            "/api/official/surveys/" + id + "/feedback",
            Map.of(),
            "{\"found\": {\"sv\": \"\"}}",
            analyst());
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.body()).contains("Skriv vad ni såg", "Skriv vad som händer nu");
    var moderator = new Caller.Official("m", "M", Set.of(Role.MODERATOR), Optional.empty());
    assertThat(
            ask("GET /official/results/{survey}", "/official/results/" + id, Map.of(), moderator)
                .status())
        .isEqualTo(403);
  }

  @Test
  void a_workbook_is_sent_as_the_bytes_it_is() {
    Response file =
        ask(
            "GET /api/official/results/{survey}",
            "/api/official/results/" + id + ".xlsx",
            Map.of(),
            analyst());
    assertThat(file.binary()).isTrue();
    assertThat(java.util.Base64.getDecoder().decode(file.body())).startsWith('P', 'K');
  }

  /** Reading needs no other service. */
  @SuppressWarnings("NullAway")
  private static Platform platform() {
    return new Platform(
        Map.of(
            "TABLE", "table",
            "BASE_URL", "https://dialog.example",
            "SIGN_IN", "/sign-in",
            "SIGN_OUT", "/sign-out"),
        () -> NOW,
        null,
        null,
        null,
        null,
        null);
  }
}
