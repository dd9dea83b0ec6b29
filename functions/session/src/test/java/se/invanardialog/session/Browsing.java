package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import se.invanardialog.core.Outside;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.core.table.InMemoryTable;

/** An official's browser before the sign-in, whose provider and settings a test can change. */
abstract class Browsing {
  static final String ATTEMPT = "__Host-sign-in";
  static final String ROLES =
      "Dialog-moderatorer=moderator; CN=Svarare,OU=Kultur,DC=havstad=responder@Kulturnämnden;"
          + "Svarare miljö=responder@Miljönämnden;Chefer=planner, analyst;Drift=admin";

  final Outside outside = new Outside(Instant.parse("2026-11-22T10:00:00Z"));
  final FakeProvider provider = new FakeProvider(outside.time());
  final Map<String, String> settings =
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
  final Map<String, String> jar = new LinkedHashMap<>();
  SessionFunction function = made();

  SessionFunction made() {
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
  Response open(String method, String address, String... headers) {
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

  String begin(String then) {
    Response begun = open("GET", "/session/sign-in?then=" + then);
    assertThat(begun.status()).as(begun.body()).isEqualTo(303);
    return begun.headers().get("location");
  }

  Response comeBack(String asked) {
    String state = FakeProvider.pairs(URI.create(asked).getRawQuery()).get("state");
    return back("code=" + provider.code(asked) + "&state=" + state);
  }

  Response back(String query) {
    return open("GET", "/session/callback?" + query);
  }

  Response signIn() {
    return comeBack(begin("/official/moderation"));
  }

  Caller caller() {
    byte[] key = new byte[32];
    key[0] = (byte) "session".length();
    return new SessionTokens(new Secret(key::clone))
        .read(jar.getOrDefault("session", ""), outside.now());
  }

  void assertRefused(Response answer, int status, String heading) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("<h1>" + heading).contains("/session/sign-in?then=");
    assertThat(jar).doesNotContainKey("session");
  }

  void assertNotAccepted() {
    assertRefused(signIn(), 403, "Det gick inte att logga in");
    assertThat(jar).as("an attempt is made once").isEmpty();
  }
}
