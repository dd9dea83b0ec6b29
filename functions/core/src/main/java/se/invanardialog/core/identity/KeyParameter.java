package se.invanardialog.core.identity;

import java.util.Base64;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import se.invanardialog.core.Platform;
import se.invanardialog.core.log.Log;

/**
 * A key in the parameter store, Base64. Whoever comes first after a snapshot waits for the key
 * alone and not for the way to it: that was gone once before, for the key as it lies there,
 * encrypted.
 */
final class KeyParameter implements Supplier<byte[]>, Resource {
  private final Platform platform;
  private final String variable;

  private KeyParameter(Platform platform, String variable) {
    this.platform = platform;
    this.variable = variable;
  }

  /** To be kept by its user: whoever takes the snapshot remembers it only weakly. */
  static KeyParameter of(Platform platform, String variable) {
    var parameter = new KeyParameter(platform, variable);
    Core.getGlobalContext().register(parameter);
    return parameter;
  }

  @Override
  public byte[] get() {
    return Base64.getDecoder().decode(platform.stored(platform.setting(variable)));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      platform
          .parameters()
          .getParameter(request -> request.name(platform.setting(variable)).withDecryption(false));
    } catch (RuntimeException fault) {
      Log.error("prime-failed", fault, "parameter", variable);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
