package se.invanardialog.core.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;

/**
 * A key that signs and hides. It is fetched when first needed, never while a snapshot is made, and
 * each use names its purpose, so that a value made for one can't serve another.
 */
public final class Secret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_KEY_BYTES = 32;

  private final Supplier<byte[]> source;
  private @Nullable SecretKeySpec key;

  public Secret(Supplier<byte[]> source) {
    this.source = source;
  }

  /** Kept in the parameter store, Base64, under the name that the environment variable holds. */
  public static Secret parameter(Platform platform, String variable) {
    return new Secret(KeyParameter.of(platform, variable));
  }

  /** The first {@code length} bytes of HMAC-SHA256 over purpose and text. */
  public byte[] sign(String purpose, String text, int length) {
    return sign(purpose, text.getBytes(StandardCharsets.UTF_8), length);
  }

  public byte[] sign(String purpose, byte[] text, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(text), length);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private synchronized SecretKeySpec key() {
    if (key == null) {
      byte[] bytes = source.get();
      if (bytes.length < SHORTEST_KEY_BYTES) {
        throw new IllegalStateException("A key must have at least 32 bytes");
      }
      key = new SecretKeySpec(bytes, ALGORITHM);
    }
    return key;
  }
}
