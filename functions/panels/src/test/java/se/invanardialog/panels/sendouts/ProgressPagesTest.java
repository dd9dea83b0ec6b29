package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.PanelsWiring;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.suggestions.Wiring;

class ProgressPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String PAGE = "GET /official/surveys/{id}/progress";

  private final InMemoryTable table = new InMemoryTable();
  private final Wiring below =
      new Wiring(
          new Outside(NOW).platform(),
          table,
          Texts.load("core", "suggestions", "members", "answers", "surveys", "sendouts")
              .withOfficials("members-desk", "answers-desk", "surveys-desk", "sendouts-desk"));
  private final PanelsWiring wiring = new PanelsWiring(below, Keyed.by("progress"));
  private final HttpHandler function =
      new HttpHandler(wiring.sendouts.routes(), below.site, below.idempotency) {};
  private final String id = survey();

  private String survey() {
    var design =
        new Survey.Design(
            "adults",
            false,
            Translated.swedish("Trygg på kvällen"),
            Translated.NOTHING,
            new Survey.Purpose(
                Translated.swedish("Nämnden"),
                Translated.swedish("Belysning"),
                LocalDate.parse("2026-12-20")),
            List.of(),
            null,
            Map.of(),
            Map.of(),
            null,
            null,
            List.of(),
            null);
    var draft = wiring.surveys.surveys.draft(design, "eva", NOW);
    wiring.surveys.surveys.insert(draft, List.of());
    return draft.base().id();
  }

  private String page(long bounced, long failed) {
    table.write(
        Write.put(
            Item.at(Keys.surveyProgress(id))
                .with("planned", 100)
                .with("sent", 90)
                .with("bounced", bounced)
                .with("failed", failed)));
    var caller = new Caller.Official("a", "Ada", Set.of(Role.PLANNER), Optional.empty());
    return function
        .answer(
            new Request(
                PAGE,
                "GET",
                "/official/surveys/" + id + "/progress",
                Map.of("id", id),
                Map.of(),
                Map.of(),
                "",
                "192.0.2.1",
                caller),
            "reference")
        .body();
  }

  @Test
  void letters_that_came_back_and_could_not_be_sent_are_warned_of() {
    assertThat(page(3, 1))
        .contains("3\u00a0brev kom tillbaka: adresserna finns inte")
        .contains("1\u00a0utskick gick inte att lämna: adressen tar inte emot");
    assertThat(page(1, 0))
        .contains("1\u00a0brev kom tillbaka: adressen finns inte")
        .doesNotContain("gick inte att lämna");
  }

  @Test
  void where_all_arrived_there_is_no_warning() {
    assertThat(page(0, 0)).contains("90").doesNotContain("role=\"note\"");
  }
}
