package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Write;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;

class SweepingTest {
  private static final Instant CLOSING = Rules.closing(World.NOON, World.DAYS);
  private final World world = new World();

  private Suggestions.Whole whole() {
    return world.suggestions().whole(World.ID).orElseThrow();
  }

  @Test
  void a_suggestion_closes_at_midnight_after_its_last_day_and_not_before() {
    world.outside.at(CLOSING.minusMillis(1));
    world.minute();
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Open.class);
    world.outside.at(CLOSING);
    world.minute();
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Closed.class);
    assertThat(whole().events())
        .last()
        .satisfies(event -> {
          assertThat(event.event()).isEqualTo("closed");
          assertThat(event.at()).isEqualTo(CLOSING);
        });
  }

  @Test
  void a_sweep_that_comes_twice_or_late_closes_once() {
    world.publish("annan");
    world.outside.at(CLOSING.plus(Duration.ofDays(2)));
    world.minute();
    world.minute();
    assertThat(whole().events()).filteredOn(e -> e.event().equals("closed")).hasSize(1);
    assertThat(world.suggestions().find("annan").orElseThrow())
        .isInstanceOf(Suggestion.Closed.class);
  }

  @Test
  void one_that_fails_stops_no_other_is_told_of_and_is_done_the_next_minute() {
    world.publish("annan");
    world.outside.at(CLOSING);
    world.table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> writes) {
            if (writes.stream().anyMatch(one -> one.key().partition().contains(World.ID))) {
              throw new IllegalStateException("throttled");
            }
          }
        });
    assertThatThrownBy(world::minute).hasMessage("1 of the sweep failed");
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Open.class);
    assertThat(world.suggestions().find("annan").orElseThrow())
        .isInstanceOf(Suggestion.Closed.class);

    world.table.faults(new InMemoryTable.Faults() {});
    world.minute();
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Closed.class);
  }

  @Test
  void an_author_who_does_not_change_in_time_has_let_it_be() {
    Instant until = World.NOON.plus(Duration.ofDays(14));
    var content = new Suggestion.Content("Titel", "Text", "", "", "", "sv");
    var author = new Suggestion.Author("p", "Bo", "", "bo@exempel.se", "", "", true);
    var base =
        new Suggestion.Base(
            "ny", 1, "", content, author, "online", 0, 30, World.NOON, World.NOON, false);
    world.suggestions().add(new Suggestion.Unconfirmed(base));
    world.change("ny", one -> ((Suggestion.Unconfirmed) one).confirm("2026-119", World.NOON));
    world.change("ny", one -> ((Suggestion.Submitted) one).askToChange("Kortare", until));
    world.outside.at(until.minusMillis(1));
    world.minute();
    assertThat(world.suggestions().find("ny").orElseThrow())
        .isInstanceOf(Suggestion.Changing.class);
    world.outside.at(until);
    world.minute();
    assertThat(world.suggestions().find("ny").orElseThrow())
        .isInstanceOf(Suggestion.Withdrawn.class);
  }

  @Test
  void while_an_import_goes_on_nothing_is_closed_or_sent() {
    world.table.write(Model.importing(2).write());
    world.outside.at(CLOSING);
    world.minute();
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Open.class);
    world.table.write(Model.at(2).write());
    world.minute();
    assertThat(whole().suggestion()).isInstanceOf(Suggestion.Closed.class);
  }

  @Test
  void a_minute_with_nothing_due_writes_nothing() {
    world.table.takeChanges();
    world.minute();
    assertThat(world.table.changes()).isEmpty();
  }
}
