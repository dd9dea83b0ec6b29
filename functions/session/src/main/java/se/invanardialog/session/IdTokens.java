package se.invanardialog.session;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Says of an ID token whether it is the provider's, for us, now, and of this sign-in. */
final class IdTokens {
  /** What two machines' clocks may differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final int LONGEST = 50_000;

  /** One name twice is one thing to us and another to somebody else. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Registration registration;
  private final Function<String, Optional<SigningKeys.SigningKey>> keys;

  /**
   * @param keys finds the provider's key of an id
   */
  IdTokens(Registration registration, Function<String, Optional<SigningKeys.SigningKey>> keys) {
    this.registration = registration;
    this.keys = keys;
  }

  /** What is wrong with a token; the log says which. */
  enum Fault {
    UNREADABLE,
    ALGORITHM,
    KEY,
    SIGNATURE,
    ISSUER,
    AUDIENCE,
    PARTY,
    EXPIRED,
    NOT_YET,
    NONCE,
    SUBJECT
  }

  sealed interface Reading {
    record Genuine(JsonNode claims) implements Reading {}

    record Refused(Fault fault) implements Reading {}
  }

  /** OpenID Connect Core 1.0, 3.1.3.7; the signature before anything that it signs. */
  Reading read(String token, String nonce, Instant now) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      return new Reading.Refused(Fault.UNREADABLE);
    }
    JsonNode claims;
    try {
      JsonNode header = json(parts[0]);
      Optional<Fault> forged = forged(header, parts);
      if (forged.isPresent()) {
        return new Reading.Refused(forged.get());
      }
      claims = json(parts[1]);
    } catch (IOException | IllegalArgumentException broken) {
      return new Reading.Refused(Fault.UNREADABLE);
    }
    return foreign(claims, nonce)
        .or(() -> untimely(claims, now))
        .<Reading>map(Reading.Refused::new)
        .orElseGet(() -> new Reading.Genuine(claims));
  }

  private static JsonNode json(String part) throws IOException {
    JsonNode node = JSON.readTree(Base64.getUrlDecoder().decode(part));
    if (!node.isObject()) {
      throw new IllegalArgumentException("No object");
    }
    return node;
  }

  /** The key says which algorithm it is good for; a header that says another is not believed. */
  private Optional<Fault> forged(JsonNode header, String[] parts) {
    var algorithm = SigningKeys.Algorithm.of(header.path("alg").asText(""));
    if (algorithm.isEmpty() || header.has("crit")) {
      return Optional.of(Fault.ALGORITHM);
    }
    var key = keys.apply(header.path("kid").asText(""));
    if (key.isEmpty()) {
      return Optional.of(Fault.KEY);
    }
    if (key.get().algorithm() != algorithm.get()) {
      return Optional.of(Fault.ALGORITHM);
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return key.get().signed(signed, Base64.getUrlDecoder().decode(parts[2]))
        ? Optional.empty()
        : Optional.of(Fault.SIGNATURE);
  }

  private Optional<Fault> foreign(JsonNode claims, String nonce) {
    if (!text(claims, "iss").equals(registration.issuer())) {
      return Optional.of(Fault.ISSUER);
    }
    JsonNode audience = claims.path("aud");
    boolean forUs =
        audience.isArray()
            ? java.util.stream.StreamSupport.stream(audience.spliterator(), false)
                .anyMatch(this::isUs)
            : isUs(audience);
    if (!forUs) {
      return Optional.of(Fault.AUDIENCE);
    }
    boolean partyNamed = claims.has("azp") || audience.size() > 1;
    if (partyNamed && !isUs(claims.path("azp"))) {
      return Optional.of(Fault.PARTY);
    }
    if (!same(text(claims, "nonce"), nonce)) {
      return Optional.of(Fault.NONCE);
    }
    return text(claims, "sub").isBlank() ? Optional.of(Fault.SUBJECT) : Optional.empty();
  }

  private static Optional<Fault> untimely(JsonNode claims, Instant now) {
    long seconds = now.getEpochSecond();
    JsonNode expires = claims.path("exp");
    if (!expires.isNumber() || seconds >= expires.asLong() + SKEW.toSeconds()) {
      return Optional.of(Fault.EXPIRED);
    }
    JsonNode issued = claims.path("iat");
    boolean early =
        !issued.isNumber()
            || issued.asLong() > seconds + SKEW.toSeconds()
            || claims.path("nbf").asLong(0) > seconds + SKEW.toSeconds();
    return early ? Optional.of(Fault.NOT_YET) : Optional.empty();
  }

  private boolean isUs(JsonNode party) {
    return party.isTextual() && party.textValue().equals(registration.clientId());
  }

  private static String text(JsonNode claims, String name) {
    JsonNode claim = claims.path(name);
    return claim.isTextual() ? claim.textValue() : "";
  }

  /** Compared in a time that tells nothing. */
  static boolean same(String one, String two) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
  }
}
