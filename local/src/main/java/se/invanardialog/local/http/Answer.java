package se.invanardialog.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are handed on as they are.
public record Answer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A problem as API Gateway itself says it. */
  public static Answer gateway(int status, String message) {
    return json(status, Map.of("message", message));
  }

  public static Answer json(int status, Object value) {
    try {
      return of(status, "application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer html(int status, String html) {
    return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), List.of(), new byte[0]);
  }

  /** To another address of this service. */
  public static Answer seeOther(String address) {
    return empty(303).with("location", address);
  }

  public static Answer of(int status, String type, byte[] body) {
    return new Answer(status, Map.of("content-type", type), List.of(), body);
  }

  public Answer with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, cookies, body);
  }

  public Answer withCookie(String cookie) {
    return new Answer(status, headers, List.of(cookie), body);
  }

  public @Nullable String type() {
    return headers.get("content-type");
  }
}
