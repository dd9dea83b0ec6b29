package se.invanardialog.bench.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Gets one item by the SDK without a look at what it was asked, and primes itself by that. */
public final class BarestFunction implements RequestStreamHandler, Resource {
  private static final AttributeValue NOTHING = AttributeValue.fromS("nothing");

  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  public BarestFunction() {
    Core.getGlobalContext().register(this);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    get();
    output.write("{\"statusCode\":204}".getBytes(StandardCharsets.UTF_8));
  }

  private void get() {
    dynamo.getItem(
        get -> get.tableName(System.getenv("TABLE")).key(Map.of("pk", NOTHING, "sk", NOTHING)));
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    get();
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}
}
