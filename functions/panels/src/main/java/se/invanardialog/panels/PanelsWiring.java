package se.invanardialog.panels;

import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.MembersWiring;
import se.invanardialog.suggestions.Wiring;

/** How the e-panel is put together, on what the features below have. */
public final class PanelsWiring {
  public final Codes codes;
  public final MembersWiring members;
  public final Replies replies;
  final Wiring below;

  public PanelsWiring(Wiring below, Secret secret) {
    this.below = below;
    codes = new Codes(secret);
    replies = new Replies(below.table, new Seal(secret, "reply"), codes);
    members = new MembersWiring(below);
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(members.routes());
    return routes;
  }
}
