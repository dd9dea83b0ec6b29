package se.invanardialog.panels.members;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Site;
import se.invanardialog.suggestions.Wiring;

/** How panels and their members are put together, on what the features below have. */
public final class MembersWiring {
  public final Panels panels;
  final Wiring below;
  final Site site;
  final InstantSource time;

  public MembersWiring(Wiring below) {
    this.below = below;
    site = below.site;
    time = below.time;
    panels = new Panels(below.table);
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(new PanelPages(this).routes());
    routes.addAll(new OfficialPanels(this).routes());
    return routes;
  }
}
