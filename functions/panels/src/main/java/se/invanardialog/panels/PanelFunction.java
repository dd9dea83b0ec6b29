package se.invanardialog.panels;

import java.util.function.Supplier;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.suggestions.Wiring;

/** What Lambda calls: panels, surveys and answers, as pages and as JSON. */
public final class PanelFunction extends HttpHandler {
  public PanelFunction() {
    this(Platform.aws());
  }

  public PanelFunction(Platform platform) {
    this(
        new PanelsWiring(
            new Wiring(platform, texts()), Secret.parameter(platform, "PSEUDONYM_KEY")),
        () -> gatewayPassword(platform));
  }

  public PanelFunction(PanelsWiring wiring, Supplier<String> gatewayPassword) {
    super(wiring.routes(gatewayPassword), wiring.below.site, wiring.below.idempotency);
  }

  /** Asked for at each message, so that a new one holds at once. */
  private static String gatewayPassword(Platform platform) {
    return platform
        .parameters()
        .getParameter(request -> request.name(platform.setting("SMS_IN_KEY")).withDecryption(true))
        .parameter()
        .value()
        .strip();
  }

  static Texts texts() {
    return Texts.load("core", "suggestions", "members", "answers", "surveys", "sendouts")
        .withOfficials("members-desk", "answers-desk", "surveys-desk", "sendouts-desk");
  }
}
