package se.invanardialog.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * The same store as the service's, with the same table and its stream on, and nothing around it:
 * what a signature costs at the very least.
 */
final class BareStore implements AutoCloseable {
  private static final String TABLE = "bare";
  private static final int SHARDS = 16;

  private final AmazonDynamoDBLocal local;
  private final DynamoDbClient client;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param file the database's; empty for memory
   */
  BareStore(Optional<Path> file) {
    local =
        file.map(Path::toFile)
            .<AmazonDynamoDBLocal>map((File database) -> DynamoDBEmbedded.create(database))
            .orElseGet(() -> DynamoDBEmbedded.create(true));
    client = local.dynamoDbClient();
    client.createTable(table ->
        table
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .attributeDefinitions(
                text("pk"),
                text("sk"),
                text("shelf"),
                text("publishedAt"),
                text("closesAt"),
                text("due"),
                text("dueAt"),
                AttributeDefinition.builder()
                    .attributeName("signatures")
                    .attributeType(ScalarAttributeType.N)
                    .build())
            .globalSecondaryIndexes(
                index("byNewest", "shelf", "publishedAt"),
                index("byClosing", "shelf", "closesAt"),
                index("bySignatures", "shelf", "signatures"),
                index("byDue", "due", "dueAt"))
            .streamSpecification(stream ->
                stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static GlobalSecondaryIndex index(String name, String hash, String range) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  /** Conditional puts a second, from so many threads. */
  double rate(int puts, int threads) {
    int first = next.getAndAdd(puts);
    AtomicInteger at = new AtomicInteger(first);
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(() -> {
              for (int n = at.getAndIncrement(); n < first + puts; n = at.getAndIncrement()) {
                put(n);
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
    return puts / ((System.nanoTime() - start) / 1e9);
  }

  /** An item of a signature's size. */
  private void put(int n) {
    Map<String, AttributeValue> item = new HashMap<>();
    Map.of(
            "pk",
            "SIG#01JD0000000000000000000000#" + n % SHARDS,
            "sk",
            "p4Zk2vQ8r1sT6uWx3yB5cD7eF9gH0jK2lM4nP6qR8s" + n + "#0",
            "suggestion",
            "01JD0000000000000000000000",
            "person",
            "p4Zk2vQ8r1sT6uWx3yB5cD7eF9gH0jK2lM4nP6qR8s" + n,
            "name",
            People.name(n),
            "email",
            People.email("bare", n),
            "postalCode",
            People.postalCode(n),
            "network",
            People.address(n),
            "origin",
            "online",
            "at",
            "2026-11-23T12:00:00.000Z")
        .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    Map.of(
            "slot", "0",
            "mailDomain", "post.example",
            "district", "",
            "stance", "for",
            "language", "sv",
            "day", "2026-11-23",
            "state", "active",
            "pending", "01JD1111111111111111111111")
        .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
    item.put("shown", AttributeValue.fromBool(true));
    item.put("informed", AttributeValue.fromBool(false));
    client.putItem(request ->
        request.tableName(TABLE).item(item).conditionExpression("attribute_not_exists(pk)"));
  }

  @Override
  public void close() {
    local.shutdown();
  }
}
