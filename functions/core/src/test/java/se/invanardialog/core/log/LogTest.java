package se.invanardialog.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
  @Test
  void a_line_says_what_was_named_and_is_json() throws Exception {
    JsonNode line = line(() -> Log.info("signed", "suggestion", "abc", "count", 3));
    assertThat(line.get("level").asText()).isEqualTo("info");
    assertThat(line.get("event").asText()).isEqualTo("signed");
    assertThat(line.get("suggestion").asText()).isEqualTo("abc");
    assertThat(line.get("count").asInt()).isEqualTo(3);
    assertThat(line(() -> Log.warn("odd", "nothing", null)).get("nothing").isNull()).isTrue();
  }

  @Test
  void of_a_fault_its_kind_and_place_are_kept_but_never_what_it_quotes() throws Exception {
    var fault =
        new IllegalStateException(
            "Bad address anna@exempel.se", new NumberFormatException("hemligt"));
    String text = text(() -> Log.error("failed", fault, "route", "POST /x"));
    assertThat(text)
        .doesNotContain("anna@exempel.se", "hemligt")
        .contains("java.lang.IllegalStateException", "java.lang.NumberFormatException")
        .contains("LogTest");
    assertThat(new ObjectMapper().readTree(text).get("route").asText()).isEqualTo("POST /x");
  }

  @Test
  void a_line_break_in_a_value_makes_no_second_line() throws Exception {
    assertThat(text(() -> Log.info("x", "route", "a\n{\"level\":\"error\"}")).strip())
        .doesNotContain("\n");
  }

  @Test
  void a_metric_is_in_cloudwatchs_own_format() throws Exception {
    JsonNode line = line(() -> Log.metric("tally-lag", 120, "Milliseconds"));
    JsonNode metric = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(line.get("tally-lag").asLong()).isEqualTo(120);
    assertThat(metric.get("Namespace").asText()).isEqualTo("Invanardialog");
    assertThat(metric.at("/Metrics/0/Name").asText()).isEqualTo("tally-lag");
    assertThat(metric.at("/Metrics/0/Unit").asText()).isEqualTo("Milliseconds");
    assertThat(line.at("/_aws/Timestamp").isNumber()).isTrue();
  }

  @Test
  void what_is_logged_during_a_call_tells_which_call_of_which_function() throws Exception {
    JsonNode line = line(() -> during("town-SignatureFunction-1", "r-1", () -> Log.info("signed")));
    assertThat(line.get("request").asText()).isEqualTo("r-1");
    assertThat(line(() -> Log.info("signed")).has("request")).isFalse();
  }

  @Test
  void an_error_counts_among_its_functions_faults() throws Exception {
    JsonNode line =
        line(() ->
            during(
                "town-SignatureFunction-1",
                "r-1",
                () -> Log.error("failed", new IllegalStateException())));
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").asText()).isEqualTo("faults");
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions/0/0").asText()).isEqualTo("function");
    assertThat(line.get("function").asText()).isEqualTo("town-SignatureFunction-1");
    assertThat(line.get("faults").asLong()).isEqualTo(1);
    assertThat(line.get("event").asText()).isEqualTo("failed");
  }

  private static void during(String function, String request, Runnable work) {
    var context =
        (Context)
            Proxy.newProxyInstance(
                LogTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getFunctionName" -> function;
                      case "getAwsRequestId" -> request;
                      default -> throw new AssertionError(method);
                    });
    Log.during(
        context,
        () -> {
          work.run();
          return true;
        });
  }

  private static JsonNode line(Runnable logs) throws Exception {
    return new ObjectMapper().readTree(text(logs));
  }

  private static String text(Runnable logs) {
    var out = new ByteArrayOutputStream();
    PrintStream usual = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      logs.run();
    } finally {
      System.setOut(usual);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
