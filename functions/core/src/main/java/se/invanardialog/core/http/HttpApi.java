package se.invanardialog.core.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.invanardialog.core.identity.Caller;

/**
 * What API Gateway's HTTP API hands to a function and takes from it: JSON in its payload format
 * 2.0. Read here and not by the runtime into its event classes, for that would be a seventh of what
 * a function loads before its first answer, and could not be done ahead of a snapshot.
 */
public final class HttpApi {
  private static final ObjectMapper JSON = Request.JSON;

  private HttpApi() {}

  /**
   * Reads and writes once, while a function is made: it asks nobody, and whoever comes first after
   * a snapshot does not wait for it, whatever else was or was not done ahead of that.
   */
  public static void load() {
    try {
      read(new ByteArrayInputStream(reading("GET /", "/", Map.of(), "")));
      write(Response.json(200, Map.of("loaded", List.of(true))), OutputStream.nullOutputStream());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A call of a function, or of the authorizer. */
  public static Request read(InputStream event) throws IOException {
    JsonNode json = JSON.readTree(event);
    JsonNode http = json.at("/requestContext/http");
    var headers = new LinkedHashMap<String, String>();
    texts(json.path("headers"))
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    var cookies = new ArrayList<String>();
    json.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("cookie", String.join("; ", cookies));
    }
    Map<String, String> caller = texts(json.at("/requestContext/authorizer/lambda"));
    return new Request(
        json.path("routeKey").asText(""),
        http.path("method").asText(""),
        json.path("rawPath").asText(""),
        texts(json.path("pathParameters")),
        texts(json.path("queryStringParameters")),
        headers,
        body(json),
        caller.getOrDefault(Request.READERS_ADDRESS, http.path("sourceIp").asText("")),
        Caller.of(caller));
  }

  private static String body(JsonNode json) {
    String body = json.path("body").asText("");
    return json.path("isBase64Encoded").asBoolean() && !body.isEmpty()
        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
        : body;
  }

  /** The fields of an object that have a value; none when there is no such object. */
  private static Map<String, String> texts(JsonNode object) {
    var texts = new LinkedHashMap<String, String>();
    object
        .properties()
        .forEach(field -> {
          if (!field.getValue().isNull()) {
            texts.put(field.getKey(), field.getValue().asText());
          }
        });
    return texts;
  }

  static void write(Response response, OutputStream out) throws IOException {
    try (JsonGenerator json =
        JSON.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      json.writeStartObject();
      json.writeNumberField("statusCode", response.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : response.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("cookies");
      for (String cookie : response.cookies()) {
        json.writeString(cookie);
      }
      json.writeEndArray();
      json.writeStringField("body", response.body());
      json.writeBooleanField("isBase64Encoded", response.binary());
      json.writeEndObject();
    }
  }

  /** What the authorizer answers: let through, and who it is. */
  public static void writeCaller(Map<String, ?> context, OutputStream out) throws IOException {
    JSON.writeValue(out, Map.of("isAuthorized", true, "context", context));
  }

  /** The event of somebody who reads a page without having signed in. */
  public static byte[] reading(
      String route, String path, Map<String, String> parameters, String source) {
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "2.0");
    event.put("routeKey", route);
    event.put("rawPath", path);
    event.put("headers", Map.of("accept", "*/*"));
    event.put("cookies", List.of());
    event.put("pathParameters", parameters);
    event.put(
        "requestContext",
        Map.of("http", Map.of("method", "GET", "path", path, "sourceIp", source)));
    var bytes = new ByteArrayOutputStream();
    try {
      JSON.writeValue(bytes, event);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
