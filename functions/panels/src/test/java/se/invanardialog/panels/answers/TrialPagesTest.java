package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.answers.AnswersWorld.question;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.panels.surveys.Question.ShowIf;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;

class TrialPagesTest {
  private static final Pattern CARRIED = Pattern.compile("name=\"so-far\" value=\"([^\"]*)\"");

  private final AnswersWorld world =
      new AnswersWorld(
          question("q1", Type.ONE, List.of("a", "b")),
          question("q2", Type.SCALE, List.of(), 1, 5, true, new ShowIf("q1", List.of("b"))),
          question("q3", Type.TEXT, List.of()));
  private final String token = link();

  private String link() {
    world.survey(new Survey.Draft(world.current()));
    Survey draft = world.surveys.get(AnswersWorld.ID);
    return world.trials.path(draft, AnswersWorld.NOON).substring("/trial/".length());
  }

  private Response page(Map<String, String> query) {
    return world.get("GET /trial/{token}", query, token);
  }

  private Response turn(String question, String soFar, String go, Map<String, String> answers) {
    var fields = new LinkedHashMap<String, String>();
    fields.put(TrialPages.SO_FAR, soFar);
    fields.put("go", go);
    answers.forEach((name, value) -> fields.put("answers." + name, value));
    return world.form("POST /trial/{token}", Map.of("q", question), fields, token);
  }

  private static String carried(Response page) {
    var found = CARRIED.matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&#34;", "\"").replace("&quot;", "\"");
  }

  @Test
  void a_draft_is_met_question_by_question_and_an_answer_opens_its_branch() {
    assertThat(page(Map.of()).body())
        .contains("Det här är ett prov", "Inget du svarar sparas", "?q=q1");
    assertThat(turn("q1", "", "", Map.of("q1", "a")).body()).contains("Fråga q3?");
    Response branch = turn("q1", "", "", Map.of("q1", "b"));
    assertThat(branch.body()).contains("Fråga q2?");
    Response last = turn("q2", carried(branch), "", Map.of("q2", "4"));
    assertThat(last.body()).contains("Fråga q3?");
    Response back = turn("q3", carried(last), "back", Map.of("q3", "Kanske"));
    assertThat(back.body()).contains("Fråga q2?", "value=\"4\" checked");
    assertThat(turn("q3", carried(last), "", Map.of("q3", "Ja")).body())
        .contains("Tack, provet är klart");
  }

  @Test
  void what_must_be_answered_is_asked_for_and_a_carried_answer_that_cannot_be_is_dropped() {
    Response branch = turn("q1", "", "", Map.of("q1", "b"));
    Response unanswered = turn("q2", carried(branch), "", Map.of());
    assertThat(unanswered.status()).isEqualTo(400);
    assertThat(unanswered.body()).contains("Fråga q2?", "oops");
    for (String soFar : List.of("{", "[]", "{\"answers\":{\"q1\":\"zzz\",\"q2\":[[]]}}")) {
      assertThat(turn("q3", soFar, "", Map.of("q3", "x")).status()).as(soFar).isEqualTo(200);
    }
    assertThat(turn("q9", "", "", Map.of()).status()).isEqualTo(404);
  }

  @Test
  void nothing_is_stored_and_the_link_ends() {
    var before = stored();
    page(Map.of());
    turn("q1", "", "", Map.of("q1", "b"));
    assertThat(stored()).isEqualTo(before);
    assertThat(world.get("GET /trial/{token}", Map.of(), "cut").status()).isEqualTo(404);
    world.outside.pass(Duration.ofDays(14));
    assertThat(page(Map.of()).status()).isEqualTo(404);
    assertThat(turn("q1", "", "", Map.of("q1", "b")).status()).isEqualTo(404);
  }

  private TreeSet<String> stored() {
    var stored = new TreeSet<String>();
    world.table.items().forEach(item -> stored.add(item.toString()));
    return stored;
  }
}
