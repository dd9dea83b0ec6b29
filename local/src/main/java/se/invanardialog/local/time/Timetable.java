package se.invanardialog.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.invanardialog.local.StartProblem;

/**
 * When a schedule is due: EventBridge Scheduler's {@code rate(…)} and {@code cron(minutes hours
 * day-of-month month day-of-week year)}.
 */
public sealed interface Timetable {
  /** The first time it is due after that instant. */
  Instant next(Instant after);

  record Rate(Duration every) implements Timetable {
    @Override
    public Instant next(Instant after) {
      return after.plus(every);
    }
  }

  record Cron(
      CronField minutes,
      CronField hours,
      CronField daysOfMonth,
      CronField months,
      CronField daysOfWeek,
      CronField years,
      ZoneId zone)
      implements Timetable {
    private static final int FURTHEST_DAYS = 366 * 5;

    @Override
    public Instant next(Instant after) {
      ZonedDateTime at =
          after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
      ZonedDateTime end = at.plusDays(FURTHEST_DAYS);
      while (at.isBefore(end)) {
        if (!onDay(at)) {
          at = at.toLocalDate().plusDays(1).atStartOfDay(zone);
        } else if (hours.holds(at.getHour()) && minutes.holds(at.getMinute())) {
          return at.toInstant();
        } else {
          at = at.plus(1, ChronoUnit.MINUTES);
        }
      }
      return Instant.MAX;
    }

    private boolean onDay(ZonedDateTime at) {
      int sundayIsOne = at.getDayOfWeek().getValue() % 7 + 1;
      return years.holds(at.getYear())
          && months.holds(at.getMonthValue())
          && daysOfMonth.holds(at.getDayOfMonth())
          && daysOfWeek.holds(sundayIsOne);
    }
  }

  Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
  Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
  String MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC";
  String DAYS = "SUN MON TUE WED THU FRI SAT";

  /**
   * @throws StartProblem when the expression is not understood here
   */
  static Timetable of(String expression, String timezone) {
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      long count = Long.parseLong(rate.group(1));
      return new Rate(
          switch (rate.group(2).toLowerCase(Locale.ROOT)) {
            case "minute" -> Duration.ofMinutes(count);
            case "hour" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
    Matcher cron = CRON.matcher(expression);
    if (!cron.matches()) {
      throw new StartProblem("template.yaml: schedule not understood: " + expression);
    }
    try {
      return new Cron(
          CronField.of(cron.group(1), 0, 59, ""),
          CronField.of(cron.group(2), 0, 23, ""),
          CronField.of(cron.group(3), 1, 31, ""),
          CronField.of(cron.group(4), 1, 12, MONTHS),
          CronField.of(cron.group(5), 1, 7, DAYS),
          CronField.of(cron.group(6), 1970, 2199, ""),
          ZoneId.of(timezone));
    } catch (RuntimeException unknown) {
      throw new StartProblem("template.yaml: schedule not understood: " + expression, unknown);
    }
  }
}
