package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Role;
import se.invanardialog.panels.surveys.Building.Act;
import se.invanardialog.panels.surveys.Building.Outcome;
import se.invanardialog.panels.surveys.Survey.Design;

/** Surveys as JSON, for officials who plan them. */
final class OfficialSurveyApi {
  static final Access PLANNERS = Access.officials(Role.PLANNER, Role.ADMIN);
  private static final String ALL = "/api/official/surveys";
  private static final String ONE = ALL + "/{id}";

  private final SurveysWiring wiring;

  OfficialSurveyApi(SurveysWiring wiring) {
    this.wiring = wiring;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + ALL, PLANNERS, this::list),
        new Route("POST " + ALL, PLANNERS, this::create),
        new Route("GET " + ONE, PLANNERS, this::read),
        new Route("PUT " + ONE, PLANNERS, this::save),
        new Route("POST " + ONE + "/copy", PLANNERS, this::copy),
        new Route("POST " + ONE + "/test", PLANNERS, this::test),
        acting(Act.SCHEDULE),
        acting(Act.TAKE_BACK),
        acting(Act.STOP),
        acting(Act.PAUSE),
        acting(Act.RESUME),
        acting(Act.CLOSE));
  }

  private Route acting(Act act) {
    return new Route(
        "POST " + ONE + "/" + act.word(),
        PLANNERS,
        request ->
            answer(
                request,
                wiring.building.act(
                    act,
                    request.parameter("id"),
                    request.official(),
                    wiring.time.instant(),
                    wiring.site.words(request)),
                OfficialSurveyApi::state));
  }

  private Response list(Request request) {
    var listed = wiring.surveys.list(Surveys.MOST_LISTED, request.query("cursor"));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("items", listed.surveys().stream().map(OfficialSurveyApi::summary).toList());
    listed.next().ifPresent(next -> answer.put("next", next));
    return Response.json(200, answer);
  }

  private Response create(Request request) {
    Design design = design(request);
    var draft = wiring.building.create(design, request.official(), wiring.time.instant());
    return Response.json(
        201, Map.of("id", draft.base().id(), "state", draft.state(), "warnings", warnings(design)));
  }

  private Response read(Request request) {
    return Response.json(
        200,
        wiring
            .surveys
            .find(request.parameter("id"))
            .map(OfficialSurveyApi::whole)
            .orElseThrow(HttpHandler.NotFound::new));
  }

  /** A draft's design, or another wording of one that is being answered. */
  private Response save(Request request) {
    String id = request.parameter("id");
    Survey survey = wiring.surveys.find(id).orElseThrow(HttpHandler.NotFound::new);
    int version = request.json().path("version").asInt(0);
    Design design = design(request);
    var by = request.official();
    var now = wiring.time.instant();
    boolean sent = survey instanceof Survey.Open || survey instanceof Survey.Paused;
    return answer(
        request,
        sent
            ? wiring.building.correct(id, version, design.keeping(survey), by, now)
            : wiring.building.save(id, version, design, by, now),
        OfficialSurveyApi::state);
  }

  private Response copy(Request request) {
    return wiring
        .building
        .copy(request.parameter("id"), request.official(), wiring.time.instant())
        .map(draft -> Response.json(201, Map.of("id", draft.base().id(), "state", draft.state())))
        .orElseThrow(HttpHandler.NotFound::new);
  }

  private Response test(Request request) {
    Survey survey =
        wiring.surveys.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
    Input input = Input.json(request.json(), wiring.site.words(request));
    var to = wiring.trials.read(input, request.json());
    input.check();
    wiring.trials.send(survey, to, wiring.time.instant());
    return Response.json(202, Map.of("sent", to.size()));
  }

  private Design design(Request request) {
    JsonNode body = request.json();
    Input input = Input.json(body, wiring.site.words(request));
    Design design = DesignInput.read(body, input);
    int bytes = SurveyItems.json(design).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Building.LARGEST_DESIGN_BYTES) {
      input.error("questions", "too-large", Building.LARGEST_DESIGN_BYTES, bytes);
    }
    input.check();
    return design;
  }

  private Response answer(Request request, Outcome outcome, Function<Survey, Object> body) {
    return switch (outcome) {
      case Outcome.Done(Survey survey) -> Response.json(200, body.apply(survey));
      case Outcome.Overtaken() -> wiring.site.conflict(request, "");
      case Outcome.NotNow(Survey survey) ->
          Response.problem(
              409,
              "not-now",
              "It can't be done in the state it is in",
              "The survey is "
                  + survey.state()
                  + ". A draft can be changed and scheduled; once it has opened only its wording"
                  + " can be changed.",
              List.of());
      case Outcome.Unready(var errors) -> throw new Invalid(errors);
      case Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private static Object state(Survey survey) {
    return Map.of("id", survey.base().id(), "state", survey.state());
  }

  private static Object summary(Survey survey) {
    var base = survey.base();
    ObjectNode design = SurveyItems.tree(base.design());
    ObjectNode summary = head(survey);
    for (String field : List.of("title", "panel", "open", "opensAt", "closesAt")) {
      if (design.has(field)) {
        summary.set(field, design.get(field));
      }
    }
    return summary;
  }

  static ObjectNode whole(Survey survey) {
    ObjectNode whole = head(survey);
    whole.setAll(SurveyItems.tree(survey.base().design()));
    survey.next().ifPresent(next -> whole.set("next", SurveyItems.node(next)));
    if (survey instanceof Survey.Closed closed) {
      whole.put("closedAt", closed.closedAt().toString());
      closed.publishedAt().ifPresent(at -> whole.put("publishedAt", at.toString()));
      closed.feedback().ifPresent(told -> whole.set("feedback", SurveyItems.node(told)));
    }
    whole.set("warnings", SurveyItems.array(warnings(survey.base().design())));
    return whole;
  }

  private static ObjectNode head(Survey survey) {
    var base = survey.base();
    return SurveyItems.object()
        .put("id", base.id())
        .put("state", survey.state())
        .put("version", base.version())
        .put("series", base.series())
        .put("round", base.round())
        .put("createdAt", base.createdAt().toString());
  }

  private static List<Map<String, String>> warnings(Design design) {
    return Lint.of(design).stream()
        .map(one -> {
          var warning = new LinkedHashMap<String, String>();
          warning.put("code", one.code().word());
          warning.put("question", one.question());
          warning.put("value", one.value());
          return (Map<String, String>) warning;
        })
        .toList();
  }
}
