package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Translated;

/**
 * A survey, in one of its states. What a state can't do it has no method for; docs/survey-states.md
 * draws them.
 */
public sealed interface Survey {
  Base base();

  String state();

  /** The states' names, as stored and as the API says them. */
  String DRAFT = "draft";

  String SCHEDULED = "scheduled";
  String OPEN = "open";
  String PAUSED = "paused";
  String CLOSED = "closed";
  String STOPPED = "stopped";

  /**
   * What every state has.
   *
   * @param version grows with each change; a change of an older one is refused
   * @param salt of the codes in its links ({@code Codes}); empty when it has been thrown away
   * @param series shared by the rounds of a repeated survey; the first one's id
   * @param round 1 for the first
   */
  record Base(
      String id,
      int version,
      Design design,
      String salt,
      String series,
      int round,
      String createdBy,
      Instant createdAt) {
    public Base with(Design other) {
      return new Base(id, version, other, salt, series, round, createdBy, createdAt);
    }

    Base withoutSalt() {
      return new Base(id, version, design, "", series, round, createdBy, createdAt);
    }
  }

  /**
   * What is asked, of whom, and when: what the builder makes. Stored as one JSON text.
   *
   * @param panel empty for an open link only
   * @param questions while it is a draft all of the bank; from then on those of its round
   * @param open whether anyone with the link can answer, beside the panel
   * @param sample null for the whole panel
   * @param filter only members in these categories, by variable; empty for all
   * @param quotas the most answers of each cell, by the cell's text; empty for none
   * @param remindersDays days after opening, at most three, rising
   * @param repeat null for once
   */
  record Design(
      String panel,
      boolean open,
      Translated title,
      Translated intro,
      Purpose purpose,
      List<Question> questions,
      @Nullable Sample sample,
      Map<String, List<String>> filter,
      Map<String, Integer> quotas,
      @Nullable Instant opensAt,
      @Nullable Instant closesAt,
      List<Integer> remindersDays,
      @Nullable Repeat repeat) {
    public Design {
      questions = questions == null ? List.of() : List.copyOf(questions);
      filter = filter == null ? Map.of() : Map.copyOf(filter);
      quotas = quotas == null ? Map.of() : Map.copyOf(quotas);
      remindersDays = remindersDays == null ? List.of() : List.copyOf(remindersDays);
    }

    public Design asking(List<Question> others) {
      return new Design(
          panel,
          open,
          title,
          intro,
          purpose,
          others,
          sample,
          filter,
          quotas,
          opensAt,
          closesAt,
          remindersDays,
          repeat);
    }

    Design during(@Nullable Instant opens, @Nullable Instant closes, Purpose why) {
      return new Design(
          panel,
          open,
          title,
          intro,
          why,
          questions,
          sample,
          filter,
          quotas,
          opens,
          closes,
          remindersDays,
          repeat);
    }

    /** With the rounds and days of a survey that is under way, which are not up to the sender. */
    Design keeping(Survey underWay) {
      Design had = underWay.base().design();
      return new Design(
          panel,
          open,
          title,
          intro,
          purpose,
          questions,
          had.sample,
          filter,
          quotas,
          had.opensAt,
          had.closesAt,
          had.remindersDays,
          had.repeat);
    }

    Design repeating(@Nullable Repeat other) {
      return new Design(
          panel,
          open,
          title,
          intro,
          purpose,
          questions,
          sample,
          filter,
          quotas,
          opensAt,
          closesAt,
          remindersDays,
          other);
    }
  }

  /**
   * Why it is asked.
   *
   * @param feedbackBy the day by which those who answered are told what came of it
   */
  record Purpose(Translated decidedBy, Translated use, @Nullable LocalDate feedbackBy) {}

  /**
   * A stratified random sample: those whose hash of seed and member is lowest, so many in each
   * stratum in proportion to its size.
   *
   * @param strata variables whose combinations are the strata; empty for a simple sample
   * @param seed public, so that the draw can be repeated
   */
  record Sample(int size, List<String> strata, String seed) {
    public Sample {
      strata = strata == null ? List.of() : List.copyOf(strata);
    }
  }

  /**
   * So many rounds, each so many days after the one before.
   *
   * @param bank the questions of all rounds, once it is scheduled
   */
  record Repeat(int everyDays, int rounds, List<Question> bank) {
    public Repeat {
      bank = bank == null ? List.of() : List.copyOf(bank);
    }

