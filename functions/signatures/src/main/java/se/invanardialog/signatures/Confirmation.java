package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import se.invanardialog.panels.members.Joining;
import se.invanardialog.signatures.Signature.Signer;

/** What a mailed link to confirm stands for. */
sealed interface Confirmation {
  /** As the API says it. */
  enum State {
    WAITING,
    CONFIRMED,
    WITHDRAWN,
    EXPIRED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  String kind();

  State state();

  /**
   * @param signer who is, or would be, counted; absent when that is forgotten
   * @param signature what can be taken back; only of a confirmed one
   * @param until the last moment of the link; only of a waiting one
   */
  record OfSignature(
      String suggestion,
      State state,
      Optional<Signer> signer,
      Optional<Signature> signature,
      Optional<Instant> until)
      implements Confirmation {
    @Override
    public String kind() {
      return "signature";
    }

    static OfSignature settled(Signature signature) {
      Optional<Signer> signer = Optional.of(signature.given().signer());
      String suggestion = signature.given().suggestion();
      return switch (signature) {
        case Signature.Active _, Signature.Removed _ ->
            new OfSignature(
                suggestion, State.CONFIRMED, signer, Optional.of(signature), Optional.empty());
        case Signature.Withdrawn _ ->
            new OfSignature(
                suggestion, State.WITHDRAWN, signer, Optional.empty(), Optional.empty());
      };
    }

    static OfSignature waiting(Pending pending) {
      return new OfSignature(
          pending.suggestion(),
          State.WAITING,
          Optional.of(pending.signer()),
          Optional.empty(),
          Optional.of(pending.createdAt().plus(Pending.VALID)));
    }

    static OfSignature expired(String suggestion) {
      return new OfSignature(
          suggestion, State.EXPIRED, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * @param title what it is called; empty when it is forgotten
   * @param tooManyThisYear whether the rules let its author leave no more this year
   */
  record OfSuggestion(String suggestion, State state, String title, boolean tooManyThisYear)
      implements Confirmation {
    @Override
    public String kind() {
      return "suggestion";
    }
  }

  /** Somebody's membership of a panel, or a member's new address, or a guardian's consent. */
  record OfMembership(Joining.Standing standing) implements Confirmation {
    @Override
    public String kind() {
      return "membership";
    }

    @Override
    public State state() {
      return switch (standing.state()) {
        case WAITING, WAITING_FOR_GUARDIAN -> State.WAITING;
        case CONFIRMED -> State.CONFIRMED;
        case LEFT -> State.WITHDRAWN;
        case EXPIRED -> State.EXPIRED;
      };
    }
  }
}
