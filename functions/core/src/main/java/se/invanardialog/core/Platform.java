package se.invanardialog.core;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * All that a function meets outside itself: its environment, the time, and the services it calls.
 *
 * <p>Each function class has two constructors: the empty one that Lambda calls, which is {@code
 * this(Platform.aws())}, and {@code (Platform)}, which tests and the local run call.
 */
public final class Platform {
  private final Map<String, String> environment;
  private final InstantSource time;
  private final Supplier<DynamoDbClient> dynamo;
  private final Supplier<SqsClient> queue;
  private final Supplier<SesV2Client> mail;
  private final Supplier<SnsClient> sms;
  private final Supplier<SsmClient> parameters;

  public Platform(
      Map<String, String> environment,
      InstantSource time,
      DynamoDbClient dynamo,
      SqsClient queue,
      SesV2Client mail,
      SnsClient sms,
      SsmClient parameters) {
    this(environment, time, () -> dynamo, () -> queue, () -> mail, () -> sms, () -> parameters);
  }

  private Platform(
      Map<String, String> environment,
      InstantSource time,
      Supplier<DynamoDbClient> dynamo,
      Supplier<SqsClient> queue,
      Supplier<SesV2Client> mail,
      Supplier<SnsClient> sms,
      Supplier<SsmClient> parameters) {
    this.environment = environment;
    this.time = time;
    this.dynamo = dynamo;
    this.queue = queue;
    this.mail = mail;
    this.sms = sms;
    this.parameters = parameters;
  }

  /** The real thing: endpoints and credentials are found by the SDK itself. */
  public static Platform aws() {
    return new Platform(
        System.getenv(),
        Clock.systemUTC(),
        Client.of(() -> DynamoDbClient.builder().httpClientBuilder(http()).build()),
        Client.of(() -> SqsClient.builder().httpClientBuilder(http()).build()),
        Client.of(() -> SesV2Client.builder().httpClientBuilder(http()).build()),
        Client.of(() -> SnsClient.builder().httpClientBuilder(http()).build()),
        Client.of(() -> SsmClient.builder().httpClientBuilder(http()).build()));
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder();
  }

  /**
   * A client that is made when it is first asked for, for making one takes tens of milliseconds and
   * most requests need one of five; or just before a snapshot is taken, after which it is there for
   * nothing. Making one calls nobody.
   */
  private static final class Client<T> implements Supplier<T>, Resource {
    private final Supplier<T> maker;
    private @Nullable T made;

    private Client(Supplier<T> maker) {
      this.maker = maker;
    }

    static <T> Client<T> of(Supplier<T> maker) {
      var client = new Client<>(maker);
      Core.getGlobalContext().register(client);
      return client;
    }

    @Override
    public synchronized T get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
      try {
        get();
      } catch (RuntimeException fault) {
        Log.error("client-not-made", fault);
      }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}
  }

  public Map<String, String> environment() {
    return environment;
  }

  public InstantSource time() {
    return time;
  }

  public DynamoDbClient dynamo() {
    return dynamo.get();
  }

  public SqsClient queue() {
    return queue.get();
  }

  public SesV2Client mail() {
    return mail.get();
  }

  public SnsClient sms() {
    return sms.get();
  }

  public SsmClient parameters() {
    return parameters.get();
  }

  /** What the parameter store holds now under this name, decrypted. */
  public String stored(String name) {
    return parameters()
        .getParameter(request -> request.name(name).withDecryption(true))
        .parameter()
        .value()
        .strip();
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
