package se.invanardialog.signatures;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.RuleBook;
import se.invanardialog.suggestions.Suggestions;

/** The pages a signer meets. A mailed link shows a page; its button acts. */
final class SignaturePages {
  private static final Templates TEMPLATES = new Templates("signatures");
  private static final String STOP = "stop";
  private static final String AGAIN = "again";
  private static final String REPEATED = "repeated";

  private final Site site;
  private final InstantSource time;
  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Asking asking;
  private final Resending resending;
  private final Confirming confirming;
  private final Withdrawing withdrawing;
  private final ClickPage clickPage;

  SignaturePages(SignatureWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    suggestions = wiring.below.suggestions;
    rules = wiring.below.rules;
    asking = wiring.asking;
    resending = wiring.resending;
    confirming = wiring.confirming;
    withdrawing = wiring.withdrawing;
    clickPage = new ClickPage(wiring);
  }

  List<Route> routes() {
    return List.of(
        Route.open("POST /suggestions/{id}/signatures", this::ask),
        Route.open("GET /check-your-mail", this::sent),
        Route.open("POST /check-your-mail", this::askAgain),
        Route.open("GET /confirm/{token}", this::look),
        Route.open("POST /confirm/{token}", this::confirm),
        Route.open("GET /withdraw/{token}", this::lookWithdrawal),
        Route.open("POST /withdraw/{token}", this::withdraw));
  }

  private Response ask(Request request) {
    return ask(request, new Resending.Form(request.parameter("id"), request.form()), false);
  }

  /** The same once more, from the page that told to look in the mail, under the same limits. */
  private Response askAgain(Request request) {
    return resending
        .open(request.form().getOrDefault(AGAIN, ""), time.instant())
        .map(form -> ask(request, form, true))
        .orElseGet(
            () -> Response.seeOther(new Hrefs(Site.language(request)).to("/check-your-mail")));
  }

