package se.invanardialog.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The secrets in mailed links. A token carries what it points at and a signature; the table keeps
 * neither, so a copy of the table opens no link. A cut or changed token is not ours.
 */
public final class Links {
  private static final int SIGNATURE_BYTES = 15;
  private static final int LONGEST = 512;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Secret secret;

  public Links(Secret secret) {
    this.secret = secret;
  }

  /** A token for this purpose that names these parts; a part has at most 255 bytes. */
  public String token(String purpose, String... parts) {
    int size = 0;
    var encoded = new byte[parts.length][];
    for (int at = 0; at < parts.length; at++) {
      encoded[at] = parts[at].getBytes(StandardCharsets.UTF_8);
      if (encoded[at].length > 255) {
        throw new IllegalArgumentException("A part of a link is too long");
      }
      size += encoded[at].length + 1;
    }
    var body = ByteBuffer.allocate(size);
    for (byte[] part : encoded) {
      body.put((byte) part.length).put(part);
    }
    return ENCODER.encodeToString(
        ByteBuffer.allocate(size + SIGNATURE_BYTES)
            .put(body.array())
            .put(secret.sign("link:" + purpose, body.array(), SIGNATURE_BYTES))
            .array());
  }

  /** The parts of a token of ours that has so many of them. */
  public Optional<String[]> read(String purpose, String token, int parts) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException cut) {
      return Optional.empty();
    }
    if (all.length <= SIGNATURE_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(all, all.length - SIGNATURE_BYTES);
    byte[] given = Arrays.copyOfRange(all, body.length, all.length);
    if (!MessageDigest.isEqual(given, secret.sign("link:" + purpose, body, SIGNATURE_BYTES))) {
      return Optional.empty();
    }
    var found = new String[parts];
    int at = 0;
    for (int part = 0; part < parts; part++) {
      if (at >= body.length) {
        return Optional.empty();
      }
      int length = body[at] & 0xff;
      found[part] = new String(body, at + 1, length, StandardCharsets.UTF_8);
      at += length + 1;
    }
    return at == body.length ? Optional.of(found) : Optional.empty();
  }
}
