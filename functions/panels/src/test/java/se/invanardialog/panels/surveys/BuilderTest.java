package se.invanardialog.panels.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.texts.CatalogueRules;

class BuilderTest {
  private static final String ALL = "/official/surveys";
  private static final String ONE = ALL + "/{id}";

  private final Desk desk = new Desk();

  private String begun() {
    Response made = desk.post(ALL, Map.of(), Map.of("title.sv", "Trygg på kvällen"));
    assertThat(made.status()).as(made.body()).isEqualTo(303);
    return location(made).replaceAll(".*/surveys/([^/]+)/.*", "$1");
  }

  private static String location(Response response) {
    return response.headers().getOrDefault("location", "");
  }

  private Response step(String id, String step, Map<String, String> form) {
    return desk.post(ONE + "/" + step, Map.of("id", id), form);
  }

  private void saved(String id, String step, Map<String, String> form) {
    Response response = step(id, step, form);
    assertThat(response.status()).as(step + " " + response.body()).isEqualTo(303);
    assertThat(location(response)).contains("done=saved");
  }

  private Response question(String id, String question, Map<String, String> form) {
    return desk.post(ONE + "/questions/{question}", Map.of("id", id, "question", question), form);
  }

  private String page(String id, String step) {
    Response response = desk.get(ONE + step, Map.of("id", id));
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private String ready() {
    String id = begun();
    saved(
        id,
        "about",
        Map.of(
            "title.sv", "Trygg på kvällen",
            "purpose.decidedBy.sv", "Kommunstyrelsen",
            "purpose.use.sv", "Svaren avgör var lampor sätts.",
            "purpose.feedbackBy", "2027-01-15"));
    assertThat(
            question(
                    id,
                    "new",
                    Map.of(
                        "type", "one",
                        "text.sv", "Känner du dig trygg?",
                        "options", "Ja\nNej\nVet inte"))
                .status())
        .isEqualTo(303);
    assertThat(
            question(
                    id, "new", Map.of("type", "text", "text.sv", "Varför?", "showIf.anyOf", "q1=b"))
                .status())
        .isEqualTo(303);
    saved(id, "whom", Map.of("open", "yes"));
    saved(
        id,
        "when",
        Map.of(
            "opensAt", "2026-12-01T09:00",
            "closesAt", "2026-12-15T09:00",
            "remindersDays", "3, 7"));
    return id;
  }

  private Survey survey(String id) {
    return desk.wiring.surveys.find(id).orElseThrow();
  }

  @Test
  void a_planner_builds_and_schedules_a_survey_with_nothing_but_forms() {
    String id = ready();
    assertThat(page(id, "/check")).contains("Inget saknas.", "Inget att anmärka på.");
    Response scheduled = desk.post(ONE, Map.of("id", id), Map.of("act", "schedule"));
    assertThat(location(scheduled)).endsWith("?done=schedule");
    assertThat(survey(id)).isInstanceOf(Survey.Scheduled.class);
    assertThat(page(id, "")).contains("Schemalagd", "1 december 2026 klockan 09.00");
    var questions = survey(id).base().design().questions();
    assertThat(questions).extracting(Question::id).containsExactly("q1", "q2");
    assertThat(questions.get(1).showIf()).isEqualTo(new Question.ShowIf("q1", List.of("b")));
  }

  @Test
  void what_is_missing_is_listed_and_the_button_is_not_there_until_it_is_filled_in() {
    String id = begun();
    String check = page(id, "/check");
    assertThat(check)
        .contains("Vem bestämmer", "Hur svaren används", "Enkäten har ingen fråga än")
        .doesNotContain("value=\"schedule\"");
    Response tried = desk.post(ONE, Map.of("id", id), Map.of("act", "schedule"));
    assertThat(location(tried)).endsWith("/check?done=unready");
    assertThat(survey(id)).isInstanceOf(Survey.Draft.class);
  }

  @Test
  void every_type_of_question_has_a_form_that_can_be_saved() {
    String id = begun();
    var forms = new HashMap<String, Map<String, String>>();
    forms.put("one", Map.of("options", "Ja\nNej", "other", "yes", "shuffled", "yes"));
    forms.put("several", Map.of("options", "Ja\nNej\nKanske", "min", "1", "max", "2"));
    forms.put(
        "scale", Map.of("min", "1", "max", "5", "minText.sv", "Lite", "maxText.sv", "Mycket"));
    forms.put("number", Map.of("min", "0", "max", "120"));
    forms.put("rank", Map.of("options", "Buss\nTåg\nCykel"));
    forms.put("text", Map.of("max", "500"));
    forms.put("matrix", Map.of("rows", "Parken\nTorget", "options", "Bra\nDåligt\nVet inte"));
    forms.put("info", Map.of());
    assertThat(forms.keySet()).containsExactlyInAnyOrderElementsOf(QuestionInput.TYPES);
    for (String type : QuestionInput.TYPES) {
      var asked =
          desk.call(
              "GET",
              ONE + "/questions/{question}",
              Map.of("id", id, "question", "new"),
              Desk.PLANNER,
              Map.of("type", type),
              "");
      assertThat(asked.body()).contains("name=\"text.sv\"", "value=\"" + type + "\"");
      var form = new HashMap<>(forms.get(type));
      form.put("type", type);
      form.put("text.sv", "Fråga " + type);
      Response saved = question(id, "new", form);
      assertThat(saved.status()).as(type + saved.body()).isEqualTo(303);
    }
    assertThat(survey(id).base().design().questions()).hasSize(QuestionInput.TYPES.size());
    assertThat(page(id, "/preview")).contains("Fråga matrix", "Parken", "Fråga scale");
    assertThat(page(id, "/questions")).contains("Fråga rank");
  }

  @Test
  void what_a_question_can_hang_on_stands_under_its_question_said_once() {
    String id = ready();
    var asked =
        desk.call(
            "GET",
            ONE + "/questions/{question}",
            Map.of("id", id, "question", "new"),
            Desk.PLANNER,
            Map.of("type", "text"),
            "");
    assertThat(asked.body())
        .containsOnlyOnce("Känner du dig trygg?")
        .contains("id=\"showIf.anyOf\"", "value=\"q1=a\"", "id=\"showIf.anyOf-2\"");
  }

  @Test
  void a_wrong_field_is_named_and_what_was_typed_is_kept() {
    String id = begun();
    Response wrong =
        question(id, "new", Map.of("type", "scale", "text.sv", "Hur?", "min", "5", "max", "1"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("Fel:", "href=\"#max\"", "value=\"5\"", ">\nHur?");
    Response empty = step(id, "about", Map.of("title.sv", "", "purpose.feedbackBy", "snart"));
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.body())
        .contains("href=\"#title.sv\"", "href=\"#purpose.feedbackBy\"", "snart");
    Response when = step(id, "when", Map.of("closesAt", "sen", "remindersDays", "1,2,3,4"));
    assertThat(when.body()).contains("href=\"#closesAt\"", "href=\"#remindersDays\"");
    Response whom = step(id, "whom", Map.of("sample.size", "-3", "quotas", "kvinnor"));
    assertThat(whom.body()).contains("href=\"#sample.size\"", "href=\"#quotas\"");
  }

  @Test
  void a_changed_option_keeps_the_others_ids_and_translations() {
    String id = ready();
    saved(
        id,
        "languages",
        Map.of("/questions/0/options/0/text", "Yes", "/questions/0/options/1/text", "No"));
    question(
        id,
        "q1",
        Map.of("text.sv", "Känner du dig trygg?", "options", "Vet inte\nJa\nNej\nIbland"));
    var options = survey(id).base().design().questions().getFirst().options();
    assertThat(options).extracting(Question.Option::id).containsExactly("c", "a", "b", "d");
    assertThat(options.get(1).text().in("en")).isEqualTo("Yes");
  }

  @Test
  void questions_are_moved_and_taken_away_but_not_from_under_one_that_hangs_on_them() {
    String id = ready();
    question(id, "new", Map.of("type", "text", "text.sv", "Något mer?"));
    saved(id, "questions", Map.of("question", "q3", "act", "up"));
    assertThat(survey(id).base().design().questions())
        .extracting(Question::id)
        .containsExactly("q1", "q3", "q2");
    Response stuck = step(id, "questions", Map.of("question", "q1", "act", "delete"));
    assertThat(stuck.status()).isEqualTo(422);
    assertThat(stuck.body()).contains("En annan fråga bygger på svaret");
    saved(id, "questions", Map.of("question", "q2", "act", "delete"));
    saved(id, "questions", Map.of("question", "q1", "act", "delete"));
    assertThat(survey(id).base().design().questions()).hasSize(1);
  }

  @Test
  void a_form_of_an_older_version_changes_nothing() {
    String id = ready();
    var form =
        Map.of("title.sv", "En annan rubrik", "version", "1", "purpose.feedbackBy", "2027-01-15");
    assertThat(step(id, "about", form).status()).isEqualTo(409);
    assertThat(survey(id).base().design().title().swedish()).isEqualTo("Trygg på kvällen");
  }

  @Test
  void once_it_is_open_only_its_wording_is_changed_and_everybody_sees_it() {
    String id = ready();
    desk.post(ONE, Map.of("id", id), Map.of("act", "schedule"));
    desk.wiring.surveys.open((Survey.Scheduled) survey(id), Desk.START, List.of());
    for (String step : Set.of("about", "questions", "whom", "when", "check")) {
      assertThat(location(desk.get(ONE + "/" + step, Map.of("id", id)))).endsWith("?done=locked");
    }
    Response corrected =
        desk.call(
            "POST",
            ONE + "/languages",
            Map.of("id", id),
            Desk.PLANNER,
            Map.of("to", "sv"),
            "%2Fquestions%2F1%2Ftext=Varf%C3%B6r+inte%3F");
    assertThat(location(corrected)).contains("done=saved");
    assertThat(survey(id).base().design().questions().get(1).text().swedish())
        .isEqualTo("Varför inte?");
    Response seen = resident("/surveys/{id}/about", Map.of("id", id));
    assertThat(seen.body()).contains("”Varför?” blev ”Varför inte?”").doesNotContain("Petra");
  }

  private Response resident(String path, Map<String, String> parameters) {
    return desk.call("GET", path, parameters, "", Map.of(), "");
  }

  @Test
  void residents_see_open_links_and_what_is_owed_and_no_draft() {
    String id = ready();
    assertThat(resident("/surveys/{id}/about", Map.of("id", id)).status()).isEqualTo(404);
    assertThat(resident("/surveys", Map.of()).body()).doesNotContain("Trygg på kvällen");
    desk.post(ONE, Map.of("id", id), Map.of("act", "schedule"));
    desk.wiring.surveys.open((Survey.Scheduled) survey(id), Desk.START, List.of());
    assertThat(resident("/surveys", Map.of()).body())
        .contains("Trygg på kvällen", "15 december 2026");
    assertThat(resident("/surveys/{id}/about", Map.of("id", id)).body())
        .contains("Svara på enkäten", "Kommunstyrelsen", "15 januari 2027");
    desk.post(ONE, Map.of("id", id), Map.of("act", "close"));
    assertThat(resident("/surveys", Map.of()).body())
        .contains("Återkoppling utlovad senast 15 januari 2027");
    desk.now.set(java.time.Instant.parse("2027-02-01T08:00:00Z"));
    assertThat(resident("/surveys", Map.of()).body())
        .contains("Återkopplingen skulle ha kommit 15 januari 2027");
  }

  @Test
  void a_trial_is_mailed_to_each_and_the_preview_leads_to_it() {
    String id = ready();
    Response sent = step(id, "trial", Map.of("to", "a@example.org\nb@example.org"));
    assertThat(location(sent)).endsWith("?done=trial");
    assertThat(desk.queued).hasSize(2).allMatch(letter -> letter.contains("/trial/"));
    assertThat(page(id, "/preview")).contains("href=\"/trial/");
  }

  @Test
  void markup_in_a_text_is_shown_as_it_was_written() {
    String id = begun();
    question(id, "new", Map.of("type", "text", "text.sv", "<script>alert(1)</script>"));
    for (String step : List.of("/questions", "/preview", "/languages")) {
      assertThat(page(id, step)).doesNotContain("<script>alert").contains("&lt;script");
    }
    assertThat(page(id, "/check")).doesNotContain("<script>alert");
  }

  @Test
  void every_warning_type_and_state_has_its_words() {
    var words = desk.wiring.site.words(se.invanardialog.core.texts.Language.DEFAULT);
    for (Lint.Code code : Lint.Code.values()) {
      assertThat(words.has("desk.surveys.lint." + code.word())).as(code.word()).isTrue();
      assertThat(words.has("desk.surveys.lint." + code.word() + ".text")).isTrue();
    }
    for (Next.Act act : Next.Act.values()) {
      assertThat(words.has("desk.surveys.next." + act.name().toLowerCase(java.util.Locale.ROOT)))
          .isTrue();
    }
    for (Building.Act act : Building.Act.values()) {
      assertThat(words.has("desk.surveys.act." + act.word())).isTrue();
      assertThat(words.has("desk.surveys.done." + act.word())).isTrue();
    }
    for (String code : QuestionInput.LANGUAGES) {
      assertThat(words.has("desk.surveys.language." + code)).isTrue();
    }
  }

  @Test
  void residents_texts_are_there_in_every_language() {
    CatalogueRules.hold("surveys");
  }
}
