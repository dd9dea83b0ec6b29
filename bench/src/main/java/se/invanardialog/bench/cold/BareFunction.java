package se.invanardialog.bench.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** As the SDK's guides have it: takes AWS's event, gets one item, and primes itself by that. */
public final class BareFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, Resource {
  private static final AttributeValue NOTHING = AttributeValue.fromS("nothing");

  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  public BareFunction() {
    Core.getGlobalContext().register(this);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    get();
    return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
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