  private Response ask(Request request, Resending.Form form, boolean again) {
    String id = form.suggestion();
    Words words = site.words(request);
    Instant now = time.instant();
    Map<String, String> typed = form.typed();
    var asked = asking.ask(id, Input.form(typed, words), words.language(), request.source(), now);
    return switch (asked) {
      case Asking.Asked.CheckYourMail() -> {
        var query = new LinkedHashMap<String, String>();
        query.put("suggestion", id);
        query.put(AGAIN, resending.close(form, now));
        if (again) {
          query.put(REPEATED, "yes");
        }
        yield Response.seeOther(new Hrefs(words.language()).to("/check-your-mail", query));
      }
      case Asking.Asked.Unknown() -> throw new HttpHandler.NotFound();
      case Asking.Asked.NotOpen(Row row) -> site.page(409, closed(row, words));
      case Asking.Asked.Wrong(var errors) -> {
        Row row = suggestions.rowForSigning(id).orElseThrow(HttpHandler.NotFound::new);
        yield site.page(400, SignPage.page(row, rules.version(row.rules()), words, typed, errors));
      }
      case Asking.Asked.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private static Page closed(Row row, Words words) {
    String path = "/suggestions/" + row.id();
    var notice =
        new Notice(
            words.get("sign.closed.title"),
            words.get("sign.closed.lead"),
            List.of(),
            List.of(new Notice.Link(words.get("sign.back"), new Hrefs(words.language()).to(path))));
    return Page.of(words.language(), path, words.get("sign.closed.title"), notice.content())
        .in(Section.SUGGESTIONS)
        .unlisted();
  }

  /** The same for everybody. It is asked for without an address, and shows none. */
  private Response sent(Request request) {
    Words words = site.words(request);
    Optional<Row> row = request.query("suggestion").flatMap(suggestions::row).filter(Row::listed);
    var hrefs = new Hrefs(words.language());
    var forms = new Forms(words);
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("signing", row.isPresent());
    model.put("until", words.date(time.instant().plus(Pending.VALID).minusSeconds(1)));
    model.put("back", row.map(one -> hrefs.to("/suggestions/" + one.id())).orElse(""));
    model.put("repeated", request.query(REPEATED).isPresent());
    request
        .query(AGAIN)
        .filter(closed -> resending.open(closed, time.instant()).isPresent())
        .ifPresent(closed -> {
          model.put("action", hrefs.to("/check-your-mail"));
          model.put("again", forms.hidden(AGAIN, closed));
          model.put("act", forms.quiet(words.get("sent.again.act")));
        });
    var query = new LinkedHashMap<String, String>();
    for (String kept : List.of("suggestion", AGAIN, REPEATED)) {
      request.query(kept).ifPresent(value -> query.put(kept, value));
    }
    Page page =
        Page.of(
            words.language(),
            "/check-your-mail",
            words.get("sent.title"),
            TEMPLATES.render("sent.jte", model));
    return site.page(200, page.asked(query).unlisted());
  }

  private Response look(Request request) {
    String token = request.parameter("token");
    return confirming
        .look(token, time.instant())
        .map(one -> clickPage.show(request, token, one))
        .orElseGet(() -> site.goneToken(request));
  }

  private Response confirm(Request request) {
    String token = request.parameter("token");
    Optional<Confirmation> confirmation = confirming.confirm(token, time.instant());
    if (confirmation.isEmpty()) {
      return site.goneToken(request);
    }
    return confirmation.get() instanceof Confirmation.OfSuggestion(_, _, _, boolean tooMany)
            && tooMany
        ? clickPage.show(request, token, confirmation.get())
        : Response.seeOther(new Hrefs(Site.language(request)).to("/confirm/" + token));
  }

  private Response lookWithdrawal(Request request) {
    Optional<Signature> found = withdrawing.look(request.parameter("token"));
    if (found.isEmpty()) {
      return site.goneToken(request);
    }
    return switch (found.get()) {
      case Signature.Withdrawn withdrawn -> site.page(200, withdrawn(request, withdrawn));
      case Signature.Active _, Signature.Removed _ ->
          site.page(200, withdrawable(request, found.get()));
    };
  }

  private Response withdraw(Request request) {
    String token = request.parameter("token");
    var hrefs = new Hrefs(Site.language(request));
    String path = "/withdraw/" + token;
    if (request.form().containsKey(STOP)) {
      return withdrawing.stopLetters(token)
          ? Response.seeOther(hrefs.to(path, Map.of("letters", "stopped")))
          : site.goneToken(request);
    }
    return withdrawing
        .withdraw(token, time.instant())
        .map(_ -> Response.seeOther(hrefs.to(path)))
        .orElseGet(() -> site.goneToken(request));
  }

  private Page withdrawn(Request request, Signature.Withdrawn withdrawn) {
    Words words = site.words(request);
    String suggestion = "/suggestions/" + withdrawn.given().suggestion();
    var notice =
        new Notice(
            words.get("regret.done.title"),
            words.get("regret.done.lead"),
            List.of(),
            List.of(
                new Notice.Link(
                    words.get("regret.done.again"), new Hrefs(words.language()).to(suggestion))));
    return Page.of(
            words.language(), request.path(), words.get("regret.done.title"), notice.content())
        .unlisted();
  }

  private Page withdrawable(Request request, Signature signature) {
    Words words = site.words(request);
    var forms = new Forms(words);
    Signature.Given given = signature.given();
    String title = suggestions.row(given.suggestion()).map(Row::title).orElse("");
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("title", title);
    model.put("signed", words.get("regret.signed", given.signer().name(), words.date(given.at())));
    model.put("action", new Hrefs(words.language()).to(request.path()));
    model.put("act", forms.act(words.get("regret.act")));
    model.put("stopped", request.query("letters").isPresent() && !given.signer().informed());
    if (given.signer().informed()) {
      model.put("stop", forms.quiet(words.get("regret.letters.act"), STOP, "yes"));
    }
    return Page.of(
            words.language(),
            request.path(),
            words.get("regret.title"),
            TEMPLATES.render("regret.jte", model))
        .unlisted();
  }
}
