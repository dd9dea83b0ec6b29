package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.invanardialog.suggestions.Suggestion;

/** The diagram shows the sealed type: its states, and the methods that lead from one to another. */
class StateDocumentsTest {
  private static final Pattern ARROW = Pattern.compile("(?m)^\\s+(\\w+) --> (\\w+): (\\w+)$");

  private final List<Class<?>> states = Arrays.asList(Suggestion.class.getPermittedSubclasses());
  private final String diagram = Project.text("docs/suggestion-states.md");

  @Test
  void the_arrows_are_the_transitions_in_the_code() {
    Set<String> drawn =
        ARROW
            .matcher(diagram)
            .results()
            .map(arrow -> arrow.group(1) + " --> " + arrow.group(2) + ": " + arrow.group(3))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(drawn).isEqualTo(transitions());
  }

  @Test
  void every_state_is_drawn_and_said_in_words() {
    for (Class<?> state : states) {
      assertThat(diagram).contains("\n| `" + state.getSimpleName() + "` |");
      assertThat(transitions()).anyMatch(arrow -> arrow.contains(state.getSimpleName()));
    }
    assertThat(diagram.lines().filter(line -> line.startsWith("| `"))).hasSize(states.size());
  }

  private Set<String> transitions() {
    return states.stream()
        .flatMap(from ->
            Stream.of(from.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .flatMap(method ->
                    target(method)
                        .map(to ->
                            from.getSimpleName()
                                + " --> "
                                + to.getSimpleName()
                                + ": "
                                + method.getName())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the method gives, also when it may give nothing. */
  private Stream<Class<?>> target(Method method) {
    Type type =
        method.getGenericReturnType() instanceof ParameterizedType maybe
            ? maybe.getActualTypeArguments()[0]
            : method.getReturnType();
    return states.stream().filter(type::equals);
  }
}
