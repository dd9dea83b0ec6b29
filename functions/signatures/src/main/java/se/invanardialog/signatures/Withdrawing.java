package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Optional;

/** Taking a signature back, by the link that every letter to a signer has. */
public final class Withdrawing {
  private final Signatures signatures;
  private final SigningLinks links;

  Withdrawing(Signatures signatures, SigningLinks links) {
    this.signatures = signatures;
    this.links = links;
  }

  /** The signature the link points at; empty for a token that is not ours. */
  Optional<Signature> look(String token) {
    return links
        .place(token)
        .flatMap(place -> signatures.find(place.suggestion(), place.person(), place.slot()));
  }

  /** Acts once; every later click finds the same. */
  Optional<Signature.Withdrawn> withdraw(String token, Instant now) {
    return links
        .place(token)
        .flatMap(
            place -> signatures.withdraw(place.suggestion(), place.person(), place.slot(), now));
  }

  /** The signature stays and counts, but the letters end. */
  boolean stopLetters(String token) {
    return links
        .place(token)
        .map(place -> signatures.stopLetters(place.suggestion(), place.person(), place.slot()))
        .orElse(false);
  }
}
