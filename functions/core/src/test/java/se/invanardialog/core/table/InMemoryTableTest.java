package se.invanardialog.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryTableTest extends TableContract {
  private static final Key KEY = new Key("THING#1", "THING");

  private InMemoryTable fake;

  @Override
  Table table() {
    fake = new InMemoryTable();
    return fake;
  }

  @Override
  List<InMemoryTable.Change> changes() {
    return fake.changes();
  }

  @Test
  void a_crash_before_a_write_leaves_nothing_and_one_after_it_leaves_all() {
    fake.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> writes) {
            throw new IllegalStateException("before");
          }
        });
    assertThatThrownBy(() -> fake.write(Write.put(Item.at(KEY)))).hasMessage("before");
    assertThat(fake.get(KEY)).isEmpty();

    fake.faults(
        new InMemoryTable.Faults() {
          @Override
          public void after(List<Write> writes) {
            throw new IllegalStateException("after");
          }
        });
    assertThatThrownBy(() -> fake.write(Write.put(Item.at(KEY)))).hasMessage("after");
    assertThat(fake.get(KEY)).isPresent();
  }

  @Test
  void an_item_whose_time_is_out_leaves_by_the_stream() {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    fake.write(Write.put(Item.at(KEY).expiring(now)));
    fake.takeChanges();
    fake.expire(now);
    assertThat(fake.takeChanges()).isEmpty();
    fake.expire(now.plusSeconds(1));
    assertThat(fake.takeChanges()).hasSize(1).allMatch(change -> change.after().isEmpty());
  }
}
