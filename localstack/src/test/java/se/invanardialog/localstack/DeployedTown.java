package se.invanardialog.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.http.Gateway;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * {@code template.yaml} as {@code sam deploy} has put it into LocalStack. Its functions are called
 * with the HTTP API's own events, as LocalStack has no such API; its letters end at moto.
 */
final class DeployedTown implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STACK = "town";
  private static final String SESSION_KEY = key('s');
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DEPLOYING = Duration.ofMinutes(20);
  private static final Pattern BUTTON = Pattern.compile("/confirm/([A-Za-z0-9_.~-]+)");
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "BaseUrl", "https://dialog.havstad.example",
          "MailFrom", "dialog@havstad.example",
          "MailIdentity", "havstad.example",
          "SmsQuietHours", "0-0",
          "Deployment", "AllAtOnce",
          "Emulated", "yes");

  private final Tools.Server moto;
  private final Tools.Server localStack;
  private final String endpoint;
  private final Map<String, String> physical;
  private final Gateway gateway;
  private final SessionTokens sessions;

  final PostOffice post;
  final LambdaClient lambda;
  final SqsClient queues;
  final DynamoDbClient dynamo;

  DeployedTown() throws IOException, InterruptedException {
    int motoPort = Tools.freePort();
    URI motoAddress = URI.create("http://127.0.0.1:" + motoPort);
    moto =
        Tools.serve(
            "moto.log",
            List.of("aws/bin/moto_server", "-H", "127.0.0.1", "-p", Integer.toString(motoPort)),
            Map.of(),
            motoAddress.resolve("/moto-api/data.json"));
    post = new PostOffice(motoAddress);
    int port = Tools.freePort();
    endpoint = "http://127.0.0.1:" + port;
    localStack = startLocalStack(port);
    Tools.await(moto);
    Tools.await(localStack);
    lambda = client(LambdaClient.builder(), endpoint);
    queues = client(SqsClient.builder(), endpoint);
    dynamo = client(DynamoDbClient.builder(), endpoint);
    sessions = new SessionTokens(new Secret(() -> Base64.getDecoder().decode(SESSION_KEY)));
    prepare();
    deploy();
    physical = resources();
    gateway = gateway();
  }

  private Tools.Server startLocalStack(int port) throws IOException {
    Path files = Tools.FOLDER.resolve("fs");
    Path lib = files.resolve("var/lib/localstack/lib");
    Path java = lib.resolve("java/21");
    Files.createDirectories(java.getParent());
    Files.deleteIfExists(java);
    Files.createSymbolicLink(java, Path.of(System.getProperty("java.home")));
    Path dynamo = lib.resolve("dynamodb-local/2");
    Path agent = dynamo.resolve("ddb-local-loader-0.1.jar");
    Files.deleteIfExists(agent);
    Files.createLink(agent, dynamo.resolve("DynamoDBLocal.jar"));
    Path temporary = Files.createDirectories(Tools.FOLDER.resolve("tmp"));
    var environment = new HashMap<String, String>();
    environment.putAll(
        Map.of(
            "OVERRIDE_IN_DOCKER",
            "0",
            "FILESYSTEM_ROOT",
            files.toString(),
            "TMPDIR",
            temporary.toString(),
            "XDG_CACHE_HOME",
            Tools.FOLDER.resolve("cache").toString(),
            "DISABLE_EVENTS",
            "1",
            "SKIP_SSL_CERT_DOWNLOAD",
            "1",
            "DNS_ADDRESS",
            "0",
            "GATEWAY_SERVER",
            "hypercorn",
            "GATEWAY_LISTEN",
            "127.0.0.1:" + port,
            "LOCALSTACK_HOST",
            "127.0.0.1:" + port));
    environment.putAll(
        Map.of(
            "PROVIDER_OVERRIDE_DYNAMODB", "v2",
            "PROVIDER_OVERRIDE_CLOUDFORMATION", "engine-legacy",
            "DYNAMODB_IN_MEMORY", "1",
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "300",
            "LAMBDA_SYNCHRONOUS_CREATE", "1",
            "LAMBDA_RUNTIME_EXECUTOR", "process",
            "FUNCTIONS_JAVA_HOME", System.getProperty("java.home"),
            "RUNTIME_CLIENT", Tools.FOLDER.resolve("runtime-client").toString(),
            "AWS_ENDPOINT_URL_SESV2", post.address(),
            "AWS_ENDPOINT_URL_SNS", post.address()));
    environment.put("SQS_ENDPOINT_STRATEGY", "path");
    return Tools.serve(
        "localstack.log",
        List.of("localstack/bin/python", "-m", "localstack.runtime.main"),
        environment,
        URI.create(endpoint + "/_localstack/health"));
  }

  private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
      B builder, String endpoint) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .endpointOverride(URI.create(endpoint))
        .region(Region.EU_NORTH_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(Character.toString(letter).repeat(32).getBytes(StandardCharsets.UTF_8));
  }

  /** What docs/operations.md asks for before the first deployment. */
  private void prepare() {
    try (SsmClient ssm = client(SsmClient.builder(), endpoint)) {
      Map.of("session-key", SESSION_KEY, "pseudonym-key", key('p'), "sms-in-key", key('i'))
          .forEach((name, value) ->
              ssm.putParameter(put ->
                  put.name("/invanardialog/" + name)
                      .overwrite(true)
                      .type(ParameterType.SECURE_STRING)
                      .value(value)));
      ssm.putParameter(put ->
          put.name("/invanardialog/origin-key")
              .overwrite(true)
              .type(ParameterType.STRING)
              .value("origin"));
    }
    try (SesV2Client ses = client(SesV2Client.builder(), post.address())) {
      ses.createEmailIdentity(create -> create.emailIdentity(PARAMETERS.get("MailIdentity")));
    }
  }

  private void deploy() throws IOException, InterruptedException {
    var command =
        Stream.of(
            "aws/bin/sam",
            "deploy",
            "--template-file",
            "template.yaml",
            "--stack-name",
            STACK,
            "--resolve-s3",
            "--capabilities",
            "CAPABILITY_IAM",
            "--no-confirm-changeset",
            "--no-progressbar",
            "--parameter-overrides");
    var given = PARAMETERS.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
    Tools.run(
        "deploy.log", Stream.concat(command, given).toList(), Tools.caller(endpoint), DEPLOYING);
  }

  private Map<String, String> resources() {
    try (var stacks = client(CloudFormationClient.builder(), endpoint)) {
      return stacks
          .describeStackResources(which -> which.stackName(STACK))
          .stackResources()
          .stream()
          .filter(resource -> resource.physicalResourceId() != null)
          .collect(
              Collectors.toMap(
                  StackResource::logicalResourceId, StackResource::physicalResourceId));
    }
  }

  private Gateway gateway() {
    Template template = Template.read(Tools.ROOT.resolve("template.yaml"), PARAMETERS);
    Map<String, LambdaFunction> functions =
        template.functions().stream().collect(Collectors.toMap(LambdaResource::id, Deployed::new));
    return new Gateway(
        List.copyOf(functions.values()),
        functions.get(template.authorizer().orElseThrow()),
        InstantSource.system());
  }

  /** A function that runs in LocalStack. */
  private final class Deployed implements LambdaFunction {
    private final LambdaResource resource;

    Deployed(LambdaResource resource) {
      this.resource = resource;
    }

    @Override
    public LambdaResource resource() {
      return resource;
    }

    @Override
    public byte[] invoke(byte[] event) {
      return DeployedTown.this.invoke(resource.id(), event);
    }
  }

  /** By the alias, as every trigger calls it. */
  byte[] invoke(String function, byte[] event) {
    var response =
        lambda.invoke(call ->
            call.functionName(physical.get(function))
                .qualifier("live")
                .payload(SdkBytes.fromByteArray(event)));
    if (response.functionError() != null) {
      throw new IllegalStateException(function + ": " + response.payload().asUtf8String());
    }
    return response.payload().asByteArray();
  }

  /** Who calls: an address, and a token if they are an official. */
  record Person(String address, Optional<String> token) {}

  static Person resident(int number) {
    return new Person("198.51.100." + (1 + number % 250), Optional.empty());
  }

  Person official(Role... roles) {
    var who = new Caller.Official("o-1", "Mona Moderator", Set.of(roles), Optional.empty());
    return new Person(
        "192.0.2.1", Optional.of(sessions.issue(who, Instant.now().plus(Duration.ofHours(1)))));
  }

  /**
   * @param body JSON; empty for none
   */
  Answer send(Person who, String method, String path, String body) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("host", "dialog.havstad.example");
    headers.put("accept", "application/json");
    headers.put("content-type", "application/json");
    who.token().ifPresent(token -> headers.put("authorization", "Bearer " + token));
    return gateway.answer(
        new Exchange(
            method,
            path,
            "",
            headers,
            List.of(),
            body.getBytes(StandardCharsets.UTF_8),
            who.address(),
            "HTTP/1.1"));
  }

  /**
   * @throws IllegalStateException when the answer is not one of success
   */
  JsonNode call(Person who, String method, String path, String body) {
    Answer answer = send(who, method, path, body);
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + said);
    }
    return read(said);
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException unreadable) {
      throw new IllegalStateException(json, unreadable);
    }
  }

  /** Waits for the newest letter or text message, and presses the button that its link leads to. */
  void confirm(Person who, String receiver) {
    awaitTrue("something to confirm for " + receiver, () -> button(receiver).isPresent());
    call(who, "POST", "/api/confirmations/" + button(receiver).orElseThrow(), "");
  }

  private Optional<String> button(String receiver) {
    return post.to(receiver).reversed().stream()
        .flatMap(one -> BUTTON.matcher(one.text()).results().map(found -> found.group(1)))
        .findFirst();
  }

  static void awaitTrue(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited in vain for " + what);
      }
      pause(Duration.ofMillis(500));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
    }
  }

  String table() {
    return physical.get("Table");
  }

  /** A queue's address, by its name in the template. */
  String queue(String name) {
    return physical.get(name);
  }

  /** Runs a command of docs/operations.md; it is the AWS CLI's that comes with LocalStack. */
  void aws(List<String> command) throws IOException, InterruptedException {
    var whole =
        Stream.concat(Stream.of("localstack/bin/aws", "--endpoint-url", endpoint), command.stream())
            .toList();
    Tools.run("aws.log", whole, Tools.caller(endpoint), Duration.ofMinutes(1));
  }

  /**
   * Ends every process that runs the function, as a fault of the machine would, and returns when
   * LocalStack knows of it: who calls one that is just ending is told of a fault.
   *
   * @return how many there were
   */
  int kill(String handler) {
    List<ProcessHandle> killed =
        localStack
            .process()
            .descendants()
            .filter(process ->
                process.info().commandLine().filter(line -> line.endsWith(handler)).isPresent())
            .filter(ProcessHandle::destroyForcibly)
            .toList();
    killed.forEach(process -> process.onExit().join());
    return killed.size();
  }

  @Override
  public void close() {
    lambda.close();
    queues.close();
    dynamo.close();
    Tools.end(localStack.process());
    post.close();
    Tools.end(moto.process());
  }
}
