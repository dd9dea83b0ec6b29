package se.invanardialog.core.http;

import java.util.HashMap;
import java.util.Map;
import se.invanardialog.core.identity.Caller;

/** Requests for tests. */
final class Asked {
  private Asked() {}

  static Request request(
      String method, String path, Caller caller, String body, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int at = 0; at < headers.length; at += 2) {
      all.put(headers[at], headers[at + 1]);
    }
    return new Request(
        method + " " + path, method, path, Map.of(), Map.of(), all, body, "192.0.2.1", caller);
  }
}
