package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;

/** To the provider and back. */
class SigningInTest extends Browsing {
  @Test
  void an_official_goes_to_the_provider_and_comes_back_to_the_page_that_was_wanted() {
    String asked = begin("/official/moderation?sort=oldest");

    var query = FakeProvider.pairs(URI.create(asked).getRawQuery());
    assertThat(asked).startsWith(FakeProvider.ISSUER + "/authorize?");
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", FakeProvider.CLIENT)
        .containsEntry("redirect_uri", "https://dialog.havstad.example/session/callback")
        .containsEntry("scope", "openid profile")
        .containsEntry("code_challenge_method", "S256");
    assertThat(query.get("code_challenge")).hasSize(43);

    Response answer = comeBack(asked);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("location", "/official/moderation?sort=oldest")
        .containsEntry("cache-control", "no-store");
    assertThat(jar).containsOnlyKeys("session");
    assertThat(caller())
        .isInstanceOfSatisfying(
            Caller.Official.class,
            official -> {
              assertThat(official.name()).isEqualTo("Mona Lind");
              assertThat(official.roles()).containsExactly(Role.MODERATOR);
              assertThat(official.board()).isEmpty();
              assertThat(official.subject()).hasSize(22).doesNotContain("1212");
            });
    outside.pass(SigningIn.SESSION_LASTS);
    assertThat(caller()).isEqualTo(new Caller.Resident());
  }

  @Test
  void what_the_browser_keeps_it_shows_to_no_script_and_to_no_other_site() {
    String asked = "/session/sign-in?then=/official";
    String attempt = open("GET", asked).cookies().getFirst();
    String session =
        comeBack(begin("/official")).cookies().stream()
            .filter(cookie -> cookie.startsWith("session="))
            .findFirst()
            .orElseThrow();

    assertThat(attempt)
        .startsWith(ATTEMPT + "=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600");
    assertThat(session).endsWith("; Path=/; HttpOnly; SameSite=Lax; Secure");
  }

  @Test
  void every_attempt_has_its_own_state_nonce_and_challenge_and_shows_none_of_its_verifier() {
    var first = FakeProvider.pairs(URI.create(begin("/official")).getRawQuery());
    var second = FakeProvider.pairs(URI.create(begin("/official")).getRawQuery());

    for (String name : List.of("state", "nonce", "code_challenge")) {
      assertThat(first.get(name)).hasSizeGreaterThan(20).isNotEqualTo(second.get(name));
    }
    String kept =
        new String(Base64.getUrlDecoder().decode(jar.get(ATTEMPT)), StandardCharsets.ISO_8859_1);
    assertThat(kept).doesNotContain(second.get("state"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5Cevil.example",
        "/official\\evil.example",
        "/official\r\nlocation: https://evil.example",
        "/official@evil.example",
        "/official.evil.example",
        "/officials",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/session/sign-in?then=/official",
        "/",
        "official",
        " /official/rules"
      })
  void whatever_is_no_officials_page_is_not_gone_to(String then) {
    assertThat(SigningIn.ownPage(then)).isEqualTo("/official");
    String encoded = java.net.URLEncoder.encode(then, StandardCharsets.UTF_8);
    assertThat(comeBack(begin(encoded)).headers()).containsEntry("location", "/official");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/official",
        "/official/rules",
        "/official?x=1",
        "/official/surveys/abc23/texts?question=q1&page=2"
      })
  void an_officials_page_is_gone_to(String then) {
    assertThat(SigningIn.ownPage(then)).isEqualTo(then);
    assertThat(SigningIn.ownPage(then + "/" + "x".repeat(500))).isEqualTo("/official");
  }

  @Test
  void another_state_is_not_taken_and_the_attempt_stands() {
    String asked = begin("/official");

    assertRefused(
        back("code=" + provider.code(asked) + "&state=guessed"), 400, "Inloggningen blev inte");
    assertRefused(back("code=" + provider.code(asked)), 400, "Inloggningen blev inte klar");
    assertThat(provider.forms).as("no code is handed in").isEmpty();
    assertThat(comeBack(asked).status()).isEqualTo(303);
  }

  @Test
  void a_state_is_used_once() {
    String asked = begin("/official");
    String kept = jar.get(ATTEMPT);
    comeBack(asked);
    jar.clear();

    assertRefused(comeBack(asked), 400, "Inloggningen blev inte klar");
    assertThat(provider.forms).hasSize(1);

    // A browser that was made to keep it gets no further than the provider, which takes a code
    // once.
    jar.put(ATTEMPT, kept);
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");
    assertRefused(back("code=code-0&state=" + state), 400, "Inloggningen blev inte klar");
  }

  @Test
  void an_attempt_of_another_browser_is_not_taken() {
    String asked = begin("/official");
    jar.clear();
    String mine = begin("/official");

    assertRefused(comeBack(asked), 400, "Inloggningen blev inte klar");
    assertThat(comeBack(mine).status()).isEqualTo(303);
  }

