package se.invanardialog.panels.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;

class SurveyApiTest {
  private static final String ALL = "/api/official/surveys";
  private static final String ONE = ALL + "/{id}";
  private static final String WHOLE =
      """
      {"open": true, "title": {"sv": "Trygg på kvällen", "en": "Safe at night"},
       "purpose": {"decidedBy": "Kommunstyrelsen", "use": "Svaren avgör var lampor sätts.",
                   "feedbackBy": "2027-01-15"},
       "questions": [
         {"id": "q1", "type": "one", "text": {"sv": "Känner du dig trygg?", "en": "Do you feel safe?"},
          "options": [{"id": "a", "text": {"sv": "Ja"}}, {"id": "b", "text": {"sv": "Nej"}}]},
         {"id": "q2", "type": "several", "text": {"sv": "Var är du otrygg?"}, "other": true, "max": 2,
          "options": [{"id": "a", "text": {"sv": "Hemma"}}, {"id": "b", "text": {"sv": "Ute"}}],
          "showIf": {"question": "q1", "anyOf": ["b"]}},
         {"id": "q3", "type": "scale", "text": {"sv": "Hur viktigt är ljus?"}, "min": 1, "max": 5},
         {"id": "q4", "type": "text", "text": {"sv": "Du svarade {q1}. Varför?"}}],
       "opensAt": "2026-12-01T09:00", "closesAt": "2026-12-15T09:00:00+01:00",
       "remindersDays": [3, 7]}
      """;

  private final Desk desk = new Desk();

  private String created(String body) {
    Response response = desk.api("POST", ALL, "", body);
    assertThat(response.status()).as(response.body()).isEqualTo(201);
    return desk.json(response).get("id").asText();
  }

  private int act(String id, String act) {
    return desk.api("POST", ONE + "/" + act, id, "").status();
  }

  private String opened() {
    String id = created(WHOLE);
    assertThat(act(id, "schedule")).isEqualTo(200);
    var scheduled = (Survey.Scheduled) desk.wiring.surveys.find(id).orElseThrow();
    desk.wiring.surveys.open(scheduled, Desk.START, List.of());
    return id;
  }

  private Set<String> errors(String body) {
    Response response = desk.api("POST", ALL, "", body);
    assertThat(response.status()).as(response.body()).isEqualTo(422);
    return new TreeSet<>(desk.json(response).findValuesAsText("field"));
  }

  private static String state(JsonNode survey) {
    return survey.get("state").asText();
  }

  @Test
  void a_survey_is_read_back_as_it_was_sent_with_moments_on_a_swedish_clock() {
    JsonNode read = desk.json(desk.api("GET", ONE, created(WHOLE), ""));
    assertThat(state(read)).isEqualTo("draft");
    assertThat(read.get("opensAt").asText()).isEqualTo("2026-12-01T08:00:00Z");
    assertThat(read.get("closesAt").asText()).isEqualTo("2026-12-15T08:00:00Z");
    assertThat(read.at("/purpose/decidedBy/sv").asText()).isEqualTo("Kommunstyrelsen");
    assertThat(read.at("/questions/1/showIf/anyOf/0").asText()).isEqualTo("b");
    assertThat(read.at("/title/en").asText()).isEqualTo("Safe at night");
  }

  @Test
  void what_was_read_can_be_sent_back_and_a_change_of_an_older_version_is_refused() {
    String id = created(WHOLE);
    String read = desk.api("GET", ONE, id, "").body();
    assertThat(desk.api("PUT", ONE, id, read).status()).isEqualTo(200);
    assertThat(desk.api("PUT", ONE, id, read).status()).isEqualTo(409);
  }

