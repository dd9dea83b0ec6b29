package se.invanardialog.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.local.trial.EchoFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A running service of small functions, and somebody who calls it. */
final class Trial implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final LocalService service;

  private Trial(LocalService service) {
    this.service = service;
  }

  static Path template() {
    return Path.of("src/test/resources/trial-template.yaml").toAbsolutePath();
  }

  static Trial inMemory() {
    return new Trial(LocalService.start(Options.forTests(template())));
  }

  static Trial in(Path data) {
    return new Trial(LocalService.start(new Options(template(), 0, Optional.of(data), false)));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  JsonNode json(String path, String... headers) {
    return read(get(path, headers).body());
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException broken) {
      throw new IllegalStateException(json, broken);
    }
  }

  void settle() {
    if (get("/local/idle").statusCode() != 204) {
      throw new IllegalStateException("Not idle");
    }
  }

  /** How often the counting function was called for a key. */
  int times(String key) {
    var item =
        service
            .dynamo()
            .getItem(get ->
                get.tableName(service.tableName())
                    .consistentRead(true)
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS(key), "sk", AttributeValue.fromS("COUNT"))))
            .item();
    return item.isEmpty() ? 0 : Integer.parseInt(item.get("times").n());
  }

  int seen(String id) {
    return times("SEEN#" + EchoFunction.key(id).get("pk").s());
  }

  @Override
  public void close() {
    service.close();
  }
}
