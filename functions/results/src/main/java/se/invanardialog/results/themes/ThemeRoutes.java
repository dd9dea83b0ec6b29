package se.invanardialog.results.themes;

import java.time.InstantSource;
import java.util.List;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/** Answers in words as pages and JSON, for the analyst alone. */
public final class ThemeRoutes {
  public static final Access WHO = Access.officials(Role.ANALYST);
  static final int LONGEST_NAME = 60;

  private final ThemePages pages;
  private final ThemeApi api;

  public ThemeRoutes(
      Table table, Site site, InstantSource time, Ids ids, Replies replies, Codings codings) {
    var desk =
        new ThemeDesk(
            site,
            time,
            new Surveys(table, ids),
            new Themes(table),
            new Interpreting(table, replies, codings));
    this.pages = new ThemePages(desk);
    this.api = new ThemeApi(desk);
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET /official/results/{survey}/texts", WHO, pages::page),
        new Route("POST /official/results/{survey}/texts", WHO, pages::post),
        new Route("POST /official/results/{survey}/themes", WHO, pages::change),
        new Route("GET /api/official/results/{survey}/texts", WHO, api::list),
        new Route("PUT /api/official/results/{survey}/texts", WHO, api::put),
        new Route("POST /api/official/results/{survey}/themes", WHO, api::add),
        new Route("PUT /api/official/results/{survey}/themes/{theme}", WHO, api::rename),
        new Route("DELETE /api/official/results/{survey}/themes/{theme}", WHO, api::remove));
  }

  /** Whether the survey has a question that is answered in words, or can be. */
  public static boolean hasWords(Survey survey) {
    return !ThemeDesk.inWords(survey).isEmpty();
  }
}
