package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  @Test
  void the_night_is_from_nine_to_eight_in_sweden_summer_and_winter() {
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-11-25T19:59:59Z"))).isEmpty();
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-11-25T20:00:00Z")))
        .contains(Instant.parse("2026-11-26T07:00:00Z"));
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-11-26T06:59:59Z")))
        .contains(Instant.parse("2026-11-26T07:00:00Z"));
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-11-26T07:00:00Z"))).isEmpty();
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-06-25T19:00:00Z")))
        .contains(Instant.parse("2026-06-26T06:00:00Z"));
  }

  @Test
  void the_night_the_clocks_change_ends_at_eight_too() {
    assertThat(QuietHours.NIGHT.until(Instant.parse("2026-10-24T22:00:00Z")))
        .contains(Instant.parse("2026-10-25T07:00:00Z"));
  }

  @Test
  void hours_are_a_setting_and_can_be_left_out() {
    assertThat(QuietHours.parse("22-7")).isEqualTo(new QuietHours(22, 7));
    assertThat(QuietHours.parse("0-0").until(Instant.parse("2026-11-25T23:00:00Z"))).isEmpty();
    assertThat(QuietHours.parse("12-13").until(Instant.parse("2026-11-25T11:30:00Z")))
        .contains(Instant.parse("2026-11-25T12:00:00Z"));
  }
}
