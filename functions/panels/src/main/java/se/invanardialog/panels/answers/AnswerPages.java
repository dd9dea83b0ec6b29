package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Site;
import se.invanardialog.panels.answers.Answering.Outcome;
import se.invanardialog.panels.answers.Answering.Standing;
import se.invanardialog.panels.answers.Answering.Withdrawal;
import se.invanardialog.panels.surveys.Question;

/**
 * Answering on a page for each question. A page kept is not an answer: it counts when it is sent.
 * Reading a page changes nothing, whoever follows the link.
 */
final class AnswerPages {
  static final String GO = "go";
  static final String BACK = "back";
  static final String SKIP = "skip";
  static final String SEND = "send";
  static final String WITHDRAW = "withdraw";
  static final String WITHDRAWN = "withdrawn";
  static final String STEP = "step";
  static final String QUESTION = "q";
  static final String CHECK = "check";

  private final Site site;
  private final InstantSource time;
  private final Answering answering;
  private final AnswerLook look;

  AnswerPages(AnswersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    answering = wiring.answering;
    look = new AnswerLook(wiring.site, wiring.codes);
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /s/{token}", this::show), Route.open("POST /s/{token}", this::post));
  }

  private Response show(Request request) {
    Optional<Token> token = Token.parse(request.parameter("token"));
    Instant now = time.instant();
    Standing standing = token.map(one -> answering.look(one, now)).orElseGet(Standing.Unknown::new);
    return switch (standing) {
      case Standing.Unknown() -> site.goneToken(request);
      case Standing.NotYet _, Standing.Over _, Standing.Paused _, Standing.Left _ ->
          site.page(200, look.notice(request, standing));
      case Standing.Ready ready -> site.page(200, ready(request, ready, now));
    };
  }

  private se.invanardialog.core.pages.Page ready(
      Request request, Standing.Ready ready, Instant now) {
    Halves.Half half = answering.half(ready, now);
    boolean begun = answering.begun(ready.token(), now);
    Optional<Question> question = request.query(QUESTION).flatMap(id -> shown(ready, half, id));
    if (question.isPresent()) {
      JsonNode filled =
          Optional.ofNullable(half.values().get(question.get().id()))
              .map(value -> ValueJson.shown(question.get().type(), value))
              .orElse(NullNode.instance);
      return look.question(request, ready, half, question.get(), filled, List.of());
    }
    return switch (request.query(STEP).orElse("")) {
      case CHECK -> look.check(request, ready, half, List.of());
      case WITHDRAW ->
          ready.reply().isPresent()
              ? look.withdraw(request, ready)
              : look.start(request, ready, half, begun);
      case WITHDRAWN ->
          ready.reply().isPresent()
              ? look.thanks(request, ready, half, begun)
              : look.withdrawn(request, ready);
      default ->
          ready.reply().isPresent()
              ? look.thanks(request, ready, half, begun)
              : look.start(request, ready, half, begun);
    };
  }

  private Response post(Request request) {
    Optional<Token> token = Token.parse(request.parameter("token"));
    Instant now = time.instant();
    Standing standing = token.map(one -> answering.look(one, now)).orElseGet(Standing.Unknown::new);
    String go = request.form().getOrDefault(GO, "");
    if (go.equals(WITHDRAW) && token.isPresent()) {
      return switch (answering.withdraw(token.get(), request.source(), now)) {
        case Withdrawal.Done _ ->
            Response.seeOther(look.to(request, token.get(), Map.of(STEP, WITHDRAWN)));
        case Withdrawal.NotNow _ -> Response.seeOther(look.to(request, token.get(), Map.of()));
        case Withdrawal.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
      };
    }
    return switch (standing) {
      case Standing.Unknown() -> site.goneToken(request);
      case Standing.NotYet _, Standing.Over _, Standing.Paused _, Standing.Left _ ->
          site.page(409, look.notice(request, standing));
      case Standing.Ready ready ->
          go.equals(SEND) ? send(request, ready, now) : turn(request, ready, go, now);
    };
  }

  /** Keeps one page and goes to another. */
  private Response turn(Request request, Standing.Ready ready, String go, Instant now) {
    Halves.Half half = answering.half(ready, now);
    Question question =
        request
            .query(QUESTION)
            .flatMap(id -> shown(ready, half, id))
            .orElseThrow(HttpHandler.NotFound::new);
    Optional<Value> value = Optional.empty();
    if (!go.equals(SKIP)) {
      var form = new AnswerForm(request.values());
      ObjectNode body = form.body(List.of(question));
      Input input = Input.json(body, site.words(request));
      if (form.samePlaceTwice(question)) {
        input.error(AnswerReading.field(question.id()), "answer-place");
      }
      var reading = new AnswerReading(body, input);
      value = reading.one(question);
      if (!go.equals(BACK)) {
        reading.required(question, value.orElse(null));
      }
      if (!input.errors().isEmpty()) {
        JsonNode typed = body.path("answers").path(question.id());
        return site.page(400, look.question(request, ready, half, question, typed, input.errors()));
      }
    }
    Halves.Half kept = half.with(question.id(), value);
    answering.keep(ready, kept, now);
    return Response.seeOther(
        look.to(request, ready.token(), next(ready, kept, question, go.equals(BACK))));
  }

  private static Map<String, String> next(
      Standing.Ready ready, Halves.Half half, Question from, boolean back) {
    List<Question> shown = Questionnaire.of(ready.survey().base()).shown(half.values());
    int at = 0;
    while (at < shown.size() && !shown.get(at).id().equals(from.id())) {
      at++;
    }
    int to = back ? at - 1 : at + 1;
    if (to < 0) {
      return Map.of();
    }
    return to < shown.size() ? Map.of(QUESTION, shown.get(to).id()) : Map.of(STEP, CHECK);
  }

  private Response send(Request request, Standing.Ready ready, Instant now) {
    Halves.Half half = answering.half(ready, now);
    ObjectNode body = ValueJson.body(half.values(), Questionnaire.of(ready.survey().base()));
    Outcome outcome =
        answering.answer(ready.token(), request.source(), body, site.words(request), now);
    return switch (outcome) {
      case Outcome.Taken _ -> Response.seeOther(look.to(request, ready.token(), Map.of()));
      case Outcome.Wrong(List<FieldError> errors) ->
          site.page(400, look.check(request, ready, half, errors));
      case Outcome.Full() -> site.page(409, look.full(request, ready));
      case Outcome.NotNow(var standing) -> site.page(409, look.notice(request, standing));
      case Outcome.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private static Optional<Question> shown(
      Standing.Ready ready, Halves.Half half, @Nullable String id) {
    return Questionnaire.of(ready.survey().base()).shown(half.values()).stream()
        .filter(question -> question.id().equals(id))
        .findFirst();
  }

  /** The first that has been neither answered nor skipped; empty when all have. */
  static Optional<Question> resume(Standing.Ready ready, Halves.Half half) {
    var shown = new ArrayList<>(Questionnaire.of(ready.survey().base()).shown(half.values()));
    return shown.stream().filter(question -> !half.seen().contains(question.id())).findFirst();
  }
}