  @Test
  void a_survey_goes_from_draft_to_closed_and_no_way_that_is_not_drawn() {
    String id = created(WHOLE);
    assertThat(act(id, "pause")).isEqualTo(409);
    assertThat(act(id, "schedule")).isEqualTo(200);
    assertThat(act(id, "schedule")).isEqualTo(409);
    assertThat(act(id, "take-back")).isEqualTo(200);
    assertThat(act(id, "schedule")).isEqualTo(200);
    var scheduled = (Survey.Scheduled) desk.wiring.surveys.find(id).orElseThrow();
    desk.wiring.surveys.open(scheduled, Desk.START, List.of());
    assertThat(act(id, "take-back")).isEqualTo(409);
    assertThat(act(id, "pause")).isEqualTo(200);
    assertThat(act(id, "resume")).isEqualTo(200);
    assertThat(act(id, "close")).isEqualTo(200);
    assertThat(act(id, "resume")).isEqualTo(409);
    assertThat(state(desk.json(desk.api("GET", ONE, id, "")))).isEqualTo("closed");
  }

  @Test
  void without_saying_who_decides_what_for_and_when_it_is_told_it_is_not_scheduled() {
    String id = created("{\"title\": {\"sv\": \"Tom\"}}");
    Response response = desk.api("POST", ONE + "/schedule", id, "");
    assertThat(response.status()).isEqualTo(422);
    assertThat(desk.json(response).findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "purpose.decidedBy",
            "purpose.use",
            "purpose.feedbackBy",
            "questions",
            "panel",
            "closesAt");
  }

  @Test
  void each_act_leaves_a_trace_of_who_did_it() {
    String id = created(WHOLE);
    act(id, "schedule");
    assertThat(desk.table.items())
        .filteredOn(item -> item.key().partition().equals("AUDIT#" + id))
        .extracting(item -> item.text("act") + " " + item.text("by"))
        .containsExactlyInAnyOrder("survey-created petra", "survey-schedule petra");
  }

  @Test
  void a_copy_is_a_draft_with_the_same_questions_and_no_days() {
    String id = opened();
    JsonNode copied = desk.json(desk.api("POST", ONE + "/copy", id, ""));
    JsonNode read = desk.json(desk.api("GET", ONE, copied.get("id").asText(), ""));
    assertThat(state(read)).isEqualTo("draft");
    assertThat(read.get("questions")).hasSize(4);
    assertThat(read.has("opensAt")).isFalse();
    assertThat(read.at("/purpose").has("feedbackBy")).isFalse();
  }

  @Test
  void an_open_survey_takes_another_wording_and_keeps_what_it_was() {
    String id = opened();
    ObjectNode read = (ObjectNode) desk.json(desk.api("GET", ONE, id, ""));
    ((ObjectNode) read.at("/questions/0/text")).put("sv", "Känner du dig trygg ute?");
    assertThat(desk.api("PUT", ONE, id, read.toString()).status()).isEqualTo(200);
    assertThat(Wording.of(desk.table, id))
        .extracting(one -> one.change().before() + " → " + one.change().after())
        .containsExactly("Känner du dig trygg? → Känner du dig trygg ute?");
    assertThat(desk.wiring.surveys.find(id).orElseThrow()).isInstanceOf(Survey.Open.class);
  }

