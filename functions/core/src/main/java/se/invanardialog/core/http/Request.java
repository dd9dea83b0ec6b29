package se.invanardialog.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.identity.Caller;

/**
 * What was asked.
 *
 * @param route the template's route key, such as {@code GET /suggestions/{id}}
 * @param headers names in lower case
 * @param body as text; empty when there is none
 * @param source the address the reader is at
 */
public record Request(
    String route,
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    String source,
    Caller caller) {
  /** What the authorizer calls the address of a reader who came by the CDN. */
  public static final String READERS_ADDRESS = "address";

  static final ObjectMapper JSON = new ObjectMapper();

  /** A body that is not what its type says. */
  public static final class Unreadable extends RuntimeException {
    Unreadable() {
      super("Body unreadable");
    }
  }

  /**
   * @throws IllegalStateException when the route has no such parameter
   */
  public String parameter(String name) {
    @Nullable String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalStateException(route + " has no {" + name + "}");
    }
    return value;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The first of a name, which a browser sends for the nearest path. */
  public Optional<String> cookie(String name) {
    String start = name + "=";
    return Arrays.stream(headers.getOrDefault("cookie", "").split(";"))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(start))
        .map(cookie -> cookie.substring(start.length()))
        .findFirst();
  }

  public boolean isApi() {
    return path.startsWith("/api/");
  }

  /** The posted form; the last of several values, as {@link #values} gives all. */
  public Map<String, String> form() {
    var form = new LinkedHashMap<String, String>();
    values().forEach((name, all) -> form.put(name, all.getLast()));
    return form;
  }

  public Map<String, List<String>> values() {
    var form = new LinkedHashMap<String, List<String>>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.computeIfAbsent(decode(pair.substring(0, equals)), name -> new java.util.ArrayList<>())
            .add(decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  /** The JSON object in the body. */
  public JsonNode json() {
    try {
      @Nullable JsonNode node = JSON.readTree(body);
      if (node == null || !node.isContainerNode()) {
        throw new Unreadable();
      }
      return node;
    } catch (JsonProcessingException broken) {
      throw new Unreadable();
    }
  }

  /** The official who asks; routes open only to officials have one. */
  public Caller.Official official() {
    if (caller instanceof Caller.Official official) {
      return official;
    }
    throw new IllegalStateException(route + " is open to residents");
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }
}
