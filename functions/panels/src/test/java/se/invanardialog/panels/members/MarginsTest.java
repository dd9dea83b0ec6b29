package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;

class MarginsTest {
  private static final String PUT = "PUT /api/official/panels/{id}/margins";
  private final World world = new World();
  private final String panel = world.panel();

  private Response put(String text) {
    world.official(Role.PLANNER);
    return world.send(PUT, text, Map.of(), panel);
  }

  private Map<String, Long> read(String text) {
    Response response = put(text);
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    var margins = new java.util.TreeMap<String, Long>();
    World.json(response)
        .forEach(one ->
            margins.put(
                one.path("variable").asText() + ":" + one.path("category").asText(),
                one.path("count").asLong()));
    return margins;
  }

  @Test
  void our_own_list_is_taken_as_it_is() {
    assertThat(
            read(
                """
                [{"variable": "sex", "category": "woman", "count": 10},
                 {"variable": "sex×ageGroup", "category": "man×16-29", "count": 4}]\
                """))
        .isEqualTo(Map.of("sex:woman", 10L, "ageGroup×sex:16-29×man", 4L));
  }

  @Test
  void statistics_swedens_csv_by_age_in_years_becomes_our_groups() {
    assertThat(
            read(
                """
                "region","ålder","kön","Folkmängd 2023","Folkmängd 2024"
                "1499 Havstad","15 år","kvinnor",1,2
                "1499 Havstad","16 år","kvinnor",100,110
                "1499 Havstad","29 år","kvinnor",100,90
                "1499 Havstad","100+ år","män",3,4
                "1499 Havstad","totalt ålder","män",900,999
                """))
        .isEqualTo(
            Map.of(
                "ageGroup×sex:0-15×woman", 2L,
                "ageGroup×sex:16-29×woman", 200L,
                "ageGroup×sex:80+×man", 4L));
  }

  @Test
  void semicolons_bom_and_crlf_are_as_good() {
    assertThat(read("\ufeffkön;antal 2024\r\nkvinnor;1 200\r\nmän;1300\r\n"))
        .isEqualTo(Map.of("sex:woman", 1200L, "sex:man", 1300L));
  }

  private static final String JSON_STAT =
      """
      {"version": "2.0", "class": "dataset", "label": "Folkmängd",
       "id": ["Region", "Civilstand", "Kon", "ContentsCode", "Tid"], "size": [1, 2, 2, 1, 2],
       "dimension": {
        "Region": {"label": "region", "category": {"index": {"1499": 0}, "label": {"1499": "Havstad"}}},
        "Civilstand": {"label": "civilstånd", "category": {"index": {"OG": 0, "G": 1}, "label": {"OG": "ogifta", "G": "gifta"}}},
        "Kon": {"label": "kön", "category": {"index": ["1", "2"], "label": {"1": "män", "2": "kvinnor"}}},
        "ContentsCode": {"label": "tabellinnehåll", "category": {"index": {"BE0101N1": 0}, "label": {"BE0101N1": "Folkmängd"}}},
        "Tid": {"label": "år", "category": {"index": {"2023": 0, "2024": 1}, "label": {"2023": "2023", "2024": "2024"}}}},
       "value": [1, 10, 2, 20, 3, 30, 4, 40]}\
      """;

  @Test
  void json_stat_is_read_by_its_own_order_and_what_is_not_asked_is_summed_over() {
    assertThat(read(JSON_STAT)).isEqualTo(Map.of("sex:man", 40L, "sex:woman", 60L));
  }

  @Test
  void the_older_json_stat_and_sparse_values_are_read_too() {
    String older =
        """
        {"dataset": {"dimension": {"id": ["kön"], "size": [2],
          "kön": {"label": "kön", "category": {"index": {"män": 0, "kvinnor": 1}}}},
          "value": {"1": 7}}}\
        """;
    assertThat(read(older)).isEqualTo(Map.of("sex:man", 0L, "sex:woman", 7L));
  }

  @Test
  void education_and_district_are_put_into_our_words() {
    world.districts(Map.of("Centrum", List.of("12345"), "Norrby", List.of()));
    assertThat(
            read(
                """
                "region","utbildningsnivå","2024"
                "A1 Centrum","förgymnasial utbildning kortare än 9 år","1"
                "A1 Centrum","förgymnasial utbildning, 9 (10) år","2"
                "Norrby","eftergymnasial utbildning, 3 år eller mer","3"
                "Norrby","uppgift om utbildningsnivå saknas","4"
                """))
        .isEqualTo(
            Map.of(
                "district×education:Centrum×primary",
                3L,
                "district×education:Norrby×tertiary",
                3L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ålder;2024\n10-40 år;12", "variable,category,count\nageGroup,10-40,12"})
  void ages_that_fit_none_of_the_panels_groups_are_told_which_they_are(String text) {
    Response refused = put(text);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(World.json(refused).at("/errors/0/message").asText())
        .contains("10-40", "0-15, 16-29, 30-44, 45-64, 65-79, 80+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "hej",
        "kön,2024\nfisk,12",
        "ålder,2024\n10-40 år,12",
        "[{\"variable\": \"sex\", \"category\": \"woman\", \"count\": -1}]",
        "[{\"variable\": \"shoe\", \"category\": \"42\", \"count\": 1}]",
        "{\"id\": [\"a\"], \"size\": [99], \"dimension\": {\"a\": {\"category\": {\"index\": [\"x\"]}}}}",
        "{\"id\": [\"a\",\"b\"], \"size\": [1], \"dimension\": {}}"
      })
  void what_can_not_be_understood_is_told_and_changes_nothing(String text) {
    put("[{\"variable\": \"sex\", \"category\": \"woman\", \"count\": 10}]");
    assertThat(put(text).status()).isEqualTo(422);
    assertThat(World.json(world.call("GET /api/official/panels/{id}/margins", null, panel)))
        .hasSize(1);
  }
}
