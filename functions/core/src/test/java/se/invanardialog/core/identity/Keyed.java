package se.invanardialog.core.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys for tests. */
public final class Keyed {
  private Keyed() {}

  /** The same text makes the same key. */
  public static Secret by(String text) {
    return new Secret(() -> Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 32));
  }
}
