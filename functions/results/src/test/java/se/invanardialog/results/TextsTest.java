package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Token;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/** Answers in words: read by the analyst, coded to themes, counted and never shown. */
class TextsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final Cell WOMEN = new Cell(Map.of("sex", "woman"));
  private static final String TEXTS = "/api/official/results/{survey}/texts";
  private static final String THEMES = "/api/official/results/{survey}/themes";
  private static final String PAGE = "/official/results/{survey}/texts";

  private final Outside outside = new Outside(NOW);
  private final InMemoryTable table = new InMemoryTable();
  private final ResultFunction function = new ResultFunction(outside.platform(), table);
  private final Secret secret = Secret.parameter(outside.platform(), "PSEUDONYM_KEY");
  private final Replies replies = SurveyAnswers.replies(table, secret);
  private final TallyFunction tally = new TallyFunction(table, outside.time(), secret);
  private final Surveys surveys = new Surveys(table, Ids.secure());
  private String id = "";
  private long places;

  @BeforeEach
  void a_survey_asks_for_words() {
    var question =
        new Question(
            "q1",
            Question.Type.TEXT,
            Translated.swedish("Du svarade {q0}. Var är det mörkt?"),
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
    var design =
        new Survey.Design(
            "adults",
            false,
            Translated.swedish("Trygg på kvällen"),
            Translated.NOTHING,
            new Survey.Purpose(
                Translated.swedish("Nämnden"),
                Translated.swedish("Styr belysningen."),
                LocalDate.parse("2026-12-20")),
            List.of(question),
            null,
            Map.of(),
            Map.of(),
            NOW.minusSeconds(1000),
            NOW.plusSeconds(86_400),
            List.of(),
            null);
    Survey.Draft draft = surveys.draft(design, "eva", NOW);
    id = draft.base().id();
    surveys.insert(draft, List.of());
    var scheduled = ((Survey.Draft) surveys.find(id).orElseThrow()).schedule(Instant.EPOCH);
    surveys.change(surveys.find(id).orElseThrow(), scheduled, List.of());
    var open = ((Survey.Scheduled) surveys.find(id).orElseThrow()).open();
    surveys.change(surveys.find(id).orElseThrow(), open, List.of());
  }

  private Token token(int person) {
    return new Token(id, "abcdefghjkmn%04d".formatted(person).replace('0', 'z').replace('1', 'y'));
  }

  private void answer(int person, String text) {
    replies.put(
        token(person), Map.of("q1", new Value.Written(text)), Reply.Mode.WEB, WOMEN, Map.of());
  }

  private void counted() {
    var records =
        table.takeChanges().stream()
            .filter(change ->
                change.key().partition().startsWith(Keys.ANSWERS)
                    || change.key().partition().startsWith(Keys.CODINGS))
            .map(change -> StreamRecords.of(change, ++places))
            .toList();
    assertThat(tally.handleRequest(StreamRecords.batch(records), null).getBatchItemFailures())
        .isEmpty();
  }

  private static Caller official(Role role) {
    return new Caller.Official("a" + role, "Eva Ström", Set.of(role), Optional.empty());
  }

  private Response send(String route, Map<String, String> query, String body, Caller caller) {
    return send(route, query, body, Map.of(), caller);
  }

  private Response send(
      String route,
      Map<String, String> query,
      String body,
      Map<String, String> more,
      Caller caller) {
    String path = route.substring(route.indexOf(' ') + 1).replace("{survey}", id);
    var parameters = new HashMap<>(more);
    parameters.put("survey", id);
    return function.answer(
        new Request(
            route,
            route.substring(0, route.indexOf(' ')),
            path,
            parameters,
            query,
            Map.of(
                "content-type",
                path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded",
                "origin",
                Outside.BASE_URL),
            body,
            "192.0.2.1",
            caller),
        "reference");
  }

  private static JsonNode json(Response response) throws Exception {
    assertThat(response.status()).as(response.body()).isLessThan(300);
    return new ObjectMapper().readTree(response.body());
  }

  private JsonNode texts(Map<String, String> query) throws Exception {
    return json(send("GET " + TEXTS, query, "", official(Role.ANALYST)));
  }

  private String theme(String name) throws Exception {
    String body = "{\"question\": \"q1\", \"name\": {\"sv\": \"" + name + "\"}}";
    return json(send("POST " + THEMES, Map.of(), body, official(Role.ANALYST))).path("id").asText();
  }

  private JsonNode say(String text, String before, String themes) throws Exception {
    String body =
        "{\"question\": \"q1\", \"texts\": [{\"id\": \"%s\"%s%s}]}"
            .formatted(
                text,
                before.isEmpty() ? "" : ", \"before\": " + before,
                themes.isEmpty() ? "" : ", \"themes\": " + themes);
    return json(send("PUT " + TEXTS, Map.of(), body, official(Role.ANALYST)));
  }

  @Test
  void only_an_analyst_reads_them_and_no_cache_keeps_them() {
    answer(2, "Mörkt vid ån");
    for (Role role : List.of(Role.PLANNER, Role.ADMIN, Role.MODERATOR)) {
      assertThat(send("GET " + TEXTS, Map.of(), "", official(role)).status()).isEqualTo(403);
      assertThat(send("GET " + PAGE, Map.of(), "", official(role)).status()).isEqualTo(403);
    }
    assertThat(send("GET " + TEXTS, Map.of(), "", new Caller.Resident()).status()).isEqualTo(401);
    Response page = send("GET " + PAGE, Map.of(), "", official(Role.ANALYST));
    assertThat(page.body()).contains("Mörkt vid ån", "Du svarade …. Var är det mörkt?");
    assertThat(page.headers().get("cache-control")).isEqualTo("no-store");
  }

  @Test
  void all_are_read_page_by_page_each_once() throws Exception {
    for (int person = 2; person < 100; person++) {
      answer(person, "Text " + person);
    }
    var read = new ArrayList<String>();
    String from = "";
    int pages = 0;
    do {
      JsonNode page = texts(from.isEmpty() ? Map.of() : Map.of("from", from));
      page.path("texts").forEach(text -> read.add(text.path("text").asText()));
      from = page.path("next").asText();
      assertThat(page.path("texts").size()).isLessThan(40);
      pages++;
    } while (!from.isEmpty());
    assertThat(read).hasSize(98).doesNotHaveDuplicates();
    assertThat(pages).isGreaterThan(3);
    assertThat(send("GET " + TEXTS, Map.of("from", "99:x"), "", official(Role.ANALYST)).status())
        .isEqualTo(422);
  }

  @Test
  void themes_are_counted_and_small_ones_hidden_with_company_and_the_words_never_shown()
      throws Exception {
    for (int person = 2; person < 32; person++) {
      answer(person, "hemligt " + person);
    }
    String light = theme("Belysning");
    String path = theme("Gångväg");
    String other = theme("Ovanligt");
    String from = "";
    int at = 0;
    do {
      JsonNode page = texts(from.isEmpty() ? Map.of() : Map.of("from", from));
      for (JsonNode text : page.path("texts")) {
        String said = at < 20 ? light : at < 27 ? path : other;
        say(text.path("id").asText(), "", "[\"" + said + "\"]");
        at++;
      }
      from = page.path("next").asText();
    } while (!from.isEmpty());
    counted();
    Response response =
        send("GET /api/official/results/{survey}", Map.of(), "", official(Role.PLANNER));
    JsonNode themes = json(response).path("questions").get(0).path("themes");
    assertThat(themes.path("coded").asInt()).isEqualTo(30);
    assertThat(themes.path("options").get(0).path("n").asInt()).isEqualTo(20);
    assertThat(themes.path("options").get(0).path("text").asText()).isEqualTo("Belysning");
    assertThat(themes.path("options").findValuesAsText("suppressed"))
        .containsExactly("hidden", "hidden");
    assertThat(response.body()).doesNotContain("hemligt");
    var file = new HashMap<>(Map.of("separators", "sv"));
    for (String kind : List.of("", ".csv", ".codebook")) {
      String body =
          function
              .answer(
                  new Request(
                      "GET /api/official/results/{survey}",
                      "GET",
                      "/api/official/results/" + id + kind,
                      Map.of("survey", id + kind),
                      file,
                      Map.of(),
                      "",
                      "192.0.2.1",
                      official(Role.ANALYST)),
                  "reference")
              .body();
      assertThat(body).doesNotContain("hemligt");
    }
    String page =
        send("GET /official/results/{survey}", Map.of(), "", official(Role.PLANNER)).body();
    assertThat(page)
        .contains("Belysning", "Visas inte. Den är för liten")
        .doesNotContain("hemligt");
  }

  @Test
  void a_second_analyst_does_not_overwrite_what_the_first_has_said() throws Exception {
    answer(2, "Mörkt");
    String light = theme("Belysning");
    String path = theme("Gångväg");
    String text = texts(Map.of()).path("texts").get(0).path("id").asText();
    assertThat(say(text, "", "[\"" + light + "\"]").path("saved")).hasSize(1);
    assertThat(say(text, "", "[\"" + path + "\"]").path("changed")).hasSize(1);
    assertThat(texts(Map.of()).path("texts").get(0).path("themes").get(0).asText())
        .isEqualTo(light);
    assertThat(say(text, "[\"" + light + "\"]", "[\"" + path + "\"]").path("saved")).hasSize(1);
    assertThat(say(text, "", "[\"" + path + "\"]").path("same")).hasSize(1);
    assertThat(say(text, "[\"" + path + "\"]", "").path("saved")).hasSize(1);
    assertThat(texts(Map.of("uncoded", "true")).path("texts")).hasSize(1);
  }

  @Test
  void what_is_said_of_an_answer_goes_when_it_is_changed() throws Exception {
    answer(2, "Mörkt");
    String light = theme("Belysning");
    String text = texts(Map.of()).path("texts").get(0).path("id").asText();
    say(text, "", "[\"" + light + "\"]");
    answer(2, "Ljust");
    JsonNode now = texts(Map.of()).path("texts").get(0);
    assertThat(now.path("text").asText()).isEqualTo("Ljust");
    assertThat(now.has("themes")).isFalse();
    replies.withdraw(token(2), Map.of());
    assertThat(say(text, "", "[\"" + light + "\"]").path("gone")).hasSize(1);
    assertThat(texts(Map.of()).path("texts")).isEmpty();
  }

  @Test
  void several_are_coded_by_one_form_and_it_says_what_came_of_it() throws Exception {
    answer(2, "Mörkt");
    answer(3, "Ojämnt");
    answer(4, "Tomt");
    String light = theme("Belysning");
    var ids = texts(Map.of()).path("texts").findValuesAsText("id");
    say(ids.get(2), "", "[\"" + light + "\"]");
    var form = new StringBuilder();
    ids.forEach(text -> form.append("seen.").append(text).append("=&"));
    form.append("t.").append(ids.get(0)).append("=").append(light).append("&");
    form.append("t.").append(ids.get(1)).append("=none&");
    form.append("t.").append(ids.get(2)).append("=none");
    Response sent =
        send("POST " + PAGE, Map.of("question", "q1"), form.toString(), official(Role.ANALYST));
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.headers().get("location")).endsWith("&saved=2&changed=1");
    Response page =
        send("GET " + PAGE, Map.of("saved", "2", "changed", "1"), "", official(Role.ANALYST));
    assertThat(page.body()).contains("2 texter är kodade. 1 text hade någon annan kodat");
    assertThat(texts(Map.of("uncoded", "true")).path("texts")).isEmpty();
  }

  @Test
  void a_theme_is_made_renamed_and_removed_by_a_form_and_two_are_not_called_the_same()
      throws Exception {
    String themes = "POST /official/results/{survey}/themes";
    Caller analyst = official(Role.ANALYST);
    String name = URLEncoder.encode("Gångväg", StandardCharsets.UTF_8);
    assertThat(send(themes, Map.of(), "question=q1&act=add&name=" + name, analyst).status())
        .isEqualTo(303);
    Response again = send(themes, Map.of(), "question=q1&act=add&name=" + name, analyst);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("Det finns redan ett tema som heter så");
    String id = texts(Map.of()).path("themes").get(0).path("id").asText();
    send(themes, Map.of(), "question=q1&act=rename&theme=" + id + "&name=Stig", analyst);
    assertThat(texts(Map.of()).path("themes").get(0).path("name").path("sv").asText())
        .isEqualTo("Stig");
    send(themes, Map.of(), "question=q1&act=remove&theme=" + id, analyst);
    assertThat(texts(Map.of()).path("themes")).isEmpty();
    assertThat(theme("Stig")).isNotEqualTo(id);
  }

  /** As {@code AnonymityTest} of the answers, with what the analyst has written beside. */
  @Test
  void a_copy_of_the_table_shows_of_a_coding_only_that_there_is_one() throws Exception {
    for (int person = 2; person < 12; person++) {
      answer(person, "Mörkt " + person);
    }
    String light = theme("Belysning");
    var ids = texts(Map.of()).path("texts").findValuesAsText("id");
    for (String text : ids) {
      say(text, "", ids.indexOf(text) % 2 == 0 ? "[\"" + light + "\"]" : "[]");
    }
    var codings =
        table.items().stream()
            .filter(item -> item.key().partition().startsWith(Keys.CODINGS))
            .toList();
    assertThat(codings).hasSize(10);
    var sizes = new HashSet<Integer>();
    for (Item coding : codings) {
      assertThat(coding.attributes()).containsOnlyKeys("pk", "sk", "version", "sealed");
      sizes.add(coding.bytes("sealed").length);
      assertThat(coding.toString()).doesNotContain("woman", "Mörkt", light);
    }
    assertThat(sizes).hasSize(1);
    assertThat(
            table.items().stream()
                .filter(item -> !item.key().partition().startsWith(Keys.CODINGS))
                .filter(item -> !item.key().partition().startsWith(Keys.ANSWERS))
                .filter(item -> ids.stream().anyMatch(item.toString()::contains)))
        .isEmpty();
  }
}
