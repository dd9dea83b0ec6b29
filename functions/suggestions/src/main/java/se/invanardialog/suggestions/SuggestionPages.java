package se.invanardialog.suggestions;

import static se.invanardialog.core.http.Route.open;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Pager;
import se.invanardialog.core.pages.QrCode;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;

/** What residents read: the start page, the lists, a suggestion, its notice for a real board. */
public final class SuggestionPages {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration STALE = Duration.ofSeconds(60);
  private static final Duration SETTINGS_FRESH = Duration.ofMinutes(5);
  private static final int START_SHOWN = 3;
  private static final int FEED_SHOWN = 50;
  private static final Set<String> ABOUT = Set.of("accessibility", "privacy", "how", "data");

  private final Wiring wiring;
  private final Templates templates = new Templates("suggestions");

  SuggestionPages(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Route> routes() {
    return List.of(
        open("GET /", this::start),
        open("GET /suggestions", this::list),
        open("GET /suggestions.atom", this::feed),
        open("GET /suggestions/{id}", this::read),
        open("GET /suggestions/{id}/print", this::print),
        open("GET /theme.css", this::theme),
        open("GET /about/{page}", this::about),
        open("GET /{path+}", this::unknown));
  }

  private Response start(Request request) {
    Instant now = wiring.time.instant();
    Words words = wiring.site.words(request);
    var model = model(words);
    model.put("rules", wiring.rules.current());
    model.put("town", wiring.site.town());
    model.put("today", Words.day(now));
    model.put("closing", views(wish(Suggestion.OPEN, "closing", START_SHOWN), words, now));
    model.put("popular", views(wish(Suggestion.OPEN, "signatures", START_SHOWN), words, now));
    model.put("answers", answers(words, now));
    var late =
        wiring.answering.awaiting(Optional.empty(), now).stream()
            .filter(awaiting -> awaiting.daysLeft() < 0)
            .toList();
    model.put("late", late.size());
    model.put("latest", late.isEmpty() ? 0L : -late.getFirst().daysLeft());
    return shown(
        Page.of(
            words.language(),
            "/",
            words.get("start.title"),
            templates.render("suggestion/start.jte", model)));
  }

  /** An answer beside its question. */
  public record AnswerView(RowView row, String decision, String kick) {}

  private List<AnswerView> answers(Words words, Instant now) {
    return wiring
        .listing
        .list(wish(Suggestion.ANSWERED, "newest", START_SHOWN), now)
        .rows()
        .stream()
        .map(row -> {
          var answer = wiring.suggestions.whole(row.id()).flatMap(Suggestions.Whole::answer);
          return new AnswerView(
              RowView.of(row, words, now),
              answer.map(given -> words.get("decision." + given.decision())).orElse(""),
              answer
                  .map(given ->
                      words.get("start.answered", words.dayMonth(given.date()), given.board()))
                  .orElse(""));
        })
        .toList();
  }

  private static Listing.Wish wish(String status, String sort, int limit) {
    return new Listing.Wish(status, sort, "", "", "", limit, Optional.empty());
  }

  private List<RowView> views(Listing.Wish wish, Words words, Instant now) {
    return wiring.listing.list(wish, now).rows().stream()
        .map(row -> RowView.of(row, words, now))
        .toList();
  }

  private Response list(Request request) {
    Instant now = wiring.time.instant();
    Words words = wiring.site.words(request);
    Listing.Wish asked = SuggestionApi.wish(request, words);
    var wish =
        request.query("sort").isPresent()
            ? asked
            : new Listing.Wish(
                asked.status(),
                asked.status().equals(Suggestion.OPEN) ? "closing" : "newest",
                asked.words(),
                asked.category(),
                asked.district(),
                asked.limit(),
                asked.cursor());
    var rows = wiring.listing.list(wish, now);
    var rules = wiring.rules.current();
    var hrefs = new Hrefs(words.language());
    var query = new LinkedHashMap<String, String>();
    query.put("q", wish.words());
    query.put("status", wish.status());
    query.put("sort", wish.sort());
    query.put("category", wish.category());
    query.put("district", wish.district());
    var model = model(words);
    model.put("wish", wish);
    model.put("rows", rows.rows().stream().map(row -> RowView.of(row, words, now)).toList());
    model.put("threshold", rules.names());
    model.put("statuses", options(words, "list.status.", Listing.STATUSES));
    model.put("sorts", options(words, "list.sort.", List.of("closing", "signatures", "newest")));
    model.put("categories", named(words.get("list.any-category"), rules.categories()));
    model.put("districts", named(words.get("list.any-district"), rules.districtNames()));
    var next = new LinkedHashMap<>(query);
    rows.next().ifPresent(cursor -> next.put("cursor", cursor));
    model.put(
        "pager",
        Pager.of(
            words,
            wish.cursor().map(cursor -> hrefs.to("/suggestions", query)),
            rows.next().map(cursor -> hrefs.to("/suggestions", next))));
    return shown(
        Page.of(
                words.language(),
                "/suggestions",
                words.get("list.title"),
                templates.render("suggestion/list.jte", model))
            .in(wish.status().equals(Suggestion.ANSWERED) ? Section.ANSWERS : Section.SUGGESTIONS)
            .asked(query));
  }

  private static List<Option> options(Words words, String prefix, List<String> codes) {
    return codes.stream().map(code -> new Option(code, words.get(prefix + code))).toList();
  }

  private static List<Option> named(String any, List<String> names) {
    var options = new ArrayList<Option>();
    options.add(new Option("", any));
    names.forEach(name -> options.add(new Option(name, name)));
    return options;
  }

  private Response read(Request request) {
    return suggestion(request, "suggestion/read.jte", "");
  }

  private Response print(Request request) {
    return suggestion(request, "suggestion/print.jte", "/print");
  }

  private Response suggestion(Request request, String template, String suffix) {
    Instant now = wiring.time.instant();
    Words words = wiring.site.words(request);
    var whole =
        wiring
            .suggestions
            .whole(request.parameter("id"))
            .filter(found -> found.row().listed())
            .orElseThrow(HttpHandler.NotFound::new);
    var view = WholeView.of(whole, words, now, wiring);
    var model = model(words);
    model.put("it", view);
    model.put("town", wiring.site.town());
    model.put(
        "form",
        new SignForm(new Forms(words), wiring.rules.version(whole.row().rules()), Map.of()));
    String path = "/suggestions/" + view.row().id();
    model.put("address", wiring.site.absolute(path));
    model.put("code", QrCode.of(wiring.site.absolute(path), words.get("suggestion.code")));
    return shown(
        Page.of(words.language(), path + suffix, view.title(), templates.render(template, model))
            .in(view.answered() ? Section.ANSWERS : Section.SUGGESTIONS)
            .described(view.row().lead()));
  }

  private Response feed(Request request) {
    Instant now = wiring.time.instant();
    Words words = wiring.site.words(request);
    String status =
        request.query("status").filter(Listing.STATUSES::contains).orElse(Suggestion.OPEN);
    var rows = wiring.listing.list(wish(status, "newest", FEED_SHOWN), now).rows();
    return Response.of(
            200,
            "application/atom+xml; charset=utf-8",
            AtomFeed.write(rows, words, wiring.site, now))
        .shared(FRESH, STALE);
  }

  private Response theme(Request request) {
    return Response.of(200, "text/css; charset=utf-8", wiring.site.town().themeCss())
        .shared(SETTINGS_FRESH, STALE);
  }

  /** Where nothing else is, so that a mistyped address gets a page and not the gateway's JSON. */
  private Response unknown(Request request) {
    throw new HttpHandler.NotFound();
  }

  private Response about(Request request) {
    String page = request.parameter("page");
    if (!ABOUT.contains(page)) {
      throw new HttpHandler.NotFound();
    }
    Words words = wiring.site.words(request);
    var model = model(words);
    model.put("town", wiring.site.town());
    model.put("rules", wiring.rules.current());
    model.put("about", page);
    return shown(
        Page.of(
            words.language(),
            "/about/" + page,
            words.get("about." + page + ".title"),
            templates.render("suggestion/about.jte", model)));
  }

  private static Map<String, Object> model(Words words) {
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("hrefs", new Hrefs(words.language()));
    return model;
  }

  private Response shown(Page page) {
    return wiring.site.page(200, page).shared(FRESH);
  }
}
