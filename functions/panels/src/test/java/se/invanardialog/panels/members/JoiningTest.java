package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Response;

class JoiningTest {
  private static final String JOIN = "POST /api/panels/{id}/members";
  private static final String MINE = "GET /api/memberships/{token}";
  private final World world = new World();
  private final String panel = world.panel();

  @Test
  void nobody_is_a_member_before_the_button_is_pressed() {
    String token = world.ask(panel, World.person("asa@example.org"));
    assertThat(world.members(panel)).isEmpty();

    assertThat(world.wiring.joining.look(token, world.outside.now()).orElseThrow().state())
        .isEqualTo(Joining.State.WAITING);
    assertThat(world.members(panel)).isEmpty();

    assertThat(world.press(token)).isEqualTo(Joining.State.CONFIRMED);
    assertThat(world.press(token)).isEqualTo(Joining.State.CONFIRMED);
    assertThat(world.members(panel)).hasSize(1);
  }

  @Test
  void the_answer_is_the_same_for_a_member_and_only_the_letter_says_so() {
    Response first = world.call(JOIN, World.person("asa@example.org"), panel);
    String token = Outside.token(world.outside.queuedLetters().getLast(), "confirm");
    world.press(token);
    world.outside.takeQueued();

    Response again = world.call(JOIN, World.person("Asa+panel@Example.org"), panel);

    assertThat(again).isEqualTo(first);
    assertThat(Outside.paths(world.outside.queuedLetters().getLast()))
        .anyMatch(path -> path.startsWith("/members/"));
    assertThat(world.members(panel)).hasSize(1);
  }

  @Test
  void one_address_is_sent_three_letters_a_day_whoever_asks_and_the_answer_is_the_same() {
    for (int at = 0; at < 5; at++) {
      assertThat(world.call(JOIN, World.person("asa@example.org"), panel).status()).isEqualTo(202);
    }
    assertThat(world.outside.queuedLetters()).hasSize(3);
  }

  @Test
  void a_link_older_than_a_week_makes_no_member() {
    String token = world.ask(panel, World.person("asa@example.org"));
    world.outside.pass(Duration.ofDays(7));

    assertThat(world.press(token)).isEqualTo(Joining.State.EXPIRED);
    assertThat(world.members(panel)).isEmpty();
  }

  @Test
  void a_link_that_was_used_does_not_bring_back_who_has_left() {
    String token = world.ask(panel, World.person("asa@example.org"));
    world.press(token);
    String page = world.wiring.joining.look(token, world.outside.now()).orElseThrow().page();
    world.call("DELETE /api/memberships/{token}", null, page.substring("/members/".length()));

    assertThat(world.press(token)).isEqualTo(Joining.State.LEFT);
    assertThat(world.members(panel)).isEmpty();
    world.join(panel, World.person("asa@example.org"));
    assertThat(world.members(panel)).hasSize(1);
  }

  @Test
  void an_address_and_a_number_are_each_confirmed_by_their_own_link() {
    var person = new HashMap<>(World.person("asa@example.org"));
    person.put("phone", "070-123 45 67");
    person.put("channel", "both");
    world.outside.takeQueued();
    world.call(JOIN, person, panel);
    String mail = Outside.token(world.outside.queuedLetters().getFirst(), "confirm");
    String sms = smsToken();

    world.press(mail);
    assertThat(world.members(panel).getFirst().maybe("phone")).isEmpty();
    assertThat(world.members(panel).getFirst().text("channel")).isEqualTo("mail");

    world.press(sms);
    assertThat(world.members(panel)).hasSize(1);
    assertThat(world.members(panel).getFirst().text("phone")).isEqualTo("+46701234567");
    assertThat(world.members(panel).getFirst().text("channel")).isEqualTo("both");
  }

  @Test
  void a_number_alone_is_enough() {
    var person = new HashMap<>(World.person(""));
    person.put("phone", "0046 70 123 45 67");
    person.put("channel", "sms");
    world.call(JOIN, person, panel);

    assertThat(world.press(smsToken())).isEqualTo(Joining.State.CONFIRMED);
    assertThat(world.members(panel)).hasSize(1);
  }

