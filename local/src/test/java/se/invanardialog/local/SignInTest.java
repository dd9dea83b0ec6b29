package se.invanardialog.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a page that is closed, by the provider, to that page opened; as a browser goes. */
class SignInTest {
  private static final Pattern LINK = Pattern.compile("href=\"(/session/sign-in\\?then=[^\"]+)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static LocalService service;
  private final Map<String, String> jar = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    Path template = Path.of("..").toAbsolutePath().normalize().resolve("template.yaml");
    service = LocalService.start(Options.forTests(template));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private HttpResponse<String> get(String address) {
    return send(HttpRequest.newBuilder(service.baseUrl().resolve(address)).GET());
  }

  private HttpResponse<String> post(String address, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(service.baseUrl().resolve(address))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", service.baseUrl().toString())
            .header("sec-fetch-site", "same-origin")
            .POST(
                BodyPublishers.ofString(
                    form.entrySet().stream()
                        .map(each ->
                            each.getKey()
                                + "="
                                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    jar.forEach((name, value) -> request.header("cookie", name + "=" + value));
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      for (String cookie : answer.headers().allValues("set-cookie")) {
        String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
        if (pair[1].isEmpty()) {
          jar.remove(pair[0]);
        } else {
          jar.put(pair[0], pair[1]);
        }
      }
      return answer;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("location").orElseThrow();
  }

  /** What the provider's page sends when somebody is chosen on it. */
  private HttpResponse<String> choose(String official, String closed) {
    HttpResponse<String> refused = get(closed);
    assertThat(refused.statusCode()).isEqualTo(401);
    var link = LINK.matcher(refused.body());
    assertThat(link.find()).as(refused.body()).isTrue();
    String provider = location(get(link.group(1).replace("&amp;", "&")));
    assertThat(provider).startsWith(service.baseUrl() + "/local/oidc/authorize?");
    HttpResponse<String> page = get(provider);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    var form = new LinkedHashMap<String, String>();
    HIDDEN.matcher(page.body()).results().forEach(each -> form.put(each.group(1), each.group(2)));
    form.put("official", official);
    return get(location(post("/local/oidc/authorize", form)));
  }

  @Test
  void a_moderator_signs_in_sees_the_page_that_was_wanted_and_signs_out() {
    HttpResponse<String> back = choose("mona", "/official/moderation?sort=oldest");

    assertThat(location(back)).isEqualTo("/official/moderation?sort=oldest");
    assertThat(jar).containsOnlyKeys("session");
    HttpResponse<String> page = get("/official/moderation?sort=oldest");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Mona Lind").contains("action=\"/session/sign-out\"");
    assertThat(get("/official/surveys").statusCode()).as("a planner's page").isEqualTo(403);

    HttpResponse<String> out = post("/session/sign-out", Map.of());

    assertThat(jar).isEmpty();
    String on = out.headers().firstValue("refresh").orElseThrow();
    assertThat(location(get(on.substring("0; url=".length())))).isEqualTo(service.baseUrl() + "/");
    assertThat(get("/official/moderation").statusCode()).isEqualTo(401);
  }

  @Test
  void every_ready_made_official_comes_to_a_page_of_their_own() {
    for (var each :
        Map.of(
                "per", "/official/panels",
                "karin", "/official/awaiting-answer",
                "ali", "/official/results",
                "asa", "/official/rules")
            .entrySet()) {
      jar.clear();
      assertThat(location(choose(each.getKey(), each.getValue()))).isEqualTo(each.getValue());
      assertThat(get(each.getValue()).statusCode()).as(each.getValue()).isEqualTo(200);
    }
  }

  @Test
  void who_has_no_role_or_cancels_is_told_so() {
    HttpResponse<String> newcomer = choose("nils", "/official");
    assertThat(newcomer.statusCode()).isEqualTo(403);
    assertThat(newcomer.body()).contains("Du har ingen behörighet här än");

    HttpResponse<String> cancelled = choose("", "/official");
    assertThat(cancelled.statusCode()).isEqualTo(403);
    assertThat(cancelled.body()).contains("Du avbröt inloggningen");
    assertThat(jar).isEmpty();
  }

  @Test
  void the_provider_takes_a_code_from_the_service_only() {
    var answer =
        post(
            "/local/oidc/token",
            Map.of("grant_type", "authorization_code", "code", "x", "client_id", "invanardialog"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(get("/local/oidc/authorize?client_id=other").statusCode()).isEqualTo(400);
  }

  @Test
  void the_switch_of_roles_is_still_there() {
    assertThat(get("/local/sign-in").body()).contains("name=\"roles\"");
    assertThat(URI.create(location(post("/local/sign-in", Map.of("roles", "moderator")))))
        .hasPath("/official");
    assertThat(get("/official/moderation").statusCode()).isEqualTo(200);
  }
}
