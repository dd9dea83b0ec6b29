package se.invanardialog.signatures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.invanardialog.signatures.Signature.Given;

/**
 * What one address has signed already, and so what a further signature from it may do. One address
 * is one person, except that two people of a household may share it.
 */
record Standing(List<Signature> signatures) {
  /** One address serves so many people. */
  static final int SLOTS = 2;

  Standing {
    signatures = List.copyOf(signatures);
  }

  sealed interface Verdict {
    /** It can be written there. */
    record Free(int slot) implements Verdict {}

    /** Nothing is to be written: this is the signature that the address stands by. */
    record Settled(Signature signature) implements Verdict {}
  }

  /**
   * @param asked when the signature was asked for: a withdrawal after that is the later word
   */
  Verdict on(Given wish, Instant asked) {
    Optional<Signature> own =
        first(one -> one.given().request().equals(wish.request()))
            .or(() -> first(Signature.Removed.class::isInstance))
            .or(() -> first(one -> sameName(one, wish)));
    if (own.isPresent()) {
      return own.get() instanceof Signature.Withdrawn withdrawn && withdrawn.before(asked)
          ? new Verdict.Free(withdrawn.given().slot())
          : new Verdict.Settled(own.get());
    }
    return amongOthers(wish, asked);
  }

  Optional<Signature> active() {
    return first(Signature.Active.class::isInstance);
  }

  Optional<Signature> ofRequest(String request) {
    return first(one -> one.given().request().equals(request));
  }

  private Verdict amongOthers(Given wish, Instant asked) {
    Optional<Signature> refusing =
        first(one -> !free(one, asked) && !one.given().signer().mayShareAddressWith(wish.signer()));
    if (refusing.isPresent()) {
      return new Verdict.Settled(refusing.get());
    }
    return IntStream.rangeClosed(1, SLOTS)
        .filter(slot -> inSlot(slot).map(one -> free(one, asked)).orElse(true))
        .boxed()
        .findFirst()
        .<Verdict>map(Verdict.Free::new)
        .orElseGet(() -> new Verdict.Settled(active().orElseGet(signatures::getFirst)));
  }

  Optional<Signature> inSlot(int slot) {
    return first(one -> one.given().slot() == slot);
  }

  private static boolean free(Signature one, Instant asked) {
    return one instanceof Signature.Withdrawn withdrawn && withdrawn.before(asked);
  }

  private static boolean sameName(Signature one, Given wish) {
    return one.given().signer().plainName().equals(wish.signer().plainName());
  }

  private Optional<Signature> first(java.util.function.Predicate<Signature> which) {
    return signatures.stream().filter(which).findFirst();
  }
}
