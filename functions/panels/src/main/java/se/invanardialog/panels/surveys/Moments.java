package se.invanardialog.panels.surveys;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/** Moments as people and programs write them; one without a zone is on a Swedish clock. */
final class Moments {
  private static final int EARLIEST_YEAR = 2000;
  private static final int LATEST_YEAR = 2200;
  private static final DateTimeFormatter TYPED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(Words.ZONE);

  private Moments() {}

  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Moments::sensible);
    } catch (DateTimeException withoutZone) {
      try {
        return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')).atZone(Words.ZONE))
            .map(java.time.ZonedDateTime::toInstant)
            .filter(Moments::sensible);
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }

  static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text))
          .filter(day -> day.getYear() >= EARLIEST_YEAR && day.getYear() < LATEST_YEAR);
    } catch (DateTimeException unlike) {
      return Optional.empty();
    }
  }

  /** As a field for day and time has it. */
  static String typed(Instant at) {
    return TYPED.format(at);
  }

  private static boolean sensible(Instant at) {
    int year = at.atZone(Words.ZONE).getYear();
    return year >= EARLIEST_YEAR && year < LATEST_YEAR;
  }
}
