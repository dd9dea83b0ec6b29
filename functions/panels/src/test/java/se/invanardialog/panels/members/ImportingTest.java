package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

class ImportingTest {
  private static final String READ = "POST /api/official/panels/{id}/members";
  private static final String WRITE = "GET /api/official/panels/{id}/members";
  private final World world = new World();
  private final String panel = world.panel();

  @BeforeEach
  void planner() {
    world.official(Role.PLANNER);
  }

  private JsonNode read(String csv) {
    Response response = world.send(READ, csv, Map.of(), panel);
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return World.json(response);
  }

  @Test
  void the_same_file_twice_adds_nobody() {
    String csv =
        """
        e-post;mobil;födelseår;kön;samtycke
        asa@example.org;070-123 45 67;1984;Kvinna;2026-01-02
        Asa+x@example.org;;1984;kvinna;2026-01-02
        ;+46 70 123 45 67;;;2026-01-02
        bo@example.org;;;;2026-01-03
        """;
    assertThat(read(csv).path("added").asInt()).isEqualTo(2);
    assertThat(read(csv).path("added").asInt()).isZero();
    assertThat(read(csv).path("already").asInt()).isEqualTo(4);
    assertThat(world.members(panel)).hasSize(2);
  }

  @Test
  void a_large_panel_is_handed_out_in_parts_with_each_member_in_one() {
    var csv = new StringBuilder("email,consentDate\n");
    IntStream.range(0, 60).forEach(n -> csv.append("p" + n + "@example.org,2026-01-02\n"));
    read(csv.toString());

    var found = new ArrayList<String>();
    for (int part = 1; part <= 4; part++) {
      Response file =
          world.send(WRITE, "", Map.of("part", Integer.toString(part), "of", "4"), panel);
      assertThat(file.headers().get("content-disposition")).contains("-" + part + "-of-4.csv");
      file.body().lines().skip(1).map(line -> line.split(",")[0]).forEach(found::add);
    }
    assertThat(found).hasSize(60).doesNotHaveDuplicates();
    assertThat(world.send(WRITE, "", Map.of(), panel).body().lines()).hasSize(61);
    for (var wrong :
        List.of(
            Map.of("part", "5", "of", "4"),
            Map.of("part", "1", "of", "3"),
            Map.of("part", "1"),
            Map.of("part", "x", "of", "2"))) {
      assertThat(world.send(WRITE, "", wrong, panel).status()).as("%s", wrong).isEqualTo(422);
    }
  }

  @Test
  void the_page_offers_as_many_parts_as_the_members_need() {
    assertThat(FilePart.all(0)).hasSize(1);
    assertThat(FilePart.all(25_001)).hasSize(4);
    assertThat(FilePart.all(1_000_000)).hasSize(16);

    world.memory.write(Write.put(Item.at(Keys.memberTally(panel, "")).with("n", 15_000)));
    assertThat(world.call("GET /official/panels/{id}/members", null, panel).body())
        .contains("Hämta del 1 av 2", "Hämta del 2 av 2");
    assertThat(
            world
                .form(
                    "POST /official/panels/{id}/members.csv", Map.of("part", "2", "of", "2"), panel)
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_line_with_an_error_is_told_by_its_number_and_the_others_are_taken() {
    JsonNode said =
        read(
            """
            email,sex,birthYear,consentDate
            asa@example.org,woman,1984,2026-01-02
            fel,woman,1984,2026-01-02
            bo@example.org,fish,1984,2026-01-02
            cy@example.org,man,1984,
            di@example.org,man,1984,2027-01-01
            """);
    assertThat(said.path("added").asInt()).isEqualTo(1);
    assertThat(said.path("errors").findValuesAsText("field"))
        .containsExactly(
            "lines[3].email", "lines[4].sex", "lines[5].consentDate", "lines[6].consentDate");
  }

  @Test
  void what_was_written_out_can_be_read_in_again_and_holds_no_formula() {
    read("email,phone,name,consentDate\nasa@example.org,0701234567,=1+1,2026-01-02\n");
    String csv = world.send(WRITE, "", Map.of(), panel).body();

    assertThat(csv).contains("'+46701234567", "'=1+1").doesNotContain(",=1", ",+46");
    world.wiring.members.leave(panel, world.members(panel).getFirst().text("id"));
    assertThat(read(csv).path("added").asInt()).isEqualTo(1);
    assertThat(world.members(panel).getFirst().text("name")).isEqualTo("=1+1");
    assertThat(world.members(panel).getFirst().text("phone")).isEqualTo("+46701234567");
  }

  @Test
  void nobody_is_read_in_without_a_day_of_consent_or_a_heading() {
    assertThat(world.send(READ, "email\nasa@example.org\n", Map.of(), panel).status())
        .isEqualTo(422);
    assertThat(world.send(READ, "", Map.of(), panel).status()).isEqualTo(422);
    assertThat(world.members(panel)).isEmpty();
  }

  @Test
  void the_lines_that_were_not_taken_stay_in_the_box() {
    Response page =
        world.form(
            "POST /official/panels/{id}/members",
            Map.of("members", "email,consentDate\nasa@example.org,2026-01-02\nfel,2026-01-02\n"),
            panel);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("fel,2026-01-02").doesNotContain("asa@example.org");
    assertThat(world.members(panel)).hasSize(1);
  }
}
