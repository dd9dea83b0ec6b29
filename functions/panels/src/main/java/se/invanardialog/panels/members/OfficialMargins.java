package se.invanardialog.panels.members;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.RuleBook;

/** Who lives here: what a panel is compared with, and weighted by. */
final class OfficialMargins {
  private final Site site;
  private final InstantSource time;
  private final Panels panels;
  private final Margins margins;
  private final RuleBook rules;
  private final Words words;

  OfficialMargins(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    panels = wiring.panels;
    margins = wiring.margins;
    rules = wiring.below.rules;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    Access who = OfficialPanels.WHO;
    return List.of(
        new Route("GET /official/panels/{id}/margins", who, this::show),
        new Route("POST /official/panels/{id}/margins", who, this::save),
        new Route("GET /api/official/panels/{id}/margins", who, this::read),
        new Route("PUT /api/official/panels/{id}/margins", who, this::put));
  }

  private Response show(Request request) {
    Panel panel = panel(request);
    return form(request, panel, MarginsForm.text(margins.of(panel.id())), List.of());
  }

  private Response save(Request request) {
    Panel panel = panel(request);
    String typed = request.form().getOrDefault("margins", "");
    Input input = Input.form(request.form(), words);
    List<Margin> read = new MarginsForm(panel, rules.current(), input).read(typed);
    if (!input.errors().isEmpty()) {
      return form(request, panel, typed, input.errors());
    }
    keep(request, panel, read);
    return Response.seeOther(
        OfficialPanels.PATH + "/" + panel.id() + "/representativeness?done=saved");
  }

  private Response read(Request request) {
    return Response.json(200, margins.of(panel(request).id()));
  }

  /**
   * Our own list, or a table as Statistics Sweden hands it out, whatever its type is said to be.
   */
  private Response put(Request request) {
    Panel panel = panel(request);
    Input input = Input.form(Map.of(), site.words(request));
    List<Margin> read = new MarginsForm(panel, rules.current(), input).read(request.body());
    if (!input.errors().isEmpty()) {
      throw new Invalid(input.errors());
    }
    keep(request, panel, read);
    return Response.json(200, read);
  }

  private void keep(Request request, Panel panel, List<Margin> read) {
    margins.save(
        panel.id(), read, Audit.entry(request.official(), "margins", panel.id(), time.instant()));
  }

  private Response form(Request request, Panel panel, String typed, List<FieldError> errors) {
    var forms = new Forms(words, Site.problems(errors));
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("panel", panel);
    model.put(
        "field",
        forms.textarea(
            Field.of("margins", words.get("desk.margins.field"))
                .hint(words.get("desk.margins.hint"))
                .value(typed)
                .rows(16)
                .with("dir", "ltr")));
    Page page =
        Page.official(
                site.desk(request),
                OfficialPanels.PATH + "/" + panel.id() + "/margins",
                words.get("desk.panel.margins"),
                OfficialPanels.TEMPLATES.render("members/official/margins.jte", model))
            .in(Section.PANELS)
            .withErrors(!errors.isEmpty());
    return site.page(errors.isEmpty() ? 200 : 422, page);
  }

  private Panel panel(Request request) {
    return panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }
}
