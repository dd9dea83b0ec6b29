package se.invanardialog.bench.cold;

import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Gets one item by the SDK, and primes itself by getting it. */
public final class OneGet implements Resource {
  private static final AttributeValue NOTHING = AttributeValue.fromS("nothing");

  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  OneGet() {
    Core.getGlobalContext().register(this);
  }

  void run() {
    dynamo.getItem(
        get -> get.tableName(System.getenv("TABLE")).key(Map.of("pk", NOTHING, "sk", NOTHING)));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    run();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
