package se.invanardialog.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.suggestions.OfficialBox.ADMIN;
import static se.invanardialog.suggestions.OfficialBox.MODERATOR;
import static se.invanardialog.suggestions.OfficialBox.RESPONDER;
import static se.invanardialog.suggestions.OfficialBox.hidden;
import static se.invanardialog.suggestions.OfficialBox.location;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

class OfficialPagesTest {
  private static final String MODERATION = "/official/moderation";
  private static final String CASE = "/official/moderation/{id}";
  private static final String ONE = "/official/suggestions/{id}";
  private static final String BOARD = "Samhällsbyggnadsnämnden";

  private final OfficialBox box = new OfficialBox();

  @Test
  void every_page_opens_for_every_role_that_may_see_it_with_one_heading_and_no_missing_words() {
    String waiting = box.submitted("Fler bänkar", "Sätt ut bänkar.");
    String open = box.published("Rullstolsramp");
    for (Role role : Role.values()) {
      for (String path :
          new String[] {
            "/official",
            MODERATION,
            "/official/awaiting-answer",
            "/official/paper",
            "/official/rules",
            "/official/town"
          }) {
        whole(box.get(path, "", role.word()));
      }
      whole(box.get(CASE, waiting, role.word()));
      whole(box.get(ONE, open, role.word()));
      whole(box.get(ONE, waiting, role.word()));
    }
  }

  private static void whole(Response page) {
    assertThat(page.status()).isIn(200, 403);
    assertThat(page.body().split("<h1", -1)).hasSize(2);
    assertThat(page.body()).doesNotContain("desk.", "style=", "onclick");
    assertThat(page.headers()).containsEntry("cache-control", "no-store");
  }

  @Test
  void the_overview_shows_only_what_the_roles_allow() {
    box.submitted("Fler bänkar", "Sätt ut bänkar.");
    assertThat(box.get("/official", "", MODERATOR).body())
        .contains("1\u00a0förslag väntar.", "Det första måste avgöras om 14\u00a0dagar.")
        .contains("/official/paper")
        .doesNotContain("/official/town");
    assertThat(box.get("/official", "", "analyst").body())
        .doesNotContain("/official/moderation", "/official/paper", "/official/town")
        .contains("/official/rules");
    assertThat(box.get("/official", "", ADMIN).body()).contains("/official/town");
  }

  @Test
  void the_overview_counts_from_the_deadline_of_the_rules_it_came_under() {
    box.submitted("Fler bänkar", "Sätt ut bänkar.");
    rules(Map.of("moderationDays", "3"));
    box.pass(Duration.ofDays(16));
    assertThat(box.get("/official", "", MODERATOR).body())
        .contains("Det äldsta skulle ha avgjorts för 2\u00a0dagar sedan.");
  }

  @Test
  void the_last_recount_is_told_as_it_was() {
    assertThat(box.get("/official", "", "analyst").body()).contains("Ingen kontrollräkning");
    box.table.write(
        Write.put(
            Item.at(Keys.recount())
                .with("at", OfficialBox.START)
                .with("checked", 12)
                .with("differing", 2)
                .with("repaired", 1)));
    assertThat(box.get("/official", "", "analyst").body())
        .contains("räknades 12\u00a0förslag om. 2 summor skilde sig, och 1 rättades.");
  }

  @Test
  void the_queue_shows_the_oldest_first_with_its_flags_and_quotes() {
    String first =
        box.submitted(
            "Stoppa studsmattan", "Det skriks på Havregatan 12. Ring 070-123 45 67. <script>x");
    box.pass(Duration.ofDays(12));
    box.submitted("Fler bänkar", "Sätt ut bänkar.");
    String page = box.get(MODERATION, "", MODERATOR).body();
    assertThat(page)
        .contains("Adress.</b> ”Havregatan 12” kan peka ut någon.", "Telefonnummer.")
        .contains("2 väntar.", "2\u00a0dagar kvar", "2\u00a0flaggor.")
        .doesNotContain("<script>x");
    assertThat(page.indexOf("Stoppa studsmattan")).isLessThan(page.indexOf("Fler bänkar"));
    assertThat(page).contains("action=\"/official/moderation/" + first + "\"");
  }

