package se.invanardialog.local.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.lambda.InvocationFailure;
import se.invanardialog.local.lambda.LambdaFunction;

/** The HTTP API: finds the route, asks the authorizer, calls the function, reads its answer. */
public final class Gateway {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiRoutes<LambdaFunction> routes = new ApiRoutes<>();
  private final @Nullable LambdaFunction authorizer;
  private final InstantSource time;
  private final AtomicLong requests = new AtomicLong();

  public Gateway(
      List<LambdaFunction> functions, @Nullable LambdaFunction authorizer, InstantSource time) {
    this.authorizer = authorizer;
    this.time = time;
    functions.forEach(
        function -> function.resource().routes().forEach(route -> routes.add(route, function)));
  }

  public Answer answer(Exchange exchange) {
    var match = routes.find(exchange.method(), exchange.rawPath());
    if (match.isEmpty()) {
      return Answer.gateway(404, "Not Found");
    }
    String id = "local-" + requests.incrementAndGet();
    try {
      return call(exchange, match.get(), id).with("apigw-requestid", id);
    } catch (InvocationFailure failure) {
      @Nullable Throwable cause = failure.getCause();
      Log.error(
          "http-function-failed",
          cause == null ? failure : cause,
          "route",
          match.get().route().key(),
          "request",
          id);
      return Answer.gateway(500, "Internal Server Error");
    } catch (IOException unreadable) {
      Log.error("http-answer-unreadable", unreadable, "route", match.get().route().key());
      return Answer.gateway(500, "Internal Server Error");
    }
  }

  private Answer call(Exchange exchange, ApiRoutes.Match<LambdaFunction> match, String id)
      throws IOException {
    Instant now = time.instant();
    @Nullable Map<String, Object> caller = null;
    if (authorizer != null && match.route().authorized()) {
      JsonNode verdict =
          JSON.readTree(authorizer.invoke(HttpEvent.forAuthorizer(exchange, match, now, id)));
      if (!verdict.path("isAuthorized").asBoolean(false)) {
        return Answer.gateway(403, "Forbidden");
      }
      caller =
          verdict.hasNonNull("context")
              ? JSON.convertValue(
                  verdict.get("context"), new TypeReference<Map<String, Object>>() {})
              : Map.of();
    }
    return read(match.behind().invoke(HttpEvent.forFunction(exchange, match, caller, now, id)));
  }

  /** A function's answer in payload format 2.0; one without a status is the body itself. */
  private static Answer read(byte[] response) throws IOException {
    JsonNode node = JSON.readTree(response);
    if (!node.path("statusCode").canConvertToInt()) {
      return Answer.of(200, "application/json", response);
    }
    var headers = new LinkedHashMap<String, String>();
    node.path("headers")
        .properties()
        .forEach(
            each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().asText()));
    var cookies = new ArrayList<String>();
    node.path("cookies").forEach(each -> cookies.add(each.asText()));
    String body = node.path("body").isNull() ? "" : node.path("body").asText();
    byte[] bytes =
        node.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8);
    return new Answer(node.path("statusCode").asInt(), headers, cookies, bytes);
  }
}
