package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.suggestions.Suggestion;

/** The diagram shows the sealed type: its states, and the methods that lead from one to another. */
class StateDocumentsTest {
  private static final Pattern ARROW = Pattern.compile("(?m)^\\s+(\\w+) --> (\\w+): (\\w+)$");

  /** A sealed type, and where it is drawn. */
  private enum Drawn {
    SUGGESTION(Suggestion.class, "docs/suggestion-states.md"),
    SURVEY(Survey.class, "docs/survey-states.md");

    final List<Class<?>> states;
    final String diagram;

    Drawn(Class<?> type, String document) {
      states = List.of(type.getPermittedSubclasses());
      diagram = Project.text(document);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_arrows_are_the_transitions_in_the_code(Drawn of) {
    Set<String> drawn =
        ARROW
            .matcher(of.diagram)
            .results()
            .map(arrow -> arrow.group(1) + " --> " + arrow.group(2) + ": " + arrow.group(3))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(drawn).isEqualTo(transitions(of.states));
  }

  @ParameterizedTest
  @EnumSource
  void every_state_is_drawn_and_said_in_words(Drawn of) {
    for (Class<?> state : of.states) {
      assertThat(of.diagram).contains("\n| `" + state.getSimpleName() + "` |");
      assertThat(transitions(of.states)).anyMatch(arrow -> arrow.contains(state.getSimpleName()));
    }
    assertThat(of.diagram.lines().filter(line -> line.startsWith("| `"))).hasSize(of.states.size());
  }

  private static Set<String> transitions(List<Class<?>> states) {
    return states.stream()
        .flatMap(from ->
            Stream.of(from.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .flatMap(method ->
                    target(states, method)
                        .map(to ->
                            from.getSimpleName()
                                + " --> "
                                + to.getSimpleName()
                                + ": "
                                + method.getName())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the method gives, also when it may give nothing. */
  private static Stream<Class<?>> target(List<Class<?>> states, Method method) {
    Type type =
        method.getGenericReturnType() instanceof ParameterizedType maybe
            ? maybe.getActualTypeArguments()[0]
            : method.getReturnType();
    return states.stream().filter(type::equals);
  }
}
