package se.invanardialog.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Words;

/** The way to the provider and back, and what is said when it leads nowhere. */
final class SessionPages {
  static final String SIGN_IN = "/session/sign-in";
  private static final String SESSION = "session";

  private final Site site;
  private final Optional<SigningIn> signingIn;
  private final boolean secure;

  /**
   * @param signingIn empty where no provider is set
   */
  SessionPages(Site site, Optional<SigningIn> signingIn) {
    this.site = site;
    this.signingIn = signingIn;
    this.secure = site.baseUrl().startsWith("https:");
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET " + SIGN_IN, this::signIn),
        Route.open("GET " + Registration.CALLBACK, this::callback),
        Route.open("POST /session/sign-out", this::signOut));
  }

  /** Who names no page to go on to is shown the way, and nothing begins. */
  private Response signIn(Request request) {
    Optional<String> then = request.query("then");
    if (signingIn.isEmpty()) {
      return notice(request, 200, "not-set-up", List.of());
    }
    if (then.isEmpty()) {
      return notice(request, 200, "begin", List.of(again(request, "begin.go")));
    }
    try {
      SigningIn.Begun begun = signingIn.get().begin(then.get());
      return Response.seeOther(begun.address())
          .withCookie(cookie(attemptName(), begun.cookie(), SigningIn.ATTEMPT_LASTS.toSeconds()));
    } catch (Web.Unreachable fault) {
      return unreachable(request, fault);
    }
  }

  private Response callback(Request request) {
    if (signingIn.isEmpty()) {
      return notice(request, 200, "not-set-up", List.of());
    }
    try {
      return switch (signingIn.get().finish(request.query(), request.cookie(attemptName()))) {
        case SigningIn.Outcome.SignedIn(var session, var then) ->
            ended(Response.seeOther(then).withCookie(cookie(SESSION, session)));
        case SigningIn.Outcome.Stale() -> notice(request, 400, "stale", retry(request));
        case SigningIn.Outcome.Cancelled() ->
            ended(notice(request, 403, "cancelled", retry(request)));
        case SigningIn.Outcome.WithoutRole() ->
            ended(notice(request, 403, "without-role", retry(request)));
        case SigningIn.Outcome.Failed() -> ended(notice(request, 403, "failed", retry(request)));
      };
    } catch (Web.Unreachable fault) {
      return unreachable(request, fault);
    }
  }

  /**
   * A page's policy does not let a form lead to another site, so the way on to the provider is a
   * page that is left at once.
   */
  private Response signOut(Request request) {
    Optional<String> farewell = Optional.empty();
    try {
      farewell = signingIn.flatMap(SigningIn::farewell);
    } catch (Web.Unreachable fault) {
      Log.error("provider-unreachable", fault);
    }
    Response left =
        farewell
            .map(address -> {
              var on = new Notice.Link(site.words(request).get("session.signed-out.on"), address);
              return notice(request, 200, "signed-out", List.of(on))
                  .with("refresh", "0; url=" + address);
            })
            .orElseGet(() -> Response.seeOther("/"));
    return left.withCookie(cookie(SESSION, "", 0));
  }

  private Response unreachable(Request request, Web.Unreachable fault) {
    Log.error("provider-unreachable", fault);
    return notice(request, 503, "unreachable", retry(request));
  }

  /** A sign-in is ended once. */
  private Response ended(Response response) {
    return response.withCookie(cookie(attemptName(), "", 0));
  }

  private List<Notice.Link> retry(Request request) {
    return List.of(again(request, "again"));
  }

  private Notice.Link again(Request request, String label) {
    return new Notice.Link(
        site.words(request).get("session." + label),
        new Hrefs(Site.language(request)).to(SIGN_IN, Map.of("then", SigningIn.START)));
  }

  private Response notice(Request request, int status, String kind, List<Notice.Link> links) {
    Words words = site.words(request);
    String text = "session." + kind + ".";
    var ways = new ArrayList<>(links);
    ways.add(
        new Notice.Link(words.get("sign-in.start"), new Hrefs(Site.language(request)).to("/")));
    var notice = new Notice(words.get(text + "heading"), words.get(text + "lead"), List.of(), ways);
    return site.page(
        status,
        Page.of(Site.language(request), "/", words.get(text + "title"), notice.content())
            .unlisted());
  }

  /** A name that only this very host can have set, where that can be told. */
  private String attemptName() {
    return secure ? "__Host-sign-in" : "sign-in";
  }

  private String cookie(String name, String value, long seconds) {
    return cookie(name, value) + "; Max-Age=" + seconds;
  }

  /** Lax: a browser brings it when it comes back from the provider, and with no other's form. */
  private String cookie(String name, String value) {
    return name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
  }
}