  @Test
  void an_open_survey_takes_no_other_question_option_type_or_order() {
    String id = opened();
    String read = desk.api("GET", ONE, id, "").body();
    for (String other :
        List.of(
            read.replace("\"type\":\"scale\"", "\"type\":\"number\""),
            read.replace("\"max\":5", "\"max\":6"),
            read.replace("\"id\":\"q4\"", "\"id\":\"q5\""),
            read.replace("\"anyOf\":[\"b\"]", "\"anyOf\":[\"a\"]"))) {
      assertThat(other).isNotEqualTo(read);
      assertThat(desk.api("PUT", ONE, id, other).status()).isEqualTo(409);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|title.sv",
        "{\"title\": \"x\"}|title",
        "{\"title\": {\"sv\": \"x\", \"xx\": \"y\"}}|title.xx",
        "{\"title\": {\"sv\": \"a\\u202eb\"}}|title.sv",
        "{\"title\": {\"sv\": \"x\"}, \"colour\": 1}|colour",
        "{\"title\": {\"sv\": \"x\"}, \"opensAt\": \"i morgon\"}|opensAt",
        "{\"title\": {\"sv\": \"x\"}, \"opensAt\": {\"a\": 1}}|opensAt",
        "{\"title\": {\"sv\": \"x\"}, \"opensAt\": \"+999999999-01-01T00:00Z\"}|opensAt",
        "{\"title\": {\"sv\": \"x\"}, \"remindersDays\": [1, 2, 3, 4]}|remindersDays",
        "{\"title\": {\"sv\": \"x\"}, \"remindersDays\": [3, 3]}|remindersDays",
        "{\"title\": {\"sv\": \"x\"}, \"remindersDays\": \"3\"}|remindersDays",
        "{\"title\": {\"sv\": \"x\"}, \"repeat\": {\"everyDays\": 0, \"rounds\":"
            + " 2}}|repeat.everyDays",
        "{\"title\": {\"sv\": \"x\"}, \"repeat\": 4}|repeat",
        "{\"title\": {\"sv\": \"x\"}, \"sample\": {\"size\": -1, \"seed\": \"s\"}}|sample.size",
        "{\"title\": {\"sv\": \"x\"}, \"sample\": {\"size\": 9, \"seed\": \"s\", \"strata\":"
            + " [\"shoe\"]}}|sample.strata",
        "{\"title\": {\"sv\": \"x\"}, \"filter\": {\"shoe\": [\"44\"]}}|filter",
        "{\"title\": {\"sv\": \"x\"}, \"quotas\": {\"sex=woman\": 0}}|quotas",
        "{\"title\": {\"sv\": \"x\"}, \"purpose\": {\"feedbackBy\":"
            + " \"2027-02-30\"}}|purpose.feedbackBy",
        "{\"title\": {\"sv\": \"x\"}, \"purpose\": []}|purpose",
        "{\"title\": {\"sv\": \"x\"}, \"questions\": 3}|questions",
        "{\"title\": {\"sv\": \"x\"}, \"questions\": [3]}|questions[0].id questions[0].text.sv"
            + " questions[0].type",
      })
  void each_field_that_can_not_be_used_is_named(String body, String fields) {
    assertThat(errors(body)).containsExactly(fields.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"type\": \"one\"|options",
        "\"type\": \"riddle\"|type",
        "\"type\": \"one\", \"options\": [{\"id\": \"a\"}, {\"id\": \"b\", \"text\": {\"sv\":"
            + " \"B\"}}]|options[0].text.sv",
        "\"type\": \"one\", \"options\": [{\"id\": \"a\", \"text\": {\"sv\": \"A\"}}, {\"id\":"
            + " \"a\", \"text\": {\"sv\": \"B\"}}]|options[1].id",
        "\"type\": \"text\", \"options\": [{\"id\": \"a\", \"text\": {\"sv\": \"A\"}}]|options",
        "\"type\": \"scale\"|max min",
        "\"type\": \"scale\", \"min\": 5, \"max\": 1|max",
        "\"type\": \"scale\", \"min\": 0, \"max\": 11|max",
        "\"type\": \"number\", \"min\": \"many\"|min",
        "\"type\": \"text\", \"showIf\": {\"question\": \"q9\", \"anyOf\":"
            + " [\"a\"]}|showIf.question",
        "\"type\": \"text\", \"showIf\": {\"question\": \"q0\", \"anyOf\": [\"x\"]}|showIf.anyOf",
        "\"type\": \"text\", \"rounds\": [2]|rounds",
        "\"type\": \"text\", \"help\": {\"sv\": \"Du svarade {q7}\"}|help.sv",
        "\"type\": \"text\", \"showif\": 1|showif",
      })
  void each_field_of_a_question_is_named_by_its_place(String question, String fields) {
    String body =
        """
        {"title": {"sv": "x"}, "questions": [
          {"id": "q0", "type": "one", "text": {"sv": "Trygg?"},
           "options": [{"id": "a", "text": {"sv": "Ja"}}, {"id": "b", "text": {"sv": "Nej"}}]},
          {"id": "q1", "text": {"sv": "Och?"}, %s}]}
        """
            .formatted(question);
    assertThat(errors(body))
        .containsExactlyElementsOf(
            java.util.Arrays.stream(fields.split(" ")).map(one -> "questions[1]." + one).toList());
  }