    public Repeat(int everyDays, int rounds) {
      this(everyDays, rounds, List.of());
    }
  }

  /**
   * What was found and what happens now, told to those who answered, the panel and everybody.
   *
   * @param publishAt when it is, or was, published
   */
  record Feedback(Translated found, Translated next, Instant publishAt, String by) {}

  /** What is to happen to it next, if anything; the sweep finds it by that. */
  default Optional<Next> next() {
    return Next.of(this);
  }

  /** Being made; everything can be changed. */
  record Draft(Base base) implements Survey {
    @Override
    public String state() {
      return DRAFT;
    }

    public Draft redesign(Design design) {
      return new Draft(base.with(design));
    }

    /** Without a moment to open, or with one that has passed, it opens at once. */
    public Scheduled schedule(Instant now) {
      return new Scheduled(base.with(Rounds.asRound(base.design(), base.round(), now)));
    }

    public Stopped stop() {
      return new Stopped(base);
    }
  }

  /** Waits for its opening; can still be taken back and changed. */
  record Scheduled(Base base) implements Survey {
    @Override
    public String state() {
      return SCHEDULED;
    }

    public Open open() {
      return new Open(base, 0);
    }

    public Draft takeBack() {
      return new Draft(base.with(Rounds.bank(base.design())));
    }

    public Stopped stop() {
      return new Stopped(base);
    }
  }

  /**
   * Being sent and answered. Its questions are locked but for typing errors.
   *
   * @param reminded how many of its reminders have been sent out
   */
  record Open(Base base, int reminded) implements Survey {
    @Override
    public String state() {
      return OPEN;
    }

    public Paused pause() {
      return new Paused(base, reminded);
    }

    /** Counts every reminder whose moment has come: those missed together are sent as one. */
    public Open remind(Instant now) {
      return new Open(base, Next.remindersBy(base.design(), now));
    }

    public Closed close(Instant now) {
      return new Closed(base, now, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Typing errors put right: {@link Wording} says what may differ. */
    public Open correct(Design design) {
      return new Open(base.with(design), reminded);
    }
  }

  /**
   * Nothing is sent and nothing taken in until it is resumed.
   *
   * @param reminded how many of its reminders have been sent out
   */
  record Paused(Base base, int reminded) implements Survey {
    @Override
    public String state() {
      return PAUSED;
    }

    public Open resume() {
      return new Open(base, reminded);
    }

    public Closed close(Instant now) {
      return new Closed(base, now, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Paused correct(Design design) {
      return new Paused(base.with(design), reminded);
    }
  }

  /**
   * Takes no more answers; owes those who answered to be told what came of it.
   *
   * @param publishedAt when its result was made public, if it was
   * @param feedback what was told, or will be at its moment
   * @param toldAt when the letters with the feedback were begun
   */
  record Closed(
      Base base,
      Instant closedAt,
      Optional<Instant> publishedAt,
      Optional<Feedback> feedback,
      Optional<Instant> toldAt)
      implements Survey {
    @Override
    public String state() {
      return CLOSED;
    }

    /** Makes the result public, also before there is feedback; the first time counts. */
    public Closed publish(Instant now) {
      return new Closed(base, closedAt, Optional.of(publishedAt.orElse(now)), feedback, toldAt);
    }

    /** Written, to be told at its moment: {@link #feedBack} then. */
    public Closed tell(Feedback told) {
      return new Closed(base, closedAt, publishedAt, Optional.of(told), toldAt);
    }

    /** The result is public with its feedback, which is mailed from now on. */
    public Closed feedBack(Instant now) {
      return new Closed(
          base, closedAt, Optional.of(publishedAt.orElse(now)), feedback, Optional.of(now));
    }

    /** Throws the salt away: from then on not even the key leads from a member to an answer. */
    public Closed forget() {
      return new Closed(base.withoutSalt(), closedAt, publishedAt, feedback, toldAt);
    }

    /** Whether what was promised to those who answered has been told. */
    public boolean owes(Instant now) {
      return feedback.map(told -> told.publishAt().isAfter(now)).orElse(true);
    }
  }

  /** Never opened. */
  record Stopped(Base base) implements Survey {
    @Override
    public String state() {
      return STOPPED;
    }
  }
}
