package se.invanardialog.suggestions;

import static se.invanardialog.core.http.Route.open;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.texts.Words;

/** What everybody may read and send as JSON. */
final class SuggestionApi {
  private static final Duration COUNT_FRESH = Duration.ofSeconds(1);
  private static final Duration LIST_FRESH = Duration.ofSeconds(5);
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final int SIMILAR_SHOWN = 10;
  private static final int LONGEST_SEARCH = 200;
  private static final int LONGEST_LIKENESS = 20_000;

  private final Wiring wiring;

  SuggestionApi(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Route> routes() {
    return List.of(
        open("POST /api/suggestions", this::submit),
        open("GET /api/suggestions", this::list),
        open("GET /api/suggestions/similar", this::similar),
        open("GET /api/suggestions/{id}", this::read),
        open("GET /api/suggestions/{id}/count", this::count),
        open("GET /api/openapi.yaml", this::document));
  }

  private Response submit(Request request) {
    Input input = Input.json(request.json(), wiring.site.words(request));
    Rules rules = wiring.rules.current();
    var draft = wiring.suggesting.read(input, rules, false);
    input.check();
    String id = wiring.suggesting.submit(draft, rules, request.source(), wiring.time.instant());
    return Response.json(202, Map.of("id", id, "status", Suggestion.UNCONFIRMED));
  }

  private Response list(Request request) {
    Instant now = wiring.time.instant();
    var rows = wiring.listing.list(wish(request, wiring.site.words(request)), now);
    var body = new LinkedHashMap<String, Object>();
    body.put("items", rows.rows().stream().map(row -> summary(row, now)).toList());
    rows.next().ifPresent(next -> body.put("next", next));
    return Response.json(200, body).shared(LIST_FRESH, STALE);
  }

  /**
   * Reads what a list is to show.
   *
   * @throws Invalid when a word is not one of ours
   */
  static Listing.Wish wish(Request request, Words words) {
    Input input = Input.form(request.query(), words);
    String status = input.oneOf("status", false, Listing.STATUSES);
    String sort = input.oneOf("sort", false, Listing.SORTS);
    var wish =
        new Listing.Wish(
            status.isEmpty() ? Suggestion.OPEN : status,
            sort.isEmpty() ? "newest" : sort,
            input.line("q", false, LONGEST_SEARCH),
            input.line("category", false, LONGEST_SEARCH),
            input.line("district", false, LONGEST_SEARCH),
            input.number("limit", Listing.SHOWN, 1, Listing.MOST_SHOWN),
            request.query("cursor"));
    input.check();
    return wish;
  }

  private Response similar(Request request) {
    String text = request.query("text").orElse("");
    if (text.length() > LONGEST_LIKENESS) {
      throw new Invalid(
          List.of(
              new FieldError(
                  "text",
                  "too-long",
                  wiring
                      .site
                      .words(request)
                      .get("error.too-long", LONGEST_LIKENESS, text.length()))));
    }
    int lineEnd = text.indexOf('\n');
    String title = lineEnd < 0 ? text : text.substring(0, lineEnd);
    String rest = lineEnd < 0 ? "" : text.substring(lineEnd + 1);
    String language = request.query("language").orElse("sv");
    var items =
        wiring.similarity.similar(title, rest, language, SIMILAR_SHOWN).stream()
            .map(found -> {
              var item = new LinkedHashMap<String, Object>();
              item.put("id", found.row().id());
              item.put("title", found.row().title());
              item.put("score", Math.round(found.score() * 1000) / 1000.0);
              item.put("status", found.row().stateAt(wiring.time.instant()));
              return item;
            })
            .toList();
    return Response.json(200, Map.of("items", items)).shared(LIST_FRESH, STALE);
  }

  private Response read(Request request) {
    Instant now = wiring.time.instant();
    var whole =
        wiring
            .suggestions
            .whole(request.parameter("id"))
            .filter(found -> found.row().listed())
            .orElseThrow(HttpHandler.NotFound::new);
    return Response.json(200, full(whole, wiring.site.words(request), now))
        .shared(COUNT_FRESH, STALE);
  }

  private Response count(Request request) {
    Instant now = wiring.time.instant();
    Row row =
        wiring
            .suggestions
            .row(request.parameter("id"))
            .filter(Row::listed)
            .orElseThrow(HttpHandler.NotFound::new);
    var body = new LinkedHashMap<String, Object>();
    body.put("signatures", row.signatures());
    body.put("asOf", now);
    return Response.json(200, body).shared(COUNT_FRESH, STALE);
  }

  private Response document(Request request) {
    try (InputStream document =
        Objects.requireNonNull(getClass().getResourceAsStream("/openapi.yaml"))) {
      return Response.of(
              200,
              "application/yaml; charset=utf-8",
              new String(document.readAllBytes(), StandardCharsets.UTF_8))
          .shared(Duration.ofMinutes(5), Duration.ofHours(1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Map<String, Object> summary(Row row, Instant now) {
    var item = new LinkedHashMap<String, Object>();
    item.put("id", row.id());
    item.put("number", row.number());
    item.put("title", row.title());
    item.put("status", row.stateAt(now));
    item.put("signatures", row.signatures());
    item.put("threshold", row.threshold());
    row.publishedAt().ifPresent(at -> item.put("publishedAt", at));
    row.closesAt().ifPresent(at -> item.put("closesAt", at));
    item.put("category", row.category());
    item.put("district", row.district());
    return item;
  }

  private static Map<String, Object> full(Suggestions.Whole whole, Words words, Instant now) {
    Row row = whole.row();
    var base = whole.suggestion().base();
    var body = summary(row, now);
    Optional<Suggestion.Refusal> refusal =
        whole.suggestion() instanceof Suggestion.Refused refused
            ? Optional.of(refused.refusal())
            : Optional.empty();
    boolean hidden = refusal.map(found -> found.reason().hidesText()).orElse(false);
    if (!hidden) {
      body.put("proposal", base.content().proposal());
      body.put("reason", base.content().reason());
      body.put("author", base.author().shown());
      body.put("language", base.content().language());
    }
    refusal.ifPresent(found -> {
      var refused = new LinkedHashMap<String, Object>();
      refused.put("reason", found.reason().code());
      refused.put("text", words.get(found.reason().textKey()));
      if (!found.duplicateOf().isEmpty()) {
        refused.put("duplicateOf", found.duplicateOf());
      }
      body.put("refusal", refused);
    });
    body.put("signaturesByOrigin", Map.of("online", row.online(), "paper", row.paper()));
    if (row.against() > 0) {
      body.put("against", row.against());
    }
    body.put("signaturesByDistrict", Districts.shown(row));
    body.put("signaturesByDay", row.byDay());
    body.put(
        "timeline",
        whole.events().stream()
            .map(event -> {
              var line = new LinkedHashMap<String, Object>();
              line.put("at", event.at());
              line.put("event", event.event());
              line.put("text", Timeline.text(event, words));
              return line;
            })
            .toList());
    whole
        .answer()
        .ifPresent(answer -> {
          var given = new LinkedHashMap<String, Object>();
          given.put("decision", answer.decision());
          given.put("text", answer.text());
          given.put("board", answer.board());
          given.put("date", answer.date());
          given.put("registryNumber", answer.registryNumber());
          given.put("minutesParagraph", answer.minutesParagraph());
          body.put("answer", given);
        });
    return body;
  }
}
