package se.invanardialog.core.http;

import java.util.function.Function;

/**
 * One way in.
 *
 * @param key as in the template, such as {@code POST /api/suggestions}
 */
public record Route(String key, Access access, Function<Request, Response> handler) {
  public static Route open(String key, Function<Request, Response> handler) {
    return new Route(key, Access.everyone(), handler);
  }
}
