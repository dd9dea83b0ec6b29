package se.invanardialog.panels.surveys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.SurveyViews.CheckView;
import se.invanardialog.panels.surveys.SurveyViews.Remark;

/** What is missing, what may be hard to answer, how it looks, and the button that schedules it. */
final class CheckPages {
  private static final String ONE = SurveyDesk.ALL + "/{id}";

  private final SurveyDesk desk;
  private final SurveysWiring wiring;
  private final Words words;

  CheckPages(SurveyDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + ONE + "/check", OfficialSurveyApi.PLANNERS, this::check),
        new Route("POST " + ONE + "/trial", OfficialSurveyApi.PLANNERS, this::trial),
        new Route("GET " + ONE + "/preview", OfficialSurveyApi.PLANNERS, this::preview));
  }

  private Response check(Request request) {
    return check(request, "", List.of());
  }

  private Response check(Request request, String typed, List<FieldError> errors) {
    Survey survey = desk.survey(request);
    if (!(survey instanceof Survey.Draft)) {
      return Response.seeOther(SurveyDesk.path(survey) + "?done=locked");
    }
    var forms = desk.forms(errors);
    var missing =
        wiring.building.problems(survey, wiring.time.instant(), words).stream()
            .map(problem ->
                new Remark(
                    words.get("desk.surveys.place." + step(problem.field())),
                    problem.message(),
                    words.has("desk.surveys.name." + problem.field())
                        ? words.get("desk.surveys.name." + problem.field())
                        : "",
                    SurveyDesk.path(survey) + "/" + step(problem.field())))
            .toList();
    var opens = survey.base().design().opensAt();
    var view =
        new CheckView(
            words,
            desk.steps(survey, "check"),
            desk.done(request),
            SurveyDesk.path(survey),
            missing,
            warnings(survey),
            forms.errorSummary(),
            forms.textarea(
                Field.of("to", words.get("desk.surveys.trial.to"))
                    .hint(words.get("desk.surveys.trial.to.hint"))
                    .value(typed)
                    .rows(3)),
            forms.quiet(words.get("desk.surveys.trial.send")),
            missing.isEmpty(),
            opens == null || opens.isBefore(wiring.time.instant())
                ? words.get("desk.surveys.check.at-once")
                : words.get("desk.surveys.check.opens", words.dateTime(opens)));
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/check.jte",
        Map.of("view", view),
        errors);
  }

  /** Where in the builder a field is. */
  private static String step(String field) {
    if (field.startsWith("purpose") || field.startsWith("title")) {
      return "about";
    }
    return field.startsWith("questions")
        ? "questions"
        : field.startsWith("closesAt") || field.startsWith("repeat") ? "when" : "whom";
  }

  private List<Remark> warnings(Survey survey) {
    var questions = survey.base().design().questions();
    var remarks = new ArrayList<Remark>();
    for (Lint.Warning warning : Lint.of(survey.base().design())) {
      String key = "desk.surveys.lint." + warning.code().word();
      String about =
          questions.stream()
              .filter(one -> one.id().equals(warning.question()))
              .map(one -> one.text().swedish())
              .findFirst()
              .orElse("");
      String value =
          warning.code() == Lint.Code.UNTRANSLATED
              ? words.get("desk.surveys.language." + warning.value())
              : warning.value();
      remarks.add(
          new Remark(
              words.get(key),
              words.get(key + ".text", value),
              about,
              SurveyDesk.path(survey)
                  + (warning.question().isEmpty()
                      ? "/languages"
                      : "/questions/" + warning.question())));
    }
    return remarks;
  }

  private Response trial(Request request) {
    Survey survey = desk.survey(request);
    String typed = request.form().getOrDefault("to", "");
    Input input = Input.form(request.form(), words);
    var to = wiring.trials.read(input, List.of(typed.strip().split("[\\s,;]+")));
    if (!input.errors().isEmpty()) {
      return check(request, typed, input.errors());
    }
    wiring.trials.send(survey, to, wiring.time.instant());
    return Response.seeOther(SurveyDesk.path(survey) + "/check?done=trial");
  }

  private Response preview(Request request) {
    Survey survey = desk.survey(request);
    String language =
        request
            .query("text")
            .filter(QuestionInput.LANGUAGES::contains)
            .orElse(QuestionInput.LANGUAGES.getFirst());
    var languages =
        QuestionInput.LANGUAGES.stream()
            .map(code -> new Option(code, words.get("desk.surveys.language." + code)))
            .toList();
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/preview.jte",
        Map.of(
            "words",
            words,
            "steps",
            desk.steps(survey, survey instanceof Survey.Draft ? "check" : "preview"),
            "path",
            SurveyDesk.path(survey) + "/preview",
            "languages",
            languages,
            "language",
            language,
            "trial",
            wiring.trials.path(survey, wiring.time.instant()),
            "sheet",
            SheetView.of(survey.base().design(), language)),
        List.of());
  }
}
