package se.invanardialog.core.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered. Without another word nothing may be kept by a cache.
 *
 * @param cookies each as {@code set-cookie} has it
 * @param binary whether the body is bytes in Base64
 */
public record Response(
    int status, Map<String, String> headers, List<String> cookies, String body, boolean binary) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(LocalDate.class, ToStringSerializer.instance))
          .build();

  public static final String CACHE = "cache-control";
  private static final String TYPE = "content-type";

  public static Response html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page);
  }

  public static Response json(int status, Object body) {
    try {
      return of(status, "application/json", JSON.writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static Response of(int status, String type, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(TYPE, type);
    headers.put(CACHE, "no-store");
    headers.put("x-content-type-options", "nosniff");
    return new Response(status, headers, List.of(), body, false);
  }

  /** A file that is no text. */
  public static Response bytes(int status, String type, byte[] bytes) {
    Response text = of(status, type, Base64.getEncoder().encodeToString(bytes));
    return new Response(status, text.headers, text.cookies, text.body, true);
  }

  /** After a form, or on the way somewhere: go and read this page. */
  public static Response seeOther(String address) {
    return of(303, "text/plain", "").with("location", address);
  }

  /**
   * RFC 9457.
   *
   * @param type the last part of the problem's stable address
   */
  public static Response problem(
      int status, String type, String title, String detail, List<FieldError> errors) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "/problems/" + type);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return json(status, body).with(TYPE, "application/problem+json");
  }

  public Response with(String header, String value) {
    var changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new Response(status, changed, cookies, body, binary);
  }

  public Response withCookie(String cookie) {
    var all = new ArrayList<>(cookies);
    all.add(cookie);
    return new Response(status, headers, List.copyOf(all), body, binary);
  }

  /**
   * Anybody may keep it so long, and show it a while longer while a new one is fetched: a page that
   * is read by everybody reaches us once in that time.
   */
  public Response shared(Duration fresh, Duration stale) {
    return with(
        CACHE,
        "public, max-age=" + fresh.toSeconds() + ", stale-while-revalidate=" + stale.toSeconds());
  }

  /**
   * A cache that many share may keep it so long; the reader's own browser asks each time, so that
   * whoever has just signed sees the name counted and not the page as it was.
   */
  public Response shared(Duration fresh) {
    return with(CACHE, "public, max-age=0, s-maxage=" + fresh.toSeconds());
  }
}