  private String smsToken() {
    return world.outside.takeQueued().stream()
        .map(body -> se.invanardialog.core.messages.Deliveries.read(body).sms())
        .filter(java.util.Objects::nonNull)
        .map(sms -> sms.text().replaceFirst("^.*/confirm/", "").replaceFirst("[?\\s].*$", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_youth_is_a_member_only_when_the_guardian_has_said_yes_too() {
    String youth = world.panel(Map.of("minimumAge", 13, "guardianUnder", 16));
    var person = new HashMap<>(World.person("ung@example.org"));
    person.put("profile", Map.of("birthYear", 2012));
    person.put("guardianEmail", "vuxen@example.org");
    String own = world.ask(youth, person);
    assertThat(world.outside.queuedLetters()).noneMatch(one -> one.to().startsWith("vuxen"));
    world.outside.takeQueued();

    assertThat(world.press(own)).isEqualTo(Joining.State.WAITING_FOR_GUARDIAN);
    assertThat(world.members(youth)).isEmpty();
    var letter = world.outside.queuedLetters().getLast();
    assertThat(letter.to()).isEqualTo("vuxen@example.org");

    assertThat(world.press(Outside.token(letter, "confirm"))).isEqualTo(Joining.State.CONFIRMED);
    assertThat(world.members(youth)).hasSize(1);
    assertThat(world.members(youth).getFirst().text("consents")).contains("guardian");
    assertThat(world.members(youth).getFirst().attributes().toString()).doesNotContain("vuxen");
    assertThat(world.press(own)).isEqualTo(Joining.State.CONFIRMED);
  }

  /** A youth of 14 whose guardian has said yes; the guardian's token. */
  private String guardian(String youth) {
    var person = new HashMap<>(World.person("ung@example.org"));
    person.put("profile", Map.of("birthYear", 2012));
    person.put("guardianEmail", "vuxen@example.org");
    world.press(world.ask(youth, person));
    String asked = Outside.token(world.outside.queuedLetters().getLast(), "confirm");
    world.outside.takeQueued();
    world.press(asked);
    var letter = world.outside.queuedLetters().getLast();
    assertThat(letter.to()).isEqualTo("vuxen@example.org");
    return Outside.token(letter, "members");
  }

  @Test
  void a_guardian_takes_the_consent_back_by_the_link_in_a_letter() {
    String youth = world.panel(Map.of("minimumAge", 13, "guardianUnder", 16));
    String token = guardian(youth);

    Response page = world.call("GET /members/{token}", null, token);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Ta tillbaka mitt ja").doesNotContain("ung@example.org");
    assertThat(world.members(youth)).hasSize(1);

    Response done = world.form("POST /members/{token}/leave", Map.of(), token);
    assertThat(done.status()).isEqualTo(303);
    assertThat(world.members(youth)).isEmpty();
    for (int again = 0; again < 2; again++) {
      Response settled = world.call("GET /members/{token}", null, token);
      assertThat(settled.status()).isEqualTo(410);
      assertThat(settled.body()).contains("Ditt ja gäller inte längre");
      world.form("POST /members/{token}/leave", Map.of(), token);
    }
  }

  @Test
  void a_guardians_link_shows_and_changes_nothing_of_the_member() {
    String youth = world.panel(Map.of("minimumAge", 13, "guardianUnder", 16));
    String token = guardian(youth);
    for (String route :
        List.of(
            "GET /api/memberships/{token}",
            "GET /api/memberships/{token}/data",
            "GET /members/{token}/data")) {
      assertThat(world.call(route, null, token).status()).as(route).isEqualTo(404);
    }
    assertThat(
            world.call("PUT /api/memberships/{token}", Map.of("pace", "monthly"), token).status())
        .isEqualTo(404);
    assertThat(world.members(youth)).hasSize(1);
  }

  @Test
  void who_has_come_of_age_is_not_removed_by_a_guardian() {
    String youth = world.panel(Map.of("minimumAge", 13, "guardianUnder", 16));
    String token = guardian(youth);
    world.outside.at(Instant.parse("2028-01-01T12:00:00Z"));

    assertThat(world.call("GET /members/{token}", null, token).status()).isEqualTo(410);
    world.form("POST /members/{token}/leave", Map.of(), token);
    assertThat(world.members(youth)).hasSize(1);
  }

  @Test
  void who_turns_the_age_this_year_needs_no_guardian() {
    String youth = world.panel(Map.of("minimumAge", 13, "guardianUnder", 16));
    var person = new HashMap<>(World.person("ung@example.org"));
    person.put("profile", Map.of("birthYear", 2010));
    assertThat(world.press(world.ask(youth, person))).isEqualTo(Joining.State.CONFIRMED);
  }

  @ParameterizedTest
  @CsvSource({
    "email, no-address, email",
    "email, åsa@example.org, email",
    "phone, 08-12 34 56, phone",
    "channel, pigeon, channel",
    "channel, sms, phone",
    "pace, daily, pace",
    "consent, no, consent",
    "name, a\u202eb, name",
    "guardianEmail, x, ",
    "consentProfile, no, consentProfile"
  })
  void what_is_wrong_is_told_by_field(String field, String value, String named) {
    var person = new HashMap<>(World.person("asa@example.org"));
    person.put(field, value);
    Response response = world.call(JOIN, person, panel);
    if (named == null) {
      assertThat(response.status()).isEqualTo(202);
    } else {
      assertThat(response.status()).isEqualTo(422);
      assertThat(World.json(response).findValuesAsText("field")).containsExactly(named);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "birthYear, 1850",
    "birthYear, 2027",
    "birthYear, nineteen",
    "birthYear, -1980",
    "sex, fish",
    "district, Ankeborg",
    "education, phd",
    "bornAbroad, maybe"
  })
  void each_part_of_the_profile_is_one_of_its_choices(String trait, String value) {
    world.districts(Map.of("Centrum", List.of("12345")));
    var person = new HashMap<>(World.person("asa@example.org"));
    person.put("profile", Map.of(trait, value));
    Response response = world.call(JOIN, person, panel);
    assertThat(response.status()).isEqualTo(422);
    assertThat(World.json(response).findValuesAsText("field")).containsExactly("profile." + trait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "undefined",
        "NaN",
        "1;DROP TABLE members",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "Ṱ̺̺̕o͞ ̷i̲̬",
        "👩‍👩‍👧‍👦",
        "\u0000",
        "../../etc/passwd",
        "٠١٢٣",
        "=cmd|' /C calc'!A0"
      })
  void no_text_in_any_field_breaks_anything(String naughty) {
    for (String field :
        List.of("email", "phone", "name", "address", "channel", "pace", "guardianEmail")) {
      var person = new HashMap<>(World.person("asa@example.org"));
      person.put(field, naughty);
      assertThat(world.call(JOIN, person, panel).status()).as(field).isIn(202, 422, 429);
    }
    for (String trait : List.of("birthYear", "sex", "district", "postalCode", "education")) {
      var person = new HashMap<>(World.person("asa@example.org"));
      person.put("profile", Map.of(trait, naughty));
      assertThat(world.call(JOIN, person, panel).status()).as(trait).isIn(202, 422, 429);
    }
    assertThat(world.call(MINE, null, naughty).status()).isEqualTo(404);
  }

  @Test
  void a_postal_code_becomes_a_district_and_is_forgotten() {
    world.districts(Map.of("Centrum", List.of("12345")));
    var person = new HashMap<>(World.person("asa@example.org"));
    person.put("profile", Map.of("postalCode", "123 45"));
    world.join(panel, person);

    assertThat(world.members(panel).getFirst().text("profile"))
        .isEqualTo("{\"district\":\"Centrum\"}");
    assertThat(world.members(panel).getFirst().text("cell")).isEqualTo("district=Centrum");
  }

  @Test
  void what_the_panel_does_not_ask_is_not_kept() {
    String little = world.panel(Map.of("profile", List.of()));
    world.join(little, World.person("asa@example.org"));
    assertThat(world.members(little).getFirst().text("profile")).isEqualTo("{}");
  }

  @Test
  void a_closed_panel_takes_nobody() {
    String closed = world.panel(Map.of("open", false));
    assertThat(world.call(JOIN, World.person("asa@example.org"), closed).status()).isEqualTo(409);
    assertThat(world.call(JOIN, World.person("asa@example.org"), "nothing").status())
        .isEqualTo(404);
  }
}
