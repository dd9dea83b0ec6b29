package se.invanardialog.session;

import java.net.URI;
import java.util.Map;

/** Asking the provider. */
interface Web {
  /**
   * @throws Unreachable when nothing comes back in time
   */
  Answer get(URI address);

  /**
   * @param form names and values, sent as a form
   * @throws Unreachable when nothing comes back in time
   */
  Answer post(URI address, Map<String, String> headers, Map<String, String> form);

  record Answer(int status, String body) {}

  /** The provider does not answer, or not as a provider does. */
  final class Unreachable extends RuntimeException {
    Unreachable(String what) {
      super(what);
    }

    Unreachable(String what, Throwable cause) {
      super(what, cause);
    }
  }
}
