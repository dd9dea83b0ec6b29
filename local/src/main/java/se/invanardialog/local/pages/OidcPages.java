package se.invanardialog.local.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;

/**
 * An OpenID provider with ready-made officials, in place of the municipality's own. It asks for no
 * password, and holds the service to the rest: the code once, PKCE, the client's secret.
 */
public final class OidcPages {
  public static final String PATH = "/local/oidc";
  public static final String CLIENT = "invanardialog";

  /** What the template is told that the groups of {@link #OFFICIALS} mean. */
  public static final String ROLES =
      "granskare=moderator; planerare=planner; svarande-ks=responder@Kommunstyrelsen;"
          + " analytiker=analyst; förvaltare=admin";

  private static final Duration CODE_LASTS = Duration.ofMinutes(1);
  private static final Duration TOKEN_LASTS = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<Official> OFFICIALS =
      List.of(
          new Official("mona", "Mona Lind", "Moderator – granskar förslag", "granskare"),
          new Official("per", "Per Ek", "Planerare – planerar dialoger", "planerare"),
          new Official("karin", "Karin Holm", "Svarande – för kommunstyrelsen", "svarande-ks"),
          new Official("ali", "Ali Hassan", "Analytiker – läser resultat", "analytiker"),
          new Official("asa", "Åsa Berg", "Administratör – ändrar regler", "förvaltare"),
          new Official("nils", "Nils Ny", "Nyanställd – har ingen roll än", "alla"));

  private final String baseUrl;
  private final Supplier<String> secret;
  private final InstantSource time;
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private @Nullable KeyPair keys;

  private record Official(String id, String name, String title, String group) {}

  /** What a code was given out for. */
  private record Asked(
      Official official, String nonce, String challenge, String redirect, Instant endsAt) {}

  /**
   * @param baseUrl the service's, which this is a part of
   * @param secret the client's
   */
  public OidcPages(String baseUrl, Supplier<String> secret, InstantSource time) {
    this.baseUrl = baseUrl;
    this.secret = secret;
    this.time = time;
  }

  /** Null when the address is not one of these. */
  @Nullable Answer answer(Exchange exchange) {
    return switch (exchange.method() + " " + exchange.path().substring(PATH.length())) {
      case "GET /.well-known/openid-configuration" -> discovery();
      case "GET /jwks" -> Answer.json(200, Map.of("keys", List.of(jwk())));
      case "GET /authorize" -> authorize(exchange);
      case "POST /authorize" -> chosen(exchange);
      case "POST /token" -> token(exchange);
      case "GET /logout" ->
          Answer.seeOther(
              exchange.fields().getOrDefault("post_logout_redirect_uri", "").equals(baseUrl + "/")
                  ? baseUrl + "/"
                  : "/local");
      default -> null;
    };
  }

