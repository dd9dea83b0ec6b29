package se.invanardialog.local.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Hands text messages in over HTTP as 46elks does: a form, and the answer's body goes back. */
public final class SmsGateway {
  private final URI address;
  private final Supplier<String> password;

  public SmsGateway(URI address, Supplier<String> password) {
    this.address = address;
    this.password = password;
  }

  /** Answers what is texted back; nothing when it was refused. */
  public String textIn(String from, String message) {
    String form =
        Map.of("id", UUID.randomUUID().toString(), "from", from, "message", message)
            .entrySet()
            .stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String signedIn =
        Base64.getEncoder()
            .encodeToString(("sms:" + password.get()).getBytes(StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(address)
                  .header("content-type", "application/x-www-form-urlencoded")
                  .header("authorization", "Basic " + signedIn)
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
