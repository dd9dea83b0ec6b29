package se.invanardialog.panels.surveys;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Survey.Design;

/** A whole survey on one page, to look at and try out, in one of its languages. */
public record SheetView(
    String lang,
    String direction,
    String title,
    String intro,
    String decidedBy,
    String use,
    List<Asked> questions) {
  public SheetView {
    questions = List.copyOf(questions);
  }

  /**
   * One question as it is asked.
   *
   * @param condition the question that it hangs on, and the answers; empty when it is always asked
   */
  public record Asked(
      String id,
      String type,
      String text,
      String help,
      List<Choice> options,
      List<Choice> rows,
      String low,
      String high,
      boolean required,
      boolean other,
      Optional<Condition> condition) {}

  public record Choice(String id, String text) {}

  public record Condition(String question, String answers) {}

  static SheetView of(Design design, String code) {
    String lang = code.equals(Translated.EASY) ? Language.DEFAULT.code() : code;
    return new SheetView(
        lang,
        Language.orDefault(lang).direction(),
        design.title().in(code),
        design.intro().in(code),
        design.purpose().decidedBy().in(code),
        design.purpose().use().in(code),
        design.questions().stream().map(one -> asked(design, one, code)).toList());
  }

  private static Asked asked(Design design, Question one, String code) {
    return new Asked(
        one.id(),
        one.type().word(),
        marked(design, one.text().in(code), code),
        text(one.help(), code),
        one.type() == Question.Type.SCALE ? steps(one) : choices(one.options(), code),
        choices(one.rows(), code),
        text(one.minText(), code),
        text(one.maxText(), code),
        one.required(),
        one.other(),
        Optional.ofNullable(one.showIf()).map(showIf -> condition(design, showIf, code)));
  }

  /** An answer that is not there yet is shown as the first that it could be. */
  private static String marked(Design design, String text, String code) {
    return Markers.fill(
        text,
        id ->
            "”"
                + design.questions().stream()
                    .filter(one -> one.id().equals(id))
                    .flatMap(one -> one.options().stream())
                    .map(option -> option.text().in(code))
                    .findFirst()
                    .orElse("…")
                + "”");
  }

  private static Condition condition(Design design, Question.ShowIf showIf, String code) {
    var asked =
        design.questions().stream().filter(one -> one.id().equals(showIf.question())).findFirst();
    var answers =
        showIf.anyOf().stream()
            .map(answer ->
                asked.stream()
                    .flatMap(one -> one.options().stream())
                    .filter(option -> option.id().equals(answer))
                    .map(option -> option.text().in(code))
                    .findFirst()
                    .orElse(answer))
            .toList();
    return new Condition(
        asked.map(one -> one.text().in(code)).orElse(""), String.join(", ", answers));
  }

  private static List<Choice> choices(List<Question.Option> options, String code) {
    return options.stream().map(option -> new Choice(option.id(), option.text().in(code))).toList();
  }

  private static List<Choice> steps(Question one) {
    @Nullable Integer min = one.min();
    @Nullable Integer max = one.max();
    return min == null || max == null
        ? List.of()
        : IntStream.rangeClosed(min, max)
            .mapToObj(Integer::toString)
            .map(step -> new Choice(step, step))
            .toList();
  }

  private static String text(@Nullable Translated text, String code) {
    return text == null ? "" : text.in(code);
  }
}
