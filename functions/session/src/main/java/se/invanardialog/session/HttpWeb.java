package se.invanardialog.session;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By the JDK's client, made when first needed: a snapshot holds no connection. */
final class HttpWeb implements Web {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 500_000;

  private @Nullable HttpClient client;

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(LONGEST)
              .build();
    }
    return client;
  }

  @Override
  public Answer get(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  @Override
  public Answer post(URI address, Map<String, String> headers, Map<String, String> form) {
    var request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)));
    headers.forEach(request::header);
    return send(request);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client()
              .send(
                  request.header("accept", "application/json").timeout(LONGEST).build(),
                  BodyHandlers.limiting(
                      BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_ANSWER));
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException failed) {
      throw new Unreachable("No answer", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unreachable("Interrupted", stopped);
    }
  }

  /** As a form or a query has it. */
  static String encoded(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
