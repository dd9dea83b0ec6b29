package se.invanardialog.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Holds template.yaml, the functions' code and the example events together. */
class DeployedTemplateTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Statement TO_TELEPHONES =
      new Statement(List.of("sns:Publish"), List.of(), List.of("arn:aws:sns:*:*:*"));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template =
      Template.read(
          ROOT.resolve("template.yaml"),
          Map.of(
              "BaseUrl",
              "https://town.example",
              "MailFrom",
              "town@town.example",
              "MailIdentity",
              "town.example",
              "Emulated",
              "yes"));
  private final Tree raw = RawTemplate.read();

  private Tree properties(LambdaResource function) {
    return raw.get("Resources").get(function.id()).get("Properties");
  }

  private static Object made(LambdaResource function) {
    try {
      return Class.forName(function.handler())
          .getConstructor(Platform.class)
          .newInstance(
              new Platform(
                  function.environment(),
                  InstantSource.system(),
                  untouched(DynamoDbClient.class),
                  untouched(SqsClient.class),
                  untouched(SesV2Client.class),
                  untouched(SnsClient.class),
                  untouched(SsmClient.class)));
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(function.id() + ": " + function.handler(), missing);
    }
  }

  /** A client that nothing may be asked of while a function is made. */
  private static <T> T untouched(Class<T> client) {
    return client.cast(
        Proxy.newProxyInstance(
            client.getClassLoader(),
            new Class<?>[] {client},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " was called while the function was made");
            }));
  }

  @Test
  void every_function_is_there_with_the_constructor_that_lambda_calls_and_meets_nothing_when_made()
      throws ReflectiveOperationException {
    for (LambdaResource function : template.functions()) {
      assertThat(made(function)).isNotNull();
      assertThat(Class.forName(function.handler()).getConstructor()).isNotNull();
    }
  }

  @Test
  void the_routes_in_the_template_are_the_routes_in_the_code() {
    for (LambdaResource function : template.functions()) {
      if (made(function) instanceof HttpHandler handler) {
        assertThat(function.routes())
            .as(function.id())
            .extracting(LambdaResource.HttpRoute::key)
            .containsExactlyInAnyOrderElementsOf(handler.routeKeys());
      } else {
        assertThat(function.routes()).as(function.id()).isEmpty();
      }
    }
  }

  @Test
  void every_route_asks_the_authorizer_and_it_is_never_cached() {
    assertThat(template.authorizer()).contains("AuthorizerFunction");
    assertThat(template.functions())
        .allSatisfy(function ->
            assertThat(function.routes()).allMatch(LambdaResource.HttpRoute::authorized));
    assertThat(
            raw.get("Resources")
                .get("Api")
                .get("Properties")
                .get("Auth")
                .get("Authorizers")
                .get("Session")
                .get("Identity")
                .get("ReauthorizeEvery")
                .number())
        .isZero();
  }

  @Test
  void every_function_says_its_memory_time_role_log_zip_alias_and_snapshot() {
    Tree globals = raw.get("Globals").get("Function");
    assertThat(globals.get("AutoPublishAlias").text()).isEqualTo("live");
    assertThat(globals.get("SnapStart").get("ApplyOn").text()).isEqualTo("PublishedVersions");
    assertThat(globals.get("Runtime").text()).isEqualTo("java25");
    for (LambdaResource function : template.functions()) {
      Tree properties = properties(function);
      String name = function.id().substring(0, function.id().indexOf("Function"));
      assertThat(properties.get("MemorySize").number()).isGreaterThanOrEqualTo(512);
      assertThat(properties.get("Timeout").number()).isBetween(1, 900);
      assertThat(properties.get("Role").value())
          .isEqualTo(new Intrinsics.Call("GetAtt", name + "Role.Arn"));
      assertThat(properties.get("LoggingConfig").get("LogGroup").value())
          .isEqualTo(new Intrinsics.Call("Ref", name + "Log"));
      assertThat(
              raw.get("Resources")
                  .get(name + "Log")
                  .get("Properties")
                  .get("RetentionInDays")
                  .isThere())
          .isTrue();
      assertThat(properties.get("CodeUri").text())
          .matches("functions/[a-z]+/target/function\\.zip");
      assertThat(ROOT.resolve(properties.get("CodeUri").text()).getParent().getParent())
          .isDirectory();
      assertThat(raw.get("Resources").get(function.id()).get("Metadata").get("SkipBuild").truth())
          .isTrue();
    }
  }

  @Test
  void no_role_is_wider_than_named_actions_on_named_resources() {
    for (LambdaResource function : template.functions()) {
      assertThat(function.permissions()).as(function.id()).isNotEmpty();
      for (Statement statement : function.permissions()) {
        assertThat(statement.actions()).as(function.id()).noneMatch(each -> each.contains("*"));
        if (!function.id().equals("HousekeepingFunction")) {
          assertThat(statement.actions())
              .as("what answers somebody reads what it looks for, never everything")
              .doesNotContain("dynamodb:Scan");
        }
        assertThat(statement.resources().isEmpty())
            .as("only text messages, to numbers that have no ARN, are named by what they are not")
            .isEqualTo(statement.equals(TO_TELEPHONES));
        assertThat(statement.resources())
            .as(function.id())
            .allMatch(each -> each.startsWith("arn:aws:"))
            .noneMatch(each -> each.matches(".*:\\*:.*|.*:function:\\*|.*:table/\\*"));
      }
    }
  }

  @Test
  void the_stream_gives_up_in_time_and_tells_of_it() {
    var streams = template.functions().stream().flatMap(each -> each.streams().stream()).toList();

    assertThat(streams).hasSize(1);
    assertThat(streams.getFirst().partialFailures()).isTrue();
    assertThat(streams.getFirst().bisect()).isTrue();
    assertThat(streams.getFirst().retries()).isBetween(1, 100);
    assertThat(streams.getFirst().longestAgeSeconds()).isBetween(60, 86_400);
    assertThat(streams.getFirst().onFailure()).endsWith("TallyFailures");
    assertThat(streams.getFirst().filters()).hasSize(1);
  }

  @Test
  void a_queues_messages_stay_hidden_for_six_times_its_functions_longest_run() {
    for (LambdaResource function : template.functions()) {
      for (var mapping : function.queues()) {
        var queue =
            template.queues().stream()
                .filter(each -> each.arn().equals(mapping.queue()))
                .findFirst()
                .orElseThrow();
        assertThat(queue.visibility().toSeconds())
            .isGreaterThanOrEqualTo(6L * function.timeoutSeconds());
        assertThat(queue.deadLetters()).isNotEmpty();
        assertThat(mapping.partialFailures()).isTrue();
      }
    }
  }

  @Test
  void the_table_is_as_the_data_model_says() {
    TableResource table = template.table();

    assertThat(table.key()).isEqualTo(new TableResource.KeyNames("pk", "sk"));
    assertThat(table.indexes())
        .extracting(TableResource.Index::name)
        .containsExactlyInAnyOrder("byNewest", "byClosing", "bySignatures", "byDue");
    assertThat(table.stream()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(table.expiry()).isEqualTo("expiresAt");
  }

  @Test
  void every_trigger_has_an_example_event_that_its_function_could_be_given() throws IOException {
    for (LambdaResource function : template.functions()) {
      String name = function.id().replace("Function", "").toLowerCase(java.util.Locale.ROOT);
      if (!function.routes().isEmpty()) {
        JsonNode event = event(name + "-http");
        assertThat(function.routes().stream().map(LambdaResource.HttpRoute::key))
            .contains(event.get("routeKey").asText());
        assertReadable("com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent", event);
      }
      if (!function.streams().isEmpty()) {
        JsonNode event = event(name + "-stream");
        assertThat(
                function
                    .streams()
                    .getFirst()
                    .filters()
                    .getFirst()
                    .matches(event.get("Records").get(0)))
            .isTrue();
        assertReadable("com.amazonaws.services.lambda.runtime.events.DynamodbEvent", event);
      }
      if (!function.queues().isEmpty()) {
        assertReadable(
            "com.amazonaws.services.lambda.runtime.events.SQSEvent", event(name + "-queue"));
      }
      if (!function.schedules().isEmpty()) {
        assertThat(event(name + "-schedule").get("source").asText()).isEqualTo("aws.scheduler");
      }
    }
    assertReadable(
        "com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent",
        event("authorizer-http"));
    try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
      assertThat(files.map(each -> each.getFileName().toString()).toList()).hasSize(1 + triggers());
    }
  }

  private int triggers() {
    return template.functions().stream()
        .mapToInt(each ->
            (int)
                Stream.of(each.routes(), each.streams(), each.queues(), each.schedules())
                    .filter(kind -> !kind.isEmpty())
                    .count())
        .sum();
  }

  private static JsonNode event(String name) throws IOException {
    return JSON.readTree(ROOT.resolve("events").resolve(name + ".json").toFile());
  }

  private static void assertReadable(String type, JsonNode event) {
    try {
      Object read =
          LambdaEventSerializers.serializerFor(
                  Class.forName(type), DeployedTemplateTest.class.getClassLoader())
              .fromJson(event.toString());
      assertThat(read).isNotNull();
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  @Test
  void both_stages_set_every_parameter_that_has_no_default() throws IOException {
    String stages = Files.readString(ROOT.resolve("samconfig.toml"));
    for (String stage : List.of("dev", "prod")) {
      int start = stages.indexOf("[" + stage + ".deploy.parameters]");
      int next = stages.indexOf("\n[", start + 1);
      String own = stages.substring(start, next < 0 ? stages.length() : next);
      raw.get("Parameters")
          .fields()
          .forEach((name, parameter) -> {
            if (!parameter.get("Default").isThere()) {
              assertThat(own).contains("\"" + name + "=");
            }
          });
    }
  }
}
