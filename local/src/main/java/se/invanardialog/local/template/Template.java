package se.invanardialog.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What is deployed, read from {@code template.yaml} itself, so that what runs here is what deploys.
 */
public final class Template {
  private static final String REGION = "eu-north-1";
  private static final String ACCOUNT = "000000000000";
  private static final String STACK = "local";

  private final Map<String, Tree> raw;
  private final Map<String, Tree> resources;
  private final Map<String, Tree> parameters;
  private final Map<String, Tree> conditions;
  private final Intrinsics intrinsics;
  private final Tree functionGlobals;

  private Template(Tree document, Map<String, String> given) {
    this.parameters = document.get("Parameters").fields();
    this.raw = document.get("Resources").fields();
    if (raw.isEmpty()) {
      throw new UnreadableTemplate("Resources: none");
    }
    this.conditions = document.get("Conditions").fields();
    this.intrinsics = new Intrinsics(name -> ref(name, given), this::attribute, this::holds);
    this.resources = new LinkedHashMap<>();
    raw.forEach((id, tree) -> {
      if (tree.get("Condition").optional().map(this::holds).orElse(true)) {
        resources.put(id, new Tree(tree.at(), intrinsics.resolve(tree.value())));
      }
    });
    Tree globals = document.get("Globals").get("Function");
    this.functionGlobals = new Tree(globals.at(), intrinsics.resolve(globals.value()));
  }

