package se.invanardialog.signatures;

import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.suggestions.Wiring;

/** What Lambda calls: signatures, as pages and as JSON. */
public final class SignatureFunction extends HttpHandler {
  public SignatureFunction() {
    this(Platform.aws());
  }

  public SignatureFunction(Platform platform) {
    this(new SignatureWiring(new Wiring(platform, texts())));
  }

  public SignatureFunction(SignatureWiring wiring) {
    super(routes(wiring), wiring.site, wiring.below.idempotency);
  }

  static Texts texts() {
    return Texts.load("core", "suggestions", "members", "signatures");
  }

  private static List<Route> routes(SignatureWiring wiring) {
    var routes = new ArrayList<Route>();
    routes.addAll(new SignatureApi(wiring).routes());
    routes.addAll(new SignaturePages(wiring).routes());
    routes.addAll(new SignatureDesk(wiring).routes());
    return routes;
  }
}
