package se.invanardialog.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The built styles, scripts and pictures on the class path; on AWS a bucket behind the CDN. */
public final class Assets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webp", "image/webp"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Optional<byte[]>> read = new ConcurrentHashMap<>();

  /** {@code name} is what follows {@code /assets/}. */
  public Answer answer(String method, String name) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.empty(405).with("allow", "GET, HEAD");
    }
    var found = NAME.matcher(name).matches() ? bytes(name) : Optional.<byte[]>empty();
    return found
        .map(bytes ->
            Answer.of(200, type(name), bytes)
                .with("cache-control", "public, max-age=31536000, immutable")
                .with("x-content-type-options", "nosniff"))
        .orElseGet(() -> Answer.text(404, "Not found\n"));
  }

  private Optional<byte[]> bytes(String name) {
    return read.computeIfAbsent(
        name,
        each -> {
          try (@Nullable InputStream in =
              Assets.class.getClassLoader().getResourceAsStream("assets/" + each)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  private static String type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }
}
