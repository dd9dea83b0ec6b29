package se.invanardialog.results;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Idempotency;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.settings.Towns;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.results.figures.ResultRoutes;
import se.invanardialog.results.themes.ThemeRoutes;

/** Shows what surveys come to, and what the last recount found. */
public final class ResultFunction extends HttpHandler {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofMinutes(10);
  private static final Templates TEMPLATES = new Templates("results");

  public ResultFunction() {
    this(Platform.aws());
  }

  public ResultFunction(Platform platform) {
    this(platform, new DynamoTable(platform.dynamo(), platform.setting("TABLE")));
  }

  public ResultFunction(Platform platform, Table table) {
    this(
        table,
        new Site(texts(), new Towns(table), platform),
        platform.time(),
        Secret.parameter(platform, "PSEUDONYM_KEY"),
        new Idempotency(table, platform.time()));
  }

  private ResultFunction(
      Table table, Site site, InstantSource time, Secret secret, Idempotency idempotency) {
    super(
        Stream.of(
                List.of(
                    Route.open("GET /recount", request -> page(table, site, request)),
                    Route.open("GET /api/recount", request -> json(table, site, request))),
                results(table, site, time, secret).routes(),
                themes(table, site, time, secret).routes())
            .flatMap(List::stream)
            .toList(),
        site,
        idempotency);
  }

  private static ResultRoutes results(Table table, Site site, InstantSource time, Secret secret) {
    return new ResultRoutes(table, site, time, Ids.secure(), SurveyAnswers.replies(table, secret));
  }

  private static ThemeRoutes themes(Table table, Site site, InstantSource time, Secret secret) {
    return new ThemeRoutes(
        table,
        site,
        time,
        Ids.secure(),
        SurveyAnswers.replies(table, secret),
        SurveyAnswers.codings(table, secret));
  }

  static Texts texts() {
    return Texts.load("core", "results").withOfficials("results-desk");
  }

  private static Response page(Table table, Site site, Request request) {
    RecountPage recount = last(table, site, request);
    return site.page(
            200,
            Page.of(
                Site.language(request),
                "/recount",
                recount.text("recount.title"),
                TEMPLATES.render("recount.jte", recount)))
        .shared(FRESH, STALE);
  }

  private static Response json(Table table, Site site, Request request) {
    return Response.json(200, last(table, site, request).json()).shared(FRESH, STALE);
  }

  private static RecountPage last(Table table, Site site, Request request) {
    return RecountPage.of(
        site.words(request),
        table.get(Keys.recount()),
        table.get(Keys.surveyRecount()),
        table.get(Keys.panelRecount()));
  }
}
