package se.invanardialog.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Role;

/** Who may open which door. The table is written out, so that a widened door is seen in review. */
class OfficialAccessTest {
  private static final Set<Role> ALL = Set.of(Role.values());
  private static final Set<Role> MODERATORS = Set.of(Role.MODERATOR, Role.ADMIN);
  private static final Set<Role> RESPONDERS = Set.of(Role.RESPONDER, Role.ADMIN);
  private static final Set<Role> ADMINS = Set.of(Role.ADMIN);

  private static final Map<String, Set<Role>> DOORS = doors();

  private static Map<String, Set<Role>> doors() {
    var doors = new TreeMap<String, Set<Role>>();
    doors.put("GET /official", ALL);
    doors.put("GET /official/moderation", MODERATORS);
    doors.put("GET /official/moderation/{id}", MODERATORS);
    doors.put("POST /official/moderation/{id}", MODERATORS);
    doors.put("GET /official/awaiting-answer", ALL);
    doors.put("GET /official/suggestions/{id}", ALL);
    doors.put("POST /official/suggestions/{id}", RESPONDERS);
    doors.put("GET /official/paper", MODERATORS);
    doors.put("POST /official/paper", MODERATORS);
    doors.put("GET /official/rules", ALL);
    doors.put("POST /official/rules", ADMINS);
    doors.put("GET /official/town", ADMINS);
    doors.put("POST /official/town", ADMINS);
    doors.put("GET /api/official/moderation", MODERATORS);
    doors.put("POST /api/official/suggestions/{id}/decision", MODERATORS);
    doors.put("POST /api/official/suggestions", MODERATORS);
    doors.put("GET /api/official/awaiting-answer", ALL);
    doors.put("POST /api/official/suggestions/{id}/answer", RESPONDERS);
    doors.put("POST /api/official/suggestions/{id}/progress", RESPONDERS);
    doors.put("GET /api/official/rules", ALL);
    doors.put("PUT /api/official/rules", ADMINS);
    return doors;
  }

  private final OfficialBox box = new OfficialBox();

  @Test
  void every_door_of_officials_is_in_the_table() {
    assertThat(box.function.routeKeys().stream().filter(key -> key.contains("/official")))
        .containsExactlyInAnyOrderElementsOf(DOORS.keySet());
  }

  @Test
  void who_is_not_signed_in_is_asked_to_sign_in_at_every_door() {
    var answers = new LinkedHashMap<String, Integer>();
    DOORS.keySet().forEach(door -> answers.put(door, status(door, "")));
    assertThat(answers.values()).containsOnly(401);
  }

  @Test
  void an_official_without_a_role_that_we_know_is_turned_away_at_every_door() {
    var answers = new LinkedHashMap<String, Integer>();
    DOORS.keySet().forEach(door -> answers.put(door, status(door, "caretaker")));
    assertThat(answers.values()).containsOnly(403);
  }

  @Test
  void every_role_passes_its_own_doors_and_is_turned_away_at_the_others() {
    var wrong = new TreeMap<String, Integer>();
    DOORS.forEach((door, roles) -> {
      for (Role role : Role.values()) {
        int status = status(door, role.word());
        boolean passed = status != 401 && status != 403;
        if (passed != roles.contains(role) || status >= 500) {
          wrong.put(door + " as " + role.word(), status);
        }
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_door_turns_away_before_it_says_whether_the_suggestion_exists() {
    assertThat(status("POST /official/suggestions/{id}", "analyst")).isEqualTo(403);
    assertThat(status("POST /official/suggestions/{id}", "responder")).isNotEqualTo(403);
  }

  @Test
  void a_form_from_another_site_is_not_taken_even_from_an_administrator() {
    String before = box.wiring.towns.current().name();
    var request =
        new se.invanardialog.core.http.Request(
            "POST /official/town",
            "POST",
            "/official/town",
            Map.of(),
            Map.of(),
            Map.of("sec-fetch-site", "cross-site", "origin", "https://elsewhere.example"),
            "name=Annan",
            "192.0.2.1",
            OfficialBox.official("admin"));
    assertThat(box.function.answer(request, "").status()).isEqualTo(403);
    assertThat(box.wiring.towns.current().name()).isEqualTo(before);
  }

  private int status(String door, String roles) {
    String[] parts = door.split(" ");
    return box.call(parts[0], parts[1], "nothing", roles, "", Map.of(), Map.of()).status();
  }
}
