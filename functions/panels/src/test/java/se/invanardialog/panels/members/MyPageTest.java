package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

class MyPageTest {
  private static final String READ = "GET /api/memberships/{token}";
  private static final String CHANGE = "PUT /api/memberships/{token}";
  private static final String LEAVE = "DELETE /api/memberships/{token}";
  private final World world = new World();
  private final String panel = world.panel();
  private final String token = world.join(panel, World.person("asa@example.org"));

  @Test
  void all_that_is_held_is_shown_and_can_be_taken_home() {
    Response data = world.call("GET /api/memberships/{token}/data", null, token);

    assertThat(data.headers().get("content-disposition")).startsWith("attachment");
    assertThat(World.json(data)).isEqualTo(World.json(world.call(READ, null, token)));
    assertThat(World.json(data).path("email").asText()).isEqualTo("asa@example.org");
    assertThat(World.json(data).path("profile").path("birthYear").asText()).isEqualTo("1980");
    assertThat(World.json(data).path("consents").path("surveys").asText()).isEqualTo("2026-11-23");
  }

  @Test
  void what_is_left_out_of_a_change_stays_as_it_was() {
    Response changed =
        world.call(
            CHANGE,
            Map.of(
                "pace",
                "monthly",
                "pausedUntil",
                "2026-12-24",
                "profile",
                Map.of("sex", "undisclosed")),
            token);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(World.json(changed).path("pace").asText()).isEqualTo("monthly");
    assertThat(World.json(changed).path("email").asText()).isEqualTo("asa@example.org");
    assertThat(World.json(changed).path("profile").path("birthYear").asText()).isEqualTo("1980");
    assertThat(world.members(panel).getFirst().text("cell")).isEqualTo("ageGroup=45-64");
  }

  @Test
  void a_pause_till_a_day_that_has_been_is_an_error_in_its_field() {
    for (String day : List.of("2026-11-22", "2026-11-23")) {
      Response refused = world.call(CHANGE, Map.of("pausedUntil", day), token);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(World.json(refused).at("/errors/0/field").asText()).isEqualTo("pausedUntil");
      assertThat(World.json(refused).at("/errors/0/message").asText()).contains("i morgon");
    }
    assertThat(world.call(CHANGE, Map.of("pausedUntil", "2026-11-24"), token).status())
        .isEqualTo(200);
  }

  @Test
  void a_pause_that_is_over_or_for_good_is_no_hindrance_to_changing_something_else() {
    for (String day : List.of("2026-11-01", "9999-12-31")) {
      world.memory.write(
          Write.update(world.members(panel).getFirst().key()).set("pausedUntil", day));
      Response changed = world.call(CHANGE, Map.of("pausedUntil", day, "pace", "monthly"), token);
      assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }
    assertThat(world.members(panel).getFirst().text("pausedUntil")).isEqualTo("9999-12-31");
  }

  @Test
  void a_new_address_holds_when_its_own_link_is_pressed_and_then_the_old_link_opens_nothing() {
    world.outside.takeQueued();
    world.call(CHANGE, Map.of("email", "ny@example.org"), token);
    assertThat(World.json(world.call(READ, null, token)).path("email").asText())
        .isEqualTo("asa@example.org");

    var letter = world.outside.queuedLetters().getLast();
    assertThat(letter.to()).isEqualTo("ny@example.org");
    world.press(Outside.token(letter, "confirm"));

    assertThat(world.call(READ, null, token).status()).isEqualTo(410);
    assertThat(world.members(panel).getFirst().text("email")).isEqualTo("ny@example.org");
    world.join(panel, World.person("asa@example.org"));
    assertThat(world.members(panel)).hasSize(2);
  }

  @Test
  void nobody_takes_an_address_that_is_another_members() {
    world.join(panel, World.person("bo@example.org"));
    world.outside.takeQueued();
    world.call(CHANGE, Map.of("email", "bo@example.org"), token);

    assertThat(Outside.paths(world.outside.queuedLetters().getLast()))
        .noneMatch(path -> path.startsWith("/confirm/"));
  }

  @Test
  void leaving_erases_contact_and_profile_and_frees_the_address() {
    assertThat(world.call(LEAVE, null, token).status()).isEqualTo(200);
    assertThat(world.call(LEAVE, null, token).status()).isEqualTo(200);

    assertThat(world.members(panel)).isEmpty();
    assertThat(
            world.memory.get(
                Keys.memberClaim(
                    panel,
                    world.below.pseudonyms.ofEmail(
                        se.invanardialog.core.identity.EmailAddress.parse("asa@example.org")
                            .orElseThrow()))))
        .isEmpty();
    assertThat(world.call(READ, null, token).status()).isEqualTo(410);
  }

  @Test
  void reading_changes_nothing() {
    world.memory.takeChanges();
    world.send("GET /members/{token}", "", Map.of(), token);
    world.send("GET /members/{token}/data", "", Map.of(), token);
    assertThat(world.memory.takeChanges()).isEmpty();
  }

  @Test
  void the_link_is_sent_again_to_members_and_the_page_is_the_same_for_all() {
    world.outside.takeQueued();
    Response member = world.form("POST /members", Map.of("address", "ASA@example.org"));
    assertThat(world.outside.queuedLetters()).hasSize(1);
    world.outside.takeQueued();
    Response other = world.form("POST /members", Map.of("address", "okand@example.org"));

    assertThat(other).isEqualTo(member);
    assertThat(world.outside.queuedLetters()).isEmpty();
    assertThat(world.form("POST /members", Map.of("address", "what")).status()).isEqualTo(422);
  }

  @Test
  void a_vouched_age_is_not_changed_by_its_owner() {
    String youth = world.panel(Map.of("minimumAge", 13));
    var person = new java.util.HashMap<>(World.person("ung@example.org"));
    person.put("profile", Map.of("birthYear", 2005));
    String own = world.join(youth, person);
    world.call(CHANGE, Map.of("profile", Map.of("birthYear", 1990)), own);
    assertThat(World.json(world.call(READ, null, own)).path("profile").path("birthYear").asText())
        .isEqualTo("2005");
  }
}
