package se.invanardialog.suggestions;

import static se.invanardialog.core.http.Route.open;

import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;

/** Leaving a suggestion, one stage a page: what, similar ones, details, about you, check. */
public final class SuggestPages {
  static final String PATH = "/suggestions/new";
  private static final int STAGES = 5;
  private static final int SIMILAR_SHOWN = 5;

  private static final Limits.Limit BY_NETWORK =
      new Limits.Limit("draft-network", 600, Duration.ofHours(1));

  /** The fields of each stage, by their names in the form and the API. */
  private static final List<Set<String>> FIELDS =
      List.of(
          Set.of("title"),
          Set.of(),
          Set.of("proposal", "reason", "category", "district", "signingDays"),
          Set.of(
              "author.name",
              "author.alias",
              "author.email",
              "author.postalCode",
              "author.ageGroup",
              "author.keepInformed"),
          Set.of());

  private static final Set<String> TICKS = Set.of("author.keepInformed");
  private static final String SENT = "sent";
  private static final String SENT_ID = "sentId";
  private static final String AGAIN = "again";
  private static final String REPEATED = "repeated";

  /** The button pressed twice sends one mail; pressed after a change it sends another. */
  private static final String SENT_FINGERPRINT = "sentFingerprint";

  private final Wiring wiring;
  private final Drafts drafts;
  private final Templates templates = new Templates("suggestions");

  SuggestPages(Wiring wiring) {
    this.wiring = wiring;
    this.drafts = new Drafts(wiring.table, wiring.ids);
  }

  List<Route> routes() {
    return List.of(open("GET " + PATH, this::show), open("POST " + PATH, this::advance));
  }

  /** What a stage's page needs. */
  public record View(
      Words words,
      Hrefs hrefs,
      Forms forms,
      Rules rules,
      Map<String, String> typed,
      String draft,
      int stage,
      List<String> stages) {
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }

