package se.invanardialog.panels.surveys;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import se.invanardialog.core.texts.Words;

/**
 * What is to happen to a survey by itself, and when. It follows from the state alone, so that
 * whoever changes the state need not think of it.
 */
public record Next(Act act, Instant at) {
  /** So long after it was fed back, or closed without, the codes in its links are forgotten. */
  static final Duration CODES_KEPT = Duration.ofDays(60);

  static final Duration CODES_KEPT_WITHOUT_FEEDBACK = Duration.ofDays(400);

  /** What the sweep does. */
  public enum Act {
    OPEN,
    REMIND,
    CLOSE,
    /** Publishes the result with the feedback, and mails it. */
    PUBLISH,
    /** Throws away the salt. */
    FORGET
  }

  static Optional<Next> of(Survey survey) {
    Survey.Design design = survey.base().design();
    return switch (survey) {
      case Survey.Draft _, Survey.Stopped _ -> Optional.empty();
      case Survey.Scheduled _ -> at(Act.OPEN, opens(design));
      case Survey.Open open ->
          Stream.concat(
                  reminders(design)
                      .skip(open.reminded())
                      .limit(1)
                      .map(moment -> new Next(Act.REMIND, moment)),
                  Stream.of(new Next(Act.CLOSE, closes(design))))
              .findFirst();
      case Survey.Paused _ -> at(Act.CLOSE, closes(design));
      case Survey.Closed closed -> afterwards(closed);
    };
  }

  /** How many reminders should have been sent by then. */
  static int remindersBy(Survey.Design design, Instant now) {
    return (int) reminders(design).filter(moment -> !moment.isAfter(now)).count();
  }

  /** The same time of day as the opening, so many days later; none when it has closed. */
  private static Stream<Instant> reminders(Survey.Design design) {
    return design.remindersDays().stream()
        .sorted()
        .map(days -> daysLater(opens(design), days))
        .filter(moment -> moment.isBefore(closes(design)));
  }

  /** The same time of day in Sweden, also when the clocks are changed in between. */
  static Instant daysLater(Instant from, long days) {
    return from.atZone(Words.ZONE).plusDays(days).toInstant();
  }

  private static Optional<Next> afterwards(Survey.Closed closed) {
    var told = closed.feedback().map(Survey.Feedback::publishAt);
    if (told.isPresent() && closed.toldAt().isEmpty()) {
      return at(Act.PUBLISH, told.get());
    }
    if (closed.base().salt().isEmpty()) {
      return Optional.empty();
    }
    return at(
        Act.FORGET,
        told.map(moment -> moment.plus(CODES_KEPT))
            .orElse(closed.closedAt().plus(CODES_KEPT_WITHOUT_FEEDBACK)));
  }

  private static Optional<Next> at(Act act, Instant moment) {
    return Optional.of(new Next(act, moment));
  }

  private static Instant opens(Survey.Design design) {
    return Objects.requireNonNull(design.opensAt(), "A scheduled survey opens");
  }

  private static Instant closes(Survey.Design design) {
    return Objects.requireNonNull(design.closesAt(), "A scheduled survey closes");
  }
}
