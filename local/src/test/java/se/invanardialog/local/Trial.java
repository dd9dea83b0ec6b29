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

  private static final boolean ISOLATED = Boolean.getBoolean("isolated");
  private static final Path TEMPLATE =
      Path.of("src/test/resources/trial-template.yaml").toAbsolutePath();

  final LocalService service;

  private Trial(LocalService service) {
    this.service = service;
  }

  static Path template() {
    return ISOLATED ? TrialZip.beside(TEMPLATE) : TEMPLATE;
  }

  static Trial inMemory() {
    return of(template());
  }

  static Trial of(Path template) {
    return new Trial(LocalService.start(Options.forTests(template)));
  }

  static Trial in(Path data) {
    return new Trial(
        LocalService.start(new Options(template(), 0, Optional.of(data), false, ISOLATED)));
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + path))
            .timeout(Duration.ofMinutes(2))
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

  /** Waits until all is done; a process that has to be started may need more than one turn. */
  void settle() {
    for (int turn = 0; turn < 6; turn++) {
      if (get("/local/idle").statusCode() == 204) {
        return;
      }
    }
    throw new IllegalStateException("Not idle");
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
