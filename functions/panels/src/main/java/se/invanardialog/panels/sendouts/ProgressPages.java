package se.invanardialog.panels.sendouts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/** How far a survey has come, for officials: as a page, and as JSON. Reads ready numbers only. */
public final class ProgressPages {
  private static final Access WHO = Access.officials(Role.PLANNER, Role.ANALYST);
  private static final Templates TEMPLATES = new Templates("panels");

  private final Table table;
  private final Surveys surveys;
  private final Site site;
  private final Words words;

  ProgressPages(Table table, Surveys surveys, Site site) {
    this.table = table;
    this.surveys = surveys;
    this.site = site;
    words = site.words(Language.DEFAULT);
  }

  List<Route> routes() {
    return List.of(
        new Route("GET /api/official/surveys/{id}/progress", WHO, this::json),
        new Route("GET /official/surveys/{id}/progress", WHO, this::page));
  }

  private Survey survey(Request request) {
    return surveys.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Progress progress(Survey survey) {
    return Progress.of(table.get(Keys.surveyProgress(survey.base().id())));
  }

  private Response json(Request request) {
    Survey survey = survey(request);
    Progress progress = progress(survey);
    var body = new LinkedHashMap<String, Object>();
    body.put("survey", survey.base().id());
    body.put("state", survey.state());
    body.put("planned", progress.planned());
    body.put("paper", progress.paper());
    body.put("sent", progress.sent());
    body.put("failed", progress.failed());
    body.put("bounced", progress.bounced());
    body.put("remaining", progress.remaining());
    body.put("reminded", progress.reminded());
    body.put("answered", progress.answered());
    return Response.json(200, body);
  }

  /** A number and what it is. */
  public record Line(String label, String number) {}

  /** What the page shows. */
  public record Shown(
      Words words,
      String title,
      String lead,
      double share,
      List<String> warnings,
      List<Line> lines,
      List<Line> strata,
      String seed) {}

  private Response page(Request request) {
    Survey survey = survey(request);
    Survey.Base base = survey.base();
    Progress progress = progress(survey);
    long reached = progress.sent() + progress.paper();
    String lead =
        progress.planned() == 0
            ? words.get("desk.progress.none")
            : words.get(
                "desk.progress.lead",
                words.number(progress.answered()),
                words.number(progress.planned()),
                words.percent((double) progress.answered() / progress.planned()));
    var lines = new ArrayList<Line>();
    line(lines, "planned", progress.planned());
    line(lines, "sent", progress.sent());
    if (progress.paper() > 0) {
      line(lines, "paper", progress.paper());
    }
    line(lines, "remaining", progress.remaining());
    line(lines, "failed", progress.failed());
    line(lines, "bounced", progress.bounced());
    line(lines, "reminded", progress.reminded());
    line(lines, "answered", progress.answered());
    var sample = Optional.ofNullable(base.design().sample());
    var strata =
        Plan.read(table, base.id()).map(Plan::strata).orElse(List.of()).stream()
            .map(one ->
                new Line(
                    label(one),
                    words.get(
                        "desk.progress.places",
                        words.number(one.places()),
                        words.number(one.members()))))
            .toList();
    var shown =
        new Shown(
            words,
            base.design().title().swedish(),
            lead,
            progress.planned() == 0 ? 0 : (double) reached / progress.planned(),
            warnings(progress),
            lines,
            strata,
            sample.map(Survey.Sample::seed).orElse(""));
    Page page =
        Page.official(
                site.desk(request),
                "/official/surveys/" + base.id() + "/progress",
                words.get("desk.progress.title", shown.title()),
                TEMPLATES.render("sendouts/official/progress.jte", Map.of("shown", shown)))
            .in(Section.SURVEYS);
    return site.page(200, page);
  }

  /** What did not reach those invited, for somebody to look after. */
  private List<String> warnings(Progress progress) {
    var warnings = new ArrayList<String>();
    if (progress.bounced() > 0) {
      warnings.add(words.count("desk.progress.warning.bounced", progress.bounced()));
    }
    if (progress.failed() > 0) {
      warnings.add(words.count("desk.progress.warning.failed", progress.failed()));
    }
    return warnings;
  }

  private String label(Plan.Stratum stratum) {
    String text = String.join(", ", stratum.cell().categories().values());
    return text.isEmpty() ? words.get("desk.progress.all") : text;
  }

  private void line(List<Line> lines, String name, long number) {
    lines.add(new Line(words.get("desk.progress." + name), words.number(number)));
  }
}
