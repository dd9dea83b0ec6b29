package se.invanardialog.local.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the HTTP side hands it on.
 *
 * @param rawPath as it came, percent-encoded
 * @param headers names in lower case, several values joined with a comma; without cookies
 * @param source the connection's address, or the first of {@code X-Forwarded-For}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are handed on as they are.
public record Exchange(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, String> headers,
    List<String> cookies,
    byte[] body,
    String source,
    String protocol) {

  public String path() {
    return Percent.decode(rawPath, false);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public boolean accepts(String type) {
    return header("accept").map(value -> value.toLowerCase(Locale.ROOT)).orElse("").contains(type);
  }

  /** Of a name given several times, all its values. */
  public Map<String, List<String>> query() {
    return pairs(rawQuery);
  }

  /** Query and posted form together; the form's value wins. */
  public Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    query().forEach((name, values) -> fields.put(name, String.join(",", values)));
    if (header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
      pairs(new String(body, StandardCharsets.UTF_8))
          .forEach((name, values) -> fields.put(name, String.join(",", values)));
    }
    return fields;
  }

  private static Map<String, List<String>> pairs(String text) {
    var pairs = new LinkedHashMap<String, List<String>>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs
            .computeIfAbsent(Percent.decode(name, true), each -> new ArrayList<>())
            .add(Percent.decode(value, true));
      }
    }
    return pairs;
  }
}
