package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.TownLook;
import se.invanardialog.suggestions.DeskViews.Done;
import se.invanardialog.suggestions.DeskViews.Filled;
import se.invanardialog.suggestions.DeskViews.Town;

/** How the municipality is seen: its name, colours and where help is found. */
final class OfficialTown {
  private static final String PATH = "/official/town";
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_PATH = 200;
  private static final String JOINER = "\u2060";

  private final OfficialDesk desk;
  private final Wiring wiring;

  OfficialTown(OfficialDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + PATH, OfficialApi.ADMINS, this::show),
        new Route("POST " + PATH, OfficialApi.ADMINS, this::save));
  }

  private Response show(Request request) {
    return page(request, fields(wiring.towns.current()), List.of());
  }

  private Response save(Request request) {
    Instant now = desk.now();
    var form = request.form();
    Input input = desk.input(form);
    TownLook town = read(input);
    var errors = new ArrayList<>(input.errors());
    town.problems().stream()
        .filter(problem -> errors.stream().noneMatch(e -> e.field().equals(problem.field())))
        .forEach(
            problem -> errors.add(new FieldError(problem.field(), "colour", problem.message())));
    if (!errors.isEmpty()) {
      return page(request, form, errors);
    }
    wiring.towns.save(town, request.official().name(), now);
    wiring.table.write(Audit.entry(request.official(), "town", "town", now));
    wiring.site.townChanged();
    return Response.seeOther(PATH + "?done=saved");
  }

  private static TownLook read(Input input) {
    String logo = input.line("logo", false, LONGEST_PATH);
    if (!logo.isEmpty() && !logo.matches("/[A-Za-z0-9_][A-Za-z0-9._/-]*")) {
      input.error("logo", "path");
    }
    String phone = input.line("phone", true, 40);
    if (!phone.isEmpty() && !phone.matches("\\+?[0-9][0-9 ()-]{2,}")) {
      input.error("phone", "phone");
    }
    return new TownLook(
        input.line("name", true, LONGEST_NAME),
        input.line("place", true, LONGEST_NAME),
        input.line("serviceName", false, LONGEST_NAME),
        logo,
        input.line("sea", true, 7),
        input.line("signal", true, 7),
        input.line("onSignal", true, 7),
        phone,
        unbroken(input.line("weekdayHours", false, 40)));
  }

  /** {@code 8–16} stays on one line. */
  private static String unbroken(String hours) {
    return hours.replace(JOINER, "").replaceAll("[-–]", JOINER + "–" + JOINER);
  }

  private static Map<String, String> fields(TownLook town) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", town.name());
    fields.put("place", town.place());
    fields.put("serviceName", town.serviceName());
    fields.put("logo", town.logo());
    fields.put("sea", town.sea());
    fields.put("signal", town.signal());
    fields.put("onSignal", town.onSignal());
    fields.put("phone", town.phone());
    fields.put("weekdayHours", town.weekdayHours().replace(JOINER, ""));
    return fields;
  }

  private Response page(Request request, Map<String, String> typed, List<FieldError> errors) {
    var view =
        new Town(
            desk.words,
            new Filled(desk.forms(errors), typed, List.of(), List.of(), ""),
            request.query("done").map(done -> new Done(desk.words.get("desk.town.done"), "", "")));
    return desk.page(
        request,
        Section.RULES,
        PATH,
        desk.words.get("desk.town.title"),
        "official/town.jte",
        view,
        errors);
  }
}
