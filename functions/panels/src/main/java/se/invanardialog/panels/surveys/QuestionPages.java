package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.SurveyViews.FormView;
import se.invanardialog.panels.surveys.SurveyViews.QuestionList;
import se.invanardialog.panels.surveys.SurveyViews.QuestionRow;

/** The builder's questions: their order, and a form for each. */
final class QuestionPages {
  private static final String ALL = SurveyDesk.ALL + "/{id}/questions";
  private static final String ONE = ALL + "/{question}";
  private static final String NEW = "new";
  private static final String SV = Language.DEFAULT.code();

  private final SurveyDesk desk;
  private final SurveysWiring wiring;
  private final Words words;

  QuestionPages(SurveyDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + ALL, OfficialSurveyApi.PLANNERS, this::list),
        new Route("POST " + ALL, OfficialSurveyApi.PLANNERS, this::arrange),
        new Route("GET " + ONE, OfficialSurveyApi.PLANNERS, this::edit),
        new Route("POST " + ONE, OfficialSurveyApi.PLANNERS, this::save));
  }

  private Response list(Request request) {
    Survey survey = desk.survey(request);
    return survey instanceof Survey.Draft
        ? list(request, survey, List.of())
        : Response.seeOther(SurveyDesk.path(survey) + "?done=locked");
  }

  private Response list(Request request, Survey survey, List<FieldError> errors) {
    var questions = survey.base().design().questions();
    var rows = new ArrayList<QuestionRow>();
    for (int at = 0; at < questions.size(); at++) {
      Question one = questions.get(at);
      rows.add(
          new QuestionRow(
              at + 1,
              one.id(),
              one.text().swedish(),
              words.get("desk.surveys.type." + one.type().word()),
              one.options().stream()
                  .map(option -> option.text().swedish())
                  .collect(Collectors.joining(" · ")),
              notes(one),
              SurveyDesk.path(survey) + "/questions/" + one.id()));
    }
    var view =
        new QuestionList(
            words,
            desk.steps(survey, "questions"),
            desk.done(request),
            desk.forms(errors).errorSummary(),
            SurveyDesk.path(survey) + "/questions",
            Integer.toString(survey.base().version()),
            rows,
            types(),
            SurveyDesk.path(survey) + "/questions/" + NEW,
            SurveyDesk.path(survey) + "/languages");
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/questions.jte",
        Map.of("view", view),
        errors);
  }

  private List<String> notes(Question question) {
    var notes = new ArrayList<String>();
    if (question.required()) {
      notes.add(words.get("desk.surveys.note.required"));
    }
    if (question.shuffled()) {
      notes.add(words.get("desk.surveys.note.shuffled"));
    }
    var showIf = question.showIf();
    if (showIf != null) {
      notes.add(
          words.get(
              "desk.surveys.note.show-if", showIf.question(), String.join(", ", showIf.anyOf())));
    }
    if (!question.rounds().isEmpty()) {
      notes.add(
          words.get(
              "desk.surveys.note.rounds",
              question.rounds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    return notes;
  }

  private List<Option> types() {
    return QuestionInput.TYPES.stream()
        .map(type -> new Option(type, words.get("desk.surveys.type." + type)))
        .toList();
  }

  /** Moves a question up or down, or takes it away. */
  private Response arrange(Request request) {
    Survey survey = desk.survey(request);
    var form = request.form();
    ObjectNode tree = SurveyItems.tree(survey.base().design());
    ArrayNode questions = tree.withArray("/questions");
    int at = place(questions, form.getOrDefault("question", ""));
    if (at < 0) {
      return Response.seeOther(SurveyDesk.path(survey) + "/questions");
    }
    JsonNode moved = questions.remove(at);
    switch (form.getOrDefault("act", "")) {
      case "up" -> questions.insert(Math.max(0, at - 1), moved);
      case "down" -> questions.insert(Math.min(questions.size(), at + 1), moved);
      case "delete" -> {}
      default -> {
        return Response.seeOther(SurveyDesk.path(survey) + "/questions");
      }
    }
    Input input = Input.json(tree, words);
    var design = DesignInput.read(tree, input);
    if (!input.errors().isEmpty()) {
      return list(
          request,
          survey,
          List.of(new FieldError("q-" + at, "in-use", words.get("desk.surveys.in-use"))));
    }
    return desk.after(
        request,
        wiring.building.save(
            survey.base().id(),
            SurveySteps.version(request),
            design,
            request.official(),
            wiring.time.instant()),
        SurveyDesk.path(survey) + "/questions?done=saved");
  }

  private static int place(JsonNode questions, String id) {
    for (int at = 0; at < questions.size(); at++) {
      if (questions.get(at).path("id").asText().equals(id)) {
        return at;
      }
    }
    return -1;
  }

  private Response edit(Request request) {
    Survey survey = desk.survey(request);
    if (!(survey instanceof Survey.Draft)) {
      return Response.seeOther(SurveyDesk.path(survey) + "?done=locked");
    }
    ArrayNode questions = SurveyItems.tree(survey.base().design()).withArray("/questions");
    String id = request.parameter("question");
    if (id.equals(NEW)) {
      String type = request.query("type").filter(QuestionInput.TYPES::contains).orElse("one");
      return form(
          request, survey, SurveyItems.object().put("type", type), questions.size(), List.of());
    }
    int at = place(questions, id);
    if (at < 0) {
      throw new HttpHandler.NotFound();
    }
    return form(request, survey, (ObjectNode) questions.get(at), at, List.of());
  }

  private Response save(Request request) {
    Survey survey = desk.survey(request);
    ObjectNode tree = SurveyItems.tree(survey.base().design());
    ArrayNode questions = tree.withArray("/questions");
    String id = request.parameter("question");
    int at = id.equals(NEW) ? questions.size() : place(questions, id);
    if (at < 0) {
      throw new HttpHandler.NotFound();
    }
    @Nullable JsonNode was = at < questions.size() ? questions.get(at) : null;
    ObjectNode question =
        was == null
            ? SurveyItems.object()
                .put("id", free(questions))
                .put("type", request.form().getOrDefault("type", ""))
            : (ObjectNode) was.deepCopy();
    QuestionForm.read(request, question);
    if (was == null) {
      questions.add(question);
    } else {
      questions.set(at, question);
    }
    Input input = Input.json(tree, words);
    var design = DesignInput.read(tree, input);
    if (!input.errors().isEmpty()) {
      return form(request, survey, question, at, QuestionForm.own(input.errors(), at));
    }
    return desk.after(
        request,
        wiring.building.save(
            survey.base().id(),
            SurveySteps.version(request),
            design,
            request.official(),
            wiring.time.instant()),
        SurveyDesk.path(survey) + "/questions?done=saved");
  }

  /** {@code q7}, where there is no q7. */
  private static String free(ArrayNode questions) {
    Set<String> taken = new HashSet<>();
    questions.forEach(one -> taken.add(one.path("id").asText()));
    int number = questions.size() + 1;
    while (taken.contains("q" + number)) {
      number++;
    }
    return "q" + number;
  }

  private Response form(
      Request request, Survey survey, ObjectNode question, int at, List<FieldError> errors) {
    Forms forms = desk.forms(errors);
    var fields = new ArrayList<Content>();
    fields.add(forms.hidden("version", Integer.toString(survey.base().version())));
    fields.add(forms.hidden("type", question.path("type").asText()));
    fields.addAll(new QuestionForm(words, forms, question, survey, at).fields());
    String id =
        question.has("id") && at < survey.base().design().questions().size()
            ? question.path("id").asText()
            : NEW;
    String type = question.path("type").asText();
    var view =
        new FormView(
            words,
            words.get("desk.surveys.question.title", at + 1),
            QuestionInput.TYPES.contains(type) ? words.get("desk.surveys.type." + type) : "",
            desk.steps(survey, "questions"),
            "",
            forms.errorSummary(),
            SurveyDesk.path(survey) + "/questions/" + id,
            fields,
            forms.act(words.get("desk.surveys.question.save")));
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/form.jte",
        Map.of("view", view),
        errors);
  }

  static Field swedish(Words words, String name, ObjectNode of) {
    String key = "desk.surveys.field." + name;
    Field field =
        Field.of(name + "." + SV, words.get(key)).value(of.at("/" + name + "/" + SV).asText(""));
    return words.has(key + ".hint") ? field.hint(words.get(key + ".hint")) : field;
  }
}
