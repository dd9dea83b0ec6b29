package se.invanardialog.suggestions;

import static se.invanardialog.core.http.Route.open;

import gg.jte.Content;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;

/** The author's own page, by a mailed link: how it goes, change it, take it back. */
final class FollowPages {
  private final Wiring wiring;
  private final Templates templates = new Templates("suggestions");

  FollowPages(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Route> routes() {
    return List.of(
        open("GET /follow/{token}", this::show), open("POST /follow/{token}", this::act));
  }

  private Response show(Request request) {
    return found(request)
        .map(suggestion -> page(request, 200, suggestion, typed(suggestion), List.of()))
        .orElseGet(() -> wiring.site.goneToken(request));
  }

  private Optional<Suggestion> found(Request request) {
    return wiring
        .letters
        .followed(request.parameter("token"))
        .flatMap(wiring.suggestions::find)
        .filter(suggestion -> !(suggestion instanceof Suggestion.Unconfirmed));
  }

  private Response act(Request request) {
    Optional<Suggestion> found = found(request);
    if (found.isEmpty()) {
      return wiring.site.goneToken(request);
    }
    Suggestion suggestion = found.get();
    Instant now = wiring.time.instant();
    var form = request.form();
    String again =
        new Hrefs(Site.language(request)).to("/follow/" + request.parameter("token"), Map.of());
    if ("withdraw".equals(form.get("act"))) {
      wiring.suggesting.withdraw(suggestion, now);
      return Response.seeOther(again);
    }
    var typed = new LinkedHashMap<>(typed(suggestion));
    typed.putAll(form);
    Input input = Input.form(typed, wiring.site.words(request));
    var content = wiring.suggesting.content(input, wiring.rules.version(suggestion.base().rules()));
    if (!input.errors().isEmpty()) {
      return page(request, 422, suggestion, typed, input.errors());
    }
    return switch (wiring.suggesting.resubmit(suggestion, content, now)) {
      case DONE -> Response.seeOther(again);
      case TOO_LATE -> wiring.site.conflict(request, again);
    };
  }

  private static Map<String, String> typed(Suggestion suggestion) {
    var content = suggestion.base().content();
    return Map.of(
        "title", content.title(),
        "proposal", content.proposal(),
        "reason", content.reason(),
        "category", content.category(),
        "district", content.district(),
        "language", content.language());
  }

  private Response page(
      Request request,
      int status,
      Suggestion suggestion,
      Map<String, String> typed,
      List<FieldError> errors) {
    Words words = wiring.site.words(request);
    Instant now = wiring.time.instant();
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("hrefs", new Hrefs(words.language()));
    model.put("forms", new Forms(words, Site.problems(errors)));
    model.put("rules", wiring.rules.version(suggestion.base().rules()));
    model.put("typed", typed);
    model.put("number", suggestion.base().number());
    model.put("title", suggestion.base().content().title());
    model.put("id", suggestion.base().id());
    model.put("status", words.get("follow.state." + suggestion.state()));
    model.put("shown", SuggestionItems.publishedAt(suggestion).isPresent());
    model.put("note", note(suggestion));
    model.put("reason", reason(suggestion, words));
    model.put("mayChange", mayChange(suggestion));
    model.put("mayWithdraw", mayWithdraw(suggestion));
    model.put(
        "timeline",
        wiring
            .suggestions
            .whole(suggestion.base().id())
            .map(whole -> Timeline.lines(whole, words, now))
            .orElse(List.of()));
    Content body = templates.render("follow/follow.jte", model);
    return wiring.site.page(
        status,
        Page.of(
                words.language(),
                "/follow/" + request.parameter("token"),
                words.get("follow.title"),
                body)
            .unlisted()
            .withErrors(!errors.isEmpty()));
  }

  private static String note(Suggestion suggestion) {
    return switch (suggestion) {
      case Suggestion.Changing changing -> changing.note();
      case Suggestion.Refused refused -> refused.refusal().note();
      case Suggestion.Unconfirmed _,
          Suggestion.Submitted _,
          Suggestion.Open _,
          Suggestion.Closed _,
          Suggestion.Answered _,
          Suggestion.Withdrawn _ ->
          "";
    };
  }

  private static String reason(Suggestion suggestion, Words words) {
    return suggestion instanceof Suggestion.Refused refused
        ? words.get(refused.refusal().reason().textKey())
        : "";
  }

  private static boolean mayChange(Suggestion suggestion) {
    return suggestion instanceof Suggestion.Changing
        || (suggestion instanceof Suggestion.Refused refused && !refused.base().resubmitted());
  }

  private static boolean mayWithdraw(Suggestion suggestion) {
    return suggestion instanceof Suggestion.Submitted
        || suggestion instanceof Suggestion.Changing
        || suggestion instanceof Suggestion.Open;
  }
}
