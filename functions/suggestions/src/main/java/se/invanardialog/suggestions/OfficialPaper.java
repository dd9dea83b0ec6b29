package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.DeskViews.Done;
import se.invanardialog.suggestions.DeskViews.Filled;
import se.invanardialog.suggestions.DeskViews.Open;
import se.invanardialog.suggestions.DeskViews.Paper;

/** What came on paper: a suggestion from the box, and the way to the sheets of names. */
final class OfficialPaper {
  private static final String PATH = "/official/paper";
  private static final int SHOWN = 10;

  private final OfficialDesk desk;
  private final Wiring wiring;
  private final Words words;

  OfficialPaper(OfficialDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + PATH, OfficialApi.MODERATORS, this::show),
        new Route("POST " + PATH, OfficialApi.MODERATORS, this::register));
  }

  private Response show(Request request) {
    return page(request, Map.of(), List.of());
  }

  private Response register(Request request) {
    Instant now = desk.now();
    Rules rules = wiring.rules.current();
    var form = new LinkedHashMap<>(request.form());
    Input input = desk.input(form);
    var draft = wiring.suggesting.read(input, rules, true);
    if (!input.errors().isEmpty()) {
      return page(request, form, input.errors());
    }
    if (!desk.first(form)) {
      return Response.seeOther(PATH + "?done=again");
    }
    String id =
        wiring.suggesting.register(
            draft,
            rules,
            now,
            List.of(Audit.entry(request.official(), "paper", draft.author().person(), now)));
    return Response.seeOther(PATH + "?done=" + id);
  }

  private Response page(Request request, Map<String, String> typed, List<FieldError> errors) {
    Rules rules = wiring.rules.current();
    String sought = request.query("q").orElse("").strip();
    var filled = new HashMap<>(typed);
    filled.putIfAbsent("signingDays", Integer.toString(rules.signingDays().getFirst()));
    var view =
        new Paper(
            words,
            new Filled(
                desk.forms(errors),
                filled,
                List.of(),
                List.of(),
                typed.getOrDefault(OfficialDesk.ONCE, desk.once())),
            rules,
            sought,
            open(sought),
            done(request));
    return desk.page(
        request,
        Section.PAPER,
        PATH,
        words.get("desk.paper.title"),
        "official/paper.jte",
        view,
        errors);
  }

  /** By number, else by words, else the newest. */
  private List<Open> open(String sought) {
    Instant now = desk.now();
    Optional<Row> exact =
        sought.isEmpty()
            ? Optional.empty()
            : wiring.suggestions.byNumber(sought).flatMap(wiring.suggestions::row);
    Stream<Row> rows =
        exact.isPresent()
            ? exact.stream()
            : wiring
                .listing
                .list(
                    new Listing.Wish(
                        Suggestion.OPEN, "newest", sought, "", "", SHOWN, Optional.empty()),
                    now)
                .rows()
                .stream();
    return rows.filter(row -> row.openAt(now))
        .map(row ->
            new Open(
                row.number(),
                desk.title(row),
                row.language(),
                words.count("desk.signatures", row.signatures()),
                "/official/suggestions/" + row.id() + "/paper-signatures"))
        .toList();
  }

  private Optional<Done> done(Request request) {
    Optional<String> done = request.query("done");
    if (done.filter("again"::equals).isPresent()) {
      return Optional.of(new Done(words.get("desk.paper.again"), "", ""));
    }
    return done.flatMap(wiring.suggestions::row)
        .map(row ->
            new Done(
                words.get("desk.paper.done", row.number()),
                words.get("desk.paper.moderate"),
                "/official/moderation/" + row.id()));
  }
}
