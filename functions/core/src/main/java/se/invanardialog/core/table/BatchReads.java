package se.invanardialog.core.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Many items by their keys, by the Enhanced Client. */
final class BatchReads {
  private static final int MOST_READ_AT_ONCE = 100;

  private final DynamoDbEnhancedClient enhanced;
  private final DynamoDbTable<Item> items;

  BatchReads(DynamoDbClient client, String table) {
    this.enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    this.items = enhanced.table(table, new ItemSchema());
  }

  /** Those that there are. */
  Map<Key, Item> get(Collection<Key> keys) {
    var found = new HashMap<Key, Item>();
    var distinct = List.copyOf(new LinkedHashSet<>(keys));
    for (int start = 0; start < distinct.size(); start += MOST_READ_AT_ONCE) {
      var batch = ReadBatch.builder(Item.class).mappedTableResource(items);
      distinct.stream()
          .skip(start)
          .limit(MOST_READ_AT_ONCE)
          .forEach(key -> batch.addGetItem(ItemSchema.key(key)));
      enhanced
          .batchGetItem(BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build())
          .resultsForTable(items)
          .forEach(item -> found.put(item.key(), item));
    }
    return found;
  }
}
