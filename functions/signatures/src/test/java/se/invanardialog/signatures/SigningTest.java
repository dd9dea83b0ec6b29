package se.invanardialog.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.signatures.World.signer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.table.Item;
import se.invanardialog.suggestions.Suggestion;

class SigningTest {
  private final World world = new World();

  @Test
  void a_name_counts_when_the_button_behind_the_mailed_link_is_pressed() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se", "123 45"));
    assertThat(world.look(token)).isEqualTo("waiting");
    assertThat(world.counted()).isZero();
    assertThat(world.confirm(token)).isEqualTo("confirmed");
    assertThat(world.counted()).isOne();
    Item stored = world.stored().findFirst().orElseThrow();
    assertThat(stored.text("name")).isEqualTo("Ester Ek");
    assertThat(stored.text("postalCode")).isEqualTo("12345");
    assertThat(stored.text("mailDomain")).isEqualTo("exempel.se");
    assertThat(stored.text("network")).isEqualTo("192.0.2.0/24");
    assertThat(stored.text("origin")).isEqualTo("online");
    assertThat(stored.text("day")).isEqualTo("2026-11-23");
    assertThat(stored.flag("informed")).isTrue();
  }

  @Test
  void every_later_click_finds_the_same_and_counts_nothing_more() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    for (int click = 0; click < 5; click++) {
      assertThat(world.confirm(token)).isEqualTo("confirmed");
      assertThat(world.look(token)).isEqualTo("confirmed");
    }
    assertThat(world.counted()).isOne();
  }

  @Test
  void what_somebody_writes_is_kept_nowhere_until_they_confirm() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se", "44231"));
    assertThat(world.memory.items()).asString().doesNotContain("Ester", "ester@", "44231");
    assertThat(world.confirm(token)).isEqualTo("confirmed");
    assertThat(world.memory.items()).asString().contains("Ester", "ester@", "44231");
  }

  @Test
  void a_link_takes_the_longest_name_and_the_longest_address() {
    String name = "🛝".repeat(Asking.LONGEST_NAME / 2);
    String domain = ("d".repeat(60) + ".").repeat(4).substring(0, 180) + ".se";
    var longest = signer(name, "e".repeat(64) + "@" + domain, "44231");
    assertThat(world.confirm(world.askForToken(longest))).isEqualTo("confirmed");
    assertThat(world.stored().findFirst().orElseThrow().text("name")).isEqualTo(name);
  }

  @Test
  void a_mail_scanner_that_opens_every_link_does_nothing() {
    Letter letter = world.askForLetter(signer("Ester Ek", "ester@exempel.se"));
    world.memory.takeChanges();
    String token = Outside.token(letter, "confirm");
    for (int visit = 0; visit < 3; visit++) {
      assertThat(world.get("GET /confirm/{token}", Map.of(), token).status()).isEqualTo(200);
      world.look(token);
    }
    assertThat(world.memory.changes()).isEmpty();
  }

  @Test
  void the_answer_does_not_tell_whether_an_address_has_signed() {
    Response first = world.ask(signer("Ester Ek", "ester@exempel.se"));
    world.confirm(Outside.token(world.outside.queuedLetters().getLast(), "confirm"));
    Response second = world.ask(signer("Ester Ek", "ester@exempel.se"));
    Response other = world.ask(signer("Bo Ek", "bo@exempel.se"));
    assertThat(List.of(second, other)).allMatch(first::equals);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.body()).isEqualTo("{\"outcome\":\"check-your-mail\"}");
  }

  @Test
  void the_mail_to_one_who_has_signed_says_so_and_links_to_taking_it_back() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    Letter letter = world.askForLetter(signer("  ester  EK", "Ester+dialog@exempel.se"));
    assertThat(letter.subject()).isEqualTo("Du har redan skrivit under");
    assertThat(Outside.paths(letter)).noneMatch(path -> path.startsWith("/confirm/"));
    String token = Outside.token(letter, "withdraw");
    assertThat(world.call("POST /api/withdrawals/{token}", null, token).status()).isEqualTo(200);
    assertThat(world.counted()).isZero();
  }

  @Test
  void the_mail_is_in_the_language_of_the_form() {
    var english = signer("Ester Ek", "ester@exempel.se");
    english.put("language", "en");
    Letter letter = world.askForLetter(english);
    assertThat(letter.subject()).isEqualTo("Confirm your signature");
    assertThat(letter.text()).contains("?lang=en").contains(World.TITLE);
  }

  @Test
  void the_mail_that_asks_for_the_click_also_says_where_to_take_it_back() {
    Letter letter = world.askForLetter(signer("Ester Ek", "ester@exempel.se"));
    String withdraw = Outside.token(letter, "withdraw");
    assertThat(world.call("POST /api/withdrawals/{token}", null, withdraw).status()).isEqualTo(404);

    assertThat(world.confirm(Outside.token(letter, "confirm"))).isEqualTo("confirmed");
    assertThat(world.counted()).isEqualTo(1);
    assertThat(world.call("POST /api/withdrawals/{token}", null, withdraw).status()).isEqualTo(200);
    assertThat(world.counted()).isZero();
  }

  @Test
  void one_who_withdraws_may_sign_again_but_an_old_link_does_not() {
    String old = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    world.confirm(old);
    world.outside.pass(Duration.ofHours(1));
    withdraw("ester@exempel.se");
    assertThat(world.look(old)).isEqualTo("withdrawn");
    assertThat(world.confirm(old)).isEqualTo("withdrawn");
    assertThat(world.counted()).isZero();
    world.outside.pass(Duration.ofHours(1));
    String fresh = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    assertThat(world.confirm(fresh)).isEqualTo("confirmed");
    assertThat(world.counted()).isOne();
    withdrawLatest();
    assertThat(world.confirm(fresh)).isEqualTo("withdrawn");
    assertThat(world.confirm(old)).isEqualTo("withdrawn");
    assertThat(world.counted()).isZero();
  }

  private void withdraw(String email) {
    Letter letter = world.askForLetter(signer("Ester Ek", email));
    world.call("POST /api/withdrawals/{token}", null, Outside.token(letter, "withdraw"));
  }

  private void withdrawLatest() {
    world.outside.pass(Duration.ofDays(1));
    withdraw("ester@exempel.se");
  }

  @Test
  void a_withdrawal_is_the_same_however_often_the_button_is_pressed() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    Letter letter = world.askForLetter(signer("Ester Ek", "ester@exempel.se"));
    String token = Outside.token(letter, "withdraw");
    assertThat(world.get("GET /withdraw/{token}", Map.of(), token).status()).isEqualTo(200);
    assertThat(world.counted()).isOne();
    for (int click = 0; click < 3; click++) {
      Response response = world.call("POST /api/withdrawals/{token}", null, token);
      assertThat(World.json(response).path("state").asText()).isEqualTo("withdrawn");
    }
    assertThat(world.counted()).isZero();
  }

  @Test
  void two_of_a_household_share_an_address_when_names_differ_and_postal_code_is_the_same() {
    world.sign(signer("Ester Ek", "ek@exempel.se", "123 45"));
    world.sign(signer("Bo Ek", "ek@exempel.se", "12345"));
    assertThat(world.counted()).isEqualTo(2);
    Letter third = world.askForLetter(signer("Kim Ek", "ek@exempel.se", "123 45"));
    assertThat(third.subject()).isEqualTo("Du har redan skrivit under");
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void another_name_without_a_postal_code_in_common_is_the_same_person() {
    world.sign(signer("Ester Ek", "ek@exempel.se", "123 45"));
    String subject = "Du har redan skrivit under";
    assertThat(world.askForLetter(signer("Bo Ek", "ek@exempel.se")).subject()).isEqualTo(subject);
    assertThat(world.askForLetter(signer("Bo Ek", "ek@exempel.se", "543 21")).subject())
        .isEqualTo(subject);
    assertThat(world.counted()).isOne();
  }

  @Test
  void links_asked_for_before_the_first_was_used_do_not_make_a_household_of_one_person() {
    String first = world.askForToken(signer("Ester Ek", "ek@exempel.se", "123 45"));
    String second = world.askForToken(signer("ESTER EK", "ek@exempel.se", "123 45"));
    String third = world.askForToken(signer("Bo Ek", "ek@exempel.se"));
    assertThat(world.confirm(first)).isEqualTo("confirmed");
    assertThat(world.confirm(second)).isEqualTo("confirmed");
    assertThat(world.confirm(third)).isEqualTo("confirmed");
    assertThat(world.counted()).isOne();
  }

  @Test
  void the_last_minute_of_the_last_day_counts() {
    world.outside.at(World.closing().minusSeconds(1));
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    assertThat(world.confirm(token)).isEqualTo("confirmed");
    assertThat(World.closing()).isEqualTo("2026-12-23T23:00:00Z");
  }

  @Test
  void midnight_after_the_last_day_is_too_late_to_ask() {
    world.outside.at(World.closing());
    Response response = world.ask(signer("Ester Ek", "ester@exempel.se"));
    assertThat(response.status()).isEqualTo(409);
    assertThat(world.outside.queuedLetters()).isEmpty();
  }

  @Test
  void a_link_mailed_in_time_works_24_hours_longer_also_when_the_suggestion_is_closed() {
    world.outside.at(World.closing().minusSeconds(1));
    String one = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    String two = world.askForToken(signer("Bo Ek", "bo@exempel.se"));
    world.outside.at(World.closing().plusSeconds(60));
    world.change(World.ID, open -> ((Suggestion.Open) open).close());
    world.outside.at(World.closing().plus(Duration.ofHours(24)).minusMillis(1));
    assertThat(world.confirm(one)).isEqualTo("confirmed");
    world.outside.at(World.closing().plus(Duration.ofHours(24)));
    assertThat(world.look(two)).isEqualTo("expired");
    assertThat(world.confirm(two)).isEqualTo("expired");
    assertThat(world.confirm(one)).isEqualTo("confirmed");
    assertThat(world.counted()).isOne();
  }

  @Test
  void a_link_is_too_old_after_seven_days() {
    String unused = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    String used = world.askForToken(signer("Bo Ek", "bo@exempel.se"));
    world.confirm(used);
    world.outside.pass(Duration.ofDays(7));
    assertThat(world.confirm(unused)).isEqualTo("expired");
    assertThat(world.look(used)).isEqualTo("confirmed");
    world.outside.pass(Duration.ofDays(3));
    world.memory.expire(world.outside.now());
    assertThat(world.confirm(unused)).isEqualTo("expired");
    assertThat(world.confirm(used)).isEqualTo("confirmed");
    assertThat(world.counted()).isOne();
  }

  @Test
  void nothing_counts_on_a_suggestion_that_was_answered_or_taken_back() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    world.change(World.ID, open -> ((Suggestion.Open) open).withdraw(World.NOON));
    world.outside.pass(Duration.ofSeconds(3));
    assertThat(world.confirm(token)).isEqualTo("expired");
    assertThat(world.ask(signer("Bo Ek", "bo@exempel.se")).status()).isEqualTo(404);
    assertThat(world.counted()).isZero();
  }

  @Test
  void unknown_cut_and_foreign_links_are_not_found() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    for (String bad : List.of("x", token.substring(1), token.substring(0, 20), token + "A", "å")) {
      assertThat(world.confirm(bad)).isEqualTo("404");
      assertThat(world.look(bad)).isEqualTo("404");
      assertThat(world.call("POST /api/withdrawals/{token}", null, bad).status()).isEqualTo(404);
    }
    assertThat(world.call("POST /api/withdrawals/{token}", null, token).status()).isEqualTo(404);
  }

  @Test
  void an_unknown_suggestion_is_not_found() {
    assertThat(
            world
                .call("POST /api/suggestions/{id}/signatures", signer("E", "e@exempel.se"), "nej")
                .status())
        .isEqualTo(404);
  }

  @Test
  void each_field_that_is_wrong_is_named_with_what_to_do() {
    Response response =
        world.ask(Map.of("name", " ", "email", "ester.exempel.se", "postalCode", "12"));
    assertThat(response.status()).isEqualTo(422);
    var errors = World.json(response).path("errors");
    assertThat(errors.findValuesAsText("field")).containsExactly("name", "email", "postalCode");
    assertThat(errors.findValuesAsText("code"))
        .containsExactly("missing", "at-sign", "postal-code");
    assertThat(world.outside.queuedLetters()).isEmpty();
  }

  @Test
  void an_address_gets_three_mails_a_day_about_one_suggestion_and_then_silence() {
    for (int time = 0; time < 6; time++) {
      assertThat(world.ask(signer("Ester Ek", "ester@exempel.se")).status()).isEqualTo(202);
    }
    assertThat(world.outside.queuedLetters()).hasSize(3);
  }

  @Test
  void an_address_gets_five_mails_an_hour_about_many_suggestions() {
    for (int at = 0; at < 8; at++) {
      world.publish("suggestion" + at, 0);
    }
    world.outside.takeQueued();
    for (int at = 0; at < 8; at++) {
      Response response =
          world.call(
              "POST /api/suggestions/{id}/signatures",
              signer("Ester Ek", "ester@exempel.se"),
              "suggestion" + at);
      assertThat(response.status()).isEqualTo(202);
    }
    assertThat(world.outside.queuedLetters()).hasSize(5);
  }

  @Test
  void a_library_is_not_stopped_but_a_flood_is_and_is_told_when_to_come_back() {
    for (int reader = 0; reader < 120; reader++) {
      assertThat(world.ask(signer("Läsare", "l" + reader + "@exempel.se")).status()).isEqualTo(202);
    }
    Response over = world.ask(signer("Läsare", "l120@exempel.se"));
    assertThat(over.status()).isEqualTo(429);
    assertThat(Integer.parseInt(over.headers().get("retry-after"))).isBetween(1, 601);
    world.source = "198.51.100.1";
    assertThat(world.ask(signer("Läsare", "l120@exempel.se")).status()).isEqualTo(202);
  }

  @Test
  void ten_thousand_clicks_of_one_person_at_once_leave_one_signature() throws Exception {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    String other = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    atOnce(10_000, at -> world.confirm(at % 2 == 0 ? token : other));
    assertThat(world.counted()).isOne();
  }

  @Test
  void ten_thousand_people_at_once_leave_ten_thousand_signatures() throws Exception {
    var tokens = IntStream.range(0, 10_000).mapToObj(at -> world.pending("person" + at)).toList();
    atOnce(10_000, at -> world.confirm(tokens.get(at)));
    assertThat(world.counted()).isEqualTo(10_000);
  }

  static void atOnce(int times, java.util.function.IntFunction<String> click) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, times).mapToObj(at -> threads.submit(() -> click.apply(at))).toList();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo("confirmed");
      }
    }
  }
}
