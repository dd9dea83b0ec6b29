package se.invanardialog.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Route;

/** What Lambda calls: answers by link, on paper and by text message, and how far a survey is. */
public final class AnswerFunction extends HttpHandler {
  public AnswerFunction() {
    this(Platform.aws());
  }

  public AnswerFunction(Platform platform) {
    this(new PanelsWiring(platform), () -> gatewayPassword(platform));
  }

  public AnswerFunction(PanelsWiring wiring, Supplier<String> gatewayPassword) {
    super(routes(wiring, gatewayPassword), wiring.below.site, wiring.below.idempotency);
  }

  private static List<Route> routes(PanelsWiring wiring, Supplier<String> gatewayPassword) {
    var routes = new ArrayList<Route>();
    routes.addAll(wiring.answers.routes());
    routes.addAll(wiring.sendouts.routes());
    routes.addAll(wiring.sendouts.texting(gatewayPassword));
    return routes;
  }

  /** Asked for at each message, so that a new one holds at once. */
  private static String gatewayPassword(Platform platform) {
    return platform.stored(platform.setting("SMS_IN_KEY"));
  }
}
