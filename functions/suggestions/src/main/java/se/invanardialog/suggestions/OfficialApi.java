package se.invanardialog.suggestions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Role;

/** What officials read and send as JSON. */
final class OfficialApi {
  static final Access MODERATORS = Access.officials(Role.MODERATOR, Role.ADMIN);
  static final Access RESPONDERS = Access.officials(Role.RESPONDER, Role.ADMIN);
  static final Access ADMINS = Access.officials(Role.ADMIN);
  static final Access OFFICIALS = Access.officials(Role.values());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wiring wiring;

  OfficialApi(Wiring wiring) {
    this.wiring = wiring;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /api/official/moderation", MODERATORS, this::moderation),
        new Route("POST /api/official/suggestions/{id}/decision", MODERATORS, this::decide),
        new Route("POST /api/official/suggestions", MODERATORS, this::register),
        new Route("GET /api/official/awaiting-answer", OFFICIALS, this::awaiting),
        new Route("POST /api/official/suggestions/{id}/answer", RESPONDERS, this::answer),
        new Route("POST /api/official/suggestions/{id}/progress", RESPONDERS, this::progress),
        new Route("GET /api/official/rules", OFFICIALS, this::rules),
        new Route("PUT /api/official/rules", ADMINS, this::saveRules));
  }

  private Response moderation(Request request) {
    var items =
        wiring.moderating.queue(wiring.time.instant()).stream()
            .map(waiting -> {
              var base = waiting.suggestion().base();
              var item = new LinkedHashMap<String, Object>();
              item.put("id", base.id());
              item.put("number", base.number());
              item.put("title", base.content().title());
              item.put("proposal", base.content().proposal());
              item.put("reason", base.content().reason());
              item.put("flags", waiting.flags());
              item.put("receivedAt", base.receivedAt());
              item.put("daysLeft", waiting.daysLeft());
              item.put("origin", base.origin());
              item.put("version", base.version());
              return item;
            })
            .toList();
    return Response.json(200, Map.of("items", items));
  }

  private Response decide(Request request) {
    Input input = Input.json(request.json(), wiring.site.words(request));
    var decision = wiring.moderating.read(input);
    input.check();
    String id = request.parameter("id");
    return switch (wiring.moderating.decide(
        id, decision, request.official(), wiring.time.instant())) {
      case Moderating.Outcome.Decided(var suggestion) ->
          Response.json(200, Map.of("id", id, "status", suggestion.state()));
      case Moderating.Outcome.Overtaken() -> wiring.site.conflict(request, "");
      case Moderating.Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private Response register(Request request) {
    Input input = Input.json(request.json(), wiring.site.words(request));
    Rules rules = wiring.rules.current();
    var draft = wiring.suggesting.read(input, rules, true);
    input.check();
    Instant now = wiring.time.instant();
    String id =
        wiring.suggesting.register(
            draft,
            rules,
            now,
            List.of(Audit.entry(request.official(), "paper", draft.author().person(), now)));
    return Response.json(201, Map.of("id", id, "status", Suggestion.SUBMITTED));
  }

  private Response awaiting(Request request) {
    Instant now = wiring.time.instant();
    var items =
        wiring.answering.awaiting(board(request), now).stream()
            .map(awaiting -> {
              var item = SuggestionApi.summary(awaiting.row(), now);
              item.put("board", awaiting.row().board());
              awaiting.row().reachedAt().ifPresent(at -> item.put("reachedAt", at));
              awaiting.row().answerDueAt().ifPresent(at -> item.put("dueAt", at));
              item.put("daysLeft", awaiting.daysLeft());
              return item;
            })
            .toList();
    return Response.json(200, Map.of("items", items));
  }

  /** A responder sees its own board's; others see all. */
  static Optional<String> board(Request request) {
    var official = request.official();
    return official.has(Role.ADMIN) ? Optional.empty() : official.board();
  }

  private Response answer(Request request) {
    Instant now = wiring.time.instant();
    Input input = Input.json(request.json(), wiring.site.words(request));
    Answer answer = wiring.answering.read(input, now);
    input.check();
    return outcome(
        request, wiring.answering.answer(request.parameter("id"), answer, request.official(), now));
  }

  private Response progress(Request request) {
    Input input = Input.json(request.json(), wiring.site.words(request));
    String text = input.text("text", true, Answering.LONGEST_PROGRESS);
    input.check();
    return outcome(
        request,
        wiring.answering.progress(
            request.parameter("id"), text, request.official(), wiring.time.instant()));
  }

  private Response outcome(Request request, Answering.Outcome outcome) {
    return switch (outcome) {
      case DONE ->
          Response.json(200, Map.of("id", request.parameter("id"), "status", Suggestion.ANSWERED));
      case NOT_NOW ->
          Response.problem(
              409,
              "not-now",
              "It can't be answered in the state it is in",
              "An answer is given once, to a suggestion that gathers or has gathered names;"
                  + " afterwards send progress.",
              List.of());
      case NOT_YOURS -> wiring.site.forbidden(request);
      case UNKNOWN -> throw new HttpHandler.NotFound();
    };
  }

  private Response rules(Request request) {
    return Response.json(200, json(wiring.rules.current()));
  }

  private Response saveRules(Request request) {
    var fields = RuleForm.flatten(request.json());
    Input input = Input.form(fields, wiring.site.words(request));
    Rules was = wiring.rules.current();
    int version = input.number("version", was.version(), 0, Integer.MAX_VALUE);
    Rules wanted = RuleForm.read(input, was);
    input.check();
    if (version != was.version()) {
      return wiring.site.conflict(request, "");
    }
    return wiring
        .rules
        .save(wanted, request.official().name(), wiring.time.instant())
        .map(saved -> Response.json(200, json(saved)))
        .orElseGet(() -> wiring.site.conflict(request, ""));
  }

  private static JsonNode json(Rules rules) {
    try {
      return JSON.readTree(RuleBook.json(rules));
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
