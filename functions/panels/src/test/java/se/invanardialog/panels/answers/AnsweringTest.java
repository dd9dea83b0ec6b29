package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.answers.AnswersWorld.ID;
import static se.invanardialog.panels.answers.AnswersWorld.errors;
import static se.invanardialog.panels.answers.AnswersWorld.json;
import static se.invanardialog.panels.answers.AnswersWorld.question;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.http.Response;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Question.ShowIf;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;

class AnsweringTest {
  private static final Question[] ALL = {
    question("one", Type.ONE, List.of("a", "b")),
    question("several", Type.SEVERAL, List.of("a", "b", "c"), 1, 2, false, null),
    question("scale", Type.SCALE, List.of()),
    question("number", Type.NUMBER, List.of(), 0, 120, false, null),
    question("rank", Type.RANK, List.of("a", "b", "c")),
    question("text", Type.TEXT, List.of(), null, 50, false, null),
    question("matrix", Type.MATRIX, List.of("good", "bad")),
    question("info", Type.INFO, List.of())
  };

  private final AnswersWorld world = new AnswersWorld(ALL);
  private final Token anna = world.invite("anna");

  private Response look(Token token) {
    return world.call("GET /api/invitations/{token}", null, token.text());
  }

  private Response withdraw(Token token) {
    return world.call("DELETE /api/invitations/{token}/answers", null, token.text());
  }

  @Test
  void every_type_of_answer_is_taken_and_shown_as_it_was_sent() {
    Map<String, Object> answers =
        Map.of(
            "one", Map.of("option", "other", "text", "Sparkstötting"),
            "several", List.of("c", "a"),
            "scale", 4,
            "number", 0,
            "rank", List.of("b", "a"),
            "text", "Fler turer\npå kvällen 🙂",
            "matrix", Map.of("r2", "bad"));
    assertThat(world.put(anna, answers).status()).isEqualTo(200);
    assertThat(json(look(anna)).path("answers"))
        .isEqualTo(new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(answers));
    assertThat(json(look(anna)).path("questions")).hasSize(ALL.length);
  }

  @Test
  void left_out_null_and_empty_are_all_skipped() {
    var answers = new java.util.HashMap<String, Object>();
    answers.put("one", null);
    answers.put("several", List.of());
    answers.put("text", "  ");
    answers.put("matrix", Map.of());
    assertThat(json(world.put(anna, answers)).path("answered").asInt()).isZero();
    assertThat(world.reply(anna).orElseThrow().values()).isEmpty();
  }

  @Test
  void codes_can_not_be_guessed_at_for_long_and_nothing_is_lost_when_it_is_too_much() {
    var guess = new Token(ID, "2".repeat(Codes.LETTERS));
    for (int n = 0; n < Answering.FROM_PLACE.most(); n++) {
      assertThat(withdraw(guess).status()).isEqualTo(404);
    }
    Response over = world.put(anna, Map.of("scale", 4));
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.headers()).containsKey("retry-after");
    assertThat(withdraw(anna).status()).isEqualTo(429);

