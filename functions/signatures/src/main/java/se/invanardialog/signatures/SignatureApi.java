package se.invanardialog.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;

/** Signatures as JSON. */
final class SignatureApi {
  private final Site site;
  private final InstantSource time;
  private final Asking asking;
  private final Confirming confirming;
  private final Withdrawing withdrawing;
  private final Registering registering;
  private final Removing removing;

  SignatureApi(SignatureWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    asking = wiring.asking;
    confirming = wiring.confirming;
    withdrawing = wiring.withdrawing;
    registering = wiring.registering;
    removing = wiring.removing;
  }

  List<Route> routes() {
    return List.of(
        Route.open("POST /api/suggestions/{id}/signatures", this::ask),
        Route.open("GET /api/confirmations/{token}", this::look),
        Route.open("POST /api/confirmations/{token}", this::confirm),
        Route.open("POST /api/withdrawals/{token}", this::withdraw),
        new Route(
            "POST /api/official/suggestions/{id}/paper-signatures",
            SignatureDesk.WHO,
            this::registerSheet),
        new Route("POST /api/official/suggestions/{id}/removals", SignatureDesk.WHO, this::remove),
        new Route("DELETE /api/official/removals/{id}", SignatureDesk.WHO, this::undo));
  }

  private Response ask(Request request) {
    JsonNode body = request.json();
    Language language =
        Language.of(body.path("language").asText()).orElseGet(() -> Site.language(request));
    Input input = Input.json(body, site.words(language));
    var asked =
        asking.ask(request.parameter("id"), input, language, request.source(), time.instant());
    return switch (asked) {
      case Asking.Asked.CheckYourMail() -> Response.json(202, Map.of("outcome", "check-your-mail"));
      case Asking.Asked.Unknown() -> throw new HttpHandler.NotFound();
      case Asking.Asked.NotOpen(_) -> notOpen();
      case Asking.Asked.Wrong(var errors) -> throw new Invalid(errors);
      case Asking.Asked.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response look(Request request) {
    return said(request, confirming.look(request.parameter("token"), time.instant()));
  }

  private Response confirm(Request request) {
    return said(request, confirming.confirm(request.parameter("token"), time.instant()));
  }

  private Response said(Request request, Optional<? extends Confirmation> confirmation) {
    return confirmation
        .map(one -> Response.json(200, state(one.kind(), one.state().word())))
        .orElseGet(() -> site.goneToken(request));
  }

  private Response withdraw(Request request) {
    return withdrawing
        .withdraw(request.parameter("token"), time.instant())
        .map(one -> Response.json(200, state("signature", one.state())))
        .orElseGet(() -> site.goneToken(request));
  }

  private static Map<String, String> state(String kind, String state) {
    var body = new LinkedHashMap<String, String>();
    body.put("kind", kind);
    body.put("state", state);
    return body;
  }

  private Response registerSheet(Request request) {
    JsonNode body = request.json();
    Input input = Input.json(body, site.words(request));
    Registering.Sheet sheet = Registering.read(body, input);
    input.check();
    var outcome =
        registering.register(request.parameter("id"), sheet, request.official(), time.instant());
    return switch (outcome) {
      case Registering.Outcome.Registered registered -> Response.json(200, registered);
      case Registering.Outcome.Unknown() -> throw new HttpHandler.NotFound();
      case Registering.Outcome.NotOpen() -> notOpen();
    };
  }

  private Response remove(Request request) {
    Input input = Input.json(request.json(), site.words(request));
    Removing.Wish wish = Removing.Wish.read(input);
    input.check();
    var outcome =
        removing.remove(request.parameter("id"), wish, request.official(), time.instant());
    return switch (outcome) {
      case Removing.Outcome.Preview preview -> Response.json(200, preview);
      case Removing.Outcome.Begun begun -> Response.json(202, begun);
      case Removing.Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private Response undo(Request request) {
    String id = request.parameter("id");
    return switch (removing.undo(id, request.official(), time.instant())) {
      case Removing.Undoing.Begun(_) -> Response.json(202, Map.of("id", id));
      case Removing.Undoing.StillWorking(_) ->
          Response.problem(
                  409,
                  "still-working",
                  "The removal is not done yet",
                  "Nothing was changed. Try again in a few seconds.",
                  List.of())
              .with("retry-after", "2");
      case Removing.Undoing.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private static Response notOpen() {
    return Response.problem(
        409,
        "not-open",
        "The suggestion does not gather names",
        "Its last day is over, or it has been answered or taken back.",
        List.of());
  }
}
