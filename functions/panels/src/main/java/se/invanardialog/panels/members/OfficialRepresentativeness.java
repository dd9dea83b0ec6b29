package se.invanardialog.panels.members;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.QrCode;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Representativeness.Asked;
import se.invanardialog.panels.members.Representativeness.Counts;
import se.invanardialog.panels.members.Representativeness.Group;
import se.invanardialog.panels.members.Representativeness.SurveyCounts;

/** How well a panel mirrors who lives here, and posters for the groups that are missing. */
final class OfficialRepresentativeness {
  private static final Access ANALYSTS = Access.officials(Role.PLANNER, Role.ANALYST, Role.ADMIN);

  /** What a survey's own id looks like. */
  private static final String ID = "[0-9a-z]{1,40}";

  private final Site site;
  private final InstantSource time;
  private final Table table;
  private final Panels panels;
  private final Margins margins;
  private final Words words;

  OfficialRepresentativeness(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    table = wiring.below.table;
    panels = wiring.panels;
    margins = wiring.margins;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /official/panels/{id}/representativeness", ANALYSTS, this::compared),
        new Route("GET /official/panels/{id}/representativeness.csv", ANALYSTS, this::csv),
        new Route("GET /official/panels/{id}/poster", OfficialPanels.WHO, this::poster),
        new Route("GET /api/official/panels/{id}/representativeness", ANALYSTS, this::json));
  }

  private Response compared(Request request) {
    Panel panel = panel(request);
    var members = members(panel);
    List<Group> groups = groups(request, panel, members);
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("panel", panel);
    model.put("tables", tables(panel, groups));
    model.put("parts", parts(panel, groups, members));
    model.put("members", words.count("desk.representativeness.members", all(members)));
    model.put("done", request.query("done").isPresent());
    model.put("survey", survey(request).orElse(""));
    model.put(
        "csv",
        OfficialPanels.PATH
            + "/"
            + panel.id()
            + "/representativeness.csv"
            + survey(request).map(id -> "?survey=" + id).orElse(""));
    return page(
        request, panel, "representativeness", words.get("desk.panel.representativeness"), model);
  }

  /** The panel by each variable it asks about that there is no population to compare with. */
  private Map<String, List<RepresentedPart>> parts(
      Panel panel, List<Group> groups, Map<Cell, Long> members) {
    var compared =
        groups.stream()
            .flatMap(group -> List.of(group.variable().split(Margin.TIMES)).stream())
            .collect(Collectors.toSet());
    long all = all(members);
    var parts = new LinkedHashMap<String, List<RepresentedPart>>();
    for (Trait trait : panel.asks()) {
      var counted = new TreeMap<String, Long>();
      members.forEach((cell, count) ->
          cell.of(trait.variable()).ifPresent(said -> counted.merge(said, count, Long::sum)));
      if (!compared.contains(trait.variable()) && !counted.isEmpty()) {
        parts.put(
            heading(trait.variable()),
            counted.entrySet().stream()
                .map(one ->
                    new RepresentedPart(
                        ProfileFields.label(trait, one.getKey(), words),
                        words.number(one.getValue()),
                        words.percent((double) one.getValue() / all)))
                .toList());
      }
    }
    return parts;
  }

  private static long all(Map<Cell, Long> members) {
    return members.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, List<RepresentedLine>> tables(Panel panel, List<Group> groups) {
    var tables = new LinkedHashMap<String, List<RepresentedLine>>();
    for (Group group : groups) {
      tables
          .computeIfAbsent(heading(group.variable()), variable -> new ArrayList<>())
          .add(line(panel, group));
    }
    return tables;
  }

  private String heading(String variable) {
    return words.list(
        List.of(variable.split(Margin.TIMES)).stream()
            .map(name -> words.get("desk.variable." + name))
            .toList());
  }

  private RepresentedLine line(Panel panel, Group group) {
    return new RepresentedLine(
        label(group),
        words.percent(group.populationShare()),
        words.get(
            "desk.representativeness.share", words.percent(group.panelShare()), group.panel()),
        told(group.asked().flatMap(Asked::invited)),
        told(group.asked().flatMap(Asked::answered)),
        group.index().map(OfficialRepresentativeness::oneDecimal).orElse("–"),
        group.needed() == 0 ? "" : words.count("desk.representativeness.needed", group.needed()),
        group.missing(),
        OfficialPanels.PATH
            + "/"
            + panel.id()
            + "/poster?variable="
            + encoded(group.variable())
            + "&category="
            + encoded(group.category()));
  }

  private String told(Optional<Long> number) {
    return number.map(words::number).orElse(words.get("desk.representativeness.hidden"));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** {@code 0,8}, as Swedes write it. */
  private static String oneDecimal(double index) {
    long tenths = Math.round(index * 10);
    return tenths / 10 + "," + tenths % 10;
  }

  private String label(Group group) {
    String[] variables = group.variable().split(Margin.TIMES);
    String[] categories = group.category().split(Margin.TIMES);
    var labels = new ArrayList<String>();
    for (int at = 0; at < variables.length; at++) {
      String category = categories[at];
      labels.add(
          Trait.ofVariable(variables[at])
              .map(trait -> ProfileFields.label(trait, category, words))
              .orElse(category));
    }
    return String.join(", ", labels);
  }

  private Response json(Request request) {
    Panel panel = panel(request);
    var body = new LinkedHashMap<String, Object>();
    body.put("panel", panel.id());
    survey(request).ifPresent(id -> body.put("survey", id));
    body.put("asOf", time.instant());
    body.put(
        "groups",
        groups(request, panel).stream()
            .map(group -> {
              var one = new LinkedHashMap<String, Object>();
              one.put("variable", group.variable());
              one.put("category", group.category());
              one.put("population", group.population());
              one.put("populationShare", group.populationShare());
              one.put("panel", group.panel());
              one.put("panelShare", group.panelShare());
              group
                  .asked()
                  .ifPresent(asked -> {
                    asked.invited().ifPresent(n -> one.put("invited", n));
                    asked
                        .answered()
                        .ifPresentOrElse(
                            n -> one.put("answered", n), () -> one.put("suppressed", "hidden"));
                  });
              group.index().ifPresent(index -> one.put("index", index));
              one.put("needed", group.needed());
              one.put("missing", group.missing());
              return one;
            })
            .toList());
    return Response.json(200, body);
  }

  private Response csv(Request request) {
    Panel panel = panel(request);
    var text = new StringBuilder(Csv.BOM);
    text.append(
        Csv.line(
            List.of(
                "variable",
                "category",
                "population",
                "populationShare",
                "panel",
                "panelShare",
                "invited",
                "answered",
                "index",
                "needed")));
    for (Group group : groups(request, panel)) {
      text.append(
          Csv.line(
              List.of(
                  group.variable(),
                  group.category(),
                  Long.toString(group.population()),
                  Double.toString(group.populationShare()),
                  Long.toString(group.panel()),
                  Double.toString(group.panelShare()),
                  text(group.asked().flatMap(Asked::invited)),
                  text(group.asked().flatMap(Asked::answered)),
                  text(group.index()),
                  Long.toString(group.needed()))));
    }
    return Response.of(200, "text/csv; charset=utf-8", text.toString())
        .with(
            "content-disposition",
            "attachment; filename=\"representativeness-" + panel.id() + ".csv\"");
  }

  private static String text(Optional<?> number) {
    return number.map(Object::toString).orElse("");
  }

  private List<Group> groups(Request request, Panel panel) {
    return groups(request, panel, members(panel));
  }

  private List<Group> groups(Request request, Panel panel, Map<Cell, Long> members) {
    var survey =
        survey(request)
            .map(id ->
                new SurveyCounts(
                    counts(Keys.survey(id).partition(), Keys.INVITED_TALLY),
                    counts(Keys.answerTallies(id), "")));
    return Representativeness.compare(margins.of(panel.id()), new Counts(members, survey));
  }

  private Map<Cell, Long> members(Panel panel) {
    return counts(Keys.memberTallies(panel.id()), Keys.MEMBER_TALLY);
  }

  /** The tallies of one partition, by cell; those of an open link are nobody's of the panel. */
  private Map<Cell, Long> counts(String partition, String prefix) {
    var counts = new HashMap<Cell, Long>();
    Query query = Query.partition(partition);
    for (Item item : table.all(prefix.isEmpty() ? query : query.beginningWith(prefix))) {
      String cell = item.text(Item.SORT).substring(prefix.length());
      if (!cell.equals(Cell.OPEN.text())) {
        counts.merge(Cell.parse(cell), item.number(MemberCounted.N, 0), Long::sum);
      }
    }
    return counts;
  }

  private static Optional<String> survey(Request request) {
    return request.query("survey").filter(id -> id.matches(ID));
  }

  /** A page to print and put up where the group is found; without a group it speaks to all. */
  private Response poster(Request request) {
    Panel panel = panel(request);
    String variable = request.query("variable").orElse("");
    String category = request.query("category").orElse("");
    Optional<Group> group =
        groups(request, panel).stream()
            .filter(one -> one.variable().equals(variable) && one.category().equals(category))
            .findFirst();
    if (group.isEmpty() && !variable.isEmpty()) {
      throw new HttpHandler.NotFound();
    }
    String address = site.absolute("/panels/" + panel.id());
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("panel", panel);
    model.put("label", group.map(this::label).orElseGet(() -> words.get("desk.poster.everyone")));
    model.put("address", address);
    model.put("code", QrCode.of(address, words.get("desk.poster.code", address)));
    model.put("who", group.map(this::who).orElseGet(() -> words.get("desk.poster.all")));
    return page(request, panel, "poster", words.get("desk.poster.title"), model);
  }

  /** To whom the poster speaks, where we have words for it; else to all. */
  private String who(Group group) {
    String[] variables = group.variable().split(Margin.TIMES);
    String[] categories = group.category().split(Margin.TIMES);
    var said = new ArrayList<String>();
    for (int at = 0; at < variables.length; at++) {
      String key = "desk.poster." + variables[at];
      String category = categories[at];
      if (words.has(key + "." + category)) {
        said.add(words.get(key + "." + category));
      } else if (category.endsWith("+")) {
        said.add(words.get(key + ".over", category.replace("+", "")));
      } else if (words.has(key)) {
        said.add(words.get(key, category.replace('-', '–')));
      }
    }
    return said.isEmpty()
        ? words.get("desk.poster.all")
        : words.get("desk.poster.hear", words.list(said));
  }

  private Panel panel(Request request) {
    return panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Response page(
      Request request, Panel panel, String template, String title, Map<String, Object> model) {
    return site.page(
        200,
        Page.official(
                site.desk(request),
                OfficialPanels.PATH + "/" + panel.id() + "/" + template,
                title,
                OfficialPanels.TEMPLATES.render("members/official/" + template + ".jte", model))
            .in(Section.PANELS));
  }
}
