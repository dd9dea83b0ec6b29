package se.invanardialog.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Seal;

/**
 * A sign-in under way, which the browser keeps for us, sealed, until it comes back.
 *
 * @param state comes back in the address
 * @param nonce comes back in the ID token
 * @param verifier is shown when the code is handed in (PKCE, RFC 7636)
 * @param then where its owner wanted to go
 */
record Attempt(String state, String nonce, String verifier, String then, Instant expiresAt) {
  private static final String PLACE = "attempt";
  private static final int PARTS = 5;
  private static final int LONGEST = 2_000;

  /** 119 bits each, and a verifier of 238 bits in 48 letters: at least 43 are asked for. */
  static Attempt begin(Ids ids, String then, Instant expiresAt) {
    return new Attempt(
        ids.next() + ids.next(),
        ids.next() + ids.next(),
        ids.next() + ids.next() + ids.next() + ids.next(),
        then,
        expiresAt);
  }

  /** What the provider is shown of the verifier at first. */
  String challenge() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String sealed(Seal seal) {
    String text =
        String.join("\n", state, nonce, verifier, then, Long.toString(expiresAt.getEpochSecond()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.close(text, PLACE));
  }

  /** Empty for what is cut, changed, another's, or too old. */
  static Optional<Attempt> open(Seal seal, String sealed, Instant now) {
    if (sealed.length() > LONGEST) {
      return Optional.empty();
    }
    String text;
    try {
      text = seal.open(Base64.getUrlDecoder().decode(sealed), PLACE);
    } catch (IllegalArgumentException | IllegalStateException foreign) {
      return Optional.empty();
    }
    String[] parts = text.split("\n", PARTS);
    var attempt =
        new Attempt(
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            Instant.ofEpochSecond(Long.parseLong(parts[4])));
    return Optional.of(attempt).filter(each -> now.isBefore(each.expiresAt()));
  }
}
