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
  public final Members members;
  public final MemberLinks links;
  public final Joining joining;
  public final Margins margins;
  final Wiring below;
  final Site site;
  final InstantSource time;
  final MyPage myPage;
  final Importing importing;

  public MembersWiring(Wiring below) {
    this.below = below;
    site = below.site;
    time = below.time;
    panels = new Panels(below.table);
    members = new Members(below.table, below.pseudonyms);
    links = new MemberLinks(below.links, below.pseudonyms);
    var letters = new MemberLetters(site, links, below.deliveries);
    joining =
        new Joining(
            below.table,
            panels,
            members,
            below.rules,
            below.pseudonyms,
            below.limits,
            links,
            letters,
            below.ids);
    margins = new Margins(below.table);
    importing = new Importing(members, below.rules, below.ids);
    myPage =
        new MyPage(
            panels,
            members,
            joining,
            below.rules,
            below.pseudonyms,
            below.limits,
            links,
            letters,
            below.ids);
  }

  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.addAll(new PanelPages(this).routes());
    routes.addAll(new MyPages(this).routes());
    routes.addAll(new MemberApi(this).routes());
    routes.addAll(new OfficialPanels(this).routes());
    routes.addAll(new OfficialMargins(this).routes());
    routes.addAll(new OfficialRepresentativeness(this).routes());
    routes.addAll(new OfficialMembers(this).routes());
    return routes;
  }
}
