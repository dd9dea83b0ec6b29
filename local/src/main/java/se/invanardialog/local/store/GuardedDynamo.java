package se.invanardialog.local.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.lambda.Guard;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.TableResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The table as one function may use it: a call that its role in the template does not allow is
 * refused here as DynamoDB would refuse it, so that a missing permission is found on the laptop.
 */
public final class GuardedDynamo {
  private GuardedDynamo() {}

  /**
   * @param reads shared by all functions that use the same store
   * @param onWrite told after each write, so that the stream is read at once
   */
  public static DynamoDbClient of(
      DynamoDbClient real,
      SharedReads<DynamoDbRequest, Object> reads,
      LambdaResource function,
      TableResource table,
      Runnable onWrite) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            call(real, reads, function, table, onWrite, proxy, method, arguments);
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            GuardedDynamo.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
  }

  private static @Nullable Object call(
      DynamoDbClient real,
      SharedReads<DynamoDbRequest, Object> reads,
      LambdaResource function,
      TableResource table,
      Runnable onWrite,
      Object proxy,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    @Nullable DynamoDbRequest request =
        arguments != null
                && arguments.length == 1
                && arguments[0] instanceof DynamoDbRequest only
                && !method.getName().endsWith("Paginator")
            ? only
            : null;
    if (request == null && method.isDefault() && arguments != null && arguments.length > 0) {
      // The forms with a builder, and the paginators, come back here with a request.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    try {
      if (request == null) {
        return method.invoke(real, arguments);
      }
      check(function, table, method.getName(), request);
      if (reads(method.getName())) {
        return reads.read(request, () -> method.invoke(real, arguments));
      }
      @Nullable Object result = method.invoke(real, arguments);
      if (writes(method.getName())) {
        onWrite.run();
      }
      return result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private static boolean reads(String method) {
    return switch (method) {
      case "getItem", "batchGetItem", "query" -> true;
      default -> false;
    };
  }

  private static boolean writes(String method) {
    return switch (method) {
      case "putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems" -> true;
      default -> false;
    };
  }

  private static void check(
      LambdaResource function, TableResource table, String method, DynamoDbRequest request) {
    String index = request.getValueForField("IndexName", String.class).orElse("");
    String resource = index.isEmpty() ? table.arn() : table.arn() + "/index/" + index;
    for (String action : actions(method, request)) {
      if (!Guard.allows(function, "dynamodb:" + action, resource)) {
        throw DynamoDbException.builder()
            .statusCode(400)
            .message(Guard.refusal(function, "dynamodb:" + action, resource))
            .build();
      }
    }
  }

  private static Collection<String> actions(String method, DynamoDbRequest request) {
    return switch (request) {
      case TransactWriteItemsRequest writes ->
          writes.transactItems().stream().map(GuardedDynamo::action).distinct().toList();
      default ->
          method.equals("transactGetItems")
              ? List.of("GetItem")
              : List.of(method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1));
    };
  }

  private static String action(TransactWriteItem item) {
    if (item.put() != null) {
      return "PutItem";
    }
    if (item.update() != null) {
      return "UpdateItem";
    }
    return item.delete() != null ? "DeleteItem" : "ConditionCheckItem";
  }
}
