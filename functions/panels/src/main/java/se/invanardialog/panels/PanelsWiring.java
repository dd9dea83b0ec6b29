package se.invanardialog.panels;

import se.invanardialog.core.identity.Secret;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.suggestions.Wiring;

/** How the e-panel is put together, on what the features below have. */
public final class PanelsWiring {
  public final Codes codes;
  final Wiring below;

  public PanelsWiring(Wiring below, Secret secret) {
    this.below = below;
    codes = new Codes(secret);
  }
}
