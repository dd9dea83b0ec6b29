package se.invanardialog.panels.members;

import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;

/** The pages where a resident reads what a panel is and asks to join. */
final class PanelPages {
  private static final Templates TEMPLATES = new Templates("panels");
  private static final String PATH = "/panels";

  private final Site site;
  private final Panels panels;

  PanelPages(MembersWiring wiring) {
    site = wiring.site;
    panels = wiring.panels;
  }

  List<Route> routes() {
    return List.of(Route.open("GET /panels", this::list));
  }

  private Response list(Request request) {
    Words words = site.words(request);
    var model =
        Map.<String, Object>of(
            "words", words, "hrefs", new Hrefs(words.language()), "panels", panels.all());
    Page page =
        Page.of(
                words.language(),
                PATH,
                words.get("panels.title"),
                TEMPLATES.render("members/panels.jte", model))
            .in(Section.PANELS);
    return site.page(200, page);
  }
}