    public boolean has(String field) {
      return !value(field).isBlank();
    }
  }

  private Response show(Request request) {
    String draft = request.query("draft").orElse("");
    Map<String, String> typed =
        drafts.read(draft, wiring.time.instant()).orElseGet(LinkedHashMap::new);
    int stage = stage(request.query().getOrDefault("stage", "1"));
    if (typed.isEmpty()) {
      stage = 1;
      draft = "";
    }
    if (typed.containsKey(SENT) && request.query("stage").isEmpty()) {
      return sent(request, typed, draft);
    }
    return page(request, 200, stage, draft, typed, List.of());
  }

  private Response advance(Request request) {
    Instant now = wiring.time.instant();
    if (wiring.limits.count(BY_NETWORK, wiring.pseudonyms.of("network", request.source()), now)
        instanceof Limits.Verdict.Over(Duration retryAfter)) {
      throw new HttpHandler.TooMany(retryAfter);
    }
    var form = request.form();
    int stage = stage(form.getOrDefault("stage", "1"));
    String draft = form.getOrDefault("draft", "");
    var typed = new LinkedHashMap<String, String>(drafts.read(draft, now).orElse(Map.of()));
    if (typed.isEmpty()) {
      draft = drafts.newId();
    }
    if (AGAIN.equals(form.get("go"))) {
      return again(request, draft, typed, now);
    }
    Set<String> fields = FIELDS.get(stage - 1);
    for (String field : fields) {
      if (TICKS.contains(field) || form.containsKey(field)) {
        typed.put(field, form.getOrDefault(field, ""));
      }
    }
    typed.put("language", Site.language(request).code());
    if (!Drafts.fits(typed)) {
      return page(request, 422, stage, draft, typed, errors(request, typed, fields));
    }
    drafts.save(draft, typed, now);
    if ("back".equals(form.get("go"))) {
      return to(request, draft, Math.max(1, stage - 1));
    }
    List<FieldError> errors = errors(request, typed, stage == STAGES ? everything() : fields);
    if (!errors.isEmpty()) {
      return page(request, 422, stage == STAGES ? firstWrong(errors) : stage, draft, typed, errors);
    }
    if (stage < STAGES) {
      return to(request, draft, stage + 1);
    }
    Rules rules = wiring.rules.current();
    var read = wiring.suggesting.read(Input.form(typed, wiring.site.words(request)), rules, false);
    String fingerprint = Integer.toString(read.hashCode());
    if (!fingerprint.equals(typed.get(SENT_FINGERPRINT))) {
      typed.put(SENT_ID, wiring.suggesting.submit(read, rules, request.source(), now));
      typed.put(SENT, read.author().email());
      typed.put(SENT_FINGERPRINT, fingerprint);
      drafts.save(draft, typed, now);
    }
    return Response.seeOther(new Hrefs(Site.language(request)).to(PATH, Map.of("draft", draft)));
  }

  /** The mail once more, to the address that was sent to. */
  private Response again(Request request, String draft, Map<String, String> typed, Instant now) {
    var query = new LinkedHashMap<String, String>();
    query.put("draft", draft);
    if (typed.containsKey(SENT_ID)) {
      wiring.suggesting.mailAgain(typed.getOrDefault(SENT_ID, ""), request.source(), now);
      query.put(REPEATED, "yes");
    }
    return Response.seeOther(new Hrefs(Site.language(request)).to(PATH, query));
  }

  private List<FieldError> errors(Request request, Map<String, String> typed, Set<String> fields) {
    Input input = Input.form(typed, wiring.site.words(request));
    wiring.suggesting.read(input, wiring.rules.current(), false);
    return input.errors().stream().filter(error -> fields.contains(error.field())).toList();
  }

  private static Set<String> everything() {
    var all = new java.util.HashSet<String>();
    FIELDS.forEach(all::addAll);
    return all;
  }

  private static int firstWrong(List<FieldError> errors) {
    return IntStream.rangeClosed(1, STAGES)
        .filter(stage ->
            errors.stream().anyMatch(error -> FIELDS.get(stage - 1).contains(error.field())))
        .findFirst()
        .orElse(1);
  }

  private Response to(Request request, String draft, int stage) {
    return Response.seeOther(
        new Hrefs(Site.language(request))
            .to(PATH, Map.of("draft", draft, "stage", Integer.toString(stage))));
  }

  private Response page(
      Request request,
      int status,
      int stage,
      String draft,
      Map<String, String> typed,
      List<FieldError> errors) {
    Words words = wiring.site.words(request);
    var view =
        new View(
            words,
            new Hrefs(words.language()),
            new Forms(words, Site.problems(errors)),
            wiring.rules.current(),
            typed,
            draft,
            stage,
            IntStream.rangeClosed(1, STAGES)
                .mapToObj(one -> words.get("suggest.stage." + one))
                .toList());
    Content body =
        switch (stage) {
          case 1 -> templates.render("suggest/title.jte", view);
          case 2 -> templates.render("suggest/similar.jte", similar(view));
          case 3 -> templates.render("suggest/details.jte", view);
          case 4 -> templates.render("suggest/you.jte", view);
          default -> templates.render("suggest/check.jte", view);
        };
    String title = words.get("suggest.title", stage, STAGES);
    return wiring.site.page(status, framed(request, title, draft, stage, body, errors));
  }

  private static Page framed(
      Request request,
      String title,
      String draft,
      int stage,
      Content body,
      List<FieldError> errors) {
    var query = new LinkedHashMap<String, String>();
    query.put("draft", draft);
    query.put("stage", stage == 0 ? "" : Integer.toString(stage));
    Page page =
        Page.of(Site.language(request), PATH, title, body)
            .in(Section.NEW)
            .asked(query)
            .withErrors(!errors.isEmpty());
    return draft.isEmpty() ? page : page.unlisted();
  }

  private Map<String, Object> similar(View view) {
    var found =
        wiring
            .similarity
            .similar(
                view.value("title"),
                view.value("proposal"),
                view.words().language().code(),
                SIMILAR_SHOWN)
            .stream()
            .filter(one -> one.score() >= Similarity.ALIKE)
            .map(one -> RowView.of(one.row(), view.words(), wiring.time.instant()))
            .toList();
    var model = new HashMap<String, Object>();
    model.put("view", view);
    model.put("found", found);
    return model;
  }

  private Response sent(Request request, Map<String, String> typed, String draft) {
    Words words = wiring.site.words(request);
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("hrefs", new Hrefs(words.language()));
    model.put("email", typed.getOrDefault(SENT, ""));
    model.put("draft", draft);
    model.put("repeated", request.query(REPEATED).isPresent());
    var forms = new Forms(words);
    model.put("hidden", forms.hidden("draft", draft));
    model.put("again", forms.quiet(words.get("suggest.sent.again.act"), "go", AGAIN));
    model.put("until", words.date(wiring.time.instant().plus(Suggestions.CONFIRMABLE)));
    Content body = templates.render("suggest/sent.jte", model);
    return wiring.site.page(
        200, framed(request, words.get("suggest.sent.title"), draft, 0, body, List.of()));
  }

  private static int stage(String text) {
    return text.matches("[1-5]") ? Integer.parseInt(text) : 1;
  }
}
