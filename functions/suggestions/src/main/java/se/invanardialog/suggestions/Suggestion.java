package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.Optional;

/**
 * A suggestion, in one of its states. What a state can't do it has no method for.
 *
 * <pre>
 * Unconfirmed → Submitted → Open → Closed → Answered
 *                  ↕          ╲       (Open → Answered)
 *               Changing       Withdrawn (also from Submitted, Changing)
 *                  ↕
 *               Refused (one chance to resubmit)
 * </pre>
 */
public sealed interface Suggestion {
  Base base();

  String state();

  /** The states' names, as stored and as the API says them. */
  String UNCONFIRMED = "unconfirmed";

  String SUBMITTED = "submitted";
  String CHANGING = "changing";
  String OPEN = "open";
  String CLOSED = "closed";
  String ANSWERED = "answered";
  String REFUSED = "refused";
  String WITHDRAWN = "withdrawn";

  /**
   * What every state has.
   *
   * @param version grows with each change; a decision on an older one is refused
   * @param number such as {@code 2026-118}; empty until the author has confirmed
   * @param resubmitted whether the author's one chance after a refusal is used
   */
  record Base(
      String id,
      int version,
      String number,
      Content content,
      Author author,
      String origin,
      int rules,
      int signingDays,
      Instant createdAt,
      Instant receivedAt,
      boolean resubmitted) {
    Base confirmed(String newNumber, Instant now) {
      return new Base(
          id,
          version,
          newNumber,
          content,
          author,
          origin,
          rules,
          signingDays,
          createdAt,
          now,
          resubmitted);
    }

    Base rewritten(Content other, Instant now, boolean chanceUsed) {
      return new Base(
          id,
          version,
          number,
          other,
          author,
          origin,
          rules,
          signingDays,
          createdAt,
          now,
          chanceUsed);
    }
  }

  /** What the author wrote. Empty texts were left out. */
  record Content(
      String title,
      String proposal,
      String reason,
      String category,
      String district,
      String language) {}

  /**
   * Who wrote it. Name and address can be erased; the pseudonym stays.
   *
   * @param alias shown instead of the name; empty when the name may be shown
   * @param email empty on paper without an address, and when erased
   */
  record Author(
      String person,
      String name,
      String alias,
      String email,
      String postalCode,
      String ageGroup,
      boolean informed) {
    public String shown() {
      return alias.isEmpty() ? name : alias;
    }
  }

  /**
   * Where and until when it gathers names.
   *
   * @param closesAt the first instant after the last day
   */
  record Published(Instant at, Instant closesAt, int threshold, int answerDays, String board) {}

  record Unconfirmed(Base base) implements Suggestion {
    public Submitted confirm(String number, Instant now) {
      return new Submitted(base.confirmed(number, now));
    }

    @Override
    public String state() {
      return UNCONFIRMED;
    }
  }

  record Submitted(Base base) implements Suggestion {
    public Open publish(Instant now, Rules rules, String board) {
      return new Open(
          base,
          new Published(
              now,
              Rules.closing(now, base.signingDays()),
              rules.names(),
              rules.answerDays(),
              board));
    }

    public Refused refuse(Refusal refusal, Instant now) {
      return new Refused(base, refusal, now);
    }

    public Changing askToChange(String note, Instant until) {
      return new Changing(base, note, until);
    }

    public Withdrawn withdraw(Instant now) {
      return new Withdrawn(base, Optional.empty(), now);
    }

    @Override
    public String state() {
      return SUBMITTED;
    }
  }

  /** The author was asked to change it. */
  record Changing(Base base, String note, Instant until) implements Suggestion {
    public Submitted resubmit(Content content, Instant now) {
      return new Submitted(base.rewritten(content, now, base.resubmitted()));
    }

    public Withdrawn withdraw(Instant now) {
      return new Withdrawn(base, Optional.empty(), now);
    }

    @Override
    public String state() {
      return CHANGING;
    }
  }

  record Open(Base base, Published published) implements Suggestion {
    public Closed close() {
      return new Closed(base, published);
    }

    public Answered answer(Instant now) {
      return new Answered(base, published, now);
    }

    public Withdrawn withdraw(Instant now) {
      return new Withdrawn(base, Optional.of(published), now);
    }

    @Override
    public String state() {
      return OPEN;
    }
  }

  record Closed(Base base, Published published) implements Suggestion {
    public Answered answer(Instant now) {
      return new Answered(base, published, now);
    }

    @Override
    public String state() {
      return CLOSED;
    }
  }

  record Answered(Base base, Published published, Instant at) implements Suggestion {
    @Override
    public String state() {
      return ANSWERED;
    }
  }

  record Refused(Base base, Refusal refusal, Instant at) implements Suggestion {
    /** The author's one chance; empty when it is used. */
    public Optional<Submitted> resubmit(Content content, Instant now) {
      return base.resubmitted()
          ? Optional.empty()
          : Optional.of(new Submitted(base.rewritten(content, now, true)));
    }

    @Override
    public String state() {
      return REFUSED;
    }
  }

  /** Taken back by its author; what was public about it is not shown any more. */
  record Withdrawn(Base base, Optional<Published> published, Instant at) implements Suggestion {
    @Override
    public String state() {
      return WITHDRAWN;
    }
  }

  /**
   * Why it was not published.
   *
   * @param duplicateOf the id of the one it repeats, or empty
   * @param note to the author alone
   */
  record Refusal(Reason reason, String duplicateOf, String note) {}

  /** The reasons are public; some of them hide the text. */
  enum Reason {
    DUPLICATE("duplicate", false),
    NOT_MUNICIPAL("not-municipal", false),
    INDIVIDUAL("individual", true),
    PERSONAL("personal", true),
    OFFENSIVE("offensive", true),
    ADVERTISING("advertising", true),
    UNCLEAR("unclear", false),
    DECIDED("decided", false),
    UNLAWFUL("unlawful", true),
    OTHER("other", false);

    private final String code;
    private final boolean hidesText;

    Reason(String code, boolean hidesText) {
      this.code = code;
      this.hidesText = hidesText;
    }

    public String code() {
      return code;
    }

    public boolean hidesText() {
      return hidesText;
    }

    /** The catalogue's key; one that ends in "other" would be the plural of something. */
    public String textKey() {
      return "reason." + (this == OTHER ? "something-else" : code);
    }

    public static Optional<Reason> of(String code) {
      return java.util.Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
  }
}
