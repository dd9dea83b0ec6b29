package se.invanardialog.panels.members;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
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

/** Joining a panel and my page, as JSON. */
final class MemberApi {
  private static final int GONE = 410;

  private final Site site;
  private final InstantSource time;
  private final Panels panels;
  private final Joining joining;
  private final MyPage myPage;

  MemberApi(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    panels = wiring.panels;
    joining = wiring.joining;
    myPage = wiring.myPage;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /api/panels", this::list),
        Route.open("GET /api/panels/{id}", this::read),
        Route.open("POST /api/panels/{id}/members", this::ask),
        Route.open("POST /api/membership-links", this::links),
        Route.open("GET /api/memberships/{token}", this::open),
        Route.open("PUT /api/memberships/{token}", this::change),
        Route.open("DELETE /api/memberships/{token}", this::leave),
        Route.open("GET /api/memberships/{token}/data", this::data));
  }

  private Response list(Request request) {
    return Response.json(200, Map.of("items", panels.all().stream().map(PanelForm::json).toList()));
  }

  private Response read(Request request) {
    return Response.json(
        200,
        PanelForm.json(
            panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new)));
  }

  private Response ask(Request request) {
    JsonNode body = request.json();
    Language language = language(body, request);
    Input input = Input.json(body, site.words(language));
    var asked =
        joining.ask(request.parameter("id"), input, language, request.source(), time.instant());
    return switch (asked) {
      case Joining.Asked.CheckYourMail() -> checkYourMail();
      case Joining.Asked.Unknown() -> throw new HttpHandler.NotFound();
      case Joining.Asked.NotOpen(_) ->
          Response.problem(
              409,
              "not-open",
              "The panel takes no new members",
              "It is closed for now.",
              List.of());
      case Joining.Asked.Wrong(var errors) -> throw new Invalid(errors);
      case Joining.Asked.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response links(Request request) {
    JsonNode body = request.json();
    Language language = language(body, request);
    Input input = Input.json(body, site.words(language));
    Instant now = time.instant();
    var wait = myPage.sendLinks(input, language, request.source(), now);
    input.check();
    if (wait.isPresent()) {
      throw new HttpHandler.TooMany(wait.get());
    }
    return checkYourMail();
  }

  private static Response checkYourMail() {
    return Response.json(202, Map.of("outcome", "check-your-mail"));
  }

  private Response open(Request request) {
    return switch (myPage.open(request.parameter("token"), time.instant())) {
      case MyPage.Opened.Mine(Panel panel, Member member) ->
          Response.json(200, json(panel, member));
      case MyPage.Opened.Left() -> left();
      case MyPage.Opened.Guarded _, MyPage.Opened.Unguarded _, MyPage.Opened.Unknown _ ->
          site.goneToken(request);
    };
  }

  private Response change(Request request) {
    Input input = Input.json(request.json(), site.words(request));
    return switch (myPage.change(request.parameter("token"), input, time.instant())) {
      case MyPage.Changed.Done(Panel panel, Member member, var waiting) -> {
        var body = json(panel, member);
        body.put("waiting", waiting);
        yield Response.json(200, body);
      }
      case MyPage.Changed.Wrong(_, _, var errors) -> throw new Invalid(errors);
      case MyPage.Changed.NotOpened(MyPage.Opened.Left()) -> left();
      case MyPage.Changed.NotOpened(_) -> site.goneToken(request);
    };
  }

  private Response leave(Request request) {
    return myPage.leave(request.parameter("token"), time.instant())
        ? Response.json(200, Map.of("state", "left"))
        : site.goneToken(request);
  }

  private Response data(Request request) {
    return switch (myPage.open(request.parameter("token"), time.instant())) {
      case MyPage.Opened.Mine(Panel panel, Member member) -> file(panel, member);
      case MyPage.Opened.Left() -> left();
      case MyPage.Opened.Guarded _, MyPage.Opened.Unguarded _, MyPage.Opened.Unknown _ ->
          site.goneToken(request);
    };
  }

  /** All that is held about a member, to keep. */
  static Response file(Panel panel, Member member) {
    return Response.json(200, json(panel, member))
        .with("content-disposition", "attachment; filename=\"panel-" + panel.id() + ".json\"");
  }

  private static Response left() {
    return Response.problem(
        GONE,
        "left",
        "The link is not valid any more",
        "The member has left the panel, or has changed the address that the link was sent to.",
        List.of());
  }

  private Language language(JsonNode body, Request request) {
    return Language.of(body.path("language").asText()).orElseGet(() -> Site.language(request));
  }

  private static Map<String, Object> json(Panel panel, Member member) {
    var body = new LinkedHashMap<String, Object>();
    body.put("panel", Map.of("id", panel.id(), "name", panel.name().byLanguage()));
    body.put("state", Members.ACTIVE);
    body.put("name", member.name());
    body.put("address", member.address());
    body.put("email", member.email());
    body.put("phone", member.phone());
    body.put("channel", member.channel().word());
    body.put("pace", member.pace().word());
    body.put("profile", member.profile());
    put(body, "pausedUntil", member.pausedUntil().map(Object::toString));
    put(body, "invited", member.invited().map(Object::toString));
    body.put("consents", member.consents());
    body.put("language", member.language());
    body.put("joined", member.joined());
    return body;
  }

  private static void put(Map<String, Object> body, String name, Optional<String> value) {
    value.ifPresent(one -> body.put(name, one));
  }
}
