package se.invanardialog.panels.members;

import com.fasterxml.jackson.databind.JsonNode;
import gg.jte.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** The officials' panels: which there are, and what each asks. */
final class OfficialPanels {
  static final Access WHO = Access.officials(Role.PLANNER, Role.ADMIN);
  static final Templates TEMPLATES = new Templates("panels");
  static final String PATH = "/official/panels";
  private static final String NEW = "new";

  private final Site site;
  private final InstantSource time;
  private final Ids ids;
  private final Panels panels;
  private final Words words;

  OfficialPanels(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    ids = wiring.below.ids;
    panels = wiring.panels;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /official/panels", WHO, this::list),
        new Route("GET /official/panels/{id}", WHO, this::show),
        new Route("POST /official/panels/{id}", WHO, this::save),
        new Route("GET /api/official/panels", WHO, this::listJson),
        new Route("POST /api/official/panels", WHO, this::create),
        new Route("GET /api/official/panels/{id}", WHO, this::read),
        new Route("PUT /api/official/panels/{id}", WHO, this::change));
  }

  private Response list(Request request) {
    var model =
        Map.<String, Object>of(
            "words", words, "panels", panels.all(), "done", request.query("done").isPresent());
    return page(request, 200, PATH, words.get("desk.panels.title"), "panels", model, false);
  }

  private Response show(Request request) {
    boolean made = request.parameter("id").equals(NEW);
    Panel panel = made ? PanelForm.blank(NEW, time.instant()) : find(request);
    return form(request, panel, PanelForm.fields(panel), List.of());
  }

  private Response save(Request request) {
    Instant now = time.instant();
    boolean made = request.parameter("id").equals(NEW);
    Panel before = made ? PanelForm.blank(ids.next(), now) : find(request);
    var typed = new LinkedHashMap<>(request.form());
    typed.putIfAbsent("open", "");
    List.of("profile", "needs")
        .forEach(list ->
            typed.put(list, String.join(",", request.values().getOrDefault(list, List.of()))));
    Input input = Input.form(typed, words);
    Panel panel = PanelForm.read(input, PanelForm.Lists.of(request.values()), before);
    if (!input.errors().isEmpty()) {
      return form(request, made ? PanelForm.blank(NEW, now) : before, typed, input.errors());
    }
    if (made) {
      panels.add(panel, Audit.entry(request.official(), "panel-made", panel.id(), now));
    } else if (!typed.getOrDefault("version", "").equals(Integer.toString(before.version()))
        || changed(request, panel, now).isEmpty()) {
      return site.conflict(request, PATH + "/" + before.id());
    }
    return Response.seeOther(PATH + "/" + panel.id() + "?done=saved");
  }

  private Optional<Panel> changed(Request request, Panel panel, Instant now) {
    return panels.change(panel, Audit.entry(request.official(), "panel-changed", panel.id(), now));
  }

  private Response listJson(Request request) {
    return Response.json(200, Map.of("items", panels.all().stream().map(PanelForm::json).toList()));
  }

  private Response create(Request request) {
    Instant now = time.instant();
    JsonNode body = request.json();
    Input input = Input.json(body, site.words(request));
    Panel panel = PanelForm.read(input, PanelForm.Lists.of(body), PanelForm.blank(ids.next(), now));
    input.check();
    panels.add(panel, Audit.entry(request.official(), "panel-made", panel.id(), now));
    return Response.json(201, Map.of("id", panel.id()));
  }

  private Response read(Request request) {
    return Response.json(200, PanelForm.json(find(request)));
  }

  private Response change(Request request) {
    JsonNode body = request.json();
    Input input = Input.json(body, site.words(request));
    Panel before = find(request);
    Panel panel = PanelForm.read(input, PanelForm.Lists.of(body), before);
    int version = input.number("version", before.version(), 1, Integer.MAX_VALUE);
    input.check();
    return (version == before.version()
            ? changed(request, panel, time.instant())
            : Optional.<Panel>empty())
        .map(saved -> Response.json(200, PanelForm.json(saved)))
        .orElseGet(() -> site.conflict(request, PATH));
  }

  private Panel find(Request request) {
    return panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Response form(
      Request request, Panel panel, Map<String, String> typed, List<FieldError> errors) {
    var forms = new Forms(words, Site.problems(errors));
    boolean made = panel.id().equals(NEW);
    String title = made ? words.get("desk.panel.new") : panel.name().swedish();
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("made", made);
    model.put("panel", panel);
    model.put("title", title);
    model.put("action", PATH + "/" + panel.id());
    model.put("version", typed.getOrDefault("version", ""));
    model.put("texts", texts(forms, typed));
    model.put("rules", rules(forms, typed));
    model.put("done", request.query("done").isPresent());
    return page(
        request,
        errors.isEmpty() ? 200 : 422,
        PATH + "/" + panel.id(),
        title,
        "panel",
        model,
        !errors.isEmpty());
  }

  private List<Content> texts(Forms forms, Map<String, String> typed) {
    var fields = new ArrayList<Content>();
    for (Language language : Language.all()) {
      boolean swedish = language.isDefault();
      for (String name : List.of("name", "about", "frequency")) {
        String id = name + "." + language.code();
        Field field =
            Field.of(
                    id,
                    swedish
                        ? words.get("desk.panel." + name)
                        : words.get("desk.panel." + name + ".in", language.name()))
                .value(typed.getOrDefault(id, ""))
                .hint(swedish ? words.get("desk.panel." + name + ".hint") : "");
        Field sized = swedish && name.equals("name") ? field : field.optional();
        fields.add(
            name.equals("about")
                ? forms.textarea(sized.rows(4).max(PanelForm.LONGEST_ABOUT))
                : forms.input(sized));
      }
    }
    return fields;
  }

  private List<Content> rules(Forms forms, Map<String, String> typed) {
    var traits =
        Arrays.stream(Trait.values())
            .map(trait -> new Option(trait.word(), words.get("desk.trait." + trait.variable())))
            .toList();
    return List.of(
        forms.checkboxes(field("profile", typed).options(traits)),
        forms.checkboxes(field("needs", typed).options(traits)),
        forms.input(field("minimumAge", typed).number()),
        forms.input(field("guardianUnder", typed).number()),
        forms.input(field("ageBounds", typed)),
        forms.checkbox(field("open", typed)));
  }

  private Field field(String id, Map<String, String> typed) {
    String key = "desk.panel." + id;
    return Field.of(id, words.get(key))
        .hint(words.has(key + ".hint") ? words.get(key + ".hint") : "")
        .value(typed.getOrDefault(id, ""));
  }

  private Response page(
      Request request,
      int status,
      String path,
      String title,
      String template,
      Map<String, Object> model,
      boolean errors) {
    Page page =
        Page.official(
                site.desk(request),
                path,
                title,
                TEMPLATES.render("members/official/" + template + ".jte", model))
            .in(Section.PANELS)
            .withErrors(errors);
    return site.page(status, page);
  }
}
