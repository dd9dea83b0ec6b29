package se.invanardialog.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MigratingTest {
  private static final Steps STEPS =
      new Steps(
          List.of(
              item ->
                  item.has("name") && !item.has("upper")
                      ? item.with("upper", item.text("name").toUpperCase(java.util.Locale.ROOT))
                      : item,
              item -> item.has("upper") ? item.with("name", null) : item));

  private final InMemoryTable table = new InMemoryTable();
  private final Migrating migrating = new Migrating(table, STEPS);

  private static Key key(int n) {
    return new Key("THING#" + n, "THING");
  }

  private void things(int from, int to) {
    IntStream.range(from, to)
        .forEach(n ->
            table.write(Write.put(Item.at(key(n)).with("name", "thing " + n).with("version", 1))));
  }

  private void haveAllTheNewShape(int things) {
    for (int n = 0; n < things; n++) {
      assertThat(table.get(key(n)))
          .contains(Item.at(key(n)).with("upper", "THING " + n).with("version", 1));
    }
  }

  @Test
  void a_table_that_says_nothing_has_version_1_and_gets_the_current_one() {
    things(0, 40);
    assertThat(Model.of(table)).isEqualTo(Model.at(1));

    assertThat(migrating.run(() -> true)).isTrue();

    assertThat(Model.of(table)).isEqualTo(Model.at(3));
    haveAllTheNewShape(40);
  }

  @Test
  void a_second_run_touches_nothing() {
    things(0, 40);
    migrating.run(() -> true);
    table.takeChanges();

    assertThat(migrating.run(() -> true)).isTrue();
    assertThat(table.takeChanges()).isEmpty();
  }

  @Test
  void what_runs_out_of_time_goes_on_where_it_was() {
    things(0, 40);
    var pages = new AtomicInteger();

    assertThat(migrating.run(() -> pages.incrementAndGet() < 2)).isFalse();
    assertThat(Model.of(table).version()).isEqualTo(1);
    table.takeChanges();
    assertThat(migrating.run(() -> true)).isTrue();

    long again = table.takeChanges().stream().filter(it -> !it.key().equals(Keys.model())).count();
    assertThat(again).isBetween(1L, 39L);
    haveAllTheNewShape(40);
  }

  @Test
  void a_crash_in_the_middle_is_made_good_by_the_next_run() {
    things(0, 40);
    var writes = new AtomicInteger();
    table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> all) {
            if (writes.incrementAndGet() == 17) {
              throw new IllegalStateException("killed");
            }
          }
        });

    assertThatThrownBy(() -> migrating.run(() -> true)).isInstanceOf(IllegalStateException.class);
    assertThat(migrating.run(() -> true)).isTrue();
    haveAllTheNewShape(40);
  }

  @Test
  void what_is_changed_between_reading_and_writing_is_not_lost() {
    things(0, 5);
    var done = new AtomicInteger();
    table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> all) {
            if (all.getFirst().key().equals(key(3)) && done.getAndIncrement() == 0) {
              table.write(Write.put(Item.at(key(3)).with("name", "renamed").with("version", 2)));
            }
          }
        });

    migrating.run(() -> true);

    assertThat(table.get(key(3)))
        .contains(Item.at(key(3)).with("upper", "RENAMED").with("version", 2));
  }

  @Test
  void what_is_deleted_between_reading_and_writing_stays_away() {
    things(0, 5);
    table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> all) {
            if (all.getFirst() instanceof Write.Update update && update.key().equals(key(3))) {
              table.faults(new InMemoryTable.Faults() {});
              table.write(Write.delete(key(3)));
            }
          }
        });

    migrating.run(() -> true);

    assertThat(table.get(key(3))).isEmpty();
  }

  @Test
  void a_step_must_not_move_an_item() {
    var moving = new Steps(List.of(item -> Item.at(new Key("ELSE", "WHERE"))));
    assertThatThrownBy(() -> moving.upgraded(Item.at(key(1)), 1))
        .hasMessageContaining("must not move");
  }
}
