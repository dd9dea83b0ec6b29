package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Language;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey.Design;

/** The builder's steps that are one form each: what it is about, whom it asks, and when. */
final class SurveySteps {
  private static final String SV = Language.DEFAULT.code();
  private static final List<String> SEXES = List.of("woman", "man", "other");

  private final SurveyDesk desk;
  private final SurveysWiring wiring;

  SurveySteps(SurveyDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    add(routes, "about", this::about, this::readAbout, "questions");
    add(routes, "whom", this::whom, this::readWhom, "when");
    add(routes, "when", this::when, this::readWhen, "check");
    return routes;
  }

  /** The fields of a step, with what is typed or kept in them. */
  private interface Fields {
    List<Content> of(Forms forms, ObjectNode design, Design kept);
  }

  private void add(
      List<Route> routes,
      String step,
      Fields fields,
      BiConsumer<Request, ObjectNode> read,
      String next) {
    String path = SurveyDesk.ALL + "/{id}/" + step;
    routes.add(
        new Route(
            "GET " + path,
            OfficialSurveyApi.PLANNERS,
            request -> {
              Survey survey = desk.survey(request);
              return survey instanceof Survey.Draft
                  ? page(
                      request,
                      survey,
                      step,
                      fields,
                      SurveyItems.tree(survey.base().design()),
                      List.of())
                  : Response.seeOther(SurveyDesk.path(survey) + "?done=locked");
            }));
    routes.add(
        new Route(
            "POST " + path,
            OfficialSurveyApi.PLANNERS,
            request -> {
              Survey survey = desk.survey(request);
              ObjectNode tree = SurveyItems.tree(survey.base().design());
              read.accept(request, tree);
              Input input = Input.json(tree, desk.words);
              Design design = DesignInput.read(tree, input);
              if (!input.errors().isEmpty()) {
                return page(request, survey, step, fields, tree, input.errors());
              }
              return desk.after(
                  request,
                  wiring.building.save(
                      survey.base().id(),
                      version(request),
                      design,
                      request.official(),
                      wiring.time.instant()),
                  SurveyDesk.path(survey) + "/" + next + "?done=saved");
            }));
  }

  static int version(Request request) {
    String version = request.form().getOrDefault("version", "");
    return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0;
  }

  private Response page(
      Request request,
      Survey survey,
      String step,
      Fields fields,
      ObjectNode tree,
      List<FieldError> errors) {
    Forms forms = desk.forms(errors);
    var all = new ArrayList<Content>();
    all.add(forms.hidden("version", Integer.toString(survey.base().version())));
    all.addAll(fields.of(forms, tree, survey.base().design()));
    return desk.form(request, survey, step, errors, all, "desk.surveys.save-next");
  }

  private Field field(String name, ObjectNode tree) {
    String key = "desk.surveys.field." + name;
    Field field = Field.of(name, desk.words.get(key)).value(text(tree, name));
    return desk.words.has(key + ".hint") ? field.hint(desk.words.get(key + ".hint")) : field;
  }

  /** The value at a path of names joined by dots. */
  static String text(ObjectNode tree, String name) {
    return tree.at("/" + name.replace('.', '/')).asText("");
  }

  private List<Content> about(Forms forms, ObjectNode tree, Design kept) {
    return List.of(
        forms.input(field("title.sv", tree).max(DesignInput.LONGEST_TITLE)),
        forms.textarea(field("intro.sv", tree).rows(5).optional().max(DesignInput.LONGEST_INTRO)),
        forms.input(field("purpose.decidedBy.sv", tree).max(QuestionInput.LONGEST_OPTION)),
        forms.textarea(field("purpose.use.sv", tree).rows(4).max(DesignInput.LONGEST_PURPOSE)),
        forms.input(field("purpose.feedbackBy", tree).date()));
  }

  private void readAbout(Request request, ObjectNode tree) {
    var form = request.form();
    tree.withObject("/title").put(SV, form.getOrDefault("title.sv", ""));
    tree.withObject("/intro").put(SV, form.getOrDefault("intro.sv", ""));
    ObjectNode purpose = tree.withObject("/purpose");
    purpose.withObject("/decidedBy").put(SV, form.getOrDefault("purpose.decidedBy.sv", ""));
    purpose.withObject("/use").put(SV, form.getOrDefault("purpose.use.sv", ""));
    purpose.put("feedbackBy", form.getOrDefault("purpose.feedbackBy", ""));
  }

  private List<Content> whom(Forms forms, ObjectNode tree, Design kept) {
    var panels = new ArrayList<Option>();
    panels.add(new Option("", desk.words.get("desk.surveys.no-panel")));
    wiring.panels.all().forEach(one -> panels.add(new Option(one.id(), one.name().swedish())));
    var fields = new ArrayList<Content>();
    fields.add(forms.select(field("panel", tree).options(panels)));
    fields.add(
        forms.checkbox(field("open", tree).value(tree.path("open").asBoolean() ? "yes" : "")));
    Optional<Panel> panel = wiring.building.panel(kept);
    panel.ifPresent(of -> of.asks().forEach(trait -> fields.add(filter(forms, of, trait, tree))));
    fields.add(forms.input(field("sample.size", tree).number().optional()));
    panel
        .filter(of -> !of.asks().isEmpty())
        .ifPresent(of ->
            fields.add(
                forms.checkboxes(
                    field("sample.strata", tree)
                        .value(joined(tree.at("/sample/strata")))
                        .options(of.asks().stream().map(this::variable).toList()))));
    fields.add(forms.input(field("sample.seed", tree).optional()));
    fields.add(forms.textarea(field("quotas", tree).value(quotas(tree)).rows(4).optional()));
    return fields;
  }

