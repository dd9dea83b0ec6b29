package se.invanardialog.core;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * All that a function meets outside itself: its environment, the time, and the services it calls.
 *
 * <p>Each function class has two constructors: the empty one that Lambda calls, which is {@code
 * this(Platform.aws())}, and {@code (Platform)}, which tests and the local run call.
 */
public record Platform(
    Map<String, String> environment,
    InstantSource time,
    DynamoDbClient dynamo,
    SqsClient queue,
    SesV2Client mail,
    SsmClient parameters) {

  /** The real thing: endpoints and credentials are found by the SDK itself. */
  public static Platform aws() {
    var http = UrlConnectionHttpClient.builder();
    return new Platform(
        System.getenv(),
        Clock.systemUTC(),
        DynamoDbClient.builder().httpClientBuilder(http).build(),
        SqsClient.builder().httpClientBuilder(http).build(),
        SesV2Client.builder().httpClientBuilder(http).build(),
        SsmClient.builder().httpClientBuilder(http).build());
  }

  /**
   * A variable that the template sets.
   *
   * @throws IllegalStateException when the template does not set the variable
   */
  public String setting(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException("Environment variable missing: " + name));
  }

  /** A variable that may be left out or empty. */
  public Optional<String> optional(String name) {
    @Nullable String value = environment.get(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }
}
