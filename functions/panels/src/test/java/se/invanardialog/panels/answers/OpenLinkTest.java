package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.answers.AnswersWorld.ID;
import static se.invanardialog.panels.answers.AnswersWorld.json;
import static se.invanardialog.panels.answers.AnswersWorld.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;

class OpenLinkTest {
  private static final Question ONE = question("q1", Type.ONE, List.of("a", "b"));
  private final AnswersWorld world = new AnswersWorld(ONE);

  @BeforeEach
  void anyone_may_answer() {
    world.survey(new Survey.Open(AnswersWorld.base(AnswersWorld.design(true, Map.of(), ONE)), 0));
  }

  private Response post(String proof) {
    return world.call(
        "POST /api/surveys/{id}/answers", Map.of("answers", Map.of("q1", "a"), "proof", proof), ID);
  }

  private Response begin(String proof) {
    return world.form("POST /surveys/{id}", Map.of(), Map.of("proof", proof), ID);
  }

  private String proof() {
    return solved(json(world.call("GET /api/surveys/{id}/challenge", null, ID)));
  }

  /** What the browser's script does. */
  private static String solved(JsonNode challenge) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String salt = challenge.path("salt").asText();
      for (long number = 0; number <= challenge.path("maxnumber").asLong(); number++) {
        byte[] hash = digest.digest((salt + number).getBytes(StandardCharsets.UTF_8));
        if (HexFormat.of().formatHex(hash).equals(challenge.path("challenge").asText())) {
          var payload = JsonNodeFactory.instance.objectNode();
          payload.put("algorithm", challenge.path("algorithm").asText());
          payload.put("challenge", challenge.path("challenge").asText());
          payload.put("number", number);
          payload.put("salt", salt);
          payload.put("signature", challenge.path("signature").asText());
          return Base64.getEncoder()
              .encodeToString(payload.toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new AssertionError("No number solves it");
  }

  @Test
  void whoever_answers_gets_a_link_by_which_the_answer_is_changed_and_taken_back() {
    JsonNode taken = json(post(""));
    Token token = Token.parse(taken.path("token").asText()).orElseThrow();
    assertThat(taken.path("link").asText()).endsWith("/s/" + token.text());
    assertThat(world.reply(token).orElseThrow().cell()).isEqualTo(Cell.OPEN);
    assertThat(json(world.put(token, Map.of("q1", "b"))).path("outcome").asText())
        .isEqualTo("replaced");
    world.call("DELETE /api/invitations/{token}/answers", null, token.text());
    assertThat(world.reply(token)).isEmpty();
  }

  @Test
  void without_a_script_one_begins_at_the_first_page_and_is_told_to_keep_the_link() {
    assertThat(world.get("GET /surveys/{id}", Map.of(), ID).body())
        .contains("Börja svara", "skilt från panelens", "data-challenge");
    Response began = begin("");
    assertThat(began.status()).isEqualTo(303);
    String token = began.headers().get("location").substring("/s/".length());
    assertThat(world.get("GET /s/{token}", Map.of(), token).body())
        .contains("Spara den här länken", "/s/" + token);
  }

  @Test
  void a_code_that_we_did_not_make_opens_nothing() {
    String made = json(post("")).path("token").asText();
    String last = made.endsWith("2") ? "3" : "2";
    String forged = made.substring(0, made.length() - 1) + last;
    assertThat(world.call("GET /api/invitations/{token}", null, forged).status()).isEqualTo(404);
    world.survey(new Survey.Open(AnswersWorld.base(AnswersWorld.design(false, Map.of(), ONE)), 0));
    assertThat(world.call("GET /api/invitations/{token}", null, made).status()).isEqualTo(404);
  }

  @Test
  void without_proof_of_work_one_place_begins_twelve_times_in_ten_minutes_with_it_more() {
    for (int at = 0; at < Opening.UNPROVEN_FROM_PLACE.most(); at++) {
      assertThat(begin("").status()).isEqualTo(303);
    }
    assertThat(begin("").status()).isEqualTo(429);
    assertThat(post("").status()).isEqualTo(429);
    assertThat(begin(proof()).status()).isEqualTo(303);
    world.source = "192.0.2.8";
    assertThat(begin("").status()).isEqualTo(303);
    world.outside.pass(Duration.ofMinutes(10));
    world.source = "192.0.2.7";
    assertThat(begin("").status()).isEqualTo(303);
  }

  @Test
  void a_proof_serves_once_in_time_and_for_its_own_survey() {
    for (int at = 0; at < Opening.UNPROVEN_FROM_PLACE.most(); at++) {
      begin("");
    }
    String used = proof();
    assertThat(begin(used).status()).isEqualTo(303);
    assertThat(begin(used).status()).isEqualTo(429);
    String old = proof();
    world.outside.pass(Proofs.VALID.plusSeconds(1));
    for (int at = 0; at < Opening.UNPROVEN_FROM_PLACE.most(); at++) {
      begin("");
    }
    assertThat(begin(old).status()).isEqualTo(429);
    var foreign = world.wiring.proofs.challenge("another23456", world.outside.now());
    assertThat(
            begin(solved(new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(foreign)))
                .status())
        .isEqualTo(429);
    assertThat(begin("not base64 !").status()).isEqualTo(429);
    assertThat(begin("e30=").status()).isEqualTo(429);
  }

  @Test
  void a_survey_for_the_panel_only_has_no_open_link_and_a_closed_one_takes_nothing() {
    Survey.Open open = (Survey.Open) world.surveys.get(ID);
    world.survey(open.close(AnswersWorld.NOON));
    assertThat(world.get("GET /surveys/{id}", Map.of(), ID).body()).contains("tar inte emot svar");
    assertThat(begin("").status()).isEqualTo(409);
    assertThat(post("").status()).isEqualTo(409);
    world.survey(new Survey.Open(AnswersWorld.base(AnswersWorld.design(false, Map.of(), ONE)), 0));
    assertThat(world.get("GET /surveys/{id}", Map.of(), ID).status()).isEqualTo(404);
    assertThat(begin("").status()).isEqualTo(404);
  }
}
