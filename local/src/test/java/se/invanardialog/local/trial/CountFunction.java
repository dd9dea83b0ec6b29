package se.invanardialog.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import se.invanardialog.core.Platform;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Counts stream records, each where it says, and the times a schedule fired it; dies the first time
 * it meets a deadly one.
 */
public final class CountFunction implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Platform platform;

  public CountFunction() {
    this(Platform.aws());
  }

  public CountFunction(Platform platform) {
    this.platform = platform;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    if (event.has("Records")) {
      for (JsonNode record : event.get("Records")) {
        String key = record.at("/dynamodb/Keys/pk/S").asText();
        if (key.contains("poison")) {
          String number = record.at("/dynamodb/SequenceNumber").asText();
          output.write(
              "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                  .formatted(number)
                  .getBytes(StandardCharsets.UTF_8));
          return;
        }
        if (key.contains("deadly") && add("DIED#" + key) == 1) {
          Runtime.getRuntime().halt(7);
        }
        add("SEEN#" + key);
      }
      output.write("{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    } else {
      add("FIRED#" + event.get("source").asText());
    }
  }

  private int add(String key) {
    var after =
        platform
            .dynamo()
            .updateItem(update ->
                update
                    .tableName(platform.setting("TABLE"))
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS(key), "sk", AttributeValue.fromS("COUNT")))
                    .updateExpression("ADD times :one")
                    .returnValues(ReturnValue.UPDATED_NEW)
                    .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    return Integer.parseInt(after.attributes().get("times").n());
  }
}
