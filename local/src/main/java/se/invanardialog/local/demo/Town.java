package se.invanardialog.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;

/** The service as its residents and officials meet it: the API, and the outbox for their mail. */
final class Town {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Person NOBODY = new Person("", Optional.empty());
  private static final int BUSY = 503;
  private static final int MOST_WAITS = 12;

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
    String token = call(NOBODY, "GET", "/local/token?" + query, null).path("access_token").asText();
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
  JsonNode call(Person who, String method, String path, @Nullable JsonNode body) {
    return send(who, method, path, "application/json", body == null ? "" : body.toString());
  }

  /**
   * @throws IllegalStateException when the answer is not one of success
   */
  JsonNode send(Person who, String method, String path, String type, String body) {
    HttpResponse<String> response = answer(who, method, path, type, body);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException garbled) {
      throw new IllegalStateException(method + " " + path, garbled);
    }
  }

  private HttpResponse<String> answer(
      Person who, String method, String path, String type, String body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("content-type", type)
            .header("accept", "application/json");
    if (!who.address().isEmpty()) {
      request.header("x-forwarded-for", who.address());
    }
    who.token().ifPresent(token -> request.header("authorization", "Bearer " + token));
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(method + " " + path, failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  /** Waits until all that was begun is done, which hundreds of letters take a while. */
  void settle() {
    for (int tries = 0; tries < MOST_WAITS; tries++) {
      if (answer(NOBODY, "GET", "/local/idle", "text/plain", "").statusCode() != BUSY) {
        return;
      }
    }
    throw new IllegalStateException("The service does not come to rest");
  }

  /** Does what is due: in the past that is told of, no schedule runs by itself. */
  void sweep() {
    call(NOBODY, "POST", "/local/run?schedule=Dispatch", null);
  }

  /** Counts all anew, as every night. */
  void recount() {
    call(NOBODY, "POST", "/local/run?schedule=Housekeeping", null);
  }

  /** Moves the clock forward, unless it is there already, when all that was begun is done. */
  void waitUntil(Instant at) {
    settle();
    Instant now = Instant.parse(call(NOBODY, "GET", "/local/clock", null).get("now").asText());
    if (at.isAfter(now)) {
      call(NOBODY, "POST", "/local/clock?until=" + at, null);
    }
  }

  /** Opens the newest mail to somebody and presses the button its link leads to. */
  void confirmByMail(Person who, String to) {
    settle();
    String token =
        linkTo(to, "/confirm/", "")
            .orElseThrow(() -> new IllegalStateException("No link to confirm by came to " + to));
    call(who, "POST", "/api/confirmations/" + token, null);
  }

  /** What follows in the newest link of that kind to somebody that has something in it. */
  Optional<String> linkTo(String to, String kind, String with) {
    for (JsonNode mail : call(NOBODY, "GET", "/local/outbox.json?to=" + encoded(to), null)) {
      for (JsonNode link : mail.path("links")) {
        String path = URI.create(link.asText()).getPath();
        if (path.startsWith(kind) && path.contains(with)) {
          return Optional.of(path.substring(kind.length()));
        }
      }
    }
    return Optional.empty();
  }
}
