package se.invanardialog.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import se.invanardialog.core.Platform;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says what it was given, and does small things to table and queue. */
public final class EchoFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Platform platform;
  private final Hooks hooks = new Hooks();

  public EchoFunction() {
    this(Platform.aws());
  }

  public EchoFunction(Platform platform) {
    this.platform = platform;
    Core.getGlobalContext().register(hooks);
  }

  /** Notes what happened around the snapshot. */
  private static final class Hooks implements Resource {
    private final List<String> called = new ArrayList<>();

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
      called.add("before");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
      called.add("after");
    }
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String table = platform.setting("TABLE");
    return switch (event.getRouteKey()) {
      case "PUT /items/{id}" -> {
        platform
            .dynamo()
            .putItem(put -> put.tableName(table).item(key(event.getPathParameters().get("id"))));
        yield answer(204, "");
      }
      case "GET /items/{id}" -> {
        var item =
            platform
                .dynamo()
                .getItem(get ->
                    get.tableName(table)
                        .consistentRead(true)
                        .key(key(event.getPathParameters().get("id"))))
                .item();
        yield answer(item.isEmpty() ? 404 : 200, "");
      }
      case "POST /letters" -> {
        platform
            .queue()
            .sendMessage(
                send -> send.queueUrl(platform.setting("LETTERS")).messageBody(event.getBody()));
        yield answer(202, "");
      }
      case "GET /scan" -> {
        platform.dynamo().scan(scan -> scan.tableName(table));
        yield answer(200, "");
      }
      default -> answer(200, said(event));
    };
  }

  public static Map<String, AttributeValue> key(String id) {
    return Map.of("pk", AttributeValue.fromS("ITEM#" + id), "sk", AttributeValue.fromS("ITEM"));
  }

  private String said(APIGatewayV2HTTPEvent event) {
    switch (event.getPathParameters().get("word")) {
      case "throw" -> throw new IllegalStateException("as asked");
      case "die" -> Runtime.getRuntime().halt(7);
      case "sleep" -> sleep();
      default -> {}
    }
    var said = new LinkedHashMap<String, Object>();
    said.put("version", event.getVersion());
    said.put("routeKey", event.getRouteKey());
    said.put("rawPath", event.getRawPath());
    said.put("rawQueryString", event.getRawQueryString());
    said.put("cookies", event.getCookies());
    said.put("headers", event.getHeaders());
    said.put("query", event.getQueryStringParameters());
    said.put("path", event.getPathParameters());
    said.put("sourceIp", event.getRequestContext().getHttp().getSourceIp());
    said.put("method", event.getRequestContext().getHttp().getMethod());
    said.put("timeEpoch", event.getRequestContext().getTimeEpoch());
    said.put("caller", event.getRequestContext().getAuthorizer().getLambda());
    said.put("body", event.getBody());
    said.put("isBase64Encoded", event.getIsBase64Encoded());
    said.put("hooks", hooks.called);
    said.put("now", platform.time().instant().toString());
    try {
      return JSON.writeValueAsString(said);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMinutes(5));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static APIGatewayV2HTTPResponse answer(int status, String body) {
    var response = new APIGatewayV2HTTPResponse();
    response.setStatusCode(status);
    response.setHeaders(Map.of("Content-Type", "application/json", "X-Trial", "1"));
    response.setCookies(List.of("a=1; Path=/", "b=2"));
    response.setBody(body);
    return response;
  }
}
