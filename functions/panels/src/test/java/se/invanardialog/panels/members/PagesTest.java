package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;

class PagesTest {
  private final World world = new World();

  private static Map<String, String> form() {
    var form = new HashMap<String, String>();
    form.put("email", "asa@example.org");
    form.put("channel", "mail");
    form.put("pace", "every");
    form.put("consent", "yes");
    return form;
  }

  @Test
  void a_resident_joins_by_the_form_and_manages_without_telling_anything() {
    String panel = world.panel();
    Response page = world.send("GET /panels/{id}", "", Map.of(), panel);
    assertThat(page.body()).contains("Vill inte säga", "name=\"profile.birthYear\"");

    Response sent = world.form("POST /panels/{id}/members", form(), panel);
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.headers().get("location")).isEqualTo("/panels/" + panel + "/sent");
    world.press(Outside.token(world.outside.queuedLetters().getLast(), "confirm"));
    assertThat(world.members(panel)).hasSize(1);
  }

  @Test
  void what_is_told_is_kept_only_with_a_yes_of_its_own() {
    String panel = world.panel();
    var form = form();
    form.put("profile.sex", "woman");
    Response refused = world.form("POST /panels/{id}/members", form, panel);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("href=\"#consentProfile\"", "<title>Fel:");

    form.put("consentProfile", "yes");
    assertThat(world.form("POST /panels/{id}/members", form, panel).status()).isEqualTo(303);
  }

  @Test
  void pages_stand_in_every_language_and_officials_alone_in_swedish() {
    String panel = world.panel(Map.of("guardianUnder", 16, "minimumAge", 13));
    var person = new HashMap<>(World.person("asa@example.org"));
    String token = world.join(panel, person);
    for (String language : new String[] {"sv", "en", "ar"}) {
      Map<String, String> lang = Map.of("lang", language);
      assertThat(world.send("GET /panels", "", lang).status()).isEqualTo(200);
      assertThat(world.send("GET /panels/{id}", "", lang, panel).status()).isEqualTo(200);
      assertThat(world.send("GET /panels/{id}/sent", "", lang, panel).status()).isEqualTo(200);
      assertThat(world.send("GET /members", "", lang).status()).isEqualTo(200);
      assertThat(world.send("GET /members/{token}", "", lang, token).status()).isEqualTo(200);
    }
    world.official(Role.ADMIN);
    for (String page : new String[] {"", "/margins", "/representativeness", "/members"}) {
      assertThat(world.send("GET /official/panels/{id}" + page, "", Map.of(), panel).status())
          .as(page)
          .isEqualTo(200);
    }
    assertThat(world.send("GET /official/panels/{id}", "", Map.of(), "new").status())
        .isEqualTo(200);
  }

  @Test
  void a_missing_group_has_a_poster_with_a_code_to_the_panel() {
    String panel = world.panel();
    world.join(panel, World.person("asa@example.org"));
    for (var change : world.memory.takeChanges()) {
      change
          .after()
          .filter(item -> item.key().partition().startsWith("MEMBER#"))
          .ifPresent(item ->
              MemberCounted.of(item)
                  .forEach((key, sums) -> world.memory.add(key, sums, java.util.Optional.empty())));
    }
    world.official(Role.PLANNER);
    assertThat(
            world
                .send("GET /official/panels/{id}/representativeness", "", Map.of(), panel)
                .body()
                .replace('\u00a0', ' '))
        .contains("Panelen efter kön", "Kvinna</th><td class=\"num\">1</td>", "100 %");
    world.send(
        "PUT /api/official/panels/{id}/margins",
        "[{\"variable\": \"sex\", \"category\": \"woman\", \"count\": 10},"
            + "{\"variable\": \"sex\", \"category\": \"man\", \"count\": 10}]",
        Map.of(),
        panel);

    Response page = world.send("GET /official/panels/{id}/representativeness", "", Map.of(), panel);
    assertThat(page.body())
        .contains("1\u00a0till behövs", "poster?variable=sex&amp;category=man", "Alla enkäter")
        .doesNotContain("Inbjudna</th>");
    Map<String, String> survey = Map.of("survey", "abc");
    assertThat(world.send("GET /official/panels/{id}/representativeness", "", survey, panel).body())
        .contains("Inbjudna</th>", "Svarat</th>", "href=\"/official/surveys/abc\"");
    Response poster =
        world.send(
            "GET /official/panels/{id}/poster",
            "",
            Map.of("variable", "sex", "category", "man"),
            panel);
    assertThat(poster.body())
        .contains("class=\"qr\"", "/panels/" + panel, "Du som är man: vi vill höra dig.");
    assertThat(world.send("GET /official/panels/{id}/poster", "", Map.of(), panel).body())
        .contains("class=\"qr\"", "Vi vill höra dig.");
    assertThat(
            world
                .send(
                    "GET /official/panels/{id}/poster",
                    "",
                    Map.of("variable", "sex", "category", "none"),
                    panel)
                .status())
        .isEqualTo(404);
    assertThat(
            world
                .send("GET /official/panels/{id}/representativeness.csv", "", Map.of(), panel)
                .body())
        .contains("sex,woman,10,0.5,1,1.0,,,2.0,0");
    assertThat(
            world
                .send("GET /official/panels/{id}/representativeness.csv", "", survey, panel)
                .body())
        .contains("sex,woman,10,0.5,1,1.0,0,0,2.0,0");
  }

  @Test
  void a_poster_for_two_traits_speaks_to_those_who_have_both() {
    String panel = world.panel();
    world.official(Role.PLANNER);
    world.send(
        "PUT /api/official/panels/{id}/margins",
        "[{\"variable\": \"ageGroup×sex\", \"category\": \"80+×woman\", \"count\": 10}]",
        Map.of(),
        panel);
    assertThat(
            world
                .send(
                    "GET /official/panels/{id}/poster",
                    "",
                    Map.of("variable", "ageGroup×sex", "category", "80+×woman"),
                    panel)
                .body()
                .replace('\u00a0', ' '))
        .contains("Du som är 80 år eller äldre och är kvinna: vi vill höra dig.");
  }

  @Test
  void a_planner_makes_a_panel_by_the_form_and_nobody_overwrites_another() {
    world.official(Role.PLANNER);
    Response made =
        world.form(
            "POST /official/panels/{id}",
            Map.of(
                "name.sv", "Ungdomspanelen", "profile", "sex", "minimumAge", "13", "open", "yes"),
            "new");
    assertThat(made.status()).isEqualTo(303);
    Panel panel = world.wiring.panels.all().getFirst();
    assertThat(panel.asks()).containsExactly(Trait.BIRTH_YEAR, Trait.SEX);

    var change = Map.of("name.sv", "Ungas panel", "version", "1");
    assertThat(world.form("POST /official/panels/{id}", change, panel.id()).status())
        .isEqualTo(303);
    assertThat(world.form("POST /official/panels/{id}", change, panel.id()).status())
        .isEqualTo(409);
    assertThat(world.wiring.panels.all().getFirst().open()).isFalse();
    assertThat(world.form("POST /official/panels/{id}", Map.of("name.sv", ""), "new").status())
        .isEqualTo(422);
  }
}
