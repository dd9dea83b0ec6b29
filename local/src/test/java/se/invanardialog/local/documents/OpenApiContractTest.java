package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.local.template.LambdaResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Holds docs/openapi.yaml together with the code's routes, and its examples with its schemas. */
class OpenApiContractTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String SCHEMAS = "/components/schemas/";

  private final OpenApi api = new OpenApi();
  private final JsonNode document = api.document;

  @Test
  void the_documented_routes_are_the_routes_in_the_code() {
    var documented = new TreeSet<String>();
    operations((route, operation) -> documented.add(route));

    assertThat(documented).isEqualTo(apiRoutes());
  }

  @Test
  void a_route_is_documented_as_needing_a_token_when_the_code_asks_who_it_is() {
    var wrong = new ArrayList<String>();
    var guarded = new TreeSet<String>();
    handlers()
        .forEach(handler ->
            handler
                .access()
                .forEach((route, access) -> {
                  if (access instanceof Access.Officials) {
                    guarded.add(route);
                  }
                }));
    operations((route, operation) -> {
      boolean open = operation.has("security") && operation.get("security").isEmpty();
      boolean answers401 = operation.get("responses").has("401");
      if (open == guarded.contains(route) || open == answers401) {
        wrong.add(route);
      }
    });

    assertThat(document.at("/security/0").has("bearer")).isTrue();
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_route_that_acts_takes_an_idempotency_key() {
    operations((route, operation) -> {
      boolean takes =
          operation.path("parameters").findValuesAsText("$ref").stream()
              .anyMatch(ref -> ref.endsWith("/IdempotencyKey"));
      assertThat(takes).as(route).isEqualTo(!route.startsWith("GET "));
    });
  }

  @Test
  void every_json_body_has_an_example() {
    bodies((place, body) ->
        assertThat(body.has("example") || !body.path("examples").isEmpty()).as(place).isTrue());
  }

  @Test
  void every_example_is_what_its_schema_says() {
    var faults = new ArrayList<String>();
    int[] held = {0};
    bodies((place, body) -> {
      if (body.has("example")) {
        held[0]++;
        faults.addAll(api.faults(place, body.get("schema"), body.get("example")));
      }
      body.path("examples")
          .properties()
          .forEach(example -> {
            held[0]++;
            faults.addAll(
                api.faults(
                    place + " " + example.getKey(),
                    body.get("schema"),
                    example.getValue().get("value")));
          });
    });
    parameters((place, parameter) -> {
      held[0]++;
      faults.addAll(api.faults(place, parameter.get("schema"), parameter.get("example")));
    });

    assertThat(faults).isEmpty();
    assertThat(held[0]).isGreaterThan(50);
  }

  @Test
  void an_example_that_is_not_what_its_schema_says_is_found() {
    ObjectNode count =
        OpenApi.JSON.createObjectNode().put("signatures", -1).put("asOf", "yesterday");
    JsonNode schema = OpenApi.JSON.createObjectNode().put("$ref", "#" + SCHEMAS + "Count");

    assertThat(api.faults("count", schema, count)).hasSize(2);
  }

  @Test
  void every_problem_that_the_code_can_answer_is_named() {
    var named = new TreeSet<String>();
    document.at(SCHEMAS + "Problem/properties/type/enum").forEach(type -> named.add(type.asText()));
    Pattern problem = Pattern.compile("\\bproblem\\(\\s*(?:\\d{3}|[A-Z]+),\\s*\"([a-z-]+)\"");
    Set<String> inCode =
        Project.files()
            .filter(file -> file.startsWith(Project.ROOT.resolve("functions")))
            .filter(file -> file.toString().contains("/src/main/java/"))
            .flatMap(file -> problem.matcher(Project.text(file)).results())
            .map(found -> "/problems/" + found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(inCode);
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  @Test
  void every_path_parameter_is_described() {
    document
        .get("paths")
        .properties()
        .forEach(path -> {
          var described = new TreeSet<String>();
          path.getValue()
              .path("parameters")
              .forEach(parameter -> described.add(api.resolved(parameter).get("name").asText()));
          Set<String> inPath =
              Pattern.compile("\\{(\\w+)}")
                  .matcher(path.getKey())
                  .results()
                  .map(found -> found.group(1))
                  .collect(Collectors.toCollection(TreeSet::new));
          assertThat(described).as(path.getKey()).isEqualTo(inPath);
        });
  }

  private static List<HttpHandler> handlers() {
    var handlers = new ArrayList<HttpHandler>();
    for (LambdaResource resource : Project.template().functions()) {
      if (!resource.routes().isEmpty()) {
        handlers.add(handler(resource));
      }
    }
    return handlers;
  }

  private static HttpHandler handler(LambdaResource resource) {
    var platform = new Functions().platform(resource, new NoStore());
    try {
      return (HttpHandler)
          Class.forName(resource.handler()).getConstructor(Platform.class).newInstance(platform);
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalStateException(resource.handler(), unfit);
    }
  }

  /** Nothing is read while a function is made. */
  private static final class NoStore implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private static TreeSet<String> apiRoutes() {
    return handlers().stream()
        .flatMap(handler -> handler.routeKeys().stream())
        .filter(route -> route.contains(" /api/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void operations(BiConsumer<String, JsonNode> visitor) {
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation ->
                    visitor.accept(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
  }

  private void bodies(BiConsumer<String, JsonNode> visitor) {
    operations((route, operation) -> {
      content(route + " request", operation.path("requestBody"), visitor);
      operation
          .get("responses")
          .properties()
          .forEach(response ->
              content(route + " " + response.getKey(), api.resolved(response.getValue()), visitor));
    });
  }

  private static void content(String place, JsonNode holder, BiConsumer<String, JsonNode> visitor) {
    holder.path("content").properties().stream()
        .filter(type -> type.getKey().endsWith("json"))
        .forEach(type -> visitor.accept(place, type.getValue()));
  }

  /** Those of the operations, of the components, and the headers, that have an example. */
  private void parameters(BiConsumer<String, JsonNode> visitor) {
    operations((route, operation) ->
        operation
            .path("parameters")
            .forEach(parameter -> {
              if (parameter.has("example")) {
                visitor.accept(route + " " + parameter.get("name").asText(), parameter);
              }
            }));
    for (String kind : List.of("parameters", "headers")) {
      document
          .at("/components/" + kind)
          .properties()
          .forEach(one -> visitor.accept(kind + " " + one.getKey(), one.getValue()));
    }
  }
}
