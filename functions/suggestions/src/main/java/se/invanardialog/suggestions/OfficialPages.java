package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.suggestions.DeskViews.Overview;
import se.invanardialog.suggestions.DeskViews.Task;

/** The officials' pages: what waits, and a page for each kind of work. */
final class OfficialPages {
  private static final String PATH = "/official";
  private static final int COUNTED = 500;

  private final OfficialDesk desk;
  private final Wiring wiring;

  OfficialPages(Wiring wiring) {
    this.wiring = wiring;
    desk = new OfficialDesk(wiring);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(new Route("GET " + PATH, OfficialApi.OFFICIALS, this::overview));
    routes.addAll(new OfficialModeration(desk).routes());
    routes.addAll(new OfficialAnswers(desk).routes());
    routes.addAll(new OfficialPaper(desk).routes());
    routes.addAll(new OfficialRules(desk).routes());
    routes.addAll(new OfficialTown(desk).routes());
    return routes;
  }

  private Response overview(Request request) {
    Instant now = desk.now();
    var tasks = new ArrayList<Task>();
    if (OfficialDesk.moderates(request)) {
      tasks.add(moderation(now));
    }
    tasks.add(answers(OfficialApi.board(request), now));
    if (OfficialDesk.moderates(request)) {
      tasks.add(task("paper", "/official/paper"));
    }
    tasks.add(rules());
    if (OfficialDesk.rules(request)) {
      tasks.add(task("town", "/official/town"));
    }
    var view =
        new Overview(
            desk.words, desk.words.longDate(now), request.official().name(), tasks, recount());
    return desk.page(
        request,
        Section.OVERVIEW,
        PATH,
        desk.words.get("desk.start.title"),
        "official/overview.jte",
        view,
        List.of());
  }

  private Task moderation(Instant now) {
    var page = wiring.table.query(Query.index(Query.Index.BY_DUE, "moderation").limit(COUNTED));
    int waiting = page.items().size();
    Optional<Instant> first =
        page.items().stream().map(this::moderatedBy).min(java.util.Comparator.naturalOrder());
    return new Task(
        desk.words.get("desk.start.moderation"),
        page.next().isPresent()
            ? desk.words.get("desk.start.moderation.more", COUNTED)
            : waiting == 0
                ? desk.words.get("desk.start.moderation.empty")
                : desk.words.count("desk.start.moderation.waiting", waiting),
        first.map(due -> due(due, now)).orElse(""),
        desk.words.get("desk.start.moderation.go"),
        "/official/moderation");
  }

  /** The deadline by the rules that it came under. */
  private Instant moderatedBy(Item row) {
    int days = wiring.rules.version((int) row.number("rules", 0)).moderationDays();
    return row.instant("dueAt").plus(Duration.ofDays(days));
  }

  private String due(Instant due, Instant now) {
    boolean late = se.invanardialog.core.texts.Words.daysBetween(now, due) < 0;
    return desk.words.get(
        late ? "desk.start.moderation.late" : "desk.start.moderation.due",
        desk.words.relative(due, now));
  }

  private Task answers(Optional<String> board, Instant now) {
    var awaiting = wiring.answering.awaiting(board, now);
    long late = awaiting.stream().filter(one -> one.daysLeft() < 0).count();
    String count =
        awaiting.isEmpty()
            ? desk.words.get("desk.start.answers.empty")
            : desk.words.count("desk.start.answers.waiting", awaiting.size());
    return new Task(
        board
            .map(own -> desk.words.get("desk.start.answers.board", own))
            .orElseGet(() -> desk.words.get("desk.start.answers")),
        count,
        late == 0
            ? ""
            : desk.words.count("desk.start.answers.late", late, -awaiting.getFirst().daysLeft()),
        desk.words.get("desk.start.answers.go"),
        "/official/awaiting-answer");
  }

  private Task rules() {
    Rules current = wiring.rules.current();
    return new Task(
        desk.words.get("desk.start.rules"),
        current.version() == 0
            ? desk.words.get("desk.start.rules.first")
            : desk.words.get(
                "desk.start.rules.text",
                desk.words.date(current.changedAt()),
                desk.who(current.changedBy())),
        "",
        desk.words.get("desk.start.rules.go"),
        "/official/rules");
  }

  private Task task(String key, String href) {
    String place = "desk.start." + key;
    return new Task(
        desk.words.get(place),
        desk.words.get(place + ".text"),
        "",
        desk.words.get(place + ".go"),
        href);
  }

  private String recount() {
    return wiring
        .table
        .get(Keys.recount())
        .map(item ->
            desk.words.get(
                    "desk.start.recount",
                    desk.words.dateTime(item.instant("at")),
                    desk.words.count("desk.start.recounted", item.number("checked", 0)))
                + " "
                + (item.number("differing", 0) == 0
                    ? desk.words.get("desk.start.recount.equal")
                    : desk.words.count(
                        "desk.start.recount.differing",
                        item.number("differing", 0),
                        item.number("repaired", 0))))
        .orElseGet(() -> desk.words.get("desk.start.recount.none"));
  }
}
