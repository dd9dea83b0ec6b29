package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Role;

class RegroupingTest {
  private final World world = new World();
  private final String panel = world.panel();
  private final Regrouping regrouping = new Regrouping(world.memory);

  private String cell() {
    return world.members(panel).getFirst().text("cell");
  }

  @Test
  void everybody_is_a_year_older_when_the_year_begins() {
    var person = new java.util.HashMap<>(World.person("asa@example.org"));
    person.put("profile", Map.of("birthYear", 1997));
    world.join(panel, person);
    assertThat(cell()).isEqualTo("ageGroup=16-29");

    assertThat(regrouping.run(LocalDate.parse("2027-01-01"), () -> true)).isTrue();
    assertThat(cell()).isEqualTo("ageGroup=30-44");
  }

  @Test
  void a_changed_panel_groups_its_members_anew_and_then_leaves_them_alone() {
    world.join(panel, World.person("asa@example.org"));
    world.official(Role.PLANNER);
    world.call(
        "PUT /api/official/panels/{id}",
        Map.of("profile", java.util.List.of("birthYear"), "ageBounds", java.util.List.of(50)),
        panel);
    LocalDate today = LocalDate.parse("2026-11-24");

    regrouping.run(today, () -> true);
    assertThat(cell()).isEqualTo("ageGroup=0-49");
    world.memory.takeChanges();
    regrouping.run(today, () -> true);
    assertThat(world.memory.takeChanges()).isEmpty();
  }

  @Test
  void what_there_was_no_time_for_is_done_the_next_night() {
    world.join(panel, World.person("asa@example.org"));
    assertThat(regrouping.run(LocalDate.parse("2036-01-01"), () -> false)).isFalse();
    assertThat(cell()).contains("45-64");
    assertThat(regrouping.run(LocalDate.parse("2046-01-01"), () -> true)).isTrue();
    assertThat(cell()).contains("65-79");
  }
}
