package se.invanardialog.signatures;

import java.time.Duration;
import java.time.Instant;
import se.invanardialog.signatures.Signature.Given;
import se.invanardialog.signatures.Signature.Origin;
import se.invanardialog.signatures.Signature.Signer;

/**
 * A signature that was asked for and waits for the button behind the mailed link, which carries all
 * of it.
 *
 * @param network where it was asked from, or empty
 */
record Pending(
    String id, String suggestion, String person, Signer signer, String network, Instant createdAt) {
  /** How long the mailed link can be used. */
  static final Duration VALID = Duration.ofDays(7);

  /** A link mailed while one could sign works so much longer than signing itself. */
  static final Duration GRACE = Duration.ofHours(24);

  boolean usableAt(Instant now) {
    return now.isBefore(createdAt.plus(VALID));
  }

  /** Whether it may still be confirmed for a suggestion that stops gathering names then. */
  boolean inTime(Instant closesAt, Instant now) {
    return createdAt.isBefore(closesAt) && now.isBefore(closesAt.plus(GRACE));
  }

  Given given(String district, Instant now) {
    return new Given(suggestion, person, 1, signer, district, network, Origin.ONLINE, "", id, now);
  }
}
