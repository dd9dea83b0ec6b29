package se.invanardialog.core.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The table in DynamoDB. Batches of reads go through the Enhanced Client, which asks again for what
 * was left out; all else through the client it stands on, which is there sooner in a cold function.
 */
public final class DynamoTable implements Table {
  private static final int MOST_TRIES = 12;
  private static final long FIRST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 400;

  private final DynamoDbClient client;
  private final String name;
  private @Nullable BatchReads batches;

  public DynamoTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
    load();
  }

  /**
   * What is read is asked for and answered in these: it asks nobody, and no reader waits for it.
   */
  private static void load() {
    QueryRequest.builder().build();
    QueryResponse.builder().build();
    GetItemRequest.builder().build();
    GetItemResponse.builder().build();
  }

  @Override
  public Optional<Item> get(Key key) {
    return get(key, false);
  }

  @Override
  public Optional<Item> getConsistently(Key key) {
    return get(key, true);
  }

  private Optional<Item> get(Key key, boolean consistently) {
    var found =
        client.getItem(request ->
            request.tableName(name).key(Item.keyAttributes(key)).consistentRead(consistently));
    return existing(found.hasItem() ? found.item() : null);
  }

  @Override
  public Map<Key, Item> getAll(Collection<Key> keys) {
    return keys.isEmpty() ? Map.of() : batches().get(keys);
  }

  private synchronized BatchReads batches() {
    if (batches == null) {
      batches = new BatchReads(client, name);
    }
    return batches;
  }

  @Override
  public Page query(Query query) {
    var expression = new Expressions();
    String partition = query.index().map(index -> index.partition).orElse(Item.PARTITION);
    String sort = query.index().map(index -> index.sort).orElse(Item.SORT);
    var request =
        QueryRequest.builder()
            .tableName(name)
            .keyConditionExpression(expression.range(partition, sort, query))
            .scanIndexForward(query.forward())
            .limit(query.limit())
            .consistentRead(query.consistent());
    query.index().ifPresent(index -> request.indexName(index.indexName));
    String filter = expression.condition(query.filter());
    if (!filter.isEmpty()) {
      request.filterExpression(filter);
    }
    query.cursor().ifPresent(cursor -> request.exclusiveStartKey(Cursors.read(cursor)));
    request.expressionAttributeNames(expression.names).expressionAttributeValues(expression.values);
    try {
      var response = client.query(request.build());
      return page(response.items(), response.lastEvaluatedKey());
    } catch (DynamoDbException refused) {
      if (query.cursor().isPresent()
          && refused.awsErrorDetails() != null
          && "ValidationException".equals(refused.awsErrorDetails().errorCode())) {
        throw new BadCursor();
      }
      throw refused;
    }
  }

  @Override
  public Page scan(Optional<String> cursor) {
    var response =
        client.scan(request ->
            request
                .tableName(name)
                .consistentRead(true)
                .exclusiveStartKey(cursor.map(Cursors::read).orElse(null)));
    return page(response.items(), response.lastEvaluatedKey());
  }

  /**
   * @param last empty when there is nothing more
   */
  private static Page page(
      List<Map<String, AttributeValue>> items, Map<String, AttributeValue> last) {
    return new Page(
        items.stream().map(Item::new).toList(),
        last.isEmpty() ? Optional.empty() : Optional.of(Cursors.write(last)));
  }

  @Override
  public Write.Result write(List<Write> writes) {
    return switch (writes.size()) {
      case 0 -> new Write.Result.Done();
      case 1 -> retrying(() -> one(writes.getFirst()));
      default -> retrying(() -> transaction(writes));
    };
  }

  @Override
  public Item add(Key key, Map<String, Long> amounts, Optional<java.time.Instant> expiresAt) {
    var expression = new Expressions();
    var update = new Write.Update(key, Map.of(), amounts, Condition.always());
    var wanted = expiresAt.map(at -> update.set(Item.EXPIRES, at.getEpochSecond())).orElse(update);
    String change = expression.update(wanted);
    return retrying(() ->
        new Item(
            client
                .updateItem(request ->
                    request
                        .tableName(name)
                        .key(Item.keyAttributes(key))
                        .updateExpression(change)
                        .expressionAttributeNames(expression.names)
                        .expressionAttributeValues(expression.values)
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes()));
  }

  private Write.Result one(Write write) {
    var expression = new Expressions();
    try {
      switch (write) {
        case Write.Put put -> {
          String condition = expression.condition(put.condition());
          client.putItem(request -> {
            request
                .tableName(name)
                .item(put.item().attributes())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (!condition.isEmpty()) {
              request
                  .conditionExpression(condition)
                  .expressionAttributeNames(expression.names)
                  .expressionAttributeValues(expression.valuesOrNull());
            }
          });
        }
        case Write.Update update -> {
          String change = expression.update(update);
          String condition = expression.condition(update.condition());
          client.updateItem(request ->
              request
                  .tableName(name)
                  .key(Item.keyAttributes(update.key()))
                  .updateExpression(change)
                  .conditionExpression(condition.isEmpty() ? null : condition)
                  .expressionAttributeNames(expression.names)
                  .expressionAttributeValues(expression.valuesOrNull())
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
        }
        case Write.Delete delete -> {
          String condition = expression.condition(delete.condition());
          client.deleteItem(request -> {
            request
                .tableName(name)
                .key(Item.keyAttributes(delete.key()))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (!condition.isEmpty()) {
              request
                  .conditionExpression(condition)
                  .expressionAttributeNames(expression.names)
                  .expressionAttributeValues(expression.valuesOrNull());
            }
          });
        }
        case Write.Check check -> {
          Optional<Item> stored = getConsistently(check.key());
          if (!check.condition().holds(stored.orElse(null))) {
            return new Write.Result.Refused(Map.of(0, stored));
          }
        }
      }
      return new Write.Result.Done();
    } catch (ConditionalCheckFailedException refused) {
      return new Write.Result.Refused(
          Map.of(0, existing(refused.hasItem() ? refused.item() : null)));
    }
  }

  private Write.Result transaction(List<Write> writes) {
    var request = writes.stream().map(this::inTransaction).toList();
    try {
      client.transactWriteItems(all -> all.transactItems(request));
      return new Write.Result.Done();
    } catch (TransactionCanceledException cancelled) {
      var failed = new LinkedHashMap<Integer, Optional<Item>>();
      List<CancellationReason> reasons = cancelled.cancellationReasons();
      for (int place = 0; place < reasons.size(); place++) {
        CancellationReason reason = reasons.get(place);
        if ("ConditionalCheckFailed".equals(reason.code())) {
          failed.put(place, existing(reason.hasItem() ? reason.item() : null));
        }
      }
      if (failed.isEmpty()) {
        throw cancelled;
      }
      return new Write.Result.Refused(failed);
    }
  }

  private static Optional<Item> existing(@Nullable Map<String, AttributeValue> item) {
    return item == null || item.isEmpty() ? Optional.empty() : Optional.of(new Item(item));
  }

  private TransactWriteItem inTransaction(Write write) {
    var expression = new Expressions();
    var transaction = TransactWriteItem.builder();
    var old = ReturnValuesOnConditionCheckFailure.ALL_OLD;
    switch (write) {
      case Write.Put put -> {
        String condition = expression.condition(put.condition());
        transaction.put(one ->
            one.tableName(name)
                .item(put.item().attributes())
                .conditionExpression(condition.isEmpty() ? null : condition)
                .expressionAttributeNames(expression.namesOrNull())
                .expressionAttributeValues(expression.valuesOrNull())
                .returnValuesOnConditionCheckFailure(old));
      }
      case Write.Update update -> {
        String change = expression.update(update);
        String condition = expression.condition(update.condition());
        transaction.update(one ->
            one.tableName(name)
                .key(Item.keyAttributes(update.key()))
                .updateExpression(change)
                .conditionExpression(condition.isEmpty() ? null : condition)
                .expressionAttributeNames(expression.names)
                .expressionAttributeValues(expression.valuesOrNull())
                .returnValuesOnConditionCheckFailure(old));
      }
      case Write.Delete delete -> {
        String condition = expression.condition(delete.condition());
        transaction.delete(one ->
            one.tableName(name)
                .key(Item.keyAttributes(delete.key()))
                .conditionExpression(condition.isEmpty() ? null : condition)
                .expressionAttributeNames(expression.namesOrNull())
                .expressionAttributeValues(expression.valuesOrNull())
                .returnValuesOnConditionCheckFailure(old));
      }
      case Write.Check check -> {
        String condition = expression.condition(check.condition());
        transaction.conditionCheck(one ->
            one.tableName(name)
                .key(Item.keyAttributes(check.key()))
                .conditionExpression(condition)
                .expressionAttributeNames(expression.namesOrNull())
                .expressionAttributeValues(expression.valuesOrNull())
                .returnValuesOnConditionCheckFailure(old));
      }
    }
    return transaction.build();
  }

  /** A clash with another transaction says nothing about the conditions: try again. */
  private static <T> T retrying(java.util.function.Supplier<T> write) {
    for (int attempt = 1; ; attempt++) {
      try {
        return write.get();
      } catch (TransactionCanceledException
          | TransactionConflictException
          | InternalServerErrorException clash) {
        if (attempt == MOST_TRIES || !passing(clash)) {
          throw clash;
        }
        pause(attempt);
      }
    }
  }

  private static boolean passing(DynamoDbException clash) {
    return !(clash instanceof TransactionCanceledException cancelled)
        || cancelled.cancellationReasons().stream()
            .map(reason -> Objects.requireNonNullElse(reason.code(), "None"))
            .allMatch(code ->
                code.equals("None")
                    || code.equals("TransactionConflict")
                    || code.equals("ThrottlingError")
                    || code.equals("ProvisionedThroughputExceeded"));
  }

  private static void pause(int attempt) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << attempt);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting to write again", stopped);
    }
  }
}
