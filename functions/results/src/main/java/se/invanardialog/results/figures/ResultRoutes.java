package se.invanardialog.results.figures;

import gg.jte.Content;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.results.exports.Csv;
import se.invanardialog.results.exports.Sheet;
import se.invanardialog.results.exports.Spss;
import se.invanardialog.results.exports.Xlsx;
import se.invanardialog.results.themes.ThemeRoutes;
import se.invanardialog.results.weighting.Margin;

/** Results as pages, JSON and files: for officials at once, for everybody when published. */
public final class ResultRoutes {
  static final Access WHO = Access.officials(Role.ANALYST, Role.PLANNER, Role.ADMIN);
  static final Templates TEMPLATES = new Templates("results");
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Duration STALE = Duration.ofMinutes(10);
  private static final String SURVEY = "survey";

  private final Site site;
  private final Results results;
  private final Feeding feeding;
  private final Publishing publishing;
  private final AnswerRows rows;

  public ResultRoutes(
      Table table, Site site, java.time.InstantSource time, Ids ids, Replies replies) {
    this.rows = new AnswerRows(replies);
    this.site = site;
    this.results = new Results(table, time, ids);
    this.feeding = new Feeding(results, site);
    this.publishing = new Publishing(results, site);
  }

  public List<Route> routes() {
    return List.of(
        Route.open("GET /results", this::list),
        Route.open("GET /results/{survey}", this::page),
        Route.open("GET /results/{survey}/summary", feeding::summary),
        Route.open("GET /api/results", this::catalogue),
        Route.open("GET /api/results/{survey}", this::api),
        Route.open("GET /api/dcat", this::dcat),
        new Route("GET /official/results", WHO, this::officialList),
        new Route("GET /official/results/{survey}", WHO, this::officialPage),
        new Route("POST /official/results/{survey}", WHO, publishing::post),
        new Route("POST /api/official/surveys/{id}/publish", WHO, publishing::api),
        new Route("GET /official/results/{survey}/feedback", WHO, feeding::page),
        new Route("POST /official/results/{survey}/feedback", Feeding.WHO, feeding::post),
        new Route("GET /api/official/results/{survey}", WHO, this::officialApi),
        new Route("GET /api/official/results/{survey}/rows", Feeding.WHO, this::rows),
        new Route("PUT /api/official/surveys/{id}/feedback", Feeding.WHO, feeding::put));
  }

  private Response list(Request request) {
    Words words = site.words(request);
    Content body = surveys(words, "/results/", results.allPublished(), false);
    return site.page(
            200,
            Page.of(words.language(), "/results", words.get("results.title"), body)
                .in(Section.SURVEYS))
        .shared(FRESH, STALE);
  }

  private Response officialList(Request request) {
    Words words = site.words(Language.DEFAULT);
    Content body = surveys(words, "/official/results/", results.allAsked(), true);
    return site.page(
        200,
        Page.official(site.desk(request), "/official/results", words.get("results.title"), body)
            .in(Section.RESULTS));
  }

  private Content surveys(
      Words words, String path, List<? extends Survey> listed, boolean official) {
    return TEMPLATES.render(
        "results.jte",
        Map.of(
            "words",
            words,
            "hrefs",
            new Hrefs(words.language()),
            "path",
            path,
            "surveys",
            listed,
            "owed",
            results.owed(),
            "official",
            official));
  }

  private Response page(Request request) {
    return results
        .published(request.parameter(SURVEY))
        .map(survey ->
            site.page(
                    200,
                    Page.of(
                            site.words(request).language(),
                            request.path(),
                            title(survey, site.words(request)),
                            body(request, survey, site.words(request), false))
                        .in(Section.SURVEYS)
                        .asked(asked(request)))
                .shared(FRESH, STALE))
        .orElseGet(() -> site.notFound(request));
  }

  private Response officialPage(Request request) {
    Words words = site.words(Language.DEFAULT);
    return results
        .asked(request.parameter(SURVEY))
        .map(survey ->
            site.page(
                200,
                Page.official(
                        site.desk(request),
                        request.path(),
                        title(survey, words),
                        body(request, survey, words, true))
                    .in(Section.RESULTS)))
        .orElseGet(() -> site.notFound(request));
  }

  private static String title(Survey survey, Words words) {
    return words.get("result.title", survey.base().design().title().in(words.language()));
  }

  private static Map<String, String> asked(Request request) {
    return request.query("by").map(by -> Map.of("by", by)).orElse(Map.of());
  }

  private gg.jte.Content body(Request request, Survey survey, Words words, boolean official) {
    var wish = wish(request, survey, true);
    Result result = results.of(survey, wish);
    var rounds =
        results.rounds(survey, !official).stream()
            .map(round ->
                new Charts.Round(
                    round,
                    round.base().id().equals(result.survey())
                        ? result
                        : results.of(round, wish(request, round, true))))
            .toList();
    var view = new ResultView(words, survey, result, rounds, official);
    boolean texts =
        official
            && ThemeRoutes.WHO.of(request.caller()) == Access.Verdict.ALLOWED
            && ThemeRoutes.hasWords(survey);
    boolean done = official && request.query("done").filter("published"::equals).isPresent();
    var model =
        Map.of(
            "view",
            view,
            "by",
            wish.by(),
            "compare",
            words(request, "compare"),
            "texts",
            texts,
            "rows",
            official && Feeding.WHO.of(request.caller()) == Access.Verdict.ALLOWED,
            "done",
            done);
    return TEMPLATES.render("result.jte", model);
  }

