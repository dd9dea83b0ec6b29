package se.invanardialog.panels;

import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;

/** What Lambda calls: panels and their members, as pages and as JSON. */
public final class PanelFunction extends HttpHandler {
  public PanelFunction() {
    this(Platform.aws());
  }

  public PanelFunction(Platform platform) {
    this(new PanelsWiring(platform));
  }

  public PanelFunction(PanelsWiring wiring) {
    super(wiring.members.routes(), wiring.below.site, wiring.below.idempotency);
  }
}