  @Test
  void odd_texts_are_kept_as_they_are_or_named_and_never_break_anything() {
    for (String odd :
        List.of(
            "<script>alert(1)</script>", "' OR 1=1 --", "\uD83D\uDE00", "مرحبا", "{0}", "${x}")) {
      String id = created("{\"title\": {\"sv\": \"" + odd + "\"}}");
      assertThat(desk.json(desk.api("GET", ONE, id, "")).at("/title/sv").asText()).isEqualTo(odd);
    }
    assertThat(
            desk.api("POST", ALL, "", "{\"title\": {\"sv\": \"" + "å".repeat(121) + "\"}}")
                .status())
        .isEqualTo(422);
    assertThat(desk.api("POST", ALL, "", "x".repeat(10_000_000)).status()).isEqualTo(413);
    assertThat(desk.api("POST", ALL, "", "{").status()).isEqualTo(400);
  }

  @Test
  void a_survey_that_no_item_of_the_table_can_hold_is_refused() {
    var questions = new StringBuilder();
    for (int at = 0; at < 100; at++) {
      questions
          .append(at == 0 ? "" : ",")
          .append(
              """
              {"id": "q%d", "type": "text", "text": {"sv": "%s"}, "help": {"sv": "%s", "en": "%s", "ar": "%s"}}
              """
                  .formatted(
                      at, "å".repeat(500), "å".repeat(1000), "e".repeat(1000), "ع".repeat(1000)));
    }
    assertThat(errors("{\"title\": {\"sv\": \"x\"}, \"questions\": [" + questions + "]}"))
        .containsExactly("questions");
  }

  @Test
  void a_trial_mails_a_link_to_each_address_and_stores_nothing() {
    String id = created(WHOLE);
    int before = desk.table.items().size();
    Response sent =
        desk.api("POST", ONE + "/test", id, "{\"to\": [\"a@example.org\", \"b@example.org\"]}");
    assertThat(sent.status()).as(sent.body()).isEqualTo(202);
    assertThat(desk.queued).hasSize(2).allMatch(message -> message.contains("/trial/"));
    assertThat(desk.table.items()).hasSize(before);
    assertThat(desk.api("POST", ONE + "/test", id, "{\"to\": [\"nobody\"]}").status())
        .isEqualTo(422);
  }

  @Test
  void only_planners_and_administrators_pass_the_officials_doors() {
    var wrong = new TreeMap<String, Integer>();
    desk.doors()
        .forEach((door, access) -> {
          if (!door.contains("/official/")) {
            return;
          }
          assertThat(access).isEqualTo(Access.officials(Role.PLANNER, Role.ADMIN));
          String[] parts = door.split(" ");
          for (String roles :
              List.of("", "caretaker", "moderator", "responder", "analyst", "planner", "admin")) {
            int status =
                desk.call(
                        parts[0],
                        parts[1],
                        Map.of("id", "nothing", "question", "nothing"),
                        roles,
                        Map.of(),
                        "")
                    .status();
            boolean passed = status != 401 && status != 403;
            if (passed != Set.of("planner", "admin").contains(roles) || status >= 500) {
              wrong.put(door + " as " + roles, status);
            }
          }
        });
    assertThat(wrong).isEmpty();
  }
}