  /**
   * @param unlessRefused pages weigh by themselves where something is known to weigh by
   */
  private Figuring.Wish wish(Request request, Survey survey, boolean unlessRefused) {
    var by =
        words(request, "by").stream()
            .filter(variable -> Trait.ofVariable(variable).isPresent())
            .distinct()
            .toList();
    List<Margin> margins = results.margins(survey, words(request, "margins"));
    boolean wanted =
        request.query("weighted").map("true"::equals).orElse(unlessRefused && !margins.isEmpty());
    boolean open =
        request.query("channel").map("open"::equals).orElse(false)
            || survey.base().design().panel().isEmpty();
    return new Figuring.Wish(by, wanted ? Optional.of(margins) : Optional.empty(), open);
  }

  private static List<String> words(Request request, String name) {
    return request
        .query(name)
        .map(all -> Arrays.stream(all.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  private Response api(Request request) {
    var file = File.of(request.parameter(SURVEY));
    return results
        .published(file.survey())
        .map(survey -> answer(request, survey, file, site.words(request)).shared(FRESH, STALE))
        .orElseGet(() -> site.notFound(request));
  }

  private Response officialApi(Request request) {
    var file = File.of(request.parameter(SURVEY));
    return results
        .asked(file.survey())
        .map(survey -> answer(request, survey, file, site.words(request)))
        .orElseGet(() -> site.notFound(request));
  }

  /** What is asked for in the end of an address: {@code abc.csv}. */
  private record File(String survey, String kind) {
    static File of(String name) {
      int dot = name.indexOf('.');
      return dot < 0
          ? new File(name, "json")
          : new File(name.substring(0, dot), name.substring(dot + 1));
    }
  }

  private Response answer(Request request, Survey survey, File file, Words words) {
    Result result = results.of(survey, wish(request, survey, false));
    var sheets = new ResultSheets(result, words);
    Csv csv =
        request.query("separators").map("sv"::equals).orElse(false)
            ? Csv.SWEDISH
            : Csv.INTERNATIONAL;
    return switch (file.kind()) {
      case "json" -> Response.json(200, new ResultJson(result, words).body());
      case "csv" -> named(Response.of(200, Csv.TYPE, csv.write(sheets.figures())), result, "csv");
      case "codebook" ->
          named(Response.of(200, Csv.TYPE, csv.write(sheets.codebook())), result, "codebook.csv");
      case "xlsx" ->
          named(
              Response.bytes(
                  200,
                  Xlsx.TYPE,
                  Xlsx.write(List.of(sheets.figures(), sheets.codebook(), sheets.about()))),
              result,
              "xlsx");
      default -> site.notFound(request);
    };
  }

  private Response rows(Request request) {
    Csv csv =
        request.query("separators").map("sv"::equals).orElse(false)
            ? Csv.SWEDISH
            : Csv.INTERNATIONAL;
    return results
        .asked(request.parameter(SURVEY))
        .map(survey -> rows(survey, csv, request.query("syntax").filter("spss"::equals)))
        .orElseGet(() -> site.notFound(request));
  }

  /** The rows, or the syntax that reads exactly that file. */
  private Response rows(Survey survey, Csv csv, Optional<String> syntax) {
    Sheet sheet = rows.of(survey);
    String file = survey.base().id() + ".rows.csv";
    if (syntax.isEmpty()) {
      return attached(Response.of(200, Csv.TYPE, csv.write(sheet)), file);
    }
    var variables = new RowSyntax(site.words(Language.DEFAULT)).variables(survey, sheet);
    return attached(
        Response.of(200, Spss.TYPE, Spss.syntax(file, csv, variables)),
        survey.base().id() + ".sps");
  }

  private static Response attached(Response response, String file) {
    return response.with("content-disposition", "attachment; filename=\"" + file + "\"");
  }

  private static Response named(Response response, Result result, String ending) {
    return attached(response, result.survey() + "." + ending);
  }

  private Response catalogue(Request request) {
    Words words = site.words(request);
    var surveys =
        results.allPublished().stream()
            .map(survey ->
                Map.of(
                    "survey", survey.base().id(),
                    "title", survey.base().design().title().in(words.language()),
                    "closedAt", survey.closedAt()))
            .toList();
    return Response.json(200, Map.of("results", surveys)).shared(FRESH, STALE);
  }

  private Response dcat(Request request) {
    return Response.json(200, new Dcat(site).catalogue(results.allPublished()))
        .with("content-type", "application/ld+json")
        .shared(FRESH, STALE);
  }
}
