package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens and keys of the provider's are taken. */
class IdTokensTest extends Browsing {
  @ParameterizedTest
  @CsvSource({
    "nonce, another",
    "nonce, ''",
    "iss, https://evil.example",
    "iss, https://inloggning.havstad.example/realms/kommun/",
    "aud, another",
    "aud, ''",
    "azp, another",
    "sub, ''",
    "sub, '  '",
    "exp, ''",
    "exp, soon",
    "iat, ''"
  })
  void a_token_that_says_something_else_is_refused(String claim, String value) {
    provider.claims.put(claim, value);

    assertNotAccepted();
  }

  @Test
  void a_token_for_several_names_the_one_it_was_made_for() {
    provider.claims.put("aud", List.of("another", FakeProvider.CLIENT));
    assertNotAccepted();

    provider.claims.put("azp", FakeProvider.CLIENT);
    assertThat(signIn().status()).isEqualTo(303);

    jar.clear();
    provider.claims.put("aud", List.of("another", "third"));
    assertNotAccepted();
  }

  @Test
  void clocks_may_differ_by_a_minute_and_no_more() {
    long now = outside.now().getEpochSecond();
    provider.claims.put("exp", now - 59);
    assertThat(signIn().status()).isEqualTo(303);
    jar.clear();
    provider.claims.put("exp", now - 60);
    assertNotAccepted();

    provider.claims.put("exp", now + 300);
    provider.claims.put("iat", now + 60);
    assertThat(signIn().status()).isEqualTo(303);
    jar.clear();
    provider.claims.put("iat", now + 61);
    assertNotAccepted();

    provider.claims.put("iat", now);
    provider.claims.put("nbf", now + 61);
    assertNotAccepted();
  }

  @ParameterizedTest
  @CsvSource({"RS256, rsa-1", "ES256, ec-1"})
  void two_algorithms_are_taken(String algorithm, String key) {
    provider.header = Map.of("alg", algorithm, "kid", key);

    assertThat(signIn().status()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "none, rsa-1",
    "None, rsa-1",
    "HS256, rsa-1",
    "RS512, rsa-1",
    "RS256, ec-1",
    "ES256, rsa-1",
    "RS256, unknown",
    "RS256, ''"
  })
  void a_token_signed_otherwise_is_refused(String algorithm, String key) {
    provider.header = Map.of("alg", algorithm, "kid", key);

    assertNotAccepted();
  }

  @Test
  void a_token_with_extensions_that_must_be_understood_is_refused() {
    provider.header = Map.of("alg", "RS256", "kid", "rsa-1", "crit", List.of("b64"));

    assertNotAccepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"signature", "claims", "cut", "empty", "more", "not-base64", "long"})
  void a_token_that_was_changed_on_the_way_is_refused(String how) {
    provider.changed =
        token -> {
          String[] parts = token.split("\\.");
          String admin =
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(("{\"groups\":[\"Drift\"]}").getBytes(StandardCharsets.UTF_8));
          return switch (how) {
            case "signature" -> parts[0] + "." + parts[1] + "." + "A".repeat(342);
            case "claims" -> parts[0] + "." + admin + "." + parts[2];
            case "cut" -> parts[0] + "." + parts[1] + ".";
            case "empty" -> "..";
            case "more" -> token + ".x";
            case "not-base64" -> parts[0] + ".å." + parts[2];
            default -> token + "A".repeat(60_000);
          };
        };

    assertNotAccepted();
  }

  @Test
  void keys_that_are_weak_or_for_something_else_are_not_used() {
    provider.keys.clear();
    provider.keys.add(with("use", "enc"));
    provider.keys.add(with("alg", "RS512"));
    provider.keys.add(with("n", "AQAB"));
    provider.keys.add(with("kty", "oct"));
    provider.keys.add(with("n", "*"));
    provider.keys.add(Map.of());

    assertNotAccepted();
  }

  private static Map<String, Object> with(String name, String value) {
    var key = new HashMap<>(FakeProvider.jwk("rsa-1"));
    key.put(name, value);
    return key;
  }

  @Test
  void a_new_key_is_fetched_when_a_token_names_it_but_not_at_every_token() {
    signIn();
    assertThat(asked("/keys")).isEqualTo(1);
    jar.clear();

    provider.keys.add(FakeProvider.jwk("rsa-2"));
    provider.header = Map.of("alg", "RS256", "kid", "rsa-2");
    assertNotAccepted();
    assertThat(asked("/keys")).as("fetched a moment ago").isEqualTo(1);

    outside.pass(Provider.BETWEEN_KEY_FETCHES);
    assertThat(signIn().status()).isEqualTo(303);
    assertThat(asked("/keys")).isEqualTo(2);
  }

  @Test
  void the_provider_s_document_and_keys_are_kept_for_an_hour() {
    signIn();
    signIn();
    assertThat(asked("/.well-known/openid-configuration")).isEqualTo(1);
    assertThat(asked("/keys")).isEqualTo(1);

    outside.pass(Provider.KEPT);
    provider.keys.clear();
    jar.clear();
    assertNotAccepted();
    assertThat(asked("/.well-known/openid-configuration")).isEqualTo(2);
  }

  private long asked(String path) {
    return provider.asked.stream().filter(each -> each.toString().endsWith(path)).count();
  }
}
