package se.invanardialog.results.weighting;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.invanardialog.panels.members.Cell;

/**
 * How many live in each category of a variable, or of a combination of variables.
 *
 * @param counts people by category; those of a combination are joined by {@link #JOINED}
 * @param merged the categories that count as one; an empty one are those who have not said
 * @param mergedName their names with {@link #MERGED} between
 */
public record Margin(
    List<String> variables, Map<String, Double> counts, Set<String> merged, String mergedName) {
  public static final String JOINED = "×";
  public static final String MERGED = "∪";

  public Margin {
    variables = List.copyOf(variables);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    merged = Set.copyOf(merged);
  }

  public Margin(List<String> variables, Map<String, Double> counts) {
    this(variables, counts, Set.of(), "");
  }

  /** With these categories as one. Who has not said is taken to be like the others of them. */
  public Margin merging(Set<String> categories) {
    String name =
        counts.keySet().stream().filter(categories::contains).collect(Collectors.joining(MERGED));
    var people = new LinkedHashMap<String, Double>();
    counts.forEach((category, n) ->
        people.merge(categories.contains(category) ? name : category, n, Double::sum));
    return new Margin(variables, people, categories, name);
  }

  public String name() {
    return String.join(JOINED, variables);
  }

  public double total() {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Where a cell belongs; empty when it does not say all of the variables. */
  public Optional<String> of(Cell cell) {
    Optional<String> category =
        variables.stream().allMatch(variable -> cell.of(variable).isPresent())
            ? Optional.of(
                variables.stream()
                    .map(variable -> cell.of(variable).orElseThrow())
                    .collect(Collectors.joining(JOINED)))
            : Optional.empty();
    return merged.contains(category.orElse("")) ? Optional.of(mergedName) : category;
  }

  /**
   * The weighting class of a cell: where it belongs in each margin, by the margin's name. Who are
   * of one class weigh the same.
   */
  static Cell weightingClass(List<Margin> margins, Cell cell) {
    var categories = new HashMap<String, String>();
    margins.forEach(
        margin -> margin.of(cell).ifPresent(category -> categories.put(margin.name(), category)));
    return new Cell(categories);
  }
}