  @Test
  void a_published_one_leaves_the_queue_and_belongs_to_the_chosen_board() {
    String id = box.submitted("Fler bänkar", "Sätt ut bänkar.");
    var form = Map.of("decision", "publish", "board", BOARD, "version", version(id));
    var decided = box.post(CASE, id, MODERATOR, form);
    assertThat(decided.status()).isEqualTo(303);
    assertThat(location(decided)).isEqualTo(MODERATION + "?done=publish&id=" + id);
    var after = box.get(MODERATION, "", MODERATOR, Map.of("done", "publish", "id", id)).body();
    assertThat(after)
        .contains("Förslaget är publicerat.", "/suggestions/" + id, "Inget väntar på granskning");
    assertThat(box.wiring.suggestions.row(id).orElseThrow().board()).isEqualTo(BOARD);
  }

  @Test
  void a_refusal_needs_a_reason_and_what_was_written_is_kept() {
    String id = box.submitted("Fler bänkar", "Sätt ut bänkar.");
    var page =
        box.post(
            CASE,
            id,
            MODERATOR,
            Map.of("decision", "refuse", "note", "Ring & fråga", "version", "2"));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("<title>Fel: ", "href=\"#reason\"", "Ring &amp; fråga")
        .contains("value=\"refuse\" checked");
    assertThat(box.wiring.suggestions.find(id).orElseThrow().state())
        .isEqualTo(Suggestion.SUBMITTED);
  }

  @Test
  void a_duplicate_is_named_by_the_number_people_know() {
    String first = box.published("Rullstolsramp vid badet");
    String number = box.wiring.suggestions.row(first).orElseThrow().number();
    String id = box.submitted("Ramp för rullstol", "Bygg en ramp.");
    var form = new HashMap<String, String>();
    form.put("decision", "refuse");
    form.put("reason", "duplicate");
    form.put("duplicateOf", "2026-999");
    assertThat(box.post(CASE, id, MODERATOR, form).body()).contains("href=\"#duplicateOf\"");
    form.put("duplicateOf", number);
    assertThat(box.post(CASE, id, MODERATOR, form).status()).isEqualTo(303);
    var refused = (Suggestion.Refused) box.wiring.suggestions.find(id).orElseThrow();
    assertThat(refused.refusal().duplicateOf()).isEqualTo(first);
  }

  @Test
  void one_that_looks_the_same_is_linked_and_its_number_is_filled_in() {
    String first = box.published("Bygg en rullstolsramp vid badplatsen i Ängsvik");
    String number = box.wiring.suggestions.row(first).orElseThrow().number();
    box.pass(Duration.ofMinutes(1));
    String id =
        box.submitted("Bygg en rullstolsramp vid badplatsen i Ängsvik", "Gör det här, tack.");
    assertThat(box.get(CASE, id, MODERATOR).body())
        .contains("Liknar " + number, "href=\"/suggestions/" + first + "\"")
        .contains("name=\"duplicateOf\" type=\"text\" value=\"" + number + "\"");
  }

