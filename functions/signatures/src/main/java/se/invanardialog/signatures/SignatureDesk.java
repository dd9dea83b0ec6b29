package se.invanardialog.signatures;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.Suggestions;

/** The officials' pages: sheets of paper, and suspected fraud. */
final class SignatureDesk {
  static final Access WHO = Access.officials(Role.MODERATOR, Role.ADMIN);
  private static final Templates TEMPLATES = new Templates("signatures");
  private static final Pattern LINE_FIELD = Pattern.compile("signers\\[(\\d+)]\\..+");

  private final Site site;
  private final InstantSource time;
  private final Suggestions suggestions;
  private final Registering registering;
  private final Removing removing;
  private final Words words;
  private final Hrefs hrefs = new Hrefs(Language.DEFAULT);

  SignatureDesk(SignatureWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    suggestions = wiring.below.suggestions;
    registering = wiring.registering;
    removing = wiring.removing;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /official/suggestions/{id}/paper-signatures", WHO, this::sheet),
        new Route("POST /official/suggestions/{id}/paper-signatures", WHO, this::register),
        new Route("GET /official/suggestions/{id}/removals", WHO, this::removals),
        new Route("POST /official/suggestions/{id}/removals", WHO, this::remove),
        new Route("POST /official/removals/{id}/undo", WHO, this::undo));
  }

  private Response sheet(Request request) {
    String done =
        request
            .query("sheet")
            .map(sheet ->
                words.get(
                    "sheet.done",
                    sheet,
                    request.query("counted").orElse("0"),
                    request.query("alreadySigned").orElse("0"),
                    request.query("withdrawn").orElse("0")))
            .orElse("");
    return sheetPage(request, 200, Map.of(), List.of(), done);
  }

  private Response register(Request request) {
    Map<String, String> typed = request.form();
    ObjectNode body = body(typed);
    Input input = Input.json(body, words);
    Registering.Sheet sheet = Registering.read(body, input);
    if (!input.errors().isEmpty()) {
      return sheetPage(request, 400, typed, byLine(input.errors()), "");
    }
    String id = request.parameter("id");
    return switch (registering.register(id, sheet, request.official(), time.instant())) {
      case Registering.Outcome.Registered registered ->
          Response.seeOther(
              hrefs.to(
                  sheetPath(id),
                  Map.of(
                      "sheet", registered.sheet(),
                      "counted", Integer.toString(registered.counted()),
                      "alreadySigned", Integer.toString(registered.alreadySigned()),
                      "withdrawn", Integer.toString(registered.withdrawn()))));
      case Registering.Outcome.NotOpen() -> {
        var closed = new FieldError("signers", "not-open", words.get("sheet.closed"));
        yield sheetPage(request, 409, typed, List.of(closed), "");
      }
      case Registering.Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  /** The lines as the API takes them, so that one reading serves both. */
  private static ObjectNode body(Map<String, String> typed) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("sheet", typed.getOrDefault("sheet", ""));
    var signers = body.putArray("signers");
    typed
        .getOrDefault("signers", "")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("[;\\t]", -1))
        .forEach(parts ->
            signers
                .addObject()
                .put("name", parts[0])
                .put("postalCode", parts.length > 1 ? parts[1] : "")
                .put("email", parts.length > 2 ? parts[2] : ""));
    return body;
  }

  /** The page has one field for all lines: its error says which one. */
  private List<FieldError> byLine(List<FieldError> errors) {
    return errors.stream()
        .map(error -> {
          Matcher line = LINE_FIELD.matcher(error.field());
          return line.matches()
              ? new FieldError(
                  "signers",
                  error.code(),
                  words.get("sheet.line", Integer.parseInt(line.group(1)) + 1, error.message()))
              : error;
        })
        .toList();
  }

  private Response sheetPage(
      Request request,
      int status,
      Map<String, String> typed,
      List<FieldError> errors,
      String done) {
    Row row = row(request);
    String path = sheetPath(row.id());
    var forms = new Forms(words, Site.problems(errors));
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("fields", sheetFields(forms, typed));
    model.put("number", words.get("sheet.for", row.number()));
    model.put("title", row.title());
    model.put("action", path);
    model.put("removals", removalsPath(row.id()));
    model.put("done", done);
    model.put(
        "late",
        row.closesAt()
            .map(end ->
                words.get(
                    "sheet.late", words.date(end.plus(Registering.AFTER_CLOSING).minusSeconds(1))))
            .orElse(""));
    Page page =
        Page.official(
                site.desk(request),
                path,
                words.get("sheet.title"),
                TEMPLATES.render("sheet.jte", model))
            .in(Section.PAPER)
            .withErrors(!errors.isEmpty());
    return site.page(status, page);
  }

  private List<Content> sheetFields(Forms forms, Map<String, String> typed) {
    return List.of(
        forms.input(
            Field.of("sheet", words.get("sheet.number"))
                .hint(words.get("sheet.number.hint"))
                .small()
                .value(typed.getOrDefault("sheet", ""))),
        forms.textarea(
            Field.of("signers", words.get("sheet.signers"))
                .hint(words.get("sheet.signers.hint"))
                .rows(12)
                .value(typed.getOrDefault("signers", ""))));
  }

  private Response removals(Request request) {
    return removalPage(request, 200, Map.of(), List.of(), -1);
  }

  private Response remove(Request request) {
    Map<String, String> typed = request.form();
    Input input = Input.form(typed, words);
    Removing.Wish wish = Removing.Wish.read(input);
    if (!input.errors().isEmpty()) {
      return removalPage(request, 400, typed, input.errors(), -1);
    }
    String id = request.parameter("id");
    return switch (removing.remove(id, wish, request.official(), time.instant())) {
      case Removing.Outcome.Preview(long matching) ->
          removalPage(request, 200, typed, List.of(), matching);
      case Removing.Outcome.Begun _ -> Response.seeOther(removalsPath(id));
      case Removing.Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private Response undo(Request request) {
    String id = request.parameter("id");
    return switch (removing.undo(id, request.official(), time.instant())) {
      case Removing.Undoing.Begun(Removal removal) ->
          Response.seeOther(removalsPath(removal.suggestion()));
      case Removing.Undoing.StillWorking(Removal removal) ->
          site.conflict(request, removalsPath(removal.suggestion()));
      case Removing.Undoing.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  /**
   * @param matching how many the pattern finds, or less than nought when none was looked for
   */
  private Response removalPage(
      Request request,
      int status,
      Map<String, String> typed,
      List<FieldError> errors,
      long matching) {
    Row row = row(request);
    var forms = new Forms(words, Site.problems(errors));
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("fields", removalFields(forms, typed));
    model.put("number", words.get("sheet.for", row.number()));
    model.put("title", row.title());
    model.put("action", removalsPath(row.id()));
    model.put("matching", matching < 0 ? "" : words.count("removal.matching", matching));
    if (matching > 0) {
      model.put("act", forms.act(words.count("removal.act", matching)));
    }
    model.put("earlier", removing.of(row.id()).stream().map(this::line).toList());
    Page page =
        Page.official(
                site.desk(request),
                removalsPath(row.id()),
                words.get("removal.title"),
                TEMPLATES.render("removals.jte", model))
            .in(Section.MODERATION)
            .withErrors(!errors.isEmpty());
    return site.page(status, page);
  }

  private List<Content> removalFields(Forms forms, Map<String, String> typed) {
    return List.of(
        forms.input(field("where.mailDomain", "domain", typed).hint(hint("domain"))),
        forms.input(field("where.network", "network", typed).hint(hint("network"))),
        forms.input(field("where.from", "from", typed).hint(hint("time")).small()),
        forms.input(field("where.to", "to", typed).hint(hint("time")).small()),
        forms.input(field("where.name", "name", typed)),
        forms.input(field("reason", "reason", typed).hint(hint("reason"))));
  }

  private Field field(String id, String text, Map<String, String> typed) {
    return Field.of(id, words.get("removal." + text)).value(typed.getOrDefault(id, ""));
  }

  private String hint(String text) {
    return words.get("removal." + text + ".hint");
  }

  private RemovalLine line(Removal removal) {
    String state =
        switch (removal.state()) {
          case WORKING -> words.get("removal.state.working");
          case DONE -> words.get("removal.state.done", removal.counted());
          case UNDOING -> words.get("removal.state.undoing");
          case UNDONE -> words.get("removal.state.undone", removal.counted());
        };
    return new RemovalLine(
        state,
        removal.where().said(words),
        removal.reason(),
        words.get("removal.by", removal.byName(), words.dateTime(removal.at())),
        removal.state() == Removal.State.DONE && removal.counted() > 0,
        "/official/removals/" + removal.id() + "/undo");
  }

  private Row row(Request request) {
    return suggestions
        .row(request.parameter("id"))
        .filter(Row::listed)
        .orElseThrow(HttpHandler.NotFound::new);
  }

  private static String sheetPath(String id) {
    return "/official/suggestions/" + id + "/paper-signatures";
  }

  private static String removalsPath(String id) {
    return "/official/suggestions/" + id + "/removals";
  }
}
