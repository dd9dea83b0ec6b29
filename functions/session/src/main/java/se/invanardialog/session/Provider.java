package se.invanardialog.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;

/**
 * The OpenID provider: where it is, by its discovery document, and with which keys it signs. Both
 * are kept in memory for a while.
 */
final class Provider {
  static final Duration KEPT = Duration.ofHours(1);

  /** A token that names an unknown key makes us look for new keys, but not at every token. */
  static final Duration BETWEEN_KEY_FETCHES = Duration.ofMinutes(1);

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Registration registration;
  private final Web web;
  private @Nullable Fetched<Endpoints> endpoints;
  private @Nullable Fetched<SigningKeys> keys;

  Provider(Registration registration, Web web) {
    this.registration = registration;
    this.web = web;
  }

  private record Fetched<T>(T what, Instant at) {
    boolean within(Duration time, Instant now) {
      return Duration.between(at, now).abs().compareTo(time) < 0;
    }
  }

  /**
   * @param secretInForm whether the client's secret stands in the form and not in a header
   */
  record Endpoints(
      URI authorization, URI token, URI keys, Optional<URI> endSession, boolean secretInForm) {}

  /** What became of a code. */
  sealed interface Exchange {
    record Granted(String idToken) implements Exchange {}

    /** Used before, too old, or another's. */
    record Spent() implements Exchange {}

    record Refused() implements Exchange {}
  }

  /**
   * @throws Web.Unreachable when the provider does not tell
   */
  synchronized Endpoints endpoints(Instant now) {
    if (endpoints == null || !endpoints.within(KEPT, now)) {
      endpoints = new Fetched<>(discovered(), now);
    }
    return endpoints.what();
  }

  private Endpoints discovered() {
    String issuer = registration.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode document = fetched(URI.create(base + DISCOVERY));
    if (!document.path("issuer").asText("").equals(issuer)) {
      throw new Web.Unreachable("Another issuer");
    }
    return new Endpoints(
        endpoint(document, "authorization_endpoint"),
        endpoint(document, "token_endpoint"),
        endpoint(document, "jwks_uri"),
        document.hasNonNull("end_session_endpoint")
            ? Optional.of(endpoint(document, "end_session_endpoint"))
            : Optional.empty(),
        StreamSupport.stream(
                document.path("token_endpoint_auth_methods_supported").spliterator(), false)
            .anyMatch(method -> method.asText("").equals("client_secret_post")));
  }

  /** As safe to ask as the issuer is. */
  private URI endpoint(JsonNode document, String name) {
    try {
      URI address = URI.create(document.path(name).asText(""));
      String scheme = URI.create(registration.issuer()).getScheme();
      if ("https".equals(address.getScheme())
          || (address.getScheme() != null && address.getScheme().equals(scheme))) {
        return address;
      }
    } catch (IllegalArgumentException noAddress) {
      // The same as one that may not be asked.
    }
    throw new Web.Unreachable(name + " is no address");
  }

  /** The key of this id, if the provider has it. */
  synchronized Optional<SigningKeys.SigningKey> key(String id, Instant now) {
    if (keys == null || !keys.within(KEPT, now)) {
      fetchKeys(now);
    }
    Optional<SigningKeys.SigningKey> found = known(id);
    if (found.isPresent() || (keys != null && keys.within(BETWEEN_KEY_FETCHES, now))) {
      return found;
    }
    fetchKeys(now);
    return known(id);
  }

  private Optional<SigningKeys.SigningKey> known(String id) {
    return keys == null ? Optional.empty() : keys.what().find(id);
  }

  private void fetchKeys(Instant now) {
    keys = new Fetched<>(SigningKeys.read(fetched(endpoints(now).keys())), now);
  }

  private JsonNode fetched(URI address) {
    Web.Answer answer = web.get(address);
    if (answer.status() != 200) {
      throw new Web.Unreachable("Status " + answer.status());
    }
    return json(answer.body());
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException broken) {
      throw new Web.Unreachable("No JSON", broken);
    }
  }

  /** Hands in the code that somebody came back with (RFC 6749, 4.1.3, and RFC 7636). */
  Exchange exchange(String code, String verifier, Instant now) {
    Endpoints at = endpoints(now);
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", registration.callback());
    form.put("client_id", registration.clientId());
    form.put("code_verifier", verifier);
    var headers = new LinkedHashMap<String, String>();
    registration
        .secret()
        .get()
        .ifPresent(secret -> {
          if (at.secretInForm()) {
            form.put("client_secret", secret);
          } else {
            headers.put("authorization", basic(registration.clientId(), secret));
          }
        });
    return read(web.post(at.token(), headers, form));
  }

  /** Both are encoded as in a form before they are joined (RFC 6749, 2.3.1). */
  private static String basic(String id, String secret) {
    String pair = HttpWeb.encoded(id) + ":" + HttpWeb.encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Exchange read(Web.Answer answer) {
    if (answer.status() >= 500) {
      throw new Web.Unreachable("Status " + answer.status());
    }
    JsonNode body = json(answer.body());
    String token = body.path("id_token").asText("");
    if (answer.status() == 200 && !token.isEmpty()) {
      return new Exchange.Granted(token);
    }
    if (body.path("error").asText("").equals("invalid_grant")) {
      return new Exchange.Spent();
    }
    Log.warn("code-not-taken", "status", answer.status());
    return new Exchange.Refused();
  }

  /** Where to send a browser, with these parameters. */
  static String address(URI endpoint, Map<String, String> parameters) {
    return endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + HttpWeb.encoded(parameters);
  }
}
