package se.invanardialog.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The service as its residents and officials meet it: the API, and the outbox for their mail. */
final class Town {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Town(URI base) {
    this.base = base;
  }

  /** Who calls: an address of their own, and a token if they are an official. */
  record Person(String address, Optional<String> token) {}

  Person official(String roles, String name, String board) {
    String query =
        "roles=" + encoded(roles) + "&name=" + encoded(name) + "&board=" + encoded(board);
    var nobody = new Person("", Optional.empty());
    String token = call(nobody, "GET", "/local/token?" + query, null).path("access_token").asText();
    return new Person("", Optional.of(token));
  }

  static Person resident(int number) {
    String address = "198.51.%d.%d".formatted(100 + number / 200, 1 + number % 200);
    return new Person(address, Optional.empty());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * @throws IllegalStateException when the answer is not one of success
   */
  JsonNode call(
      Person who, String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("accept", "application/json");
    if (!who.address().isEmpty()) {
      request.header("x-forwarded-for", who.address());
    }
    who.token().ifPresent(token -> request.header("authorization", "Bearer " + token));
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.toString()));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            method + " " + path + ": " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException failed) {
      throw new IllegalStateException(method + " " + path, failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  /** Moves the clock forward, unless it is there already, when all that was begun is done. */
  void waitUntil(Instant at) {
    var nobody = new Person("", Optional.empty());
    call(nobody, "GET", "/local/idle", null);
    Instant now = Instant.parse(call(nobody, "GET", "/local/clock", null).get("now").asText());
    if (at.isAfter(now)) {
      call(nobody, "POST", "/local/clock?until=" + at, null);
    }
  }

  /** Opens the newest mail to somebody and presses the button its link leads to. */
  void confirmByMail(Person who, String to) {
    call(who, "GET", "/local/idle", null);
    for (JsonNode mail : call(who, "GET", "/local/outbox.json?to=" + encoded(to), null)) {
      for (JsonNode link : mail.path("links")) {
        String path = URI.create(link.asText()).getPath();
        if (path.startsWith("/confirm/")) {
          call(who, "POST", "/api/confirmations/" + path.substring("/confirm/".length()), null);
          return;
        }
      }
    }
    throw new IllegalStateException("No link to confirm by came to " + to);
  }
}