  private Answer discovery() {
    String issuer = baseUrl + PATH;
    var document = new LinkedHashMap<String, Object>();
    document.put("issuer", issuer);
    document.put("authorization_endpoint", issuer + "/authorize");
    document.put("token_endpoint", issuer + "/token");
    document.put("jwks_uri", issuer + "/jwks");
    document.put("end_session_endpoint", issuer + "/logout");
    document.put("response_types_supported", List.of("code"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    return Answer.json(200, document);
  }

  private boolean known(Map<String, String> asked) {
    return asked.getOrDefault("client_id", "").equals(CLIENT)
        && asked.getOrDefault("redirect_uri", "").equals(baseUrl + "/session/callback")
        && asked.getOrDefault("response_type", "").equals("code")
        && asked.getOrDefault("code_challenge_method", "").equals("S256")
        && Arrays.asList(asked.getOrDefault("scope", "").split(" ")).contains("openid");
  }

  private Answer authorize(Exchange exchange) {
    Map<String, String> asked = exchange.fields();
    if (!known(asked)) {
      return Answer.gateway(400, "The service is not known here by what it says");
    }
    var hidden = new StringBuilder();
    asked.forEach((name, value) -> hidden.append(Html.hidden(name, value)));
    var choices = new StringBuilder();
    for (Official official : OFFICIALS) {
      choices.append(
          """
          <li><button class="btn quiet" name="official" value="%s">%s</button> %s</li>
          """
              .formatted(
                  official.id(), Html.escape(official.name()), Html.escape(official.title())));
    }
    return Html.page(
        "Kommunens inloggning",
        """
        <p class="lead">I drift står kommunens egen inloggning här. Välj vem du är.</p>
        <form class="flow" method="post" action="%s/authorize">%s<ul class="plain flow">%s</ul>
        <div class="btns"><button class="btn quiet" name="official" value="">Avbryt</button></div>
        </form>
        <p>Vill du ha flera roller på en gång? <a href="/local/sign-in">Välj dem själv</a>.</p>
        """
            .formatted(PATH, hidden, choices));
  }

  private Answer chosen(Exchange exchange) {
    Map<String, String> asked = exchange.fields();
    if (!known(asked)) {
      return Answer.gateway(400, "The service is not known here by what it says");
    }
    Optional<Official> official =
        OFFICIALS.stream()
            .filter(each -> each.id().equals(asked.getOrDefault("official", "")))
            .findFirst();
    String redirect = asked.getOrDefault("redirect_uri", "");
    String outcome =
        official
            .map(who -> {
              String code = UUID.randomUUID().toString();
              codes.put(
                  code,
                  new Asked(
                      who,
                      asked.getOrDefault("nonce", ""),
                      asked.getOrDefault("code_challenge", ""),
                      redirect,
                      time.instant().plus(CODE_LASTS)));
              return "code=" + code;
            })
            .orElse("error=access_denied");
    return Answer.seeOther(
        redirect
            + "?"
            + outcome
            + "&state="
            + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8));
  }

  private Answer token(Exchange exchange) {
    Map<String, String> form = exchange.fields();
    String pair = CLIENT + ":" + URLEncoder.encode(secret.get(), StandardCharsets.UTF_8);
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (!exchange.header("authorization").orElse("").equals(expected)) {
      return Answer.json(401, Map.of("error", "invalid_client"));
    }
    @Nullable Asked asked = codes.remove(form.getOrDefault("code", ""));
    boolean good =
        asked != null
            && time.instant().isBefore(asked.endsAt())
            && asked.redirect().equals(form.getOrDefault("redirect_uri", ""))
            && asked.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
    if (asked == null || !good) {
      return Answer.json(400, Map.of("error", "invalid_grant"));
    }
    return Answer.json(
            200,
            Map.of(
                "token_type", "Bearer",
                "access_token", UUID.randomUUID().toString(),
                "expires_in", TOKEN_LASTS.toSeconds(),
                "id_token", idToken(asked)))
        .with("cache-control", "no-store");
  }

  private String idToken(Asked asked) {
    Instant now = time.instant();
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", baseUrl + PATH);
    claims.put("sub", asked.official().id());
    claims.put("aud", CLIENT);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(TOKEN_LASTS).getEpochSecond());
    claims.put("nonce", asked.nonce());
    claims.put("name", asked.official().name());
    claims.put("roles", List.of(asked.official().group()));
    String signed =
        part(Map.of("alg", "RS256", "typ", "JWT", "kid", jwk().get("kid"))) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys().getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + text(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Made when first asked for, for it takes a while, and new at each start. */
  private synchronized KeyPair keys() {
    if (keys == null) {
      try {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        keys = generator.generateKeyPair();
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return keys;
  }

  private Map<String, String> jwk() {
    var key = (RSAPublicKey) keys().getPublic();
    String modulus = number(key.getModulus());
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        challenge(modulus),
        "n",
        modulus,
        "e",
        number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return text(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String challenge(String text) {
    try {
      return text(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String part(Map<String, ?> object) {
    try {
      return text(JSON.writeValueAsBytes(object));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
