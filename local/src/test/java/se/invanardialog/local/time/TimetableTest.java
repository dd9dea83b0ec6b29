package se.invanardialog.local.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.invanardialog.local.StartProblem;

class TimetableTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)          | UTC              | 2026-11-22T10:00:30Z | 2026-11-22T10:01:30Z
          rate(2 days)            | UTC              | 2026-11-22T10:00:00Z | 2026-11-24T10:00:00Z
          cron(30 3 * * ? *)      | Europe/Stockholm | 2026-11-22T10:00:00Z | 2026-11-23T02:30:00Z
          cron(30 3 * * ? *)      | Europe/Stockholm | 2026-07-01T00:00:00Z | 2026-07-01T01:30:00Z
          cron(0 8 ? * MON-FRI *) | Europe/Stockholm | 2026-11-20T12:00:00Z | 2026-11-23T07:00:00Z
          cron(0/15 * * * ? *)    | UTC              | 2026-11-22T10:15:00Z | 2026-11-22T10:30:00Z
          cron(0 0 1 JAN,JUL ? *) | UTC              | 2026-07-01T00:00:00Z | 2027-01-01T00:00:00Z
          cron(0 12 * * ? 2027)   | UTC              | 2026-11-22T10:00:00Z | 2027-01-01T12:00:00Z
          """)
  void a_schedule_is_next_due_when_its_expression_says(
      String expression, String timezone, Instant after, Instant next) {
    assertThat(Timetable.of(expression, timezone).next(after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every day",
        "rate(1 fortnight)",
        "cron(99 * * * ? *)",
        "cron(0 0 L * ? *)",
        "cron(0 0 * *)"
      })
  void what_is_not_understood_stops_the_start(String expression) {
    assertThatThrownBy(() -> Timetable.of(expression, "UTC"))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(expression);
  }

  @Test
  void an_unknown_time_zone_stops_the_start() {
    assertThatThrownBy(() -> Timetable.of("cron(0 0 * * ? *)", "Europe/Havstad"))
        .isInstanceOf(StartProblem.class);
  }
}
