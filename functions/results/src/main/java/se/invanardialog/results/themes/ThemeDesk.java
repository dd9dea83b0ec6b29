package se.invanardialog.results.themes;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/** What the pages and the JSON of answers in words have in common. */
record ThemeDesk(
    Site site, InstantSource time, Surveys surveys, Themes themes, Interpreting interpreting) {
  /** Questions that are answered in words, or can be. */
  static List<Question> inWords(Survey survey) {
    return survey.base().design().questions().stream()
        .filter(question -> question.type() == Question.Type.TEXT || question.other())
        .toList();
  }

  /**
   * @param question the one that is asked for, or the first
   */
  record Asked(Survey survey, Optional<Question> question) {}

  Optional<Asked> asked(Request request, Optional<String> question) {
    return surveys
        .find(request.parameter("survey"))
        .map(survey ->
            new Asked(
                survey,
                inWords(survey).stream()
                    .filter(one -> question.map(one.id()::equals).orElse(true))
                    .findFirst()));
  }

  List<Theme> themesOf(String survey, Question question) {
    return themes.of(survey).getOrDefault(question.id(), List.of());
  }

  Interpreting.Outcome say(
      Request request, String survey, Question question, Interpreting.Say said) {
    return interpreting.say(survey, question.id(), said, request.official(), time.instant());
  }

  static String word(Interpreting.Outcome outcome) {
    return outcome.name().toLowerCase(java.util.Locale.ROOT);
  }

  static void refuse(Themes.Outcome outcome, Input input) {
    switch (outcome) {
      case Themes.Outcome.Done _, Themes.Outcome.Unknown _ -> {}
      case Themes.Outcome.Taken() -> input.error("name", "taken");
      case Themes.Outcome.TooMany() -> input.error("name", "too-many", Themes.MOST);
    }
  }

  Write audit(Request request, String survey) {
    return Audit.entry(request.official(), "themes", "survey-" + survey, time.instant());
  }
}