    world.source = "192.0.2.99";
    assertThat(world.put(anna, Map.of("scale", 4)).status()).isEqualTo(200);
  }

  @Test
  void each_wrong_answer_is_told_of_by_its_field() {
    assertThat(
            errors(
                world.put(
                    anna,
                    Map.of(
                        "one",
                        "z",
                        "several",
                        List.of("a", "b", "c"),
                        "scale",
                        6,
                        "number",
                        1.5,
                        "rank",
                        List.of("a", "a"),
                        "text",
                        "x".repeat(51),
                        "matrix",
                        Map.of("r9", "good"),
                        "info",
                        "hej"))))
        .containsExactlyInAnyOrder(
            "answers answer-unknown",
            "answers.one answer-option",
            "answers.several answer-many",
            "answers.scale answer-number",
            "answers.number answer-number",
            "answers.rank answer-twice",
            "answers.text too-long",
            "answers.matrix answer-matrix");
    assertThat(world.reply(anna)).isEmpty();
  }

  @Test
  void kinds_that_are_mixed_up_are_told_of_and_nothing_breaks() {
    assertThat(
            errors(
                world.put(
                    anna,
                    Map.of(
                        "one",
                        List.of("a"),
                        "several",
                        "a",
                        "scale",
                        "4",
                        "number",
                        99_999_999_999_999_999L,
                        "rank",
                        Map.of("a", 1),
                        "text",
                        7,
                        "matrix",
                        List.of("good")))))
        .containsExactlyInAnyOrder(
            "answers.one answer-option",
            "answers.several answer-list",
            "answers.scale answer-number",
            "answers.number answer-number",
            "answers.rank answer-list",
            "answers.text answer-text",
            "answers.matrix answer-matrix");
    assertThat(errors(world.call("PUT /api/invitations/{token}/answers", Map.of(), anna.text())))
        .containsExactly("answers answer-object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "'; DROP TABLE reply; --",
        "=HYPERLINK(\"http://x\")",
        "مرحبا بالعالم",
        "Ṱ̺̺̕o͞ ̷i̲̬n̝v",
        "👩‍👩‍👧‍👦 田中さん",
        "null",
        "{{7*7}} ${7*7} {one}"
      })
  void naughty_but_readable_words_are_kept_as_they_are(String words) {
    assertThat(
            world
                .put(anna, Map.of("text", words, "one", Map.of("option", "other", "text", words)))
                .status())
        .isEqualTo(200);
    String kept = java.text.Normalizer.normalize(words, java.text.Normalizer.Form.NFC);
    assertThat(world.reply(anna).orElseThrow().values())
        .containsEntry("text", new Value.Written(kept))
        .containsEntry("one", new Value.Chosen(List.of("other"), kept));
    assertThat(world.get("GET /s/{token}", Map.of("step", "check"), anna.text()).body())
        .doesNotContain("<script>alert");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\u202eb", "a\u0007b", "a\ufeffb", "a\ud800b"})
  void signs_that_can_not_be_seen_are_asked_to_be_taken_away(String words) {
    var faults =
        errors(
            world.put(
                anna,
                Map.of(
                    "text", words, "several", List.of(Map.of("option", "other", "text", words)))));
    assertThat(faults)
        .containsExactlyInAnyOrder("answers.text characters", "answers.several[0].text characters");
  }

  @Test
  void own_words_have_a_longest_length_too() {
    assertThat(
            errors(
                world.put(anna, Map.of("one", Map.of("option", "other", "text", "å".repeat(201))))))
        .containsExactly("answers.one[0].text too-long");
  }

  @Test
  void an_answer_to_a_question_that_is_not_asked_is_dropped_and_opens_no_other() {
    world.survey(
        new Survey.Open(
            AnswersWorld.base(
                AnswersWorld.design(
                    false,
                    Map.of(),
                    question("q1", Type.ONE, List.of("a", "b")),
                    question(
                        "q2",
                        Type.ONE,
                        List.of("a"),
                        null,
                        null,
                        true,
                        new ShowIf("q1", List.of("a"))),
                    question(
                        "q3",
                        Type.TEXT,
                        List.of(),
                        null,
                        null,
                        true,
                        new ShowIf("q2", List.of("a"))))),
            0));
    world.put(anna, Map.of("q1", "b", "q2", "a", "q3", "hej"));
    assertThat(world.reply(anna).orElseThrow().values()).containsOnlyKeys("q1");
    assertThat(errors(world.put(anna, Map.of("q1", "a"))))
        .containsExactly("answers.q2 answer-required");
    assertThat(errors(world.put(anna, Map.of("q1", "a", "q2", "a"))))
        .containsExactly("answers.q3 answer-required");
  }

  @Test
  void a_matrix_that_must_be_answered_is_answered_in_each_row() {
    world.survey(
        new Survey.Open(
            AnswersWorld.base(
                AnswersWorld.design(
                    false,
                    Map.of(),
                    question("m", Type.MATRIX, List.of("good"), null, null, true, null))),
            0));
    assertThat(errors(world.put(anna, Map.of("m", Map.of("r1", "good")))))
        .containsExactly("answers.m answer-rows");
    assertThat(world.put(anna, Map.of("m", Map.of("r1", "good", "r2", "good"))).status())
        .isEqualTo(200);
  }

  @Test
  void answers_are_taken_only_while_the_survey_is_open() {
    world.put(anna, Map.of("one", "a"));
    Survey.Open open = (Survey.Open) world.surveys.get(ID);
    world.survey(open.pause());
    assertThat(json(look(anna)).path("state").asText()).isEqualTo("paused");
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(409);
    world.survey(open.close(AnswersWorld.NOON));
    assertThat(json(look(anna)).path("state").asText()).isEqualTo("closed");
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(409);
    assertThat(withdraw(anna).status()).isEqualTo(409);
    world.survey(new Survey.Scheduled(open.base()));
    assertThat(json(look(anna)).path("state").asText()).isEqualTo("scheduled");
    assertThat(json(look(anna)).path("questions")).isEmpty();
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(409);
    world.survey(new Survey.Draft(open.base()));
    assertThat(look(anna).status()).isEqualTo(404);
    assertThat(world.reply(anna).orElseThrow().values())
        .containsEntry("one", new Value.Chosen(List.of("a"), ""));
  }

  @Test
  void the_last_instant_itself_is_too_late_though_nobody_has_closed_it() {
    world.outside.at(AnswersWorld.CLOSES.minusMillis(1));
    assertThat(world.put(anna, Map.of("one", "a")).status()).isEqualTo(200);
    world.outside.at(AnswersWorld.CLOSES);
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(409);
  }

  @Test
  void a_link_that_is_unknown_cut_or_of_somebody_never_invited_leads_nowhere() {
    assertThat(look(world.token("never invited")).status()).isEqualTo(404);
    assertThat(world.call("GET /api/invitations/{token}", null, anna.text().substring(1)).status())
        .isEqualTo(404);
    assertThat(world.put(world.token("never invited"), Map.of("one", "a")).status()).isEqualTo(404);
    assertThat(withdraw(world.token("never invited")).status()).isEqualTo(404);
  }

  @Test
  void whoever_has_left_the_panel_answers_no_more_but_can_take_back() {
    world.put(anna, Map.of("one", "a"));
    world.leave("anna");
    assertThat(json(look(anna)).path("state").asText()).isEqualTo("left");
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(409);
    assertThat(world.reply(anna)).isPresent();
    assertThat(json(withdraw(anna)).path("outcome").asText()).isEqualTo("withdrawn");
    assertThat(world.reply(anna)).isEmpty();
  }

  @Test
  void withdrawn_answers_are_gone_and_can_be_given_anew() {
    world.put(anna, Map.of("one", "a"));
    assertThat(json(withdraw(anna)).path("outcome").asText()).isEqualTo("withdrawn");
    assertThat(json(withdraw(anna)).path("outcome").asText()).isEqualTo("nothing");
    assertThat(json(look(anna)).path("answered").asBoolean()).isFalse();
    assertThat(json(world.put(anna, Map.of("one", "b"))).path("outcome").asText())
        .isEqualTo("answered");
  }

  @Test
  void ten_thousand_posts_by_one_holder_leave_one_reply_the_latest() {
    for (int at = 0; at < 10_000; at++) {
      world.put(anna, Map.of("number", at % 100));
    }
    assertThat(
            world.table.items().stream()
                .filter(item -> item.key().partition().startsWith("REPLY#")))
        .hasSize(1);
    assertThat(world.reply(anna).orElseThrow().values())
        .containsEntry("number", new Value.Figure(99));
  }

  @Test
  void a_call_repeated_with_its_key_does_nothing_again_and_another_body_is_refused() {
    world.headers = Map.of("idempotency-key", "k1");
    Response first = world.put(anna, Map.of("one", "a"));
    world.headers = Map.of();
    world.put(anna, Map.of("one", "b"));
    world.headers = Map.of("idempotency-key", "k1");
    Response again = world.put(anna, Map.of("one", "a"));
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).containsKey("idempotency-replayed");
    assertThat(world.put(anna, Map.of("one", "other")).status()).isEqualTo(422);
    assertThat(world.reply(anna).orElseThrow().values())
        .containsEntry("one", new Value.Chosen(List.of("b"), ""));
  }

  @Test
  void a_full_group_is_told_so_and_keeps_its_place_for_those_who_were_first() {
    world.survey(
        new Survey.Open(
            AnswersWorld.base(AnswersWorld.design(false, Map.of("sex=woman", 1), ALL)), 0));
    Token bo = world.invite("bo");
    assertThat(world.put(anna, Map.of("one", "a")).status()).isEqualTo(200);
    Response full = world.put(bo, Map.of("one", "a"));
    assertThat(full.status()).isEqualTo(409);
    assertThat(json(full).path("type").asText()).isEqualTo("/problems/quota-full");
    assertThat(world.reply(bo)).isEqualTo(Optional.empty());
    assertThat(world.put(anna, Map.of("one", "b")).status()).isEqualTo(200);
    withdraw(anna);
    assertThat(world.put(bo, Map.of("one", "a")).status()).isEqualTo(200);
  }
}