  @Test
  void a_code_of_another_attempt_is_refused_by_its_challenge() {
    String theirs = begin("/official");
    String mine = begin("/official");
    String state = FakeProvider.pairs(URI.create(mine).getRawQuery()).get("state");

    assertRefused(
        back("code=" + provider.code(theirs) + "&state=" + state),
        400,
        "Inloggningen blev inte klar");
  }

  @Test
  void an_attempt_that_is_changed_or_too_old_is_not_taken() {
    String asked = begin("/official");
    String kept = jar.get(ATTEMPT);
    char last = kept.charAt(20);
    for (String bad :
        List.of(
            kept.substring(0, 20) + (last == 'A' ? 'B' : 'A') + kept.substring(21),
            kept.substring(0, 30),
            "",
            "å",
            "A".repeat(3_000))) {
      jar.put(ATTEMPT, bad);
      assertRefused(comeBack(asked), 400, "Inloggningen blev inte klar");
    }
    jar.put(ATTEMPT, kept);
    outside.pass(SigningIn.ATTEMPT_LASTS);
    assertRefused(comeBack(asked), 400, "Inloggningen blev inte klar");
  }

  @Test
  void who_cancels_is_told_that_nothing_happened() {
    String asked = begin("/official");
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");

    assertRefused(back("error=access_denied&state=" + state), 403, "Du avbröt inloggningen");
    assertThat(jar).isEmpty();
  }

  @Test
  void any_other_answer_of_the_provider_s_is_a_failure_and_is_not_shown() {
    String asked = begin("/official");
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");

    Response answer = back("error=%3Cb%3Eserver_error&error_description=hemligt&state=" + state);

    assertRefused(answer, 403, "Det gick inte att logga in");
    assertThat(answer.body()).doesNotContain("hemligt", "server_error");
  }

  @Test
  void an_answer_that_says_it_is_another_provider_s_is_refused() {
    String asked = begin("/official");
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");

    assertRefused(
        back("code=" + provider.code(asked) + "&iss=https://evil.example&state=" + state),
        403,
        "Det gick inte att logga in");
    assertThat(provider.forms).isEmpty();
  }

  @Test
  void a_provider_that_is_down_is_told_of_and_tried_again() {
    provider.down = true;
    assertRefused(
        open("GET", "/session/sign-in?then=/official"), 503, "Kommunens inloggning svarar inte");
    assertThat(open("POST", "/session/sign-out").headers()).containsEntry("location", "/");

    provider.down = false;
    String asked = begin("/official");
    provider.down = true;
    assertRefused(comeBack(asked), 503, "Kommunens inloggning svarar inte");
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, https://evil.example",
    "token_endpoint, http://inloggning.havstad.example/token",
    "authorization_endpoint, javascript:alert(1)",
    "jwks_uri, ''"
  })
  void a_document_that_leads_elsewhere_is_not_followed(String name, String value) {
    provider.document.put(name, value);

    assertRefused(
        open("GET", "/session/sign-in?then=/official"), 503, "Kommunens inloggning svarar inte");
  }

  @Test
  void the_client_s_secret_is_shown_as_the_provider_asks() {
    signIn();
    assertThat(provider.forms.getFirst()).doesNotContainKey("client_secret");
    assertThat(provider.headers.getFirst()).isEmpty();

    settings.put("OIDC_CLIENT_SECRET", "oidc-secret");
    function = made();
    signIn();
    assertThat(provider.headers.getLast().get("authorization")).startsWith("Basic ");
    assertThat(provider.forms.getLast()).doesNotContainKey("client_secret");

    provider.document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    function = made();
    signIn();
    assertThat(provider.headers.getLast()).isEmpty();
    assertThat(provider.forms.getLast().get("client_secret")).hasSize(44);
  }

  @Test
  void who_names_no_page_is_shown_the_way_and_nothing_begins() {
    Response page = open("GET", "/session/sign-in");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("/session/sign-in?then=%2Fofficial");
    assertThat(page.cookies()).isEmpty();
    assertThat(provider.asked).isEmpty();
  }

  @Test
  void where_no_provider_is_set_the_pages_say_so() {
    settings.put("OIDC_ISSUER", "");
    settings.put("OIDC_CLIENT_ID", "");
    function = made();

    for (String address :
        List.of("/session/sign-in", "/session/sign-in?then=/official", "/session/callback")) {
      assertThat(open("GET", address).body()).contains("Inloggningen är inte påslagen");
    }
    assertThat(open("POST", "/session/sign-out").headers()).containsEntry("location", "/");
  }

  @Test
  void no_log_says_who_or_holds_a_token() {
    var log = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    String code;
    try {
      signIn();
      jar.clear();
      provider.claims.put("nonce", "another");
      String asked = begin("/official");
      code = provider.code(asked);
      back(
          "code="
              + code
              + "&state="
              + FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state"));
      provider.down = true;
      open("GET", "/session/callback?code=" + code + "&error=access_denied");
      open("POST", "/session/sign-out");
    } finally {
      System.setOut(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"sign-in-failed\"", "\"token-nonce\"")
        .doesNotContain("Mona", "1212", "eyJ", code, "Dialog-moderatorer");
  }
}
