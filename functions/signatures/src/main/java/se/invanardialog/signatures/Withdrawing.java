package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/** Taking a signature back, by the link that every letter to a signer has. */
public final class Withdrawing {
  private final Signatures signatures;
  private final SigningLinks links;

  Withdrawing(Signatures signatures, SigningLinks links) {
    this.signatures = signatures;
    this.links = links;
  }

  /** The signature the link points at; empty for a token that is not ours, or not yet confirmed. */
  Optional<Signature> look(String token) {
    return links.place(token).flatMap(this::find);
  }

  /** Acts once; every later click finds the same. */
  Optional<Signature.Withdrawn> withdraw(String token, Instant now) {
    return look(token)
        .map(Signature::given)
        .flatMap(
            given -> signatures.withdraw(given.suggestion(), given.person(), given.slot(), now));
  }

  /** The signature stays and counts, but the letters end. */
  boolean stopLetters(String token) {
    return look(token)
        .map(Signature::given)
        .map(given -> signatures.stopLetters(given.suggestion(), given.person(), given.slot()))
        .orElse(false);
  }

  private Optional<Signature> find(SigningLinks.Place place) {
    return switch (place) {
      case SigningLinks.Place.OfSlot(String suggestion, String person, int slot) ->
          signatures.find(suggestion, person, slot);
      case SigningLinks.Place.OfRequest(String suggestion, String person, String request) ->
          IntStream.rangeClosed(1, Standing.SLOTS)
              .mapToObj(slot -> signatures.find(suggestion, person, slot))
              .flatMap(Optional::stream)
              .filter(signature -> signature.given().request().equals(request))
              .findFirst();
    };
  }
}
