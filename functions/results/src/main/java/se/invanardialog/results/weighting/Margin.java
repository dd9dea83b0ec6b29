package se.invanardialog.results.weighting;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.invanardialog.panels.members.Cell;

/**
 * How many live in each category of a variable, or of a combination of variables.
 *
 * @param counts people by category; those of a combination are joined by {@link #JOINED}
 */
public record Margin(List<String> variables, Map<String, Double> counts) {
  public static final String JOINED = "×";

  public Margin {
    variables = List.copyOf(variables);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  public String name() {
    return String.join(JOINED, variables);
  }

  public double total() {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Where a cell belongs; empty when it does not say all of the variables. */
  public Optional<String> of(Cell cell) {
    return variables.stream().allMatch(variable -> cell.of(variable).isPresent())
        ? Optional.of(
            variables.stream()
                .map(variable -> cell.of(variable).orElseThrow())
                .collect(Collectors.joining(JOINED)))
        : Optional.empty();
  }
}
