package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Translated;

/**
 * One question of a survey, as it is stored and as the API has it.
 *
 * @param id letters, digits, - and _, unique in the survey
 * @param options to choose among (one, several, rank), or the columns of a matrix
 * @param rows of a matrix, each answered by one option
 * @param min least number of choices, or least value of a scale or number
 * @param max most choices, or greatest value
 * @param other whether one can write an answer of one's own beside the options
 * @param shuffled whether the options come in an order by chance
 * @param showIf when it is asked; null for always
 * @param rounds the rounds of a repeated survey that ask it; empty for all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Question(
    String id,
    Type type,
    Translated text,
    @Nullable Translated help,
    List<Option> options,
    List<Option> rows,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable Translated minText,
    @Nullable Translated maxText,
    boolean required,
    boolean other,
    boolean shuffled,
    @Nullable ShowIf showIf,
    List<Integer> rounds) {
  /** The option id of a written answer of one's own. */
  public static final String OTHER = "other";

  @JsonCreator
  public Question {
    options = options == null ? List.of() : List.copyOf(options);
    rows = rows == null ? List.of() : List.copyOf(rows);
    rounds = rounds == null ? List.of() : List.copyOf(rounds);
  }

  /** What kind of answer it takes. */
  public enum Type {
    ONE,
    SEVERAL,
    SCALE,
    NUMBER,
    RANK,
    TEXT,
    MATRIX,
    INFO;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Type of(String word) {
      return Arrays.stream(values())
          .filter(type -> type.word().equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("Unknown type of question"));
    }
  }

  /** A choice, or a row of a matrix. */
  public record Option(String id, Translated text) {}

  /**
   * Asked only when an earlier question was answered with one of these.
   *
   * @param question the id of an earlier one
   * @param anyOf option ids, or numbers as text
   */
  public record ShowIf(String question, List<String> anyOf) {
    public ShowIf {
      anyOf = List.copyOf(anyOf);
    }
  }

  public boolean asks() {
    return type != Type.INFO;
  }
}
