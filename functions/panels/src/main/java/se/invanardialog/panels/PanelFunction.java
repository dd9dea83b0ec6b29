package se.invanardialog.panels;

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
            new Wiring(platform, texts()), Secret.parameter(platform, "PSEUDONYM_KEY")));
  }

  public PanelFunction(PanelsWiring wiring) {
    super(wiring.routes(), wiring.below.site, wiring.below.idempotency);
  }

  static Texts texts() {
    return Texts.load("core", "suggestions", "members", "answers", "surveys")
        .withOfficials("members-desk", "answers-desk", "surveys-desk");
  }
}
