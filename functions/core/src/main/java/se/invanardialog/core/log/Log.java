package se.invanardialog.core.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line an event, to standard output, which Lambda keeps. Only what is said here by name:
 * never what somebody wrote, an address, a name or a token. Of an exception the class and where it
 * came from, not its message, which may quote what somebody wrote. Each error also counts in the
 * metric {@code faults} of its function, on which alarms stand.
 */
public final class Log {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FRAMES = 12;
  private static final String NAMESPACE = "Invanardialog";

  private static final String FAULTS = "faults";
  private static final ScopedValue<Call> CALL = ScopedValue.newInstance();

  /** Which call of which function is under way; each line said meanwhile names it. */
  private record Call(String function, String request) {}

  private Log() {}

  /** Does the work of one call, so that what is logged meanwhile tells which. */
  public static <T extends @Nullable Object> T during(@Nullable Context context, Supplier<T> work) {
    if (context == null) {
      return work.get();
    }
    return ScopedValue.where(CALL, new Call(context.getFunctionName(), context.getAwsRequestId()))
        .call(work::get);
  }

  public static void info(String event, Object... namesAndValues) {
    print(line("info", event, namesAndValues));
  }

  public static void warn(String event, Object... namesAndValues) {
    print(line("warn", event, namesAndValues));
  }

  public static void error(String event, Throwable fault, Object... namesAndValues) {
    var all = Arrays.copyOf(namesAndValues, namesAndValues.length + 4);
    all[namesAndValues.length] = "fault";
    all[namesAndValues.length + 1] = causes(fault);
    all[namesAndValues.length + 2] = "at";
    all[namesAndValues.length + 3] = frames(fault);
    var line = line("error", event, all);
    measure(line, FAULTS, 1, "Count");
    print(line);
  }

  /** A number for CloudWatch, in its embedded metric format. */
  public static void metric(String name, long value, String unit) {
    var line = new LinkedHashMap<String, Object>();
    measure(line, name, value, unit);
    print(line);
  }

  private static void measure(Map<String, Object> line, String name, long value, String unit) {
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            System.currentTimeMillis(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    NAMESPACE,
                    "Dimensions",
                    List.of(CALL.isBound() ? List.of("function") : List.of()),
                    "Metrics",
                    List.of(Map.of("Name", name, "Unit", unit))))));
    if (CALL.isBound()) {
      line.put("function", CALL.get().function());
    }
    line.put(name, value);
  }

  private static Map<String, Object> line(String level, String event, Object[] namesAndValues) {
    var line = new LinkedHashMap<String, Object>();
    line.put("level", level);
    line.put("event", event);
    if (CALL.isBound()) {
      line.put("request", CALL.get().request());
    }
    for (int at = 0; at + 1 < namesAndValues.length; at += 2) {
      line.put(namesAndValues[at].toString(), namesAndValues[at + 1]);
    }
    return line;
  }

  private static void print(Map<String, Object> line) {
    try {
      System.out.println(JSON.writeValueAsString(line));
    } catch (JsonProcessingException unwritable) {
      System.out.println("{\"level\":\"error\",\"event\":\"log-line-unwritable\"}");
    }
  }

  private static List<String> causes(Throwable fault) {
    var causes = new java.util.ArrayList<String>();
    for (Throwable cause = fault; cause != null && causes.size() < 5; cause = cause.getCause()) {
      causes.add(cause.getClass().getName());
    }
    return causes;
  }

  private static List<String> frames(Throwable fault) {
    return Arrays.stream(fault.getStackTrace())
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .toList();
  }
}
