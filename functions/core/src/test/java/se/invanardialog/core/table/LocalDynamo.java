package se.invanardialog.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local inside the test, in memory: tables as docs/data-model.md says, with stream. */
public final class LocalDynamo implements AutoCloseable {
  private static final int MOST_RECORDS = 1_000;

  private final AmazonDynamoDBLocal store = DynamoDBEmbedded.create(true);
  private final Map<String, String> iterators = new HashMap<>();

  public DynamoDbClient client() {
    return store.dynamoDbClient();
  }

  public DynamoTable table(String name) {
    create(name);
    return new DynamoTable(client(), name);
  }

  public void create(String name) {
    var attributes =
        Stream.concat(
                Stream.of(Item.PARTITION, Item.SORT),
                Arrays.stream(Query.Index.values())
                    .flatMap(index -> Stream.of(index.partition, index.sort)))
            .distinct()
            .map(attribute ->
                AttributeDefinition.builder()
                    .attributeName(attribute)
                    .attributeType(
                        InMemoryTable.NUMBERS.contains(attribute)
                            ? ScalarAttributeType.N
                            : ScalarAttributeType.S)
                    .build())
            .toList();
    client()
        .createTable(request ->
            request
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys(Item.PARTITION, Item.SORT))
                .globalSecondaryIndexes(
                    Arrays.stream(Query.Index.values())
                        .map(index ->
                            GlobalSecondaryIndex.builder()
                                .indexName(index.indexName)
                                .keySchema(keys(index.partition, index.sort))
                                .projection(all -> all.projectionType(ProjectionType.ALL))
                                .build())
                        .toList())
                .streamSpecification(stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
  }

  /** What the table's stream has got since the last call, shard by shard. */
  public List<Record> records(String table) {
    var streams = store.dynamoDbStreamsClient();
    String stream = client().describeTable(r -> r.tableName(table)).table().latestStreamArn();
    var found = new ArrayList<Record>();
    for (Shard shard :
        streams.describeStream(r -> r.streamArn(stream)).streamDescription().shards()) {
      String place = table + " " + shard.shardId();
      String iterator =
          iterators.containsKey(place)
              ? iterators.get(place)
              : streams
                  .getShardIterator(r ->
                      r.streamArn(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                  .shardIterator();
      while (iterator != null) {
        String from = iterator;
        var answer = streams.getRecords(r -> r.shardIterator(from).limit(MOST_RECORDS));
        found.addAll(answer.records());
        iterator = answer.nextShardIterator();
        iterators.put(place, iterator);
        if (answer.records().isEmpty()) {
          break;
        }
      }
    }
    return found;
  }

  private static List<KeySchemaElement> keys(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }

  @Override
  public void close() {
    store.shutdown();
  }
}
