package se.invanardialog.panels.members;

import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** The officials' pages about panels: which there are, and what each asks. */
final class OfficialPanels {
  static final Access WHO = Access.officials(Role.PLANNER, Role.ADMIN);
  private static final Templates TEMPLATES = new Templates("panels");
  private static final String PATH = "/official/panels";

  private final Site site;
  private final Panels panels;
  private final Words words;

  OfficialPanels(MembersWiring wiring) {
    site = wiring.site;
    panels = wiring.panels;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(new Route("GET /official/panels", WHO, this::list));
  }

  private Response list(Request request) {
    var model = Map.<String, Object>of("words", words, "panels", panels.all());
    Page page =
        Page.official(
                site.desk(request),
                PATH,
                words.get("desk.panels.title"),
                TEMPLATES.render("members/official/panels.jte", model))
            .in(Section.PANELS);
    return site.page(200, page);
  }
}
