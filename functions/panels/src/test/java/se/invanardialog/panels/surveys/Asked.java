package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question.Option;
import se.invanardialog.panels.surveys.Question.ShowIf;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.Survey.Purpose;
import se.invanardialog.panels.surveys.Survey.Repeat;

/** Surveys to try things on. */
public final class Asked {
  public static final Instant OPENS = Instant.parse("2026-12-01T08:00:00Z");
  public static final Instant CLOSES = Instant.parse("2026-12-15T08:00:00Z");

  private Asked() {}

  public static Translated sv(String text) {
    return Translated.swedish(text);
  }

  public static Question one(String id, String text, String... options) {
    return of(id, Type.ONE, text, List.of(options), null, null, null);
  }

  public static Question text(String id, String text) {
    return of(id, Type.TEXT, text, List.of(), null, null, null);
  }

  public static Question of(
      String id,
      Type type,
      String text,
      List<String> options,
      @Nullable Integer min,
      @Nullable Integer max,
      @Nullable ShowIf showIf) {
    var choices =
        java.util.stream.IntStream.range(0, options.size())
            .mapToObj(at -> new Option(Character.toString('a' + at), sv(options.get(at))))
            .toList();
    return new Question(
        id, type, sv(text), null, choices, List.of(), min, max, null, null, false, false, false,
        showIf, List.of());
  }

  public static Question inRounds(Question question, Integer... rounds) {
    return new Question(
        question.id(),
        question.type(),
        question.text(),
        question.help(),
        question.options(),
        question.rows(),
        question.min(),
        question.max(),
        question.minText(),
        question.maxText(),
        question.required(),
        question.other(),
        question.shuffled(),
        question.showIf(),
        List.of(rounds));
  }

  /** Open from the first to the fifteenth of December, with reminders after 3 and 7 days. */
  public static Design design(Question... questions) {
    return design(null, questions);
  }

  public static Design design(@Nullable Repeat repeat, Question... questions) {
    return new Design(
        "adults",
        false,
        sv("Trygg på kvällen"),
        Translated.NOTHING,
        new Purpose(
            sv("Kommunstyrelsen"),
            sv("Svaren avgör var nya lampor sätts."),
            LocalDate.of(2027, 1, 15)),
        List.of(questions),
        null,
        Map.of(),
        Map.of(),
        OPENS,
        CLOSES,
        List.of(3, 7),
        repeat);
  }
}
