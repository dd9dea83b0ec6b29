package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Answering.Outcome;
import se.invanardialog.panels.answers.Answering.Standing;
import se.invanardialog.panels.surveys.Survey;

/** Answers on paper, keyed in at the desk: the same survey, the same codes, the same one reply. */
final class PaperDesk {
  private static final Access WHO = Access.officials(Role.PLANNER, Role.ADMIN);
  private static final Templates TEMPLATES = new Templates("panels");
  private static final String CODE = "code";
  private static final int LONGEST_CODE = 80;
  private static final String DONE = "done";

  private final Site site;
  private final InstantSource time;
  private final AnswersWiring wiring;
  private final Answering answering;
  private final Words words;

  PaperDesk(AnswersWiring wiring) {
    this.wiring = wiring;
    site = wiring.site;
    time = wiring.time;
    answering = wiring.answering;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /official/surveys/{id}/paper", WHO, this::show),
        new Route("POST /official/surveys/{id}/paper", WHO, this::keyIn),
        new Route("POST /api/official/surveys/{id}/paper-answers", WHO, this::take));
  }

  private Response take(Request request) {
    JsonNode body = request.json();
    Input input = Input.json(body, words);
    Outcome outcome = taken(request, body, input);
    return switch (outcome) {
      case Outcome.Taken(boolean first, int answered) ->
          Response.json(
              200, Map.of("outcome", first ? "answered" : "replaced", "answered", answered));
      case Outcome.Wrong(var errors) -> throw new Invalid(errors);
      case Outcome.Full() -> refused("quota-full", "As many as are wanted of this group answered");
      case Outcome.NotNow _ -> refused("not-open", "The survey takes no answers now");
      case Outcome.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private static Response refused(String type, String title) {
    return Response.problem(409, type, title, "Nothing was taken in.", List.of());
  }

  /** A code that is none of the survey's is a fault in its field; the rest is as on the web. */
  private Outcome taken(Request request, JsonNode body, Input input) {
    Survey survey = survey(request);
    Instant now = time.instant();
    String typed = input.line(CODE, true, LONGEST_CODE);
    Optional<Token> token = Token.ofPaper(survey.base().id(), typed);
    Optional<Standing> standing = token.map(one -> answering.look(one, now));
    if (input.errors().isEmpty()
        && standing.filter(one -> !(one instanceof Standing.Unknown)).isEmpty()) {
      input.error(CODE, "paper-code");
    }
    if (!input.errors().isEmpty()) {
      return new Outcome.Wrong(input.errors());
    }
    return answering.keyIn(
        token.orElseThrow(),
        body,
        words,
        now,
        Audit.entry(request.official(), "paper-answer", survey.base().id(), now));
  }

  private Survey survey(Request request) {
    return wiring
        .surveys
        .apply(request.parameter("id"))
        .filter(one -> !(one instanceof Survey.Draft))
        .orElseThrow(HttpHandler.NotFound::new);
  }

  /** Why nothing can be keyed in now, if it can't. */
  private Optional<String> shut(Survey survey) {
    return switch (survey) {
      case Survey.Draft _, Survey.Scheduled _ -> Optional.of(words.get("paper.shut.not-yet"));
      case Survey.Paused _ -> Optional.of(words.get("paper.shut.paused"));
      case Survey.Stopped _ -> Optional.of(words.get("paper.shut.stopped"));
      case Survey.Closed closed ->
          Optional.of(words.get("paper.shut.closed", words.dateTime(closed.closedAt())));
      case Survey.Open _ ->
          Optional.ofNullable(survey.base().design().closesAt())
              .filter(closes -> !time.instant().isBefore(closes))
              .map(closes -> words.get("paper.shut.closed", words.dateTime(closes)));
    };
  }

  private Response show(Request request) {
    Survey survey = survey(request);
    Optional<String> shut = shut(survey);
    if (shut.isPresent()) {
      return shutPage(request, 200, survey, shut.get());
    }
    String done = request.query(DONE).orElse("");
    return page(
        request,
        200,
        NullNode.instance,
        "",
        List.of(),
        switch (done) {
          case "answered", "replaced" -> words.get("paper.done." + done);
          default -> "";
        });
  }

  private Response keyIn(Request request) {
    Survey survey = survey(request);
    var form = new AnswerForm(request.values());
    String code = request.form().getOrDefault(CODE, "");
    var questionnaire = Questionnaire.of(survey.base());
    ObjectNode body = form.body(questionnaire.all());
    body.put(CODE, code);
    Input input = Input.json(body, words);
    questionnaire.all().stream()
        .filter(form::samePlaceTwice)
        .forEach(question -> input.error(AnswerReading.field(question.id()), "answer-place"));
    Outcome outcome = taken(request, body, input);
    return switch (outcome) {
      case Outcome.Taken(boolean first, _) ->
          Response.seeOther(path(survey) + "?" + DONE + "=" + (first ? "answered" : "replaced"));
      case Outcome.Wrong(var errors) -> page(request, 400, body.path("answers"), code, errors, "");
      case Outcome.Full() ->
          page(request, 409, body.path("answers"), code, fault("paper-full"), "");
      case Outcome.NotNow _ ->
          shut(survey)
              .map(why -> shutPage(request, 409, survey, words.get("paper.unsaved") + " " + why))
              .orElseGet(() ->
                  page(request, 409, body.path("answers"), code, fault("paper-not-open"), ""));
      case Outcome.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private List<FieldError> fault(String why) {
    return List.of(new FieldError(CODE, why, words.get("error." + why)));
  }

  private Response page(
      Request request,
      int status,
      JsonNode answers,
      String code,
      List<FieldError> errors,
      String done) {
    Survey survey = survey(request);
    var questionnaire = Questionnaire.of(survey.base());
    var reader = new QuestionView.Reader(words, words.language().code(), Map.of());
    var views = new ArrayList<QuestionView>();
    var problems =
        new ArrayList<>(
            Site.problems(errors.stream().filter(error -> error.field().equals(CODE)).toList()));
    questionnaire
        .all()
        .forEach(question -> {
          var view =
              QuestionView.of(
                  question,
                  questionnaire,
                  answers.path(question.id()),
                  question.options(),
                  reader,
                  errors);
          views.add(view);
          problems.addAll(AnswerLook.problems(view, errors));
        });
    var forms = new Forms(words, problems);
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("forms", forms);
    model.put("title", survey.base().design().title().swedish());
    model.put("action", path(survey));
    model.put("print", PrintedSurvey.path(survey));
    model.put("questions", views);
    model.put("done", done);
    model.put("code", code(forms, code));
    return page(request, status, survey, "answers/paper.jte", model, !errors.isEmpty());
  }

  private Response shutPage(Request request, int status, Survey survey, String why) {
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("title", survey.base().design().title().swedish());
    model.put("survey", "/official/surveys/" + survey.base().id());
    model.put("why", why);
    return page(request, status, survey, "answers/paper-shut.jte", model, false);
  }

  private Response page(
      Request request,
      int status,
      Survey survey,
      String template,
      Map<String, Object> model,
      boolean errors) {
    return site.page(
        status,
        Page.official(
                site.desk(request),
                path(survey),
                words.get("paper.title"),
                TEMPLATES.render(template, model))
            .in(Section.SURVEYS)
            .withErrors(errors));
  }

  private Content code(Forms forms, String code) {
    return forms.input(
        Field.of(CODE, words.get("paper.code"))
            .hint(words.get("paper.code.hint"))
            .value(code)
            .with("autocomplete", "off")
            .with("dir", "ltr"));
  }

  static String path(Survey survey) {
    return "/official/surveys/" + survey.base().id() + "/paper";
  }
}
