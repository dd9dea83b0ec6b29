package se.invanardialog.core.pages;

import gg.jte.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Words;

/**
 * The fields of one form, each with the problem that was found in it.
 *
 * <p>A form stands as {@code <form class="flow" method="post" novalidate>}: the words for what is
 * wrong are ours, not the browser's.
 */
public final class Forms {
  private static final Templates TEMPLATES = new Templates("core");

  private final Words words;
  private final Map<String, String> problems;

  public Forms(Words words, List<Problem> problems) {
    this.words = words;
    this.problems = new LinkedHashMap<>();
    problems.forEach(problem -> this.problems.putIfAbsent(problem.field(), problem.message()));
  }

  /** A form that has not been sent yet. */
  public Forms(Words words) {
    this(words, List.of());
  }

  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Takes focus and links to the fields; nothing when there is nothing to put right. */
  public Content errorSummary() {
    if (problems.isEmpty()) {
      return Templates.content("");
    }
    return TEMPLATES.render("form/summary.jte", Map.of("words", words, "problems", problems));
  }

  public Content input(Field field) {
    return render("form/input.jte", field);
  }

  /** Says how many characters are left when the field has a longest text. */
  public Content textarea(Field field) {
    return render("form/textarea.jte", field);
  }

  public Content select(Field field) {
    return render("form/select.jte", field);
  }

  public Content radios(Field field) {
    return render("form/radios.jte", field);
  }

  /** Sent as {@code yes} when it is ticked; a field whose value is {@code yes} is. */
  public Content checkbox(Field field) {
    return render("form/checkbox.jte", field);
  }

  /** Several to tick, all sent by the field's name; its value holds the ticked ones, by comma. */
  public Content checkboxes(Field field) {
    return render("form/checkboxes.jte", field);
  }

  /** Carries a value on to the next stage. */
  public Content hidden(String name, String value) {
    return TEMPLATES.render("form/hidden.jte", Map.of("name", name, "value", value));
  }

  /** The one thing to do on the page. */
  public Content act(String label) {
    return button(label, "act", null, null);
  }

  /** Something else that can be done; what is sent tells which button it was. */
  public Content quiet(String label, String name, String value) {
    return button(label, "quiet", name, value);
  }

  public Content quiet(String label) {
    return button(label, "quiet", null, null);
  }

  private Content button(String label, String look, @Nullable String name, @Nullable String value) {
    var model = new LinkedHashMap<String, Object>();
    model.put("label", label);
    model.put("look", look);
    if (name != null && value != null) {
      model.put("name", name);
      model.put("value", value);
    }
    return TEMPLATES.render("form/button.jte", model);
  }

  private Content render(String template, Field field) {
    Optional<String> problem = Optional.ofNullable(problems.get(field.id()));
    var model = new LinkedHashMap<String, Object>();
    model.put("words", words);
    model.put("field", field);
    model.put("problem", problem);
    @Nullable String described = described(field, problem);
    if (described != null) {
      model.put("described", described);
    }
    return TEMPLATES.render(template, model);
  }

  private static @Nullable String described(Field field, Optional<String> problem) {
    String hint = field.hint().isEmpty() ? "" : field.id() + "-h";
    String both = problem.isEmpty() ? hint : hint + " " + field.id() + "-e";
    return both.isBlank() ? null : both.strip();
  }
}
