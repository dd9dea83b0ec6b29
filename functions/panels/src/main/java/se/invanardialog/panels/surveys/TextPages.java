package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.SurveyViews.Pair;
import se.invanardialog.panels.surveys.SurveyViews.TextsView;

/**
 * All texts of a survey in one language beside the Swedish. Of a draft they are translated here; of
 * one that has been sent this is where a typing error is put right, in Swedish too.
 */
final class TextPages {
  private static final String ONE = SurveyDesk.ALL + "/{id}/languages";
  private static final String SV = Language.DEFAULT.code();

  private final SurveyDesk desk;
  private final SurveysWiring wiring;
  private final Words words;

  TextPages(SurveyDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + ONE, OfficialSurveyApi.PLANNERS, this::show),
        new Route("POST " + ONE, OfficialSurveyApi.PLANNERS, this::save));
  }

  private Response show(Request request) {
    Survey survey = desk.survey(request);
    return editable(survey)
        ? page(request, survey, SurveyItems.tree(survey.base().design()), List.of())
        : Response.seeOther(SurveyDesk.path(survey) + "?done=locked");
  }

  private static boolean editable(Survey survey) {
    return switch (survey) {
      case Survey.Draft _, Survey.Open _, Survey.Paused _ -> true;
      case Survey.Scheduled _, Survey.Closed _, Survey.Stopped _ -> false;
    };
  }

  private static String language(Request request, boolean draft) {
    return request
        .query("to")
        .filter(QuestionInput.LANGUAGES::contains)
        .filter(code -> !draft || !code.equals(SV))
        .orElse(draft ? "en" : SV);
  }

  private Response save(Request request) {
    Survey survey = desk.survey(request);
    boolean draft = survey instanceof Survey.Draft;
    String language = language(request, draft);
    ObjectNode tree = SurveyItems.tree(survey.base().design());
    var form = request.form();
    for (Pair pair : pairs(tree, language)) {
      String typed = form.getOrDefault(pair.path(), pair.other());
      ObjectNode text = (ObjectNode) tree.at(pair.path());
      if (typed.isBlank() && !language.equals(SV)) {
        text.remove(language);
      } else {
        text.put(language, typed);
      }
    }
    Input input = Input.json(tree, words);
    var design = DesignInput.read(tree, input);
    if (!input.errors().isEmpty()) {
      return page(request, survey, tree, input.errors());
    }
    int version = SurveySteps.version(request);
    var by = request.official();
    var now = wiring.time.instant();
    String id = survey.base().id();
    return desk.after(
        request,
        draft
            ? wiring.building.save(id, version, design, by, now)
            : wiring.building.correct(id, version, design.keeping(survey), by, now),
        SurveyDesk.path(survey) + "/languages?done=saved&to=" + language);
  }

  private Response page(Request request, Survey survey, ObjectNode tree, List<FieldError> errors) {
    boolean draft = survey instanceof Survey.Draft;
    String code = language(request, draft);
    Language language = Language.orDefault(code);
    Forms forms = desk.forms(errors);
    String kind = draft ? "languages" : "wording";
    var view =
        new TextsView(
            words,
            words.get("desk.surveys." + kind + ".title"),
            words.get("desk.surveys." + kind + ".lead"),
            desk.steps(survey, "languages"),
            desk.done(request),
            forms.errorSummary(),
            SurveyDesk.path(survey) + "/languages?to=" + code,
            Integer.toString(survey.base().version()),
            QuestionInput.LANGUAGES.stream()
                .filter(one -> !draft || !one.equals(SV))
                .map(one ->
                    new Option(
                        SurveyDesk.path(survey) + "/languages?to=" + one,
                        words.get("desk.surveys.language." + one),
                        one))
                .toList(),
            code,
            language.code(),
            language.direction(),
            pairs(tree, code),
            forms.act(words.get("desk.surveys." + kind + ".save")),
            draft ? SurveyDesk.path(survey) + "/whom" : "");
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/texts.jte",
        Map.of("view", view),
        errors);
  }

  /** Every text that there is in Swedish, in the order of the survey. */
  static List<Pair> pairs(ObjectNode tree, String language) {
    var pairs = new ArrayList<Pair>();
    for (String path : List.of("/title", "/intro", "/purpose/decidedBy", "/purpose/use")) {
      pair(tree.at(path), path, language, pairs);
    }
    walk(tree.path("questions"), "/questions", language, pairs);
    return pairs;
  }

  private static void walk(JsonNode node, String path, String language, List<Pair> pairs) {
    if (node.isArray()) {
      for (int at = 0; at < node.size(); at++) {
        walk(node.get(at), path + "/" + at, language, pairs);
      }
    } else if (node.isObject()) {
      for (String name : List.of("text", "help", "minText", "maxText")) {
        pair(node.path(name), path + "/" + name, language, pairs);
      }
      walk(node.path("options"), path + "/options", language, pairs);
      walk(node.path("rows"), path + "/rows", language, pairs);
    }
  }

  private static void pair(JsonNode text, String path, String language, List<Pair> pairs) {
    String swedish = text.path(SV).asText("");
    if (!swedish.isEmpty()) {
      pairs.add(new Pair(path, swedish, text.path(language).asText("")));
    }
  }
}
