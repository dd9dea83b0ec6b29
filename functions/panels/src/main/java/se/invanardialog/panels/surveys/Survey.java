package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Translated;

/**
 * A survey, in one of its states. What a state can't do it has no method for.
 *
 * <pre>
 * Draft ⇄ Scheduled → Open ⇄ Paused
 *              ↘        ↘     ↙
 *               Stopped   Closed
 * </pre>
 *
 * Feedback belongs to a closed one.
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
      Instant createdAt) {}

  /**
   * What is asked, of whom, and when: what the builder makes. Stored as one JSON text.
   *
   * @param panel empty for an open link only
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

  /** So many rounds, each so many days after the one before. */
  record Repeat(int everyDays, int rounds) {}

  /**
   * What was found and what happens now, told to those who answered, the panel and everybody.
   *
   * @param publishAt when it is, or was, published
   */
  record Feedback(Translated found, Translated next, Instant publishAt, String by) {}

  record Draft(Base base) implements Survey {
    @Override
    public String state() {
      return DRAFT;
    }
  }

  /** Waits for its opening; can still be taken back and changed. */
  record Scheduled(Base base) implements Survey {
    @Override
    public String state() {
      return SCHEDULED;
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
  }

  /** Nothing is sent and nothing taken in until it is resumed. */
  record Paused(Base base, int reminded) implements Survey {
    @Override
    public String state() {
      return PAUSED;
    }
  }

  /**
   * @param publishedAt when its result was made public, if it was
   */
  record Closed(
      Base base, Instant closedAt, Optional<Instant> publishedAt, Optional<Feedback> feedback)
      implements Survey {
    @Override
    public String state() {
      return CLOSED;
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
