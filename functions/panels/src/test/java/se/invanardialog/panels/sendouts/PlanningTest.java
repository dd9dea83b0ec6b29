package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Panels;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey;

class PlanningTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
  private static final Instant NOON = Instant.parse("2026-12-01T11:00:00Z");
  private static final Panel PANEL =
      new Panel(
          "adults",
          1,
          Translated.swedish("Vuxna"),
          Translated.NOTHING,
          Translated.NOTHING,
          List.of(Trait.SEX, Trait.DISTRICT, Trait.EDUCATION),
          Set.of(),
          0,
          0,
          Panel.USUAL_AGE_BOUNDS,
          true,
          NOON);

  private final InMemoryTable table = new InMemoryTable();
  private final Planning planning =
      new Planning(
          table,
          new Roster(table, new Panels(table)),
          new Pseudonyms(new Secret(() -> new byte[32])));

  private static Survey.Design design(Survey.@Nullable Sample sample, Map<String, Integer> quotas) {
    return new Survey.Design(
        PANEL.id(),
        false,
        Translated.swedish("Snöröjning"),
        Translated.NOTHING,
        new Survey.Purpose(Translated.NOTHING, Translated.NOTHING, null),
        List.of(),
        sample,
        Map.of(),
        quotas,
        NOON,
        NOON.plusSeconds(86_400),
        List.of(),
        null);
  }

  /** Four of each education in each part of town: too few to tell both. */
  private Coarsening planned(Survey.Design design) {
    for (String district : List.of("Centrum", "Norrby")) {
      for (String education : List.of("primary", "tertiary")) {
        for (int n = 0; n < 4; n++) {
          member(district + "-" + education + "-" + n, district, education);
        }
      }
    }
    return planning.plan(design, PANEL, TODAY).coarsening();
  }

  private void member(String id, String district, String education) {
    table.write(
        Write.put(
            Item.at(Keys.member(PANEL.id(), id))
                .with("id", id)
                .with("panel", PANEL.id())
                .with("email", id + "@example.org")
                .with("channel", "mail")
                .with("pace", "every")
                .with(
                    "profile",
                    "{\"sex\":\"woman\",\"district\":\"%s\",\"education\":\"%s\"}"
                        .formatted(district, education))
                .with("consents", "{}")
                .with("language", "sv")
                .with("joined", "2026-01-01")));
  }

  private void margins(String variable, String... categories) {
    var margins =
        Stream.of(categories)
            .map(category ->
                """
                {"variable": "%s", "category": "%s", "count": 500}\
                """
                    .formatted(variable, category))
            .collect(Collectors.joining(",", "[", "]"));
    table.write(Write.put(Item.at(Keys.margins(PANEL.id())).with("margins", margins)));
  }

  private static Cell told(String variable, String category) {
    return new Cell(Map.of("sex", "woman", variable, category));
  }

  @Test
  void what_is_asked_last_is_told_no_more_when_all_is_too_fine() {
    assertThat(planned(design(null, Map.of())).kept())
        .containsExactlyInAnyOrder(told("district", "Centrum"), told("district", "Norrby"));
  }

  @Test
  void what_a_quota_stands_on_is_kept_rather_than_what_is_asked_before_it() {
    var quota = Map.of(new Cell(Map.of("education", "tertiary")).text(), 5);
    assertThat(planned(design(null, quota)).kept())
        .containsExactlyInAnyOrder(told("education", "primary"), told("education", "tertiary"));
  }

  @Test
  void what_the_strata_of_a_sample_are_is_kept_too() {
    var sample = new Survey.Sample(16, List.of("education"), "seed");
    assertThat(planned(design(sample, Map.of())).kept())
        .containsExactlyInAnyOrder(told("education", "primary"), told("education", "tertiary"));
  }

  @Test
  void what_answers_are_weighed_by_is_kept_rather_than_what_is_asked_before_it() {
    margins("sex×education", "woman×primary", "woman×tertiary");
    assertThat(planned(design(null, Map.of())).kept())
        .containsExactlyInAnyOrder(told("education", "primary"), told("education", "tertiary"));
  }

  @Test
  void a_quota_comes_before_what_answers_are_weighed_by() {
    margins("sex×education", "woman×primary", "woman×tertiary");
    var quota = Map.of(new Cell(Map.of("district", "Norrby")).text(), 5);
    assertThat(planned(design(null, quota)).kept())
        .containsExactlyInAnyOrder(told("district", "Centrum"), told("district", "Norrby"));
  }
}
