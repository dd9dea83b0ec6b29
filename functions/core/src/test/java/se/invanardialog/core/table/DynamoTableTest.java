package se.invanardialog.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class DynamoTableTest extends TableContract {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static LocalDynamo dynamo;

  private String name;

  @BeforeAll
  static void start() {
    dynamo = new LocalDynamo();
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @Override
  Table table() {
    name = "table-" + TABLES.incrementAndGet();
    return dynamo.table(name);
  }

  @Override
  List<InMemoryTable.Change> changes() {
    return dynamo.records(name).stream()
        .map(record ->
            new InMemoryTable.Change(
                record.eventID(),
                new Item(record.dynamodb().keys()).key(),
                image(record.dynamodb().hasOldImage() ? record.dynamodb().oldImage() : Map.of()),
                image(record.dynamodb().hasNewImage() ? record.dynamodb().newImage() : Map.of())))
        .toList();
  }

  private static Optional<Item> image(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
    return image.isEmpty() ? Optional.empty() : Optional.of(new Item(image));
  }

  @Test
  void a_clash_with_another_transaction_is_tried_again_and_is_no_verdict() {
    var clash = cancelled("None", "TransactionConflict");
    var clashing = failing("transactWriteItems", 3, n -> clash);
    assertThat(
            clashing.write(Write.insert(Item.at(key("a"))), Write.insert(Item.at(key("b")))).done())
        .isTrue();
    assertThat(clashing.getAll(List.of(key("a"), key("b")))).hasSize(2);
  }

  @Test
  void a_single_write_and_an_addition_that_clash_are_tried_again() {
    var conflict = TransactionConflictException.builder().message("conflict").build();
    assertThat(failing("putItem", 2, n -> conflict).write(Write.insert(Item.at(key("a")))).done())
        .isTrue();
    assertThat(
            failing("updateItem", 2, n -> conflict)
                .add(key("b"), Map.of("n", 1L), Optional.empty())
                .number("n"))
        .isEqualTo(1);
  }

  @Test
  void a_transaction_that_never_gets_through_fails_and_is_not_taken_for_refused() {
    var throttled = cancelled("ThrottlingError", "None");
    assertThatThrownBy(() ->
            failing("transactWriteItems", Integer.MAX_VALUE, n -> throttled)
                .write(Write.insert(Item.at(key("a"))), Write.insert(Item.at(key("b")))))
        .isSameAs(throttled);
  }

  @Test
  void a_transaction_the_store_can_not_understand_is_not_tried_again() {
    var tries = new AtomicInteger();
    var wrong = cancelled("ValidationError", "None");
    assertThatThrownBy(() ->
            failing(
                    "transactWriteItems",
                    Integer.MAX_VALUE,
                    n -> {
                      tries.incrementAndGet();
                      return wrong;
                    })
                .write(Write.insert(Item.at(key("a"))), Write.insert(Item.at(key("b")))))
        .isSameAs(wrong);
    assertThat(tries).hasValue(1);
  }

  private static TransactionCanceledException cancelled(String... codes) {
    return TransactionCanceledException.builder()
        .message("cancelled")
        .cancellationReasons(
            java.util.Arrays.stream(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList())
        .build();
  }

  /** The store, failing the first calls of one kind: what DynamoDB Local never does by itself. */
  private DynamoTable failing(String method, int times, Function<Integer, RuntimeException> fault) {
    var calls = new AtomicInteger();
    DynamoDbClient real = dynamo.client();
    var client =
        (DynamoDbClient)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, called, arguments) -> {
                  if (called.isDefault()
                      && arguments != null
                      && arguments[0] instanceof java.util.function.Consumer<?>) {
                    return java.lang.reflect.InvocationHandler.invokeDefault(
                        proxy, called, arguments);
                  }
                  if (called.getName().equals(method) && calls.incrementAndGet() <= times) {
                    throw fault.apply(calls.get());
                  }
                  try {
                    return called.invoke(real, arguments);
                  } catch (java.lang.reflect.InvocationTargetException failed) {
                    throw failed.getCause();
                  }
                });
    return new DynamoTable(client, name);
  }

  private static Key key(String sort) {
    return new Key("CLASH", sort);
  }
}