  @Test
  void the_second_of_two_moderators_overwrites_nothing() {
    String id = box.submitted("Fler bänkar", "Sätt ut bänkar.");
    var form = Map.of("decision", "publish", "version", version(id));
    box.post(CASE, id, MODERATOR, form);
    var second =
        box.post(
            CASE,
            id,
            MODERATOR,
            Map.of("decision", "refuse", "reason", "other", "version", form.get("version")));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body()).contains("Någon annan hann före");
    assertThat(box.wiring.suggestions.find(id).orElseThrow().state()).isEqualTo(Suggestion.OPEN);
    assertThat(location(box.get(CASE, id, MODERATOR))).isEqualTo("/official/suggestions/" + id);
  }

  private String version(String id) {
    return hidden(box.get(CASE, id, MODERATOR), "version");
  }

  @Test
  void a_suggestion_that_does_not_exist_is_not_found() {
    assertThat(box.get(CASE, "nothing", MODERATOR).status()).isEqualTo(404);
    assertThat(box.get(ONE, "nothing", MODERATOR).status()).isEqualTo(404);
    assertThat(box.post(CASE, "nothing", MODERATOR, Map.of("decision", "publish")).status())
        .isEqualTo(404);
    assertThat(box.post(ONE, "nothing", RESPONDER, answer()).status()).isEqualTo(404);
  }

  @Test
  void the_overdue_come_first_and_a_board_sees_its_own() {
    String late = box.published("Sena svaret");
    String soon = box.published("Snart svar");
    box.reached(soon, 120, OfficialBox.START.plus(Duration.ofDays(9)));
    box.reached(late, 130, OfficialBox.START.minus(Duration.ofDays(3)));
    String page = box.get("/official/awaiting-answer", "", ADMIN).body();
    assertThat(page).contains("3\u00a0dagar sen", "9\u00a0dagar kvar", "2 väntar på svar.");
    assertThat(page.indexOf("Sena svaret")).isLessThan(page.indexOf("Snart svar"));
    String others =
        box.call(
                "GET",
                "/official/awaiting-answer",
                "",
                RESPONDER,
                "Socialnämnden",
                Map.of(),
                Map.of())
            .body();
    assertThat(others).contains("Inget väntar på svar").doesNotContain("Sena svaret");
    assertThat(box.get("/official/awaiting-answer", "", RESPONDER, Map.of("board", "all")).body())
        .contains("Sena svaret");
  }

  @Test
  void an_answer_is_published_once_and_mailed() {
    String id = box.published("Rullstolsramp");
    box.reached(id, 120, OfficialBox.START.plus(Duration.ofDays(9)));
    box.queued.clear();
    var answered = box.post(ONE, id, RESPONDER, answer());
    assertThat(location(answered)).isEqualTo("/official/suggestions/" + id + "?done=answer");
    assertThat(box.queued).hasSize(1);
    assertThat(box.get(ONE, id, RESPONDER, Map.of("done", "answer")).body())
        .contains("Svaret är publicerat.", "Vi bygger rampen.", "KS 2026/118", "name=\"progress\"")
        .doesNotContain("name=\"minutesParagraph\"");
    assertThat(box.post(ONE, id, RESPONDER, answer()).status()).isEqualTo(409);
    assertThat(box.queued).hasSize(1);
  }

  @Test
  void an_answer_that_lacks_something_is_kept_as_it_was_written() {
    String id = box.published("Rullstolsramp");
    var form = new HashMap<>(answer());
    form.put("date", "2027-01-01");
    form.remove("decision");
    var page = box.post(ONE, id, RESPONDER, form);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("href=\"#date\"", "href=\"#decision\"", "Vi bygger rampen.", "KS 2026/118");
  }

  @Test
  void a_board_answers_for_itself_only_and_loses_nothing_it_wrote() {
    String id = box.published("Rullstolsramp");
    var page = box.call("POST", ONE, id, RESPONDER, "Socialnämnden", Map.of(), answer());
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("Du svarar för Socialnämnden.", "Vi bygger rampen.");
    assertThat(box.wiring.suggestions.find(id).orElseThrow().state()).isEqualTo(Suggestion.OPEN);
  }

  @Test
  void progress_is_told_once_however_often_the_button_is_pressed() {
    String id = box.published("Rullstolsramp");
    box.post(ONE, id, RESPONDER, answer());
    String once = hidden(box.get(ONE, id, RESPONDER), "once");
    box.queued.clear();
    assertThat(box.post(ONE, id, RESPONDER, Map.of("act", "progress", "once", once)).body())
        .contains("href=\"#progress\"");
    var form = Map.of("act", "progress", "progress", "Rampen är beställd.", "once", once);
    assertThat(box.post(ONE, id, RESPONDER, form).status()).isEqualTo(303);
    assertThat(box.post(ONE, id, RESPONDER, form).status()).isEqualTo(303);
    assertThat(box.queued).hasSize(1);
    assertThat(box.get(ONE, id, RESPONDER).body()).contains("Rampen är beställd.");
  }

  private static Map<String, String> answer() {
    return Map.of(
        "act", "answer",
        "decision", "approved",
        "text", "Ja. Vi bygger rampen.",
        "board", "Kommunstyrelsen",
        "date", "2026-11-02",
        "registryNumber", "KS 2026/118");
  }

  @Test
  void only_who_answers_is_offered_the_form_and_only_moderators_the_sheets() {
    String id = box.published("Rullstolsramp");
    assertThat(box.get(ONE, id, "analyst").body())
        .doesNotContain("<form class=\"flow ruled\"", "/paper-signatures", "/removals");
    assertThat(box.get(ONE, id, RESPONDER).body())
        .contains("name=\"registryNumber\"")
        .doesNotContain("/removals");
    assertThat(box.get(ONE, id, MODERATOR).body())
        .contains(id + "/paper-signatures", id + "/removals")
        .doesNotContain("name=\"registryNumber\"");
  }

  @Test
  void a_suggestion_from_the_box_waits_for_moderation_and_is_registered_once() {
    String once = hidden(box.get("/official/paper", "", MODERATOR), "once");
    var form = new HashMap<String, String>();
    form.put("once", once);
    form.put("proposal", "Måla om bron.");
    form.put("author.name", "Åke Sjö");
    var wrong = box.post("/official/paper", "", MODERATOR, form);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("href=\"#title\"", "Måla om bron.", "Åke Sjö");
    assertThat(hidden(wrong, "once")).isEqualTo(once);
    form.put("title", "Måla bron");
    var done = box.post("/official/paper", "", MODERATOR, form);
    assertThat(done.status()).isEqualTo(303);
    assertThat(location(box.post("/official/paper", "", MODERATOR, form))).endsWith("?done=again");
    var queue = box.wiring.moderating.queue(box.now.get());
    assertThat(queue).hasSize(1);
    String id = location(done).replace("/official/paper?done=", "");
    assertThat(box.get("/official/paper", "", MODERATOR, Map.of("done", id)).body())
        .contains("Registrerat som förslag 2026-1.", "/official/moderation/" + id);
    assertThat(box.get(CASE, id, MODERATOR).body()).contains("Papper", "Från Åke Sjö");
  }

  @Test
  void a_sheets_suggestion_is_found_by_number_or_by_words() {
    String bench = box.published("Fler bänkar vid havet");
    String ramp = box.published("Rullstolsramp");
    String number = box.wiring.suggestions.row(ramp).orElseThrow().number();
    box.pass(Duration.ofMinutes(1));
    assertThat(box.get("/official/paper", "", MODERATOR, Map.of("q", number)).body())
        .contains(ramp + "/paper-signatures")
        .doesNotContain(bench);
    assertThat(box.get("/official/paper", "", MODERATOR, Map.of("q", "bänkar")).body())
        .contains(bench + "/paper-signatures")
        .doesNotContain(ramp);
    assertThat(box.get("/official/paper", "", MODERATOR, Map.of("q", "flygplats")).body())
        .contains("Inget öppet förslag stämmer med ”flygplats”.");
  }

  @Test
  void the_town_is_saved_when_its_colours_can_be_read() {
    var form = new HashMap<String, String>();
    form.put("name", "Ängsviks kommun");
    form.put("place", "Ängsvik");
    form.put("sea", "#ffff00");
    form.put("signal", "#ffc52e");
    form.put("onSignal", "#14212a");
    form.put("phone", "0123-45 67 89");
    form.put("weekdayHours", "8-16");
    form.put("logo", "https://elsewhere.example/logo.svg");
    var wrong = box.post("/official/town", "", ADMIN, form);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("href=\"#sea\"", "href=\"#logo\"", "Ängsviks kommun");
    form.put("sea", "#0c4556");
    form.put("logo", "/logo/angsvik.svg");
    assertThat(box.post("/official/town", "", ADMIN, form).status()).isEqualTo(303);
    assertThat(box.wiring.towns.current().name()).isEqualTo("Ängsviks kommun");
    assertThat(box.get("/official/town", "", ADMIN, Map.of("done", "saved")).body())
        .contains("<bdi>Ängsviks kommun</bdi>", "value=\"8–16\"", "src=\"/logo/angsvik.svg\"");
  }

  private void rules(Map<String, String> changed) {
    var form = new HashMap<>(changed);
    form.put("version", hidden(box.get("/official/rules", "", ADMIN), "version"));
    assertThat(box.post("/official/rules", "", ADMIN, form).status()).isEqualTo(303);
  }
}
