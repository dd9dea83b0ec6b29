package se.invanardialog.panels.sendouts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/**
 * When nobody is disturbed, in Swedish time, such as from 21 to 8. What is to be sent then waits.
 *
 * @param from the first hour of it
 * @param to the first hour after it; the same as {@code from} for none
 */
public record QuietHours(int from, int to) {
  public static final QuietHours NIGHT = new QuietHours(21, 8);

  /**
   * Such as {@code 21-8}.
   *
   * @throws IllegalArgumentException when it is not two hours
   */
  public static QuietHours parse(String text) {
    String[] parts = text.strip().split("-", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("Not hours from and to: " + text);
    }
    return new QuietHours(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  public QuietHours {
    if (from < 0 || from > 23 || to < 0 || to > 23) {
      throw new IllegalArgumentException("Hours are 0 to 23");
    }
  }

  /** When it ends, if it is quiet now. */
  public Optional<Instant> until(Instant now) {
    ZonedDateTime here = now.atZone(Words.ZONE);
    int hour = here.getHour();
    boolean quiet = from <= to ? hour >= from && hour < to : hour >= from || hour < to;
    if (!quiet) {
      return Optional.empty();
    }
    var day = hour < to ? here.toLocalDate() : here.toLocalDate().plusDays(1);
    return Optional.of(day.atTime(LocalTime.of(to, 0)).atZone(Words.ZONE).toInstant());
  }
}
