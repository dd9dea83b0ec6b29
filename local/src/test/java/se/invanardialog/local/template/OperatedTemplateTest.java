package se.invanardialog.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every function owes those who keep the service running; a new one is held to it too. */
class OperatedTemplateTest {
  /** Lambda refuses a longer policy, and SAM writes one statement of about 430 bytes a route. */
  private static final int LONGEST_POLICY = 20_480;

  private static final int STATEMENT = 430;

  /** CloudFormation takes no larger stack. */
  private static final int MOST_RESOURCES = 500;

  /** What SAM makes of one function beside its routes: version, alias, deployment and the like. */
  private static final int RESOURCES_OF_A_FUNCTION = 8;

  private final Tree raw = RawTemplate.read();
  private final Tree resources = raw.get("Resources");

  private static Intrinsics.Call ref(String name) {
    return new Intrinsics.Call("Ref", name);
  }

  private static Intrinsics.Call arn(String name) {
    return new Intrinsics.Call("GetAtt", name + ".Arn");
  }

  /** The names without {@code Function}: what goes with a function begins with it. */
  private List<String> functions() {
    return ofType("AWS::Serverless::Function").stream()
        .map(id -> id.substring(0, id.length() - "Function".length()))
        .toList();
  }

  private List<String> ofType(String type) {
    return resources.fields().entrySet().stream()
        .filter(each -> each.getValue().get("Type").text().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Tree function(String name) {
    return resources.get(name + "Function").get("Properties");
  }

  private Tree alarm(String id) {
    assertThat(resources.get(id).isThere()).as("an alarm " + id).isTrue();
    return resources.get(id).get("Properties");
  }

  private static @Nullable Object dimension(Tree metric) {
    return metric.get("Dimensions").list().getFirst().get("Value").value();
  }

  private static List<Tree> triggers(Tree function, String type) {
    return function.get("Events").fields().values().stream()
        .filter(event -> event.get("Type").text().equals(type))
        .map(event -> event.get("Properties"))
        .toList();
  }

  @Test
  void every_function_has_an_alarm_on_what_it_throws_and_on_what_it_logs() {
    assertThat(functions()).hasSizeGreaterThan(7);
    for (String name : functions()) {
      Tree alarm = alarm(name + "Errors");
      var measured =
          alarm.get("Metrics").list().stream()
              .map(metric -> metric.get("MetricStat").get("Metric"))
              .filter(Tree::isThere)
              .toList();

      assertThat(measured)
          .as(name)
          .extracting(each -> each.get("MetricName").text())
          .containsExactly("Errors", "faults");
      assertThat(measured)
          .allSatisfy(each -> assertThat(dimension(each)).isEqualTo(ref(name + "Function")));
      assertThat(alarm.get("Threshold").number()).isZero();
    }
  }

  @Test
  void every_function_has_an_alarm_on_throttles_and_on_four_fifths_of_its_time() {
    for (String name : functions()) {
      Tree throttles = alarm(name + "Throttles");
      assertThat(throttles.get("MetricName").text()).isEqualTo("Throttles");
      assertThat(dimension(throttles)).isEqualTo(ref(name + "Function"));

      Tree duration = alarm(name + "Duration");
      assertThat(duration.get("MetricName").text()).isEqualTo("Duration");
      assertThat(dimension(duration)).isEqualTo(ref(name + "Function"));
      assertThat(duration.get("Threshold").number())
          .as(name)
          .isEqualTo(function(name).get("Timeout").number() * 800);
    }
  }

  @Test
  void a_new_version_takes_over_little_by_little_and_goes_back_when_its_alarm_sounds() {
    assertThat(raw.get("Globals").get("Function").get("DeploymentPreference").get("Type").value())
        .isEqualTo(ref("Deployment"));
    assertThat(raw.get("Parameters").get("Deployment").get("Default").text())
        .isEqualTo("Canary10Percent5Minutes");
    for (String name : functions()) {
      assertThat(function(name).get("DeploymentPreference").get("Alarms").value())
          .as(name)
          .isEqualTo(List.of(ref(name + "Errors")));
    }
  }

  @Test
  void every_alarm_tells_somebody_and_says_what_it_means() {
    assertThat(ofType("AWS::CloudWatch::Alarm")).hasSizeGreaterThan(30);
    for (String id : ofType("AWS::CloudWatch::Alarm")) {
      assertThat(alarm(id).get("AlarmActions").value()).as(id).isEqualTo(List.of(ref("Alarms")));
      assertThat(alarm(id).get("AlarmDescription").text()).as(id).hasSizeGreaterThan(20);
      assertThat(alarm(id).get("TreatMissingData").isThere()).as(id).isTrue();
    }
  }

  @Test
  void what_a_schedule_asks_for_and_a_function_cannot_do_ends_in_a_queue() {
    for (String name : functions()) {
      for (Tree schedule : triggers(function(name), "ScheduleV2")) {
        assertThat(schedule.get("DeadLetterConfig").get("Arn").value())
            .as(name)
            .isEqualTo(arn("FailedRuns"));
        assertThat(schedule.get("OmitName").truth()).as("a name fits one stack only").isTrue();
        Tree asynchronous = function(name).get("EventInvokeConfig");
        assertThat(
                asynchronous.get("DestinationConfig").get("OnFailure").get("Destination").value())
            .as(name)
            .isEqualTo(arn("FailedRuns"));
        assertThat(asynchronous.get("MaximumRetryAttempts").number()).isBetween(0, 2);
        assertThat(asynchronous.get("MaximumEventAgeInSeconds").number()).isBetween(60, 21_600);
      }
    }
  }

  @Test
  void every_function_that_reads_a_stream_has_an_alarm_on_its_delay() {
    for (String name : functions()) {
      if (!triggers(function(name), "DynamoDB").isEmpty()) {
        assertThat(alarmsOn("IteratorAge")).as(name).contains(ref(name + "Function"));
      }
    }
  }

  @Test
  void every_queue_has_an_alarm_on_its_depth() {
    for (String queue : ofType("AWS::SQS::Queue")) {
      assertThat(alarmsOn("ApproximateNumberOfMessagesVisible"))
          .contains(new Intrinsics.Call("GetAtt", queue + ".QueueName"));
    }
  }

  private List<@Nullable Object> alarmsOn(String metric) {
    return ofType("AWS::CloudWatch::Alarm").stream()
        .map(this::alarm)
        .filter(alarm -> alarm.get("MetricName").text("").equals(metric))
        .<@Nullable Object>map(OperatedTemplateTest::dimension)
        .toList();
  }

  @Test
  void nothing_in_the_template_is_allowed_by_a_star() {
    var statements = new ArrayList<Tree>();
    walk(
        resources,
        tree -> {
          if (tree.get("Effect").isThere()) {
            statements.add(tree);
          }
        });

    assertThat(statements).hasSizeGreaterThan(30);
    for (Tree statement : statements) {
      assertThat(statement.get("Action").list())
          .allSatisfy(action -> assertThat(action.text()).doesNotContain("*"));
      assertThat(statement.get("Resource").list())
          .allSatisfy(resource ->
              assertThat(String.valueOf(resource.value()))
                  .as(resource.at())
                  .isNotEqualTo("*")
                  .doesNotContain(":*"));
      assertThat(statement.get("Principal").value()).isNotEqualTo("*");
    }
  }

  private static void walk(Tree tree, Consumer<Tree> visit) {
    switch (tree.value()) {
      case Map<?, ?> _ -> {
        visit.accept(tree);
        tree.fields().values().forEach(field -> walk(field, visit));
      }
      case List<?> _ -> tree.list().forEach(each -> walk(each, visit));
      case null, default -> {}
    }
  }

  @Test
  void the_environment_that_the_template_sets_is_what_the_code_reads() {
    var set = new TreeSet<String>();
    set.addAll(variables(raw.get("Globals").get("Function")));
    functions().forEach(name -> set.addAll(variables(function(name))));
    var read = new TreeSet<String>();
    Pattern reading =
        Pattern.compile("(?:setting|optional|parameter)\\((?:platform,\\s*)?\"([A-Z][A-Z_]+)\"");
    sources()
        .forEach(
            text -> reading.matcher(text).results().forEach(found -> read.add(found.group(1))));

    assertThat(read).hasSizeGreaterThan(8).isEqualTo(set);
  }

  private static List<String> variables(Tree properties) {
    return List.copyOf(properties.get("Environment").get("Variables").fields().keySet());
  }

  private static List<String> sources() {
    try (Stream<Path> files = Files.walk(RawTemplate.ROOT.resolve("functions"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
          .map(OperatedTemplateTest::text)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void a_functions_routes_fit_into_the_policy_that_lets_the_gateway_call_it() {
    for (String name : functions()) {
      var routes = triggers(function(name), "HttpApi");
      boolean all = routes.stream().anyMatch(route -> !route.get("Path").isThere());
      assertThat(all ? 1 : routes.size())
          .as(name + ": split it, or make it the function of $default")
          .isLessThanOrEqualTo(LONGEST_POLICY / STATEMENT);
    }
  }

  @Test
  void the_stack_is_not_larger_than_cloudformation_takes() {
    int routes =
        functions().stream().mapToInt(name -> triggers(function(name), "HttpApi").size()).sum();

    assertThat(resources.fields().size() + routes + functions().size() * RESOURCES_OF_A_FUNCTION)
        .isLessThan(MOST_RESOURCES);
  }

  @Test
  void one_parameter_leaves_out_what_emulators_lack() {
    for (var each : resources.fields().entrySet()) {
      String type = each.getValue().get("Type").text();
      boolean lacked = type.startsWith("AWS::CloudFront::") || type.startsWith("AWS::SES::");
      assertThat(each.getValue().get("Condition").text("").equals("OnAws") || !lacked)
          .as(each.getKey())
          .isTrue();
    }
    assertThat(raw.get("Conditions").get("OnAws").value())
        .isEqualTo(new Intrinsics.Call("Equals", List.of(ref("Emulated"), "no")));
    assertThat(raw.get("Mappings").get("Deployments").get("no").get("Canary").text())
        .isEqualTo("true");
    assertThat(raw.get("Mappings").get("Deployments").get("yes").get("Canary").text())
        .as("CodeDeploy")
        .isEqualTo("false");
  }

  @Test
  void the_cdn_keeps_what_the_pages_say_and_tells_cookies_and_officials_apart_from_it() {
    Tree keeping = resources.get("PageCache").get("Properties").get("CachePolicyConfig");
    assertThat(keeping.get("MinTTL").number()).isZero();
    assertThat(keeping.get("DefaultTTL").number()).isZero();
    Tree key = keeping.get("ParametersInCacheKeyAndForwardedToOrigin");
    assertThat(key.get("CookiesConfig").get("CookieBehavior").text()).isEqualTo("none");
    assertThat(key.get("QueryStringsConfig").get("QueryStringBehavior").text()).isEqualTo("all");

    Tree cdn = resources.get("Cdn").get("Properties").get("DistributionConfig");
    assertThat(cdn.get("DefaultCacheBehavior").get("CachePolicyId").value())
        .isEqualTo(ref("PageCache"));
    assertThat(cdn.get("CacheBehaviors").list())
        .filteredOn(
            each -> each.get("PathPattern").text().matches("/(api/)?official\\*|/session\\*"))
        .hasSize(3)
        .allSatisfy(each ->
            assertThat(each.get("CachePolicyId").text())
                .as("CachingDisabled")
                .isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"));
  }
}
