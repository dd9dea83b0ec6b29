package se.invanardialog.panels.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Trials;

/**
 * A survey tried before it is sent, question by question and with its branches, as those who are
 * asked will meet it. What is answered goes along in the form and is kept nowhere.
 */
final class TrialPages {
  static final String SO_FAR = "so-far";
  private static final String PATH = "/trial/{token}";
  private static final Templates TEMPLATES = new Templates("panels");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Site site;
  private final InstantSource time;
  private final Trials trials;
  private final Function<String, Optional<Survey>> surveys;
  private final AnswerLook look;

  TrialPages(AnswersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    trials = wiring.trials;
    surveys = wiring.surveys;
    look = new AnswerLook(wiring.site, wiring.codes);
  }

  List<Route> routes() {
    return List.of(Route.open("GET " + PATH, this::show), Route.open("POST " + PATH, this::turn));
  }

  private Optional<Survey> survey(Request request) {
    return trials.survey(request.parameter("token"), time.instant()).flatMap(surveys);
  }

  private Response show(Request request) {
    return survey(request)
        .map(survey ->
            asked(request, survey)
                .map(first ->
                    question(request, survey, Map.of(), first, NullNode.instance, List.of()))
                .orElseGet(() -> start(request, survey)))
        .orElseGet(() -> site.goneToken(request));
  }

  private static Optional<Question> asked(Request request, Survey survey) {
    return request.query(AnswerPages.QUESTION).flatMap(Questionnaire.of(survey.base())::find);
  }

  /** Takes the answer to one question along to the next that it leads to. */
  private Response turn(Request request) {
    Optional<Survey> found = survey(request);
    if (found.isEmpty()) {
      return site.goneToken(request);
    }
    Survey survey = found.get();
    var questionnaire = Questionnaire.of(survey.base());
    Question question = asked(request, survey).orElseThrow(HttpHandler.NotFound::new);
    String go = request.form().getOrDefault(AnswerPages.GO, "");
    Map<String, Value> values = soFar(request, questionnaire);
    values.remove(question.id());
    if (!go.equals(AnswerPages.SKIP)) {
      ObjectNode body = new AnswerForm(request.values()).body(List.of(question));
      Input input = Input.json(body, site.words(request));
      var reading = new AnswerReading(body, input);
      Optional<Value> value = reading.one(question);
      if (!go.equals(AnswerPages.BACK)) {
        reading.required(question, value.orElse(null));
      }
      if (!input.errors().isEmpty()) {
        JsonNode typed = body.path("answers").path(question.id());
        return question(request, survey, values, question, typed, input.errors());
      }
      value.ifPresent(given -> values.put(question.id(), given));
    }
    List<Question> shown = questionnaire.shown(values);
    int to = shown.indexOf(question) + (go.equals(AnswerPages.BACK) ? -1 : 1);
    if (to < 0) {
      return Response.seeOther(to(request, Map.of()));
    }
    return to < shown.size()
        ? question(request, survey, values, shown.get(to), filled(shown.get(to), values), List.of())
        : thanks(request, survey);
  }

  /** What the form carried, of which only what the survey could have been answered is taken. */
  private Map<String, Value> soFar(Request request, Questionnaire questionnaire) {
    var values = new LinkedHashMap<String, Value>();
    try {
      JsonNode body = JSON.readTree(request.form().getOrDefault(SO_FAR, "{}"));
      for (Question question : questionnaire.all()) {
        Input input = Input.json(body, site.words(request));
        new AnswerReading(body, input)
            .one(question)
            .filter(value -> input.errors().isEmpty())
            .ifPresent(value -> values.put(question.id(), value));
      }
    } catch (JsonProcessingException garbled) {
      values.clear();
    }
    return values;
  }

  private static JsonNode filled(Question question, Map<String, Value> values) {
    return Optional.ofNullable(values.get(question.id()))
        .map(value -> ValueJson.shown(question.type(), value))
        .orElse(NullNode.instance);
  }

  private Response start(Request request, Survey survey) {
    Words words = site.words(request);
    Survey.Design design = survey.base().design();
    String language = AnswerLook.language(request, survey);
    List<Question> shown = Questionnaire.of(survey.base()).shown(Map.of());
    Map<String, Object> model = model(request, survey);
    model.put("intro", design.intro().in(language));
    model.put("facts", AnswerLook.facts(words, design, language));
    model.put(
        "howMany",
        words.count("answer.start.questions", shown.stream().filter(Question::asks).count()));
    model.put("begin", words.get("answer.start.begin"));
    model.put(
        "href",
        to(
            request,
            shown.stream()
                .findFirst()
                .map(first -> Map.of(AnswerPages.QUESTION, first.id()))
                .orElse(Map.of())));
    return page(request, Map.of(), "answers/start.jte", model, false);
  }

  private Response question(
      Request request,
      Survey survey,
      Map<String, Value> values,
      Question question,
      JsonNode filled,
      List<FieldError> errors) {
    Words words = site.words(request);
    var questionnaire = Questionnaire.of(survey.base());
    List<Question> shown = questionnaire.shown(values);
    List<Question> asked = shown.stream().filter(Question::asks).toList();
    var reader = new QuestionView.Reader(words, AnswerLook.language(request, survey), values);
    var view = QuestionView.of(question, questionnaire, filled, question.options(), reader, errors);
    Map<String, String> here = Map.of(AnswerPages.QUESTION, question.id());
    Map<String, Object> model = model(request, survey);
    model.put("question", view);
    model.put("forms", new Forms(words, AnswerLook.problems(view, errors)));
    model.put(
        "progress",
        asked.contains(question)
            ? words.get("answer.progress", asked.indexOf(question) + 1, asked.size())
            : "");
    model.put("action", to(request, here));
    model.put("first", shown.indexOf(question) == 0);
    model.put("carried", ValueJson.body(values, questionnaire).toString());
    return page(request, here, "answers/question.jte", model, !errors.isEmpty());
  }

  private Response thanks(Request request, Survey survey) {
    Map<String, Object> model = model(request, survey);
    model.put("again", to(request, Map.of()));
    return page(request, Map.of(), "answers/tried.jte", model, false);
  }

  private Map<String, Object> model(Request request, Survey survey) {
    Map<String, Object> model = look.model(request, survey);
    Words words = site.words(request);
    model.put("asks", words.get("answer.trial.title"));
    model.put("notes", List.of(words.get("answer.trial.lead")));
    return model;
  }

  private String to(Request request, Map<String, String> query) {
    return look.to(request, request.path(), query);
  }

  private Response page(
      Request request,
      Map<String, String> here,
      String template,
      Map<String, Object> model,
      boolean errors) {
    Words words = site.words(request);
    return site.page(
        errors ? 400 : 200,
        Page.of(
                words.language(),
                request.path(),
                words.get("answer.trial.title"),
                TEMPLATES.render(template, model))
            .in(Section.SURVEYS)
            .asked(here)
            .unlisted()
            .withErrors(errors));
  }
}
