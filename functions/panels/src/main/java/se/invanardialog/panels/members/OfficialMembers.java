package se.invanardialog.panels.members;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
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
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Importing.Imported;

/** Members read in from a file, and handed out as one. */
final class OfficialMembers {
  private static final String HEADING_LINE = "email,phone,name,birthYear,sex,consentDate";

  private final Site site;
  private final InstantSource time;
  private final Table table;
  private final Panels panels;
  private final Members members;
  private final Importing importing;
  private final Words words;

  OfficialMembers(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    table = wiring.below.table;
    panels = wiring.panels;
    members = wiring.members;
    importing = wiring.importing;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /official/panels/{id}/members", OfficialPanels.WHO, this::show),
        new Route("POST /official/panels/{id}/members", OfficialPanels.WHO, this::read),
        new Route("POST /official/panels/{id}/members.csv", OfficialPanels.WHO, this::download),
        new Route("POST /api/official/panels/{id}/members", OfficialPanels.WHO, this::readJson),
        new Route("GET /api/official/panels/{id}/members", OfficialPanels.WHO, this::export));
  }

  private Response show(Request request) {
    return page(request, panel(request), "", new Imported(0, 0, List.of(), ""), "");
  }

  private Response read(Request request) {
    Panel panel = panel(request);
    String typed = request.form().getOrDefault("members", "");
    Imported imported = taken(request, panel, typed, words);
    String done =
        words.get(
            "desk.members.done",
            words.count("desk.members.added", imported.added()),
            words.count("desk.members.already", imported.already()));
    boolean refused = imported.left().isEmpty() && !imported.errors().isEmpty();
    return page(request, panel, refused ? typed : imported.left(), imported, refused ? "" : done);
  }

  private Response readJson(Request request) {
    Panel panel = panel(request);
    Imported imported = taken(request, panel, request.body(), site.words(request));
    if (imported.left().isEmpty() && !imported.errors().isEmpty()) {
      throw new Invalid(imported.errors());
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("added", imported.added());
    body.put("already", imported.already());
    body.put("errors", imported.errors());
    return Response.json(200, body);
  }

  private Imported taken(Request request, Panel panel, String text, Words said) {
    Instant now = time.instant();
    Imported imported = importing.read(panel, text, said, now);
    table.write(Audit.entry(request.official(), "members-read", panel.id(), now));
    return imported;
  }

  private Response export(Request request) {
    return file(request, request.query("part"), request.query("of"));
  }

  private Response download(Request request) {
    Map<String, String> form = request.form();
    return file(
        request, Optional.ofNullable(form.get("part")), Optional.ofNullable(form.get("of")));
  }

  /** Personal data leaves the house: who took it out is kept. */
  private Response file(Request request, Optional<String> number, Optional<String> of) {
    Panel panel = panel(request);
    FilePart part =
        number.isEmpty() && of.isEmpty()
            ? FilePart.WHOLE
            : FilePart.of(number(number), number(of))
                .orElseThrow(() -> wrong("part", "unknown", words.get("error.members.part")));
    table.write(Audit.entry(request.official(), "members-export", panel.id(), time.instant()));
    return importing
        .write(panel, part)
        .map(text ->
            Response.of(200, "text/csv; charset=utf-8", text)
                .with("content-disposition", "attachment; filename=\"" + name(panel, part) + "\""))
        .orElseThrow(() -> wrong("members", "many", words.get("error.members.many")));
  }

  private static String name(Panel panel, FilePart part) {
    return part.of() == 1
        ? "members-%s.csv".formatted(panel.id())
        : "members-%s-%d-of-%d.csv".formatted(panel.id(), part.number(), part.of());
  }

  private static int number(Optional<String> text) {
    return text.filter(one -> one.matches("[0-9]{1,2}")).map(Integer::parseInt).orElse(0);
  }

  private static Invalid wrong(String field, String code, String message) {
    return new Invalid(List.of(new FieldError(field, code, message)));
  }

  private Panel panel(Request request) {
    return panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Response page(
      Request request, Panel panel, String typed, Imported imported, String done) {
    boolean refused = imported.left().isEmpty() && !imported.errors().isEmpty();
    var forms = new Forms(words, refused ? Site.problems(imported.errors()) : List.of());
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("panel", panel);
    model.put("done", done);
    model.put(
        "errors",
        refused
            ? List.of()
            : imported.errors().stream()
                .map(error ->
                    words.get(
                        "desk.members.error",
                        error.field().replaceFirst("^lines\\[(\\d+)]\\..*$", "$1"),
                        error.message()))
                .toList());
    model.put("parts", FilePart.all(members.count(panel.id())));
    model.put(
        "field",
        forms.textarea(
            Field.of("members", words.get("desk.members.field"))
                .hint(words.get("desk.members.hint", HEADING_LINE, Importing.MOST_LINES))
                .value(typed)
                .rows(14)
                .with("dir", "ltr")));
    Page page =
        Page.official(
                site.desk(request),
                OfficialPanels.PATH + "/" + panel.id() + "/members",
                words.get("desk.panel.members"),
                OfficialPanels.TEMPLATES.render("members/official/members.jte", model))
            .in(Section.PANELS)
            .withErrors(!imported.errors().isEmpty());
    return site.page(imported.errors().isEmpty() ? 200 : 422, page);
  }
}
