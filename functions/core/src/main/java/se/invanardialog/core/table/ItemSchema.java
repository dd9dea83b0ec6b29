package se.invanardialog.core.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as they lie, for the Enhanced Client: every feature reads its own records out of them. */
final class ItemSchema implements TableSchema<Item> {
  private static final TableMetadata KEYS =
      StaticTableMetadata.builder()
          .addIndexPartitionKey(
              TableMetadata.primaryIndexName(), Item.PARTITION, AttributeValueType.S)
          .addIndexSortKey(TableMetadata.primaryIndexName(), Item.SORT, AttributeValueType.S)
          .build();

  static software.amazon.awssdk.enhanced.dynamodb.Key key(Key key) {
    return software.amazon.awssdk.enhanced.dynamodb.Key.builder()
        .partitionValue(key.partition())
        .sortValue(key.sort())
        .build();
  }

  @Override
  public Item mapToItem(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  @Override
  public Map<String, AttributeValue> itemToMap(Item item, boolean ignoreNulls) {
    return item.attributes();
  }

  @Override
  public Map<String, AttributeValue> itemToMap(Item item, Collection<String> attributes) {
    var some = new LinkedHashMap<>(item.attributes());
    some.keySet().retainAll(attributes);
    return some;
  }

  @Override
  public @Nullable AttributeValue attributeValue(Item item, String attribute) {
    return item.attributes().get(attribute);
  }

  @Override
  public TableMetadata tableMetadata() {
    return KEYS;
  }

  @Override
  public EnhancedType<Item> itemType() {
    return EnhancedType.of(Item.class);
  }

  @Override
  public List<String> attributeNames() {
    return List.of(Item.PARTITION, Item.SORT);
  }

  @Override
  public boolean isAbstract() {
    return false;
  }
}
