package se.invanardialog.core.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * An official's session as one signed word: {@code base64url(claims).base64url(HMAC-SHA256)}. It
 * holds who and until when, and can't be made without the session key.
 */
public final class SessionTokens {
  private static final String PURPOSE = "session";
  private static final int SIGNATURE_BYTES = 32;
  private static final int LONGEST = 4_096;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Secret secret;

  public SessionTokens(Secret secret) {
    this.secret = secret;
  }

  public String issue(Caller.Official official, Instant expiresAt) {
    var claims = official.context();
    claims.put("exp", expiresAt.getEpochSecond());
    try {
      String body = ENCODER.encodeToString(JSON.writeValueAsBytes(claims));
      return body + "." + signature(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A token that is cut, foreign or too old makes a resident, never an error. */
  public Caller read(String token, Instant now) {
    int dot = token.indexOf('.');
    if (dot < 1 || token.length() > LONGEST) {
      return new Caller.Resident();
    }
    String body = token.substring(0, dot);
    if (!MessageDigest.isEqual(
        signature(body).getBytes(StandardCharsets.UTF_8),
        token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
      return new Caller.Resident();
    }
    try {
      Map<String, Object> claims =
          JSON.readValue(
              Base64.getUrlDecoder().decode(body), new TypeReference<Map<String, Object>>() {});
      boolean current =
          claims.get("exp") instanceof Number expiry && now.getEpochSecond() < expiry.longValue();
      return current ? Caller.of(claims) : new Caller.Resident();
    } catch (java.io.IOException | IllegalArgumentException unreadable) {
      return new Caller.Resident();
    }
  }

  private String signature(String body) {
    return ENCODER.encodeToString(secret.sign(PURPOSE, body, SIGNATURE_BYTES));
  }
}
