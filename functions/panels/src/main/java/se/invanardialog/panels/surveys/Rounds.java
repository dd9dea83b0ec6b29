package se.invanardialog.panels.surveys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.Survey.Purpose;
import se.invanardialog.panels.surveys.Survey.Repeat;

/** The rounds of a repeated survey: which questions each asks, and when. */
final class Rounds {
  private Rounds() {}

  /** A draft as that round: the whole bank is put aside, and the round's questions are asked. */
  static Design asRound(Design draft, int round, Instant now) {
    @Nullable Instant wanted = draft.opensAt();
    Instant opens = wanted == null || wanted.isBefore(now) ? now : wanted;
    Design timed = draft.during(opens, draft.closesAt(), draft.purpose());
    @Nullable Repeat repeat = draft.repeat();
    return repeat == null
        ? timed
        : timed
            .repeating(new Repeat(repeat.everyDays(), repeat.rounds(), draft.questions()))
            .asking(of(draft.questions(), round));
  }

  /** The draft that a round was made of. */
  static Design bank(Design scheduled) {
    @Nullable Repeat repeat = scheduled.repeat();
    return repeat == null
        ? scheduled
        : scheduled
            .asking(repeat.bank())
            .repeating(new Repeat(repeat.everyDays(), repeat.rounds()));
  }

  /** The design of the round after this one; empty after the last. */
  static Optional<Design> after(Design design, int round) {
    @Nullable Repeat repeat = design.repeat();
    if (repeat == null || round >= repeat.rounds()) {
      return Optional.empty();
    }
    Purpose why = design.purpose();
    int days = repeat.everyDays();
    var by = why.feedbackBy();
    var later = new Purpose(why.decidedBy(), why.use(), by == null ? null : by.plusDays(days));
    return Optional.of(
        design
            .during(
                Next.daysLater(Objects.requireNonNull(design.opensAt()), days),
                Next.daysLater(Objects.requireNonNull(design.closesAt()), days),
                later)
            .asking(of(repeat.bank(), round + 1)));
  }

  static List<Question> of(List<Question> bank, int round) {
    return bank.stream()
        .filter(one -> one.rounds().isEmpty() || one.rounds().contains(round))
        .toList();
  }

  static boolean overlap(Design design) {
    @Nullable Repeat repeat = design.repeat();
    @Nullable Instant opens = design.opensAt();
    @Nullable Instant closes = design.closesAt();
    return repeat != null
        && opens != null
        && closes != null
        && Duration.between(opens, closes).compareTo(Duration.ofDays(repeat.everyDays())) > 0;
  }
}
