package se.invanardialog.local.template;

import java.util.List;
import java.util.Map;

/**
 * A function as the template describes it.
 *
 * @param code where its zip is built, seen from the template; may be empty
 * @param snapshot whether it starts from a snapshot
 */
public record LambdaResource(
    String id,
    String code,
    String handler,
    boolean snapshot,
    int memoryMegabytes,
    int timeoutSeconds,
    Map<String, String> environment,
    List<Statement> permissions,
    List<HttpRoute> routes,
    List<StreamMapping> streams,
    List<QueueMapping> queues,
    List<ScheduleResource> schedules) {

  public boolean allowed(String action, String resource) {
    return permissions.stream().anyMatch(each -> each.allows(action, resource));
  }

  /**
   * @param method in capitals, or {@code ANY}
   * @param path such as {@code /suggestions/{id}}, or {@code $default}
   */
  public record HttpRoute(String method, String path, boolean authorized) {
    public String key() {
      return path.equals("$default") ? path : method + " " + path;
    }
  }

  /**
   * How a stream's records reach the function.
   *
   * @param retries tries after the first; -1 is for ever
   * @param longestAgeSeconds of a record that is still tried; -1 is for ever
   * @param filters a record must match one; none lets all through
   * @param onFailure the queue's ARN that is told of records given up; may be empty
   */
  public record StreamMapping(
      String stream,
      int batchSize,
      int windowSeconds,
      boolean bisect,
      boolean partialFailures,
      int retries,
      int longestAgeSeconds,
      List<EventFilter> filters,
      String onFailure) {}

  public record QueueMapping(
      String queue, int batchSize, int concurrency, boolean partialFailures) {}

  /**
   * @param expression {@code rate(…)} or {@code cron(…)}
   * @param input what the function is given; empty is the scheduler's own event
   */
  public record ScheduleResource(String name, String expression, String timezone, String input) {}
}