  private Content filter(Forms forms, Panel panel, Trait trait, ObjectNode tree) {
    String name = "filter." + trait.variable();
    Field field = Field.of(name, desk.words.get("desk.surveys.only", desk.words.get(key(trait))));
    var chosen = tree.path("filter").path(trait.variable());
    return switch (trait) {
      case BIRTH_YEAR ->
          forms.checkboxes(
              field
                  .value(joined(chosen))
                  .options(panel.ageGroups().stream().map(one -> new Option(one, one)).toList()));
      case SEX ->
          forms.checkboxes(
              field
                  .value(joined(chosen))
                  .options(
                      SEXES.stream()
                          .map(one -> new Option(one, desk.words.get("desk.surveys.sex." + one)))
                          .toList()));
      case DISTRICT, EDUCATION, LANGUAGE, BORN_ABROAD ->
          forms.textarea(
              field
                  .hint(desk.words.get("desk.surveys.only.hint"))
                  .value(joined(chosen).replace(',', '\n'))
                  .rows(3)
                  .optional());
    };
  }

  private static String key(Trait trait) {
    return "desk.surveys.variable." + trait.variable();
  }

  private Option variable(Trait trait) {
    return new Option(trait.variable(), desk.words.get(key(trait)));
  }

  private static String joined(com.fasterxml.jackson.databind.JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return String.join(",", texts);
  }

  private static String quotas(ObjectNode tree) {
    return tree.path("quotas").properties().stream()
        .map(one -> one.getKey() + ": " + one.getValue().asText())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private void readWhom(Request request, ObjectNode tree) {
    var form = request.form();
    var values = request.values();
    tree.put("panel", form.getOrDefault("panel", ""));
    tree.put("open", form.containsKey("open"));
    ObjectNode filter = tree.putObject("filter");
    for (Trait trait : Trait.values()) {
      var wanted =
          values.getOrDefault("filter." + trait.variable(), List.of()).stream()
              .flatMap(SurveySteps::lines)
              .toList();
      if (!wanted.isEmpty()) {
        ArrayNode list = filter.putArray(trait.variable());
        wanted.forEach(list::add);
      }
    }
    tree.remove("sample");
    if (!form.getOrDefault("sample.size", "").isBlank()) {
      ObjectNode sample = tree.putObject("sample");
      sample.put("size", form.getOrDefault("sample.size", ""));
      String seed = form.getOrDefault("sample.seed", "").strip();
      sample.put("seed", seed.isEmpty() ? wiring.below.ids.next() : seed);
      ArrayNode strata = sample.putArray("strata");
      values.getOrDefault("sample.strata", List.of()).forEach(strata::add);
    }
    ObjectNode quotas = tree.putObject("quotas");
    lines(form.getOrDefault("quotas", ""))
        .forEach(line -> {
          int colon = line.lastIndexOf(':');
          quotas.put(
              colon < 0 ? line : line.substring(0, colon).strip(),
              colon < 0 ? "" : line.substring(colon + 1).strip());
        });
  }

  static java.util.stream.Stream<String> lines(String text) {
    return Arrays.stream(text.split("\\R")).map(String::strip).filter(line -> !line.isEmpty());
  }

  private List<Content> when(Forms forms, ObjectNode tree, Design kept) {
    return List.of(
        forms.input(moment("opensAt", tree).optional()),
        forms.input(moment("closesAt", tree)),
        forms.input(
            field("remindersDays", tree)
                .value(joined(tree.path("remindersDays")).replace(",", ", "))
                .small()
                .optional()),
        forms.input(field("repeat.everyDays", tree).number().optional()),
        forms.input(field("repeat.rounds", tree).number().optional()));
  }

  private Field moment(String name, ObjectNode tree) {
    String text = text(tree, name);
    return field(name, tree)
        .value(Moments.parse(text).map(Moments::typed).orElse(text))
        .with("type", "datetime-local");
  }

  private void readWhen(Request request, ObjectNode tree) {
    var form = request.form();
    tree.put("opensAt", form.getOrDefault("opensAt", ""));
    tree.put("closesAt", form.getOrDefault("closesAt", ""));
    ArrayNode days = tree.putArray("remindersDays");
    Arrays.stream(form.getOrDefault("remindersDays", "").split("[\\s,;]+"))
        .filter(day -> !day.isEmpty())
        .forEach(days::add);
    tree.remove("repeat");
    String every = form.getOrDefault("repeat.everyDays", "");
    String rounds = form.getOrDefault("repeat.rounds", "");
    if (!every.isBlank() || !rounds.isBlank()) {
      tree.putObject("repeat").put("everyDays", every).put("rounds", rounds);
    }
  }
}
