package se.invanardialog.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.core.log.Log;

/** Officials sign in at the provider: the authorization code flow of OpenID Connect, with PKCE. */
final class SigningIn {
  static final Duration ATTEMPT_LASTS = Duration.ofMinutes(10);

  /** A working day. */
  static final Duration SESSION_LASTS = Duration.ofHours(8);

  static final String START = "/official";

  private static final int LONGEST_PATH = 500;
  private static final int LONGEST_NAME = 100;

  /** Officials' own pages and nothing else, whatever a browser would make of it. */
  private static final Pattern OWN_PAGE =
      Pattern.compile("/official([/?][A-Za-z0-9/?&=%.~+_,:@!$'()*;-]*)?");

  private final Registration registration;
  private final Provider provider;
  private final IdTokens idTokens;
  private final RoleMap roles;
  private final Seal seal;
  private final SessionTokens sessions;
  private final Pseudonyms pseudonyms;
  private final Ids ids;
  private final InstantSource time;

  /**
   * @param sessionKey signs sessions, and seals what the browser keeps meanwhile
   */
  SigningIn(
      Registration registration,
      Provider provider,
      RoleMap roles,
      Secret sessionKey,
      Pseudonyms pseudonyms,
      Ids ids,
      InstantSource time) {
    this.registration = registration;
    this.provider = provider;
    this.idTokens = new IdTokens(registration, id -> provider.key(id, time.instant()));
    this.roles = roles;
    this.seal = new Seal(sessionKey, "sign-in");
    this.sessions = new SessionTokens(sessionKey);
    this.pseudonyms = pseudonyms;
    this.ids = ids;
    this.time = time;
  }

  /**
   * @param address the provider's page
   * @param cookie what the browser brings back
   */
  record Begun(String address, String cookie) {}

  sealed interface Outcome {
    /**
     * @param session the token for the session's cookie
     * @param then an own page
     */
    record SignedIn(String session, String then) implements Outcome {}

    /** Nobody began it in this browser, or too long ago, or it was ended before. */
    record Stale() implements Outcome {}

    record Cancelled() implements Outcome {}

    record WithoutRole() implements Outcome {}

    record Failed() implements Outcome {}
  }

  /** Anything but an officials' page is their first one. */
  static String ownPage(String wanted) {
    return wanted.length() <= LONGEST_PATH && OWN_PAGE.matcher(wanted).matches() ? wanted : START;
  }

  /**
   * @throws Web.Unreachable when the provider does not tell where to go
   */
  Begun begin(String then) {
    Instant now = time.instant();
    var authorization = provider.endpoints(now).authorization();
    var attempt = Attempt.begin(ids, ownPage(then), now.plus(ATTEMPT_LASTS));
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", registration.clientId());
    parameters.put("redirect_uri", registration.callback());
    parameters.put("scope", "openid profile");
    parameters.put("state", attempt.state());
    parameters.put("nonce", attempt.nonce());
    parameters.put("code_challenge", attempt.challenge());
    parameters.put("code_challenge_method", "S256");
    return new Begun(Provider.address(authorization, parameters), attempt.sealed(seal));
  }

  /**
   * @param query what the provider sent along
   * @param cookie what {@link #begin} gave the browser
   * @throws Web.Unreachable when the provider does not answer
   */
  Outcome finish(Map<String, String> query, Optional<String> cookie) {
    Instant now = time.instant();
    Optional<Attempt> found =
        cookie
            .flatMap(sealed -> Attempt.open(seal, sealed, now))
            .filter(each -> IdTokens.same(each.state(), query.getOrDefault("state", "")));
    if (found.isEmpty()) {
      return new Outcome.Stale();
    }
    if (!query.getOrDefault("iss", registration.issuer()).equals(registration.issuer())) {
      return failed("issuer-of-answer");
    }
    if (query.containsKey("error")) {
      return "access_denied".equals(query.get("error"))
          ? new Outcome.Cancelled()
          : failed("provider-refused");
    }
    Attempt attempt = found.get();
    String code = query.getOrDefault("code", "");
    return switch (provider.exchange(code, attempt.verifier(), now)) {
      case Provider.Exchange.Spent() -> new Outcome.Stale();
      case Provider.Exchange.Refused() -> failed("code-not-taken");
      case Provider.Exchange.Granted(var idToken) ->
          switch (idTokens.read(idToken, attempt.nonce(), now)) {
            case IdTokens.Reading.Refused(var fault) ->
                failed("token-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case IdTokens.Reading.Genuine(var claims) -> signedIn(claims, attempt.then(), now);
          };
    };
  }

  private static Outcome failed(String why) {
    Log.warn("sign-in-failed", "why", why);
    return new Outcome.Failed();
  }

  private Outcome signedIn(JsonNode claims, String then, Instant now) {
    RoleMap.Granted granted = roles.of(claims);
    if (granted.roles().isEmpty()) {
      return new Outcome.WithoutRole();
    }
    var official =
        new Caller.Official(subject(claims), name(claims), granted.roles(), granted.board());
    return new Outcome.SignedIn(sessions.issue(official, now.plus(SESSION_LASTS)), then);
  }

  /** Some providers' subject is a personal identity number, which is kept nowhere. */
  private String subject(JsonNode claims) {
    return pseudonyms.of("official", registration.issuer() + " " + claims.path("sub").textValue());
  }

  private static String name(JsonNode claims) {
    String name = claims.path("name").asText("").replaceAll("\\p{Cntrl}", "").strip();
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /**
   * Where somebody is signed out at the provider too, if it has such a page.
   *
   * @throws Web.Unreachable when the provider does not tell
   */
  Optional<String> farewell() {
    return provider
        .endpoints(time.instant())
        .endSession()
        .map(page ->
            Provider.address(
                page,
                Map.of(
                    "client_id", registration.clientId(),
                    "post_logout_redirect_uri", registration.farewell())));
  }
}
