package se.invanardialog.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.limits.Limits.Limit;
import se.invanardialog.core.limits.Limits.Verdict;
import se.invanardialog.core.table.InMemoryTable;

class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:12:30Z");
  private static final Limit THREE_AN_HOUR = new Limit("sign", 3, Duration.ofHours(1));

  private final InMemoryTable table = new InMemoryTable();
  private final Limits limits = new Limits(table);

  @Test
  void as_many_as_allowed_are_within_and_the_next_is_told_when_to_come_back() {
    for (int n = 0; n < 3; n++) {
      assertThat(limits.count(THREE_AN_HOUR, "anna", NOW)).isEqualTo(new Verdict.Within());
    }
    assertThat(limits.count(THREE_AN_HOUR, "anna", NOW))
        .isEqualTo(new Verdict.Over(Duration.ofMinutes(47).plusSeconds(31)));
    assertThat(limits.count(THREE_AN_HOUR, "anna", NOW.plus(Duration.ofMinutes(48))))
        .isEqualTo(new Verdict.Within());
  }

  @Test
  void each_subject_and_each_act_has_its_own_count() {
    IntStream.range(0, 4).forEach(n -> limits.count(THREE_AN_HOUR, "anna", NOW));
    assertThat(limits.count(THREE_AN_HOUR, "bo", NOW)).isEqualTo(new Verdict.Within());
    assertThat(limits.count(new Limit("suggest", 3, Duration.ofHours(1)), "anna", NOW))
        .isEqualTo(new Verdict.Within());
  }

  @Test
  void many_at_once_do_not_slip_through() throws Exception {
    try (var people = Executors.newFixedThreadPool(8)) {
      int within = 0;
      for (var one :
          people.invokeAll(
              IntStream.range(0, 200)
                  .<Callable<Verdict>>mapToObj(n -> () -> limits.count(THREE_AN_HOUR, "anna", NOW))
                  .toList())) {
        within += one.get() instanceof Verdict.Within ? 1 : 0;
      }
      assertThat(within).isEqualTo(3);
    }
  }

  @Test
  void a_count_forgets_itself_after_its_window() {
    limits.count(THREE_AN_HOUR, "anna", NOW);
    assertThat(table.items())
        .singleElement()
        .satisfies(item ->
            assertThat(Instant.ofEpochSecond(item.number("expiresAt")))
                .isBetween(NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(2))));
  }
}