  /**
   * @param parameters values for the stack's parameters; the others have their defaults
   * @throws UnreadableTemplate saying what is wrong and where
   */
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      return parse(Files.readString(file), parameters);
    } catch (IOException unreadable) {
      throw new UnreadableTemplate("The template can't be read: " + file, unreadable);
    }
  }

  public static Template parse(String yaml, Map<String, String> parameters) {
    try {
      var settings = LoadSettings.builder().setTagConstructors(Intrinsics.tags()).build();
      @Nullable Object document = new Load(settings).loadFromString(yaml);
      return new Template(new Tree("template", document), parameters);
    } catch (YamlEngineException broken) {
      throw new UnreadableTemplate("The template is not YAML: " + broken.getMessage(), broken);
    }
  }

  private boolean holds(String condition) {
    if (!conditions.containsKey(condition)) {
      throw new UnreadableTemplate("No such condition: " + condition);
    }
    return intrinsics.holds(conditions.get(condition).value());
  }

  private Optional<String> ref(String name, Map<String, String> given) {
    if (parameters.containsKey(name)) {
      return Optional.ofNullable(given.get(name))
          .or(() -> parameters.get(name).get("Default").optional());
    }
    return switch (name) {
      case "AWS::Region" -> Optional.of(REGION);
      case "AWS::AccountId" -> Optional.of(ACCOUNT);
      case "AWS::Partition" -> Optional.of("aws");
      case "AWS::URLSuffix" -> Optional.of("amazonaws.com");
      case "AWS::StackName" -> Optional.of(STACK);
      default -> reference(name);
    };
  }

  private Optional<String> reference(String name) {
    if (name.endsWith(".Alias")) {
      return arn(name.substring(0, name.length() - ".Alias".length())).map(arn -> arn + ":live");
    }
    return type(name)
        .map(type ->
            switch (type) {
              case "AWS::SQS::Queue" -> "https://sqs.local/" + ACCOUNT + "/" + physical(name);
              case "AWS::SNS::Topic" -> arn(name).orElseThrow();
              default -> physical(name);
            });
  }

  private Optional<String> attribute(String path) {
    int dot = path.indexOf('.');
    String id = dot < 0 ? path : path.substring(0, dot);
    return switch (dot < 0 ? "" : path.substring(dot + 1)) {
      case "Arn" -> arn(id);
      case "StreamArn" -> arn(id).map(arn -> arn + "/stream/local");
      case "QueueUrl" -> reference(id);
      case "QueueName" -> type(id).map(_ -> physical(id));
      default -> Optional.empty();
    };
  }

  private Optional<String> type(String id) {
    return Optional.ofNullable(raw.get(id)).map(resource -> resource.get("Type").text());
  }

  private static String physical(String id) {
    return STACK + "-" + id;
  }

  private Optional<String> arn(String id) {
    return type(id)
        .map(type ->
            switch (type) {
              case "AWS::DynamoDB::Table" -> "dynamodb:%s:%s:table/";
              case "AWS::SQS::Queue" -> "sqs:%s:%s:";
              case "AWS::Serverless::Function" -> "lambda:%s:%s:function:";
              case "AWS::Logs::LogGroup" -> "logs:%s:%s:log-group:";
              case "AWS::IAM::Role" -> "iam:%.0s:%s:role/";
              default -> type.toLowerCase(Locale.ROOT).replace("::", "-") + ":%s:%s:";
            })
        .map(form -> "arn:aws:" + form.formatted(REGION, ACCOUNT) + physical(id));
  }

  private Map<String, Tree> ofType(String type) {
    var found = new LinkedHashMap<String, Tree>();
    resources.forEach((id, tree) -> {
      if (tree.get("Type").text().equals(type)) {
        found.put(id, tree.get("Properties"));
      }
    });
    return found;
  }

  public List<LambdaResource> functions() {
    var functions = new ArrayList<LambdaResource>();
    ofType("AWS::Serverless::Function").forEach((id, tree) -> functions.add(function(id, tree)));
    return functions;
  }

  private LambdaResource function(String id, Tree tree) {
    var environment = new LinkedHashMap<String, String>();
    for (Tree source : List.of(functionGlobals, tree)) {
      source
          .get("Environment")
          .get("Variables")
          .fields()
          .forEach((name, value) -> environment.put(name, value.text()));
    }
    var routes = new ArrayList<LambdaResource.HttpRoute>();
    var streams = new ArrayList<LambdaResource.StreamMapping>();
    var queues = new ArrayList<LambdaResource.QueueMapping>();
    var schedules = new ArrayList<LambdaResource.ScheduleResource>();
    tree.get("Events")
        .fields()
        .forEach((name, event) -> {
          Tree properties = event.get("Properties");
          switch (event.get("Type").text()) {
            case "HttpApi" -> routes.add(route(properties));
            case "DynamoDB" -> streams.add(stream(properties));
            case "SQS" -> queues.add(queue(properties));
            case "ScheduleV2" -> schedules.add(schedule(name, properties));
            default ->
                throw new UnreadableTemplate(
                    event.get("Type").at() + ": no such trigger is known here");
          }
        });
    return new LambdaResource(
        id,
        tree.get("CodeUri").text(""),
        tree.get("Handler").text(),
        either(tree, "SnapStart").get("ApplyOn").text("None").equals("PublishedVersions"),
        either(tree, "MemorySize").number(128),
        either(tree, "Timeout").number(3),
        Map.copyOf(environment),
        permissions(tree),
        routes,
        streams,
        queues,
        schedules);
  }

  private Tree either(Tree tree, String name) {
    return tree.get(name).isThere() ? tree.get(name) : functionGlobals.get(name);
  }

  private List<Statement> permissions(Tree function) {
    var statements = new ArrayList<Statement>();
    @Nullable String role = function.get("Role").optional().orElse(null);
    ofType("AWS::IAM::Role")
        .forEach((id, tree) -> {
          if (Objects.equals(role, arn(id).orElse(null))) {
            tree.get("Policies")
                .list()
                .forEach(policy ->
                    policy
                        .get("PolicyDocument")
                        .get("Statement")
                        .list()
                        .forEach(each -> statements.add(statement(each))));
          }
        });
    return statements;
  }

  private static Statement statement(Tree tree) {
    return new Statement(
        tree.get("Action").list().stream().map(Tree::text).toList(),
        tree.get("Resource").list().stream().map(Tree::text).toList(),
        tree.get("NotResource").list().stream().map(Tree::text).toList());
  }

  private static LambdaResource.HttpRoute route(Tree tree) {
    boolean open = tree.get("Auth").get("Authorizer").text("").equals("NONE");
    return new LambdaResource.HttpRoute(
        tree.get("Method").text("ANY").toUpperCase(Locale.ROOT),
        tree.get("Path").text("$default"),
        !open);
  }

  private static LambdaResource.StreamMapping stream(Tree tree) {
    return new LambdaResource.StreamMapping(
        tree.get("Stream").text(),
        tree.get("BatchSize").number(100),
        tree.get("MaximumBatchingWindowInSeconds").number(0),
        tree.get("BisectBatchOnFunctionError").truth(),
        partial(tree),
        tree.get("MaximumRetryAttempts").number(-1),
        tree.get("MaximumRecordAgeInSeconds").number(-1),
        tree.get("FilterCriteria").get("Filters").list().stream()
            .map(filter -> new EventFilter(filter.get("Pattern").text()))
            .toList(),
        tree.get("DestinationConfig").get("OnFailure").get("Destination").text(""));
  }

  private static LambdaResource.QueueMapping queue(Tree tree) {
    return new LambdaResource.QueueMapping(
        tree.get("Queue").text(),
        tree.get("BatchSize").number(10),
        tree.get("ScalingConfig").get("MaximumConcurrency").number(2),
        partial(tree));
  }

  private static boolean partial(Tree mapping) {
    return mapping.get("FunctionResponseTypes").list().stream()
        .anyMatch(type -> type.text().equals("ReportBatchItemFailures"));
  }

  private static LambdaResource.ScheduleResource schedule(String name, Tree tree) {
    return new LambdaResource.ScheduleResource(
        tree.get("Name").text(name),
        tree.get("ScheduleExpression").text(),
        tree.get("ScheduleExpressionTimezone").text("UTC"),
        tree.get("Input").text(""));
  }

  /** The function that the HTTP API asks who calls, unless there is none. */
  public Optional<String> authorizer() {
    return ofType("AWS::Serverless::HttpApi").values().stream()
        .map(api -> api.get("Auth"))
        .flatMap(auth ->
            auth.get("DefaultAuthorizer").optional().stream()
                .map(name -> auth.get("Authorizers").get(name).get("FunctionArn").text()))
        .map(arn -> arn.split(":", -1)[6].substring(STACK.length() + 1))
        .findFirst();
  }

  public List<QueueResource> queues() {
    var queues = new ArrayList<QueueResource>();
    ofType("AWS::SQS::Queue")
        .forEach((id, tree) ->
            queues.add(
                new QueueResource(
                    id,
                    reference(id).orElseThrow(),
                    arn(id).orElseThrow(),
                    Duration.ofSeconds(tree.get("VisibilityTimeout").number(30)),
                    Duration.ofSeconds(tree.get("DelaySeconds").number(0)),
                    tree.get("RedrivePolicy").get("deadLetterTargetArn").text(""),
                    tree.get("RedrivePolicy").get("maxReceiveCount").number(0))));
    return queues;
  }

  /** The ARNs of the queues that a topic's messages are put on as they are. */
  public List<String> subscribed(String topic) {
    return ofType("AWS::SNS::Subscription").values().stream()
        .filter(tree -> tree.get("TopicArn").text().equals(arn(topic).orElse("")))
        .filter(tree -> tree.get("Protocol").text().equals("sqs"))
        .map(tree -> tree.get("Endpoint").text())
        .toList();
  }

  /** The one table. */
  public TableResource table() {
    var tables = ofType("AWS::DynamoDB::Table");
    if (tables.size() != 1) {
      throw new UnreadableTemplate("Expected one table, found " + tables.keySet());
    }
    var only = tables.entrySet().iterator().next();
    Tree tree = only.getValue();
    var attributes = new LinkedHashMap<String, String>();
    tree.get("AttributeDefinitions")
        .list()
        .forEach(each ->
            attributes.put(each.get("AttributeName").text(), each.get("AttributeType").text()));
    return new TableResource(
        only.getKey(),
        physical(only.getKey()),
        arn(only.getKey()).orElseThrow(),
        attributes,
        key(tree),
        tree.get("GlobalSecondaryIndexes").list().stream()
            .map(index ->
                new TableResource.Index(
                    index.get("IndexName").text(),
                    key(index),
                    index.get("Projection").get("ProjectionType").text()))
            .toList(),
        tree.get("StreamSpecification").get("StreamViewType").text(""),
        tree.get("TimeToLiveSpecification").get("AttributeName").text(""));
  }

  private static TableResource.KeyNames key(Tree tree) {
    var names = new LinkedHashMap<String, String>();
    tree.get("KeySchema")
        .list()
        .forEach(each -> names.put(each.get("KeyType").text(), each.get("AttributeName").text()));
    return new TableResource.KeyNames(
        Objects.requireNonNullElse(names.get("HASH"), ""),
        Objects.requireNonNullElse(names.get("RANGE"), ""));
  }

  /** The ARN a parameter of that name has here. */
  public static String parameterArn(String name) {
    return "arn:aws:ssm:" + REGION + ":" + ACCOUNT + ":parameter" + name;
  }

  /** The ARN of the domain that an address is sent from. */
  public static String mailIdentityArn(String from) {
    String domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    return "arn:aws:ses:" + REGION + ":" + ACCOUNT + ":identity/" + domain;
  }

  /** The SSM parameters the functions are told of: environment variables whose name ends so. */
  public Set<String> parameterNames() {
    var names = new java.util.TreeSet<String>();
    functions()
        .forEach(function ->
            function
                .environment()
                .forEach((name, value) -> {
                  boolean kept = name.endsWith("_KEY") || name.endsWith("_SECRET");
                  if (kept && !value.isEmpty()) {
                    names.add(value);
                  }
                }));
    return names;
  }
}
