package se.invanardialog.local.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request in Lambda's payload format 2.0, for a function and for its authorizer. */
final class HttpEvent {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIRST_BYTES = 2_048;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The types whose bodies an HTTP API hands on as text; a form is not among them. */
  private static final Pattern TEXT =
      Pattern.compile("(?i)(text/.*|application/(json|xml|javascript)\\b.*)");

  private HttpEvent() {}

  /**
   * @param caller the authorizer's context, or null when the route has none
   */
  static byte[] forFunction(
      Exchange exchange,
      ApiRoutes.Match<?> match,
      @Nullable Map<String, Object> caller,
      Instant now,
      String id) {
    var bytes = new ByteArrayOutputStream(FIRST_BYTES + exchange.body().length);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      common(json, exchange, match);
      json.writeObjectFieldStart("requestContext");
      context(json, exchange, match, now, id);
      if (caller != null) {
        json.writeObjectFieldStart("authorizer");
        json.writeObjectFieldStart("lambda");
        for (var each : caller.entrySet()) {
          json.writeStringField(each.getKey(), each.getValue().toString());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
      body(json, exchange);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static byte[] forAuthorizer(Exchange exchange, ApiRoutes.Match<?> match, Instant now, String id) {
    var bytes = new ByteArrayOutputStream(FIRST_BYTES);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "REQUEST");
      json.writeStringField(
          "routeArn",
          "arn:aws:execute-api:eu-north-1:000000000000:local/$default/"
              + exchange.method()
              + exchange.rawPath());
      common(json, exchange, match);
      json.writeObjectFieldStart("requestContext");
      context(json, exchange, match, now, id);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void common(JsonGenerator json, Exchange exchange, ApiRoutes.Match<?> match)
      throws IOException {
    json.writeStringField("version", "2.0");
    json.writeStringField("routeKey", match.route().key());
    json.writeStringField("rawPath", exchange.path());
    json.writeStringField("rawQueryString", exchange.rawQuery());
    if (!exchange.cookies().isEmpty()) {
      json.writeArrayFieldStart("cookies");
      for (String cookie : exchange.cookies()) {
        json.writeString(cookie);
      }
      json.writeEndArray();
    }
    texts(json, "headers", exchange.headers());
    Map<String, List<String>> query = exchange.query();
    if (!query.isEmpty()) {
      json.writeObjectFieldStart("queryStringParameters");
      for (var each : query.entrySet()) {
        json.writeStringField(each.getKey(), String.join(",", each.getValue()));
      }
      json.writeEndObject();
    }
    if (!match.parameters().isEmpty()) {
      texts(json, "pathParameters", match.parameters());
    }
  }

  private static void context(
      JsonGenerator json, Exchange exchange, ApiRoutes.Match<?> match, Instant now, String id)
      throws IOException {
    json.writeStringField("accountId", "000000000000");
    json.writeStringField("apiId", "local");
    json.writeStringField("domainName", exchange.headers().getOrDefault("host", "localhost"));
    json.writeStringField("domainPrefix", "local");
    json.writeObjectFieldStart("http");
    json.writeStringField("method", exchange.method());
    json.writeStringField("path", exchange.path());
    json.writeStringField("protocol", exchange.protocol());
    json.writeStringField("sourceIp", exchange.source());
    json.writeStringField("userAgent", exchange.headers().getOrDefault("user-agent", ""));
    json.writeEndObject();
    json.writeStringField("requestId", id);
    json.writeStringField("routeKey", match.route().key());
    json.writeStringField("stage", "$default");
    json.writeStringField("time", TIME.format(now));
    json.writeNumberField("timeEpoch", now.toEpochMilli());
  }

  private static void body(JsonGenerator json, Exchange exchange) throws IOException {
    boolean there = exchange.body().length > 0;
    boolean text = TEXT.matcher(exchange.headers().getOrDefault("content-type", "")).matches();
    if (there) {
      json.writeStringField(
          "body",
          text
              ? new String(exchange.body(), StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(exchange.body()));
    }
    json.writeBooleanField("isBase64Encoded", there && !text);
  }

  private static void texts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var each : texts.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
