package se.invanardialog.panels.surveys;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Building.Outcome;
import se.invanardialog.panels.surveys.SurveyViews.FormView;
import se.invanardialog.panels.surveys.SurveyViews.Step;

/** What the builder's pages share: the steps, the frame, and what to answer after a form. */
final class SurveyDesk {
  static final String ALL = "/official/surveys";
  private static final Templates TEMPLATES = new Templates("panels");
  private static final List<String> STEPS =
      List.of("about", "questions", "languages", "whom", "when", "check");

  final SurveysWiring wiring;
  final Words words;

  SurveyDesk(SurveysWiring wiring) {
    this.wiring = wiring;
    words = wiring.site.words(Language.DEFAULT);
  }

  Survey survey(Request request) {
    return wiring.surveys.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  static String path(Survey survey) {
    return ALL + "/" + survey.base().id();
  }

  static String title(Survey survey) {
    return survey.base().design().title().swedish();
  }

  Forms forms(List<FieldError> errors) {
    return new Forms(words, Site.problems(errors));
  }

  List<Step> steps(Survey survey, String current) {
    var steps = new ArrayList<Step>();
    steps.add(new Step(words.get("desk.surveys.step.overview"), path(survey), current.isEmpty()));
    if (survey instanceof Survey.Draft) {
      STEPS.forEach(step ->
          steps.add(
              new Step(
                  words.get("desk.surveys.step." + step),
                  path(survey) + "/" + step,
                  step.equals(current))));
    } else {
      steps.add(
          new Step(
              words.get("desk.surveys.step.preview"),
              path(survey) + "/preview",
              current.equals("preview")));
      if (survey instanceof Survey.Open || survey instanceof Survey.Paused) {
        steps.add(
            new Step(
                words.get("desk.surveys.step.wording"),
                path(survey) + "/languages",
                current.equals("languages")));
      }
    }
    return steps;
  }

  String done(Request request) {
    String done = request.query("done").orElse("");
    String key = "desk.surveys.done." + done;
    return done.matches("[a-z-]{1,20}") && words.has(key) ? words.get(key) : "";
  }

  /** A step of the builder. */
  Response form(
      Request request,
      Survey survey,
      String step,
      List<FieldError> errors,
      List<Content> fields,
      String button) {
    Forms forms = forms(errors);
    var view =
        new FormView(
            words,
            words.get("desk.surveys." + step + ".title"),
            words.get("desk.surveys." + step + ".lead"),
            steps(survey, step),
            done(request),
            forms.errorSummary(),
            path(survey) + "/" + step,
            fields,
            forms.act(words.get(button)));
    return page(request, title(survey), "surveys/official/form.jte", Map.of("view", view), errors);
  }

  Response page(
      Request request,
      String title,
      String template,
      Map<String, Object> model,
      List<FieldError> errors) {
    var all = new LinkedHashMap<>(model);
    Page page =
        Page.official(wiring.site.desk(request), ALL, title, TEMPLATES.render(template, all))
            .in(Section.SURVEYS)
            .withErrors(!errors.isEmpty());
    return wiring.site.page(errors.isEmpty() ? 200 : 422, page);
  }

  /** Goes on where the planner is to be, or says that somebody else was first. */
  Response after(Request request, Outcome outcome, String next) {
    return switch (outcome) {
      case Outcome.Done(Survey survey) -> Response.seeOther(next);
      case Outcome.Overtaken() -> wiring.site.conflict(request, ALL + "/" + id(request));
      case Outcome.NotNow(Survey survey) -> Response.seeOther(path(survey) + "?done=not-now");
      case Outcome.Unready(var errors) ->
          Response.seeOther(ALL + "/" + id(request) + "/check?done=unready");
      case Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private static String id(Request request) {
    return Objects.requireNonNull(request.pathParameters().get("id"));
  }

  /** {@code Utkast}. */
  String state(Survey survey) {
    return words.get("desk.surveys.state." + survey.state());
  }
}
