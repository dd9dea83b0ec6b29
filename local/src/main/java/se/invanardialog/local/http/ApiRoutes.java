package se.invanardialog.local.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.template.LambdaResource.HttpRoute;

/**
 * Finds a request's route as an HTTP API does: the most exact path first, then one with a greedy
 * variable, then {@code $default}; in each the very method before {@code ANY}.
 *
 * @param <T> what stands behind a route
 */
public final class ApiRoutes<T> {
  private final Node<T> root = new Node<>();
  private final Map<String, Target<T>> fallback = new HashMap<>();

  private record Target<T>(HttpRoute route, T behind, List<String> names) {}

  /** What was found, and the path's variables. */
  public record Match<T>(HttpRoute route, T behind, Map<String, String> parameters) {}

  private static final class Node<T> {
    final Map<String, Node<T>> exact = new HashMap<>();
    @Nullable Node<T> variable;
    final Map<String, Target<T>> here = new HashMap<>();
    final Map<String, Target<T>> greedy = new HashMap<>();
  }

  /**
   * @throws IllegalArgumentException when two stand under the same key
   */
  public void add(HttpRoute route, T behind) {
    var names = new ArrayList<String>();
    Map<String, Target<T>> targets = fallback;
    if (!route.path().equals("$default")) {
      Node<T> node = root;
      targets = node.here;
      for (String segment : segments(route.path())) {
        if (segment.startsWith("{")) {
          boolean greedy = segment.endsWith("+}");
          names.add(segment.substring(1, segment.length() - (greedy ? 2 : 1)));
          if (greedy) {
            targets = node.greedy;
            break;
          }
          if (node.variable == null) {
            node.variable = new Node<>();
          }
          node = node.variable;
        } else {
          node = node.exact.computeIfAbsent(segment, name -> new Node<>());
        }
        targets = node.here;
      }
    }
    if (targets.put(route.method(), new Target<>(route, behind, names)) != null) {
      throw new IllegalArgumentException("Two routes " + route.key());
    }
  }

  private static List<String> segments(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  /**
   * @param rawPath percent-encoded; begins with a slash
   */
  public Optional<Match<T>> find(String method, String rawPath) {
    var values = new ArrayList<String>();
    @Nullable Target<T> found = find(root, segments(rawPath), 0, method, values);
    if (found == null) {
      found = pick(fallback, method);
      values.clear();
    }
    if (found == null) {
      return Optional.empty();
    }
    var parameters = new LinkedHashMap<String, String>();
    for (int each = 0; each < found.names().size(); each++) {
      parameters.put(found.names().get(each), Percent.decode(values.get(each), false));
    }
    return Optional.of(new Match<>(found.route(), found.behind(), parameters));
  }

  private static <T> @Nullable Target<T> find(
      Node<T> node, List<String> segments, int at, String method, List<String> values) {
    if (at == segments.size()) {
      return pick(node.here, method);
    }
    String segment = segments.get(at);
    @Nullable Node<T> exact = node.exact.get(Percent.decode(segment, false));
    if (exact != null) {
      @Nullable Target<T> found = find(exact, segments, at + 1, method, values);
      if (found != null) {
        return found;
      }
    }
    if (node.variable != null && !segment.isEmpty()) {
      int before = values.size();
      values.add(segment);
      @Nullable Target<T> found = find(node.variable, segments, at + 1, method, values);
      if (found != null) {
        return found;
      }
      values.subList(before, values.size()).clear();
    }
    @Nullable Target<T> greedy = pick(node.greedy, method);
    if (greedy != null) {
      values.add(String.join("/", segments.subList(at, segments.size())));
    }
    return greedy;
  }

  private static <T> @Nullable Target<T> pick(Map<String, Target<T>> targets, String method) {
    @Nullable Target<T> own = targets.get(method);
    return own == null ? targets.get("ANY") : own;
  }
}
