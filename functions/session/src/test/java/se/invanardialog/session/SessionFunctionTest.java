package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.Outside;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.core.table.InMemoryTable;

class SessionFunctionTest {
  private static final String ATTEMPT = "__Host-sign-in";
  private static final String ROLES =
      "Dialog-moderatorer=moderator; CN=Svarare,OU=Kultur,DC=havstad=responder@Kulturnämnden;"
          + "Svarare miljö=responder@Miljönämnden;Chefer=planner, analyst;Drift=admin";

  private final Outside outside = new Outside(Instant.parse("2026-11-22T10:00:00Z"));
  private final FakeProvider provider = new FakeProvider(outside.time());
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "OIDC_ISSUER",
              FakeProvider.ISSUER,
              "OIDC_CLIENT_ID",
              FakeProvider.CLIENT,
              "OIDC_ROLES_CLAIM",
              "groups",
              "OIDC_ROLES",
              ROLES));
  private final Map<String, String> jar = new LinkedHashMap<>();
  private SessionFunction function = made();

  private SessionFunction made() {
    Platform around = outside.platform();
    var environment = new HashMap<>(around.environment());
    environment.putAll(settings);
    return new SessionFunction(
        new Platform(
            environment,
            outside.time(),
            around.dynamo(),
            around.queue(),
            around.mail(),
            around.sms(),
            around.parameters()),
        new InMemoryTable(),
        provider,
        new Ids(RandomGenerator.of("L64X128MixRandom")));
  }

  /** As a browser, which keeps cookies and sends them back. */
  private Response open(String method, String address, String... headers) {
    URI uri = URI.create(address);
    var sent = new HashMap<String, String>();
    sent.put("host", "dialog.havstad.example");
    sent.put(
        "cookie",
        jar.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .reduce((one, two) -> one + "; " + two)
            .orElse(""));
    for (int at = 0; at < headers.length; at += 2) {
      sent.put(headers[at], headers[at + 1]);
    }
    Response answer =
        function.answer(
            new Request(
                method + " " + uri.getPath(),
                method,
                uri.getPath(),
                Map.of(),
                uri.getRawQuery() == null ? Map.of() : FakeProvider.pairs(uri.getRawQuery()),
                sent,
                "",
                "192.0.2.1",
                new Caller.Resident()),
            "ref");
    for (String cookie : answer.cookies()) {
      String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
      if (cookie.contains("Max-Age=0")) {
        jar.remove(pair[0]);
      } else {
        jar.put(pair[0], pair[1]);
      }
    }
    return answer;
  }

  private String begin(String then) {
    Response begun = open("GET", "/session/sign-in?then=" + then);
    assertThat(begun.status()).as(begun.body()).isEqualTo(303);
    return begun.headers().get("location");
  }

  private Response comeBack(String asked) {
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");
    return back("code=" + provider.code(asked) + "&state=" + state);
  }

  private Response back(String query) {
    return open("GET", "/session/callback?" + query);
  }

  private Response signIn() {
    return comeBack(begin("/official/moderation"));
  }

  private Caller caller() {
    byte[] key = new byte[32];
    key[0] = (byte) "session".length();
    return new SessionTokens(new Secret(key::clone))
        .read(jar.getOrDefault("session", ""), outside.now());
  }

  private void assertRefused(Response answer, int status, String heading) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("<h1>" + heading).contains("/session/sign-in?then=");
    assertThat(jar).doesNotContainKey("session");
  }

  private void assertNotAccepted() {
    assertRefused(signIn(), 403, "Det gick inte att logga in");
    assertThat(jar).as("an attempt is made once").isEmpty();
  }

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
  void groups_mean_roles_and_a_board_and_those_that_are_not_named_mean_nothing() {
    assertThat(signedIn(List.of("Chefer", "Okänd")))
        .isEqualTo(official(Set.of(Role.PLANNER, Role.ANALYST), ""));
    assertThat(signedIn(List.of("CN=Svarare,OU=Kultur,DC=havstad", "Drift")))
        .isEqualTo(official(Set.of(Role.RESPONDER, Role.ADMIN), "Kulturnämnden"));
    assertThat(signedIn("Drift")).isEqualTo(official(Set.of(Role.ADMIN), ""));
    assertThat(signedIn(List.of("Svarare miljö", "CN=Svarare,OU=Kultur,DC=havstad")))
        .as("of two boards the one that is named first")
        .isEqualTo(official(Set.of(Role.RESPONDER), "Kulturnämnden"));
  }

  private Caller signedIn(Object groups) {
    jar.clear();
    provider.claims.put("groups", groups);
    assertThat(signIn().status()).isEqualTo(303);
    return caller();
  }

  private Caller official(Set<Role> roles, String board) {
    String subject = ((Caller.Official) caller()).subject();
    return new Caller.Official(
        subject, "Mona Lind", roles, Optional.of(board).filter(each -> !each.isEmpty()));
  }

  @Test
  void a_claim_can_lie_inside_another() {
    settings.put("OIDC_ROLES_CLAIM", "realm_access.roles");
    function = made();
    provider.claims.put("realm_access", Map.of("roles", List.of("Drift")));

    assertThat(signIn().status()).isEqualTo(303);
    assertThat(((Caller.Official) caller()).roles()).containsExactly(Role.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Okänd", "drift", "moderator"})
  void who_has_no_role_is_not_signed_in(String group) {
    provider.claims.put("groups", List.of(group));

    assertRefused(signIn(), 403, "Du har ingen behörighet här än");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chefer=boss", "Chefer", "=admin", "Chefer=", "Chefer=admin,"})
  void a_map_of_roles_that_means_nothing_is_found_when_the_function_is_made(String map) {
    settings.put("OIDC_ROLES", map);

    assertThatThrownBy(this::made)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OIDC_ROLES");
  }

  @Test
  void a_name_is_cut_and_may_be_missing() {
    provider.claims.put("name", "x\n".repeat(200));
    signIn();
    assertThat(((Caller.Official) caller()).name()).isEqualTo("x".repeat(100));

    provider.claims.put("name", "");
    jar.clear();
    signIn();
    assertThat(((Caller.Official) caller()).name()).isEmpty();
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
  void who_signs_out_is_signed_out_here_and_then_at_the_provider() {
    signIn();

    Response answer = open("POST", "/session/sign-out", "origin", "https://dialog.havstad.example");

    String address =
        FakeProvider.ISSUER
            + "/logout?client_id=invanardialog&post_logout_redirect_uri="
            + "https%3A%2F%2Fdialog.havstad.example%2F";
    assertThat(jar).isEmpty();
    assertThat(
            FakeProvider.pairs(
                URI.create(answer.headers().get("refresh").substring(7)).getRawQuery()))
        .isEqualTo(FakeProvider.pairs(URI.create(address).getRawQuery()));
    assertThat(answer.body()).contains("Du är utloggad här");
  }

  @Test
  void a_provider_without_such_a_page_is_left_alone() {
    provider.document.remove("end_session_endpoint");
    signIn();

    assertThat(open("POST", "/session/sign-out").headers()).containsEntry("location", "/");
    assertThat(jar).isEmpty();
  }

  @Test
  void another_site_signs_nobody_out() {
    signIn();

    Response answer = open("POST", "/session/sign-out", "sec-fetch-site", "cross-site");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(jar).containsKey("session");
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
