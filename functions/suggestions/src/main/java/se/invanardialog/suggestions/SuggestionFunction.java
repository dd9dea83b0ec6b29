package se.invanardialog.suggestions;

import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.texts.Texts;

/** What Lambda calls: suggestions, as pages and as JSON. */
public final class SuggestionFunction extends HttpHandler {
  public SuggestionFunction() {
    this(Platform.aws());
  }

  public SuggestionFunction(Platform platform) {
    this(new Wiring(platform, Texts.load("core", "suggestions").withOfficials("desk")));
  }

  public SuggestionFunction(Wiring wiring) {
    super(routes(wiring), wiring.site, wiring.idempotency);
  }

  private static List<Route> routes(Wiring wiring) {
    var routes = new ArrayList<Route>();
    routes.addAll(new SuggestionApi(wiring).routes());
    routes.addAll(new OfficialApi(wiring).routes());
    routes.addAll(new OfficialPages(wiring).routes());
    routes.addAll(new SuggestionPages(wiring).routes());
    routes.addAll(new SuggestPages(wiring).routes());
    routes.addAll(new FollowPages(wiring).routes());
    return routes;
  }
}
