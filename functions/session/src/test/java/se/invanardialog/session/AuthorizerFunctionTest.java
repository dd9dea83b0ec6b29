package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Platform;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

class AuthorizerFunctionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORIGIN_KEY = "only the CDN has it";
  private static final byte[] KEY =
      "a key of thirty-two bytes or mor".getBytes(StandardCharsets.UTF_8);
  private static final Caller.Official MODERATOR =
      new Caller.Official(
          "o-1", "Åsa Öberg", Set.of(Role.MODERATOR, Role.RESPONDER), Optional.of("Kulturnämnden"));

  private final SessionTokens tokens = new SessionTokens(new Secret(KEY::clone));
  private final AuthorizerFunction authorizer = new AuthorizerFunction(platform());

  @Test
  void a_caller_without_a_session_is_let_through_as_nobody() {
    assertThat(answer(Map.of(), List.of())).isEqualTo(letThroughAs(Map.of()));
    assertThat(written("{}")).isEqualTo(letThroughAs(Map.of()));
  }

  @Test
  void a_bearer_token_tells_who_calls() {
    String token = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));

    assertThat(answer(Map.of("authorization", "Bearer " + token), List.of()))
        .isEqualTo(
            letThroughAs(
                Map.of(
                    "sub", "o-1",
                    "name", "Åsa Öberg",
                    "roles", "moderator,responder",
                    "board", "Kulturnämnden")));
  }

  @Test
  void the_session_cookie_tells_who_calls_also_among_others() {
    String token = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));

    assertThat(answer(Map.of(), List.of("sessions=x", "session=" + token, "theme=dark")))
        .isEqualTo(letThroughAs(MODERATOR.context()));
  }

  @Test
  void a_token_goes_before_a_cookie() {
    var analyst = new Caller.Official("o-2", "Bo", Set.of(Role.ANALYST), Optional.empty());
    String cookie = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));
    String bearer = tokens.issue(analyst, NOW.plus(Duration.ofHours(1)));

    assertThat(answer(Map.of("authorization", "bearer " + bearer), List.of("session=" + cookie)))
        .isEqualTo(letThroughAs(analyst.context()));
  }

  @Test
  void the_moment_a_session_ends_its_holder_is_nobody() {
    String token = tokens.issue(MODERATOR, NOW);

    assertThat(answer(Map.of("authorization", "Bearer " + token), List.of()))
        .isEqualTo(letThroughAs(Map.of()));
  }

  @Test
  void a_token_that_is_cut_changed_or_foreign_makes_nobody_and_no_fault() {
    String token = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));
    String foreign =
        new SessionTokens(
                new Secret(
                    () -> "another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8)))
            .issue(MODERATOR, NOW.plus(Duration.ofHours(1)));
    String admin =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"sub\":\"o-1\",\"roles\":\"admin\",\"exp\":9999999999}"
                    .getBytes(StandardCharsets.UTF_8));

    for (String bad :
        List.of(
            token.substring(0, token.length() - 1),
            admin + token.substring(token.indexOf('.')),
            foreign,
            ".",
            "",
            "x.y",
            "å ä ö",
            "a".repeat(10_000))) {
      assertThat(answer(Map.of("authorization", "Bearer " + bad), List.of()))
          .as(bad)
          .isEqualTo(letThroughAs(Map.of()));
    }
  }

  @Test
  void it_reads_the_event_as_lambda_writes_it() {
    String token = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));
    String event =
        """
        {"version":"2.0","type":"REQUEST","routeArn":"arn:aws:execute-api:eu-north-1:1:a/$default/GET/",
         "identitySource":null,"routeKey":"GET /","rawPath":"/","rawQueryString":"",
         "cookies":["session=%s"],"headers":{"host":"example.org"},
         "requestContext":{"accountId":"1","apiId":"a","domainName":"d","domainPrefix":"p",
         "http":{"method":"GET","path":"/","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"x"},
         "requestId":"r","routeKey":"GET /","stage":"$default",
         "time":"22/Nov/2026:10:00:00 +0000","timeEpoch":1795341600000}}
        """
            .formatted(token);
    assertThat(written(event)).isEqualTo(letThroughAs(MODERATOR.context()));
  }

  @Test
  void the_readers_address_is_the_one_that_the_cdn_saw_whatever_the_reader_wrote() {
    assertThat(
            cameThrough(
                "203.0.113.9", "198.51.100.66, 192.0.2.7, 203.0.113.9", Optional.of(ORIGIN_KEY)))
        .isEqualTo(letThroughAs(Map.of("address", "192.0.2.7")));
  }

  @Test
  void without_the_cdns_key_nobody_is_believed_about_an_address() {
    for (var key : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("guess"))) {
      assertThat(cameThrough("192.0.2.7", "198.51.100.66, 192.0.2.7", key))
          .isEqualTo(letThroughAs(Map.of()));
    }
  }

  @Test
  void an_official_who_comes_by_the_cdn_is_known_with_the_address() {
    String token = tokens.issue(MODERATOR, NOW.plus(Duration.ofHours(1)));
    var headers = headers("192.0.2.7, 203.0.113.9", Optional.of(ORIGIN_KEY));
    var expected = new HashMap<>(MODERATOR.context());
    expected.put("address", "192.0.2.7");

    assertThat(answer(headers, List.of("session=" + token), "203.0.113.9"))
        .isEqualTo(letThroughAs(expected));
  }

  private Map<String, Object> cameThrough(
      String seenByGateway, String forwardedFor, Optional<String> key) {
    return answer(headers(forwardedFor, key), List.of(), seenByGateway);
  }

  private static Map<String, String> headers(String forwardedFor, Optional<String> key) {
    var headers = new HashMap<>(Map.of("x-forwarded-for", forwardedFor));
    key.ifPresent(shown -> headers.put("x-origin-key", shown));
    return headers;
  }

  private Map<String, Object> answer(Map<String, String> headers, List<String> cookies) {
    return answer(headers, cookies, "192.0.2.1");
  }

  private Map<String, Object> answer(
      Map<String, String> headers, List<String> cookies, String source) {
    return written(
        json(
            Map.of(
                "headers",
                headers,
                "cookies",
                cookies,
                "requestContext",
                Map.of("http", Map.of("method", "GET", "sourceIp", source)))));
  }

  private static String json(Object event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Map<String, Object> written(String event) {
    var out = new ByteArrayOutputStream();
    try {
      authorizer.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, null);
      return JSON.readValue(out.toByteArray(), new TypeReference<>() {});
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Map<String, Object> letThroughAs(Map<String, Object> context) {
    return Map.of("isAuthorized", true, "context", context);
  }

  private static Platform platform() {
    return new Platform(
        Map.of("SESSION_KEY", "/town/session-key", "ORIGIN_KEY", ORIGIN_KEY),
        InstantSource.fixed(NOW),
        new NoTable(),
        new NoQueue(),
        new NoMail(),
        new NoSms(),
        new OneParameter());
  }

  /** The function is given all that functions are given, and may use only the parameter. */
  private record NoTable() implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private record NoQueue() implements SqsClient {
    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private record NoMail() implements SesV2Client {
    @Override
    public String serviceName() {
      return "ses";
    }

    @Override
    public void close() {}
  }

  private record NoSms() implements SnsClient {
    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {}
  }

  private record OneParameter() implements SsmClient {
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      assertThat(request.name()).isEqualTo("/town/session-key");
      assertThat(request.withDecryption()).isTrue();
      return GetParameterResponse.builder()
          .parameter(found -> found.value(Base64.getEncoder().encodeToString(KEY)))
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }
}
