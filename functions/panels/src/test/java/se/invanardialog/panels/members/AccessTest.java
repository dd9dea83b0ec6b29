package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Role;

/** Who may open which door. The table is written out, so that a widened door is seen in review. */
class AccessTest {
  private static final Set<Role> PLANNERS = Set.of(Role.PLANNER, Role.ADMIN);
  private static final Set<Role> ANALYSTS = Set.of(Role.PLANNER, Role.ANALYST, Role.ADMIN);
  private static final Map<String, Set<Role>> DOORS = doors();
  private final World world = new World();

  private static Map<String, Set<Role>> doors() {
    var doors = new TreeMap<String, Set<Role>>();
    doors.put("GET /official/panels", PLANNERS);
    doors.put("GET /official/panels/{id}", PLANNERS);
    doors.put("POST /official/panels/{id}", PLANNERS);
    doors.put("GET /official/panels/{id}/margins", PLANNERS);
    doors.put("POST /official/panels/{id}/margins", PLANNERS);
    doors.put("GET /official/panels/{id}/representativeness", ANALYSTS);
    doors.put("GET /official/panels/{id}/representativeness.csv", ANALYSTS);
    doors.put("GET /official/panels/{id}/poster", PLANNERS);
    doors.put("GET /official/panels/{id}/members", PLANNERS);
    doors.put("POST /official/panels/{id}/members", PLANNERS);
    doors.put("POST /official/panels/{id}/members.csv", PLANNERS);
    doors.put("GET /api/official/panels", PLANNERS);
    doors.put("POST /api/official/panels", PLANNERS);
    doors.put("GET /api/official/panels/{id}", PLANNERS);
    doors.put("PUT /api/official/panels/{id}", PLANNERS);
    doors.put("GET /api/official/panels/{id}/margins", PLANNERS);
    doors.put("PUT /api/official/panels/{id}/margins", PLANNERS);
    doors.put("GET /api/official/panels/{id}/representativeness", ANALYSTS);
    doors.put("GET /api/official/panels/{id}/members", PLANNERS);
    doors.put("POST /api/official/panels/{id}/members", PLANNERS);
    return doors;
  }

  @Test
  void every_door_of_officials_is_in_the_table() {
    assertThat(world.function.routeKeys().stream().filter(key -> key.contains("/official/")))
        .containsExactlyInAnyOrderElementsOf(DOORS.keySet());
  }

  @Test
  void every_role_passes_its_own_doors_and_is_turned_away_at_the_others() {
    var wrong = new TreeMap<String, Integer>();
    DOORS.forEach((door, roles) -> {
      for (Role role : Role.values()) {
        world.official(role);
        int status = status(door);
        boolean passed = status != 401 && status != 403;
        if (passed != roles.contains(role) || status >= 500) {
          wrong.put(door + " as " + role.word(), status);
        }
      }
      world.resident();
      if (status(door) != 401) {
        wrong.put(door + " as a resident", status(door));
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void residents_pass_all_other_doors() {
    var open =
        world.function.routeKeys().stream()
            .filter(key -> !key.contains("/official/"))
            .collect(Collectors.toMap(key -> key, this::status));
    assertThat(open).hasSize(18);
    assertThat(open.values()).allMatch(status -> status < 500 && status != 401 && status != 403);
  }

  private int status(String door) {
    String[] parameters = door.contains("{") ? new String[] {"nothing"} : new String[0];
    return world.send(door, "", Map.of(), parameters).status();
  }
}
