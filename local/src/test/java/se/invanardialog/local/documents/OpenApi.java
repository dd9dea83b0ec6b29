package se.invanardialog.local.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docs/openapi.yaml. */
final class OpenApi {
  static final ObjectMapper JSON = new ObjectMapper();

  final JsonNode document =
      JSON.valueToTree(
          new Load(LoadSettings.builder().build())
              .loadFromString(Project.text("docs/openapi.yaml")));

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** The schema of what a route answers in JSON; missing when it is not documented. */
  JsonNode answerSchema(String method, String path, int status) {
    JsonNode response =
        resolved(
            document
                .path("paths")
                .path(path)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(status)));
    JsonNode content = response.path("content");
    return content.elements().hasNext()
        ? content.elements().next().path("schema")
        : content.path("schema");
  }

  /** What is wrong with a value, by a schema of this document. */
  List<String> faults(String place, JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$schema", SchemaId.V202012);
    whole.set("components", document.get("components"));
    whole.setAll((ObjectNode) schema.deepCopy());
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole, config)
        .validate(value)
        .stream()
        .map(fault -> place + ": " + fault)
        .toList();
  }
}
