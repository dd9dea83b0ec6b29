package se.invanardialog.local.documents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.local.store.GuardedDynamo;
import se.invanardialog.local.store.SharedReads;
import se.invanardialog.local.template.LambdaResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A snapshot of a function is the beginning of many: it holds nothing random, timed or secret, and
 * taking it changes nothing.
 */
class SnapshotContractTest {
  private static final Set<String> READS = Set.of("getItem", "batchGetItem", "query");

  private final List<String> asked = new ArrayList<>();

  static Stream<LambdaResource> functions() {
    return Project.template().functions().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void making_a_function_asks_no_service_and_not_for_the_time(LambdaResource function) {
    InstantSource untold =
        () -> {
          throw new AssertionError("The time was asked for while the function was made");
        };
    assertThat(made(function, untold, noted(DynamoDbClient.class))).isNotNull();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void priming_reads_the_table_and_neither_writes_nor_sends_nor_fetches_a_key(
      LambdaResource function) throws Exception {
    try (var store = new LocalDynamo()) {
      store.table(Project.template().table().name());
      DynamoDbClient guarded =
          GuardedDynamo.of(
              store.client(), new SharedReads<>(), function, Project.template().table(), () -> {});
      Object primed = made(function, () -> Functions.NOW, noting(DynamoDbClient.class, guarded));
      if (primed instanceof HttpHandler handler) {
        handler.priming().beforeCheckpoint(Core.getGlobalContext());
        assertThat(asked).as("it has an open page to read").isNotEmpty();
      } else if (primed instanceof Resource itself) {
        itself.beforeCheckpoint(Core.getGlobalContext());
      }
      assertThat(READS).containsAll(asked);
    }
  }

  @Test
  void time_and_chance_are_asked_for_where_it_is_known_to_be_after_the_snapshot() {
    JavaClasses functions =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/local/"))
            .importPackages("se.invanardialog");
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("se.invanardialog.core.identity.Ids$Holder")
        .and()
        .doNotHaveFullyQualifiedName("se.invanardialog.core.identity.Seal$Holder")
        .should()
        .callConstructor(SecureRandom.class)
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("a snapshot would hand the same to everybody; see Ids, Seal, Platform")
        .check(functions);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("se.invanardialog.core.Platform")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "getenv")
        .check(functions);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("se.invanardialog.core.table.DynamoTable")
        .should()
        .callMethod(ThreadLocalRandom.class, "current")
        .because("its numbers may be alike in two copies: good enough only for how long to wait")
        .check(functions);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("se.invanardialog.core.log.Log")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .check(functions);
  }

  private Object made(LambdaResource function, InstantSource time, DynamoDbClient dynamo) {
    try {
      return Class.forName(function.handler())
          .getConstructor(Platform.class)
          .newInstance(
              new Platform(
                  function.environment(),
                  time,
                  dynamo,
                  noted(SqsClient.class),
                  noted(SesV2Client.class),
                  noted(SnsClient.class),
                  noted(SsmClient.class)));
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(function.id(), failed);
    }
  }

  /** A client that can do nothing. */
  private <T> T noted(Class<T> client) {
    return noting(client, null);
  }

  private <T> T noting(Class<T> client, T real) {
    return client.cast(
        Proxy.newProxyInstance(
            client.getClassLoader(),
            new Class<?>[] {client},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              if (real == null) {
                throw new AssertionError(method + " was called");
              }
              return method.invoke(real, arguments);
            }));
  }
}
