package se.invanardialog.panels;

import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;

/** What Lambda calls: building and scheduling surveys, and the list of them for residents. */
public final class SurveyFunction extends HttpHandler {
  public SurveyFunction() {
    this(Platform.aws());
  }

  public SurveyFunction(Platform platform) {
    this(new PanelsWiring(platform));
  }

  public SurveyFunction(PanelsWiring wiring) {
    super(wiring.surveys.routes(), wiring.below.site, wiring.below.idempotency);
  }
}
