package se.invanardialog.results.themes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Question;

/** Answers in words and their themes as JSON. */
final class ThemeApi {
  private final ThemeDesk desk;

  ThemeApi(ThemeDesk desk) {
    this.desk = desk;
  }

  Response list(Request request) {
    var asked = desk.asked(request, request.query("question"));
    if (asked.flatMap(ThemeDesk.Asked::question).isEmpty()) {
      return desk.site().notFound(request);
    }
    String survey = asked.get().survey().base().id();
    Question question = asked.get().question().get();
    var page =
        desk.interpreting()
            .page(
                survey, question.id(), request.query("from"), request.query("uncoded").isPresent());
    var json = new LinkedHashMap<String, Object>();
    json.put("survey", survey);
    json.put("question", question.id());
    json.put("themes", desk.themesOf(survey, question).stream().map(ThemeApi::json).toList());
    json.put(
        "texts",
        page.texts().stream()
            .map(one -> {
              var text = new LinkedHashMap<String, Object>();
              text.put("id", one.reply());
              text.put("text", one.text());
              one.themes().ifPresent(coded -> text.put("themes", coded));
              return text;
            })
            .toList());
    page.next().ifPresent(next -> json.put("next", next));
    return Response.json(200, json);
  }

  private static Map<String, Object> json(Theme theme) {
    return Map.of("id", theme.id(), "name", theme.name().byLanguage());
  }

  Response put(Request request) {
    JsonNode body = request.json();
    var asked = desk.asked(request, Optional.of(body.path("question").asText()));
    if (asked.flatMap(ThemeDesk.Asked::question).isEmpty()) {
      return desk.site().notFound(request);
    }
    String survey = asked.get().survey().base().id();
    Question question = asked.get().question().get();
    var known = desk.themesOf(survey, question).stream().map(Theme::id).toList();
    Input input = Input.json(body, desk.site().words(Language.DEFAULT));
    var all = new ArrayList<Interpreting.Say>();
    JsonNode texts = body.path("texts");
    if (!texts.isArray() || texts.isEmpty() || texts.size() > MOST_AT_ONCE) {
      input.error("texts", "number", 1, MOST_AT_ONCE);
    }
    for (JsonNode one : texts) {
      var themes = ids(one.path("themes"));
      if (themes.stream().flatMap(List::stream).anyMatch(id -> !known.contains(id))
          || themes.map(List::size).orElse(0) > Interpreting.MOST_OF_ONE) {
        input.row(one, "texts", all.size()).error("themes", "choose");
      }
      all.add(new Interpreting.Say(one.path("id").asText(), ids(one.path("before")), themes));
    }
    input.check();
    var came = new LinkedHashMap<String, List<String>>();
    for (var outcome : Interpreting.Outcome.values()) {
      came.put(ThemeDesk.word(outcome), new ArrayList<>());
    }
    all.forEach(said ->
        came.computeIfAbsent(
                ThemeDesk.word(desk.say(request, survey, question, said)),
                outcome -> new ArrayList<>())
            .add(said.reply()));
    return Response.json(200, came);
  }

  /** As many as a page of them has. */
  private static final int MOST_AT_ONCE = 2 * Interpreting.PAGE;

  private static Optional<List<String>> ids(JsonNode node) {
    return node.isArray()
        ? Optional.of(
            StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .distinct()
                .toList())
        : Optional.empty();
  }

  Response add(Request request) {
    JsonNode body = request.json();
    var asked = desk.asked(request, Optional.of(body.path("question").asText()));
    if (asked.flatMap(ThemeDesk.Asked::question).isEmpty()) {
      return desk.site().notFound(request);
    }
    String id = asked.get().survey().base().id();
    Input input = Input.json(body, desk.site().words(Language.DEFAULT));
    Translated name = name(input);
    return answer(
        request,
        201,
        desk.themes().add(id, asked.get().question().get().id(), name, desk.audit(request, id)),
        input);
  }

  private static Translated name(Input input) {
    String swedish = input.line("name.sv", true, ThemeRoutes.LONGEST_NAME);
    String english = input.line("name.en", false, ThemeRoutes.LONGEST_NAME);
    String arabic = input.line("name.ar", false, ThemeRoutes.LONGEST_NAME);
    input.check();
    return new Translated(Map.of("sv", swedish, "en", english, "ar", arabic));
  }

  Response rename(Request request) {
    String id = request.parameter("survey");
    Input input = Input.json(request.json(), desk.site().words(Language.DEFAULT));
    var outcome =
        desk.themes().rename(id, request.parameter("theme"), name(input), desk.audit(request, id));
    return answer(request, 200, outcome, input);
  }

  Response remove(Request request) {
    String id = request.parameter("survey");
    return desk.themes().remove(id, request.parameter("theme"), desk.audit(request, id))
            instanceof Themes.Outcome.Done(Theme theme)
        ? Response.json(200, json(theme))
        : desk.site().notFound(request);
  }

  private Response answer(Request request, int status, Themes.Outcome outcome, Input input) {
    ThemeDesk.refuse(outcome, input);
    input.check();
    return outcome instanceof Themes.Outcome.Done(Theme theme)
        ? Response.json(status, json(theme))
        : desk.site().notFound(request);
  }
}
