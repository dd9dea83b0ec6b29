package se.invanardialog.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets in mailed links. A token carries what it points at and a signature, or is sealed so
 * that nobody else reads what it carries; the table keeps neither, so a copy of the table opens no
 * link. A cut or changed token is not ours.
 */
public final class Links {
  private static final int SIGNATURE_BYTES = 15;
  private static final int LONGEST = 2_048;
  private static final int MOST_BYTES = 1_500;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Secret secret;

  public Links(Secret secret) {
    this.secret = secret;
  }

  /** A token for this purpose that names these parts, which whoever has it can read. */
  public String token(String purpose, String... parts) {
    byte[] body = packed(parts);
    return joined(body, secret.sign("link:" + purpose, body, SIGNATURE_BYTES));
  }

  /** The parts of a token of ours that has so many of them. */
  public Optional<String[]> read(String purpose, String token, int parts) {
    return bytes(token, SIGNATURE_BYTES)
        .flatMap(all -> {
          byte[] body = Arrays.copyOf(all, all.length - SIGNATURE_BYTES);
          byte[] given = Arrays.copyOfRange(all, body.length, all.length);
          byte[] own = secret.sign("link:" + purpose, body, SIGNATURE_BYTES);
          return MessageDigest.isEqual(given, own) ? unpacked(body, parts) : Optional.empty();
        });
  }

  /**
   * A token whose parts only this key opens: AES-256-GCM under a key of the purpose's own. The
   * nonce is made from the parts (as in SIV, RFC 5297), so that it comes again only with the same
   * parts.
   */
  public String sealed(String purpose, String... parts) {
    byte[] body = packed(parts);
    byte[] nonce = secret.sign("nonce:" + purpose, body, NONCE_BYTES);
    try {
      return joined(nonce, cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** The parts of a {@link #sealed} token of ours that has so many of them. */
  public Optional<String[]> open(String purpose, String token, int parts) {
    return bytes(token, NONCE_BYTES + TAG_BYTES)
        .flatMap(all -> {
          try {
            var cipher = cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(all, NONCE_BYTES));
            return unpacked(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), parts);
          } catch (AEADBadTagException foreign) {
            return Optional.empty();
          } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
          }
        });
  }

  private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
    var key = new SecretKeySpec(secret.sign("seal:" + purpose, "", KEY_BYTES), "AES");
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    return cipher;
  }

  private static byte[] packed(String... parts) {
    int size = 0;
    var encoded = new byte[parts.length][];
    for (int at = 0; at < parts.length; at++) {
      encoded[at] = parts[at].getBytes(StandardCharsets.UTF_8);
      size += Short.BYTES + encoded[at].length;
    }
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException("The parts of a link are too long");
    }
    var body = ByteBuffer.allocate(size);
    for (byte[] part : encoded) {
      body.putShort((short) part.length).put(part);
    }
    return body.array();
  }

  private static Optional<String[]> unpacked(byte[] body, int parts) {
    var left = ByteBuffer.wrap(body);
    var found = new String[parts];
    for (int part = 0; part < parts; part++) {
      if (!left.hasRemaining()) {
        return Optional.empty();
      }
      var text = new byte[left.getShort()];
      left.get(text);
      found[part] = new String(text, StandardCharsets.UTF_8);
    }
    return left.hasRemaining() ? Optional.empty() : Optional.of(found);
  }

  private static String joined(byte[] first, byte[] second) {
    return ENCODER.encodeToString(
        ByteBuffer.allocate(first.length + second.length).put(first).put(second).array());
  }

  /** What a token of characters stands for, when it can be more than what proves it ours. */
  private static Optional<byte[]> bytes(String token, int proof) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(token)).filter(all -> all.length > proof);
    } catch (IllegalArgumentException cut) {
      return Optional.empty();
    }
  }
}
