package se.invanardialog.results.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** A survey to try figures on. */
public final class SurveyOfTest {
  private static final Instant OPENS = Instant.parse("2026-11-01T08:00:00Z");

  private SurveyOfTest() {}

  static Survey.Base base(int round) {
    return new Survey.Base("s", 1, design(Map.of()), "", "s", round, "eva", Instant.EPOCH);
  }

  public static Survey.Design design(Map<String, Integer> quotas) {
    return design(quotas, OPENS);
  }

  static Survey.Design design(Map<String, Integer> quotas, Instant opens) {
    return new Survey.Design(
        "adults",
        false,
        Translated.swedish("Trygg på kvällen"),
        Translated.NOTHING,
        new Survey.Purpose(
            Translated.swedish("Nämnden"),
            Translated.swedish("Svaren styr."),
            LocalDate.parse("2026-11-20")),
        List.of(
            question("q1", Question.Type.ONE, "a", "b", "c"),
            question("q2", Question.Type.SCALE),
            question("q3", Question.Type.SEVERAL, "a", "b"),
            question("q4", Question.Type.NUMBER)),
        null,
        Map.of(),
        quotas,
        opens,
        opens.plus(Duration.ofDays(14)),
        List.of(),
        null);
  }

  static Question question(String id, Question.Type type, String... options) {
    return question(
        id,
        type,
        Arrays.stream(options)
            .map(option -> new Question.Option(option, Translated.swedish(option)))
            .toList());
  }

  public static Question question(String id, Question.Type type, List<Question.Option> options) {
    return new Question(
        id,
        type,
        Translated.swedish("Fråga " + id),
        null,
        options,
        List.of(),
        type == Question.Type.SCALE ? 1 : null,
        type == Question.Type.SCALE ? 5 : null,
        null,
        null,
        false,
        false,
        false,
        null,
        List.of());
  }
}
