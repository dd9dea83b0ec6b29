package se.invanardialog.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.invanardialog.local.store.Journal;

class MovableClockTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> machine = new AtomicReference<>(NOON);

  @Test
  void what_it_said_of_a_moment_it_says_for_ever_also_when_started_again() throws Exception {
    try (Journal journal = journal()) {
      MovableClock clock = new MovableClock(journal, machine::get);
      machine.set(NOON.plusSeconds(10));
      clock.beginEarlier(Duration.ofDays(80));
      machine.set(NOON.plusSeconds(20));
      clock.move(Duration.ofDays(7));
      remembers(clock);
    }
    try (Journal journal = journal()) {
      remembers(new MovableClock(journal, machine::get));
    }
  }

  private void remembers(MovableClock clock) {
    assertThat(clock.aheadAt(NOON)).isZero();
    assertThat(clock.aheadAt(NOON.plusSeconds(10))).isEqualTo(Duration.ofDays(-80));
    assertThat(clock.aheadAt(NOON.plusSeconds(19))).isEqualTo(Duration.ofDays(-80));
    assertThat(clock.aheadAt(NOON.plusSeconds(20))).isEqualTo(Duration.ofDays(-73));
    assertThat(clock.instant()).isEqualTo(machine.get().minus(Duration.ofDays(73)));
  }

  @Test
  void a_clock_moved_before_moments_were_kept_stays_moved() throws Exception {
    Files.writeString(folder.resolve("clock"), "PT48H\n");
    try (Journal journal = journal()) {
      assertThat(new MovableClock(journal, machine::get).instant())
          .isEqualTo(NOON.plus(Duration.ofDays(2)));
    }
  }

  private Journal journal() {
    return Journal.at(folder.resolve("clock"));
  }
}
