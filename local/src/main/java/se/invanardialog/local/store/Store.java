package se.invanardialog.local.store;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.StartProblem;
import se.invanardialog.local.template.TableResource;
import se.invanardialog.local.template.TableResource.KeyNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local in this process, with the template's table in it. */
public final class Store implements AutoCloseable {
  private final AmazonDynamoDBLocal local;
  private final DynamoDbClient client;
  private final String streamArn;

  private Store(AmazonDynamoDBLocal local, DynamoDbClient client, String streamArn) {
    this.local = local;
    this.client = client;
    this.streamArn = streamArn;
  }

  public static Store open(DataFolder data, TableResource table) {
    var file = data.database().map(Path::toFile);
    AmazonDynamoDBLocal local =
        file.isPresent()
            ? DynamoDBEmbedded.create(file.get(), true)
            : DynamoDBEmbedded.create(true);
    try {
      DynamoDbClient client = local.dynamoDbClient();
      @Nullable TableDescription found = find(client, table);
      if (found == null) {
        create(client, table);
        found = client.describeTable(request -> request.tableName(table.name())).table();
      } else if (!indexes(found).equals(indexes(table))) {
        throw new StartProblem(
            "The data folder was made by a version with other indexes ("
                + file.map(java.io.File::getParent).orElse("")
                + "). Move it away, or choose another with -Ddata=FOLDER.");
      }
      @Nullable String stream = found.latestStreamArn();
      return new Store(local, client, stream == null ? "" : stream);
    } catch (RuntimeException failed) {
      local.shutdownNow();
      throw failed;
    }
  }

  private static @Nullable TableDescription find(DynamoDbClient client, TableResource table) {
    try {
      return client.describeTable(request -> request.tableName(table.name())).table();
    } catch (ResourceNotFoundException first) {
      return null;
    }
  }

  private static Set<String> indexes(TableDescription table) {
    return table.globalSecondaryIndexes().stream()
        .map(GlobalSecondaryIndexDescription::indexName)
        .collect(Collectors.toSet());
  }

  private static Set<String> indexes(TableResource table) {
    return table.indexes().stream().map(TableResource.Index::name).collect(Collectors.toSet());
  }

  private static void create(DynamoDbClient client, TableResource table) {
    client.createTable(request -> {
      request
          .tableName(table.name())
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .keySchema(schema(table.key()))
          .attributeDefinitions(
              table.attributes().entrySet().stream()
                  .map(each ->
                      AttributeDefinition.builder()
                          .attributeName(each.getKey())
                          .attributeType(each.getValue())
                          .build())
                  .toList());
      if (!table.indexes().isEmpty()) {
        request.globalSecondaryIndexes(
            table.indexes().stream()
                .map(index ->
                    GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(schema(index.key()))
                        .projection(all -> all.projectionType(index.projection()))
                        .build())
                .toList());
      }
      if (!table.stream().isEmpty()) {
        request.streamSpecification(
            stream -> stream.streamEnabled(true).streamViewType(table.stream()));
      }
    });
    if (!table.expiry().isEmpty()) {
      client.updateTimeToLive(request ->
          request
              .tableName(table.name())
              .timeToLiveSpecification(
                  expiry -> expiry.attributeName(table.expiry()).enabled(true)));
    }
  }

  private static java.util.List<KeySchemaElement> schema(KeyNames key) {
    var schema = new java.util.ArrayList<KeySchemaElement>();
    schema.add(element(key.hash(), KeyType.HASH));
    if (!key.range().isEmpty()) {
      schema.add(element(key.range(), KeyType.RANGE));
    }
    return schema;
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  public DynamoDbClient client() {
    return client;
  }

  public DynamoDbStreamsClient streams() {
    return local.dynamoDbStreamsClient();
  }

  /** The table's stream as DynamoDB Local names it; empty when it has none. */
  public String streamArn() {
    return streamArn;
  }

  @Override
  public void close() {
    local.shutdown();
  }
}
