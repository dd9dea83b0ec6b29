package se.invanardialog.panels.members;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.invanardialog.core.disclosure.Disclosure;
import se.invanardialog.core.disclosure.Shown;

/**
 * The groups that so few of a survey's answers come from that they are hidden, and those hidden
 * beside them: the same ones for each of its questions, pages and files, so that none tells what
 * another hides.
 */
public final class SmallGroups {
  /** The category of those who have not said. */
  public static final String UNSAID = "";

  private final Map<Cell, Long> answers;
  private final Map<List<String>, Set<String>> found = new HashMap<>();

  /**
   * @param answers how many in each cell
   */
  public SmallGroups(Map<Cell, Long> answers) {
    this.answers = Map.copyOf(answers);
  }

  /**
   * Those hidden of a variable, or of a combination of several (joined by {@link Margin#TIMES}).
   */
  public Set<String> of(List<String> variables) {
    Set<String> before = found.get(variables);
    if (before != null) {
      return before;
    }
    var counts = new TreeMap<String, Long>();
    answers.forEach((cell, n) -> counts.merge(category(cell, variables), n, Long::sum));
    Set<String> already = variables.size() == 1 ? Set.of() : withSmallParts(variables);
    Set<String> hidden = hidden(shown(counts, already));
    found.put(List.copyOf(variables), hidden);
    return hidden;
  }

  private Set<String> withSmallParts(List<String> variables) {
    return answers.keySet().stream()
        .filter(cell ->
            variables.stream()
                .anyMatch(variable -> of(List.of(variable)).contains(category(cell, variable))))
        .map(cell -> category(cell, variables))
        .collect(Collectors.toSet());
  }

  /**
   * What is shown of those who answered one question.
   *
   * @param counts how many of them by category, in an order that is kept
   */
  public Map<String, Shown> in(String variable, Map<String, Long> counts) {
    return shown(counts, of(List.of(variable)));
  }

  private static Map<String, Shown> shown(Map<String, Long> counts, Set<String> already) {
    var categories = List.copyOf(counts.keySet());
    var how =
        Disclosure.groups(
            List.copyOf(counts.values()),
            IntStream.range(0, categories.size())
                .filter(at -> already.contains(categories.get(at)))
                .boxed()
                .collect(Collectors.toSet()));
    var shown = new LinkedHashMap<String, Shown>();
    categories.forEach(category -> shown.put(category, how.get(shown.size())));
    return shown;
  }

  /** The categories that are not shown. */
  public static Set<String> hidden(Map<String, Shown> shown) {
    return shown.keySet().stream()
        .filter(category -> !shown.getOrDefault(category, Shown.YES).yes())
        .collect(Collectors.toSet());
  }

  /** A cell without what is hidden of it. */
  public Cell shown(Cell cell) {
    var categories = new TreeMap<>(cell.categories());
    categories.entrySet().removeIf(one -> of(List.of(one.getKey())).contains(one.getValue()));
    return new Cell(categories);
  }

  public static String category(Cell cell, String variable) {
    return cell.of(variable).orElse(UNSAID);
  }

  private static String category(Cell cell, List<String> variables) {
    return cell.categories().keySet().containsAll(variables)
        ? variables.stream()
            .map(variable -> category(cell, variable))
            .collect(Collectors.joining(Margin.TIMES))
        : UNSAID;
  }
}
