package se.invanardialog.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes what a copy of the table must not show: AES-256-GCM (NIST SP 800-38D) under a key derived
 * from the secret for one purpose. What is sealed opens only in the place it was sealed for.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final Secret secret;
  private final String purpose;

  public Seal(Secret secret, String purpose) {
    this.secret = secret;
    this.purpose = purpose;
  }

  /** Nonce, ciphertext and tag; {@code place} is bound to it, such as the item's key. */
  public byte[] close(String text, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    Holder.RANDOM.nextBytes(nonce);
    byte[] closed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), place);
    return ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array();
  }

  /**
   * @throws IllegalStateException when it was changed, or sealed for another place or purpose
   */
  public String open(byte[] sealed, String place) {
    if (sealed.length <= NONCE_BYTES) {
      throw new IllegalStateException("Nothing sealed");
    }
    var in = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] closed = new byte[in.remaining()];
    in.get(closed);
    return new String(run(Cipher.DECRYPT_MODE, nonce, closed, place), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, byte[] bytes, String place) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      byte[] key = secret.sign("seal", purpose, KEY_BYTES);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("The seal does not hold", broken);
    }
  }

  private static final class Holder {
    static final SecureRandom RANDOM = new SecureRandom();
  }
}
