package se.invanardialog.panels.surveys;

import static se.invanardialog.core.http.Route.open;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.SurveyViews.ResidentRow;
import se.invanardialog.panels.surveys.SurveyViews.ResidentView;

/** What residents read about surveys: which are open, what came of the others, and the trial. */
final class SurveyPages {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final Templates TEMPLATES = new Templates("panels");

  private final SurveysWiring wiring;
  private final Site site;

  SurveyPages(SurveysWiring wiring) {
    this.wiring = wiring;
    site = wiring.site;
  }

  List<Route> routes() {
    return List.of(open("GET /surveys", this::list), open("GET /surveys/{id}/about", this::one));
  }

  private Response list(Request request) {
    Words words = site.words(request);
    Instant now = wiring.time.instant();
    var openOnes = new ArrayList<ResidentRow>();
    var closed = new ArrayList<ResidentRow>();
    var listed = wiring.surveys.list(Surveys.MOST_LISTED, request.query("cursor"));
    for (Survey survey : listed.surveys()) {
      switch (survey) {
        case Survey.Open one -> {
          if (one.base().design().open()) {
            openOnes.add(openRow(one, words));
          }
        }
        case Survey.Closed one -> closed.add(closedRow(one, words, now));
        case Survey.Paused _, Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> {}
      }
    }
    return page(
            words,
            "/surveys",
            words.get("surveys.title"),
            "surveys/residents/list.jte",
            Map.of(
                "open",
                openOnes,
                "closed",
                closed,
                "older",
                listed
                    .next()
                    .map(next -> new Hrefs(words.language()).to("/surveys", Map.of("cursor", next)))
                    .orElse("")))
        .shared(FRESH);
  }

  private static ResidentRow openRow(Survey.Open survey, Words words) {
    Design design = survey.base().design();
    return new ResidentRow(
        design.title().in(words.language()),
        path(survey, words),
        words.get("surveys.open.until", words.dateTime(Objects.requireNonNull(design.closesAt()))),
        "",
        "",
        "");
  }

  private static ResidentRow closedRow(Survey.Closed survey, Words words, Instant now) {
    Design design = survey.base().design();
    return new ResidentRow(
        design.title().in(words.language()),
        path(survey, words),
        words.get("surveys.closed.at", words.date(survey.closedAt())),
        owed(survey, words, now),
        survey
            .feedback()
            .filter(told -> !survey.owes(now))
            .map(told -> words.get("surveys.told", words.date(told.publishAt())))
            .orElse(""),
        survey.publishedAt().isPresent()
            ? new Hrefs(words.language()).to("/results/" + survey.base().id())
            : "");
  }

  private static String owed(Survey.Closed survey, Words words, Instant now) {
    var by = survey.base().design().purpose().feedbackBy();
    if (by == null || !survey.owes(now)) {
      return "";
    }
    return words.get(by.isBefore(Words.day(now)) ? "surveys.late" : "surveys.owed", words.date(by));
  }

  private static String path(Survey survey, Words words) {
    return new Hrefs(words.language()).to("/surveys/" + survey.base().id() + "/about");
  }

  private Response one(Request request) {
    Words words = site.words(request);
    Survey survey =
        wiring
            .surveys
            .find(request.parameter("id"))
            .filter(SurveyPages::known)
            .orElseThrow(HttpHandler.NotFound::new);
    Instant now = wiring.time.instant();
    Design design = survey.base().design();
    Language language = words.language();
    boolean takes = survey instanceof Survey.Open && design.open();
    Optional<ResidentRow> closed =
        survey instanceof Survey.Closed one
            ? Optional.of(closedRow(one, words, now))
            : Optional.empty();
    var by = design.purpose().feedbackBy();
    var view =
        new ResidentView(
            design.title().in(language),
            design.intro().in(language).lines().filter(line -> !line.isBlank()).toList(),
            closed
                .map(ResidentRow::when)
                .orElseGet(() ->
                    words.get(
                        "surveys.open.until",
                        words.dateTime(Objects.requireNonNull(design.closesAt())))),
            survey instanceof Survey.Paused,
            takes ? new Hrefs(language).to("/surveys/" + survey.base().id()) : "",
            closed.map(ResidentRow::result).orElse(""),
            closed.map(ResidentRow::owed).orElse(""),
            closed.map(ResidentRow::told).orElse(""),
            design.purpose().decidedBy().in(language),
            design.purpose().use().in(language),
            by == null ? "" : words.get("surveys.feedback.by", words.date(by)),
            whom(design, words),
            corrected(survey, words));
    return page(
            words,
            "/surveys/" + survey.base().id() + "/about",
            view.title(),
            "surveys/residents/one.jte",
            Map.of("view", view))
        .shared(FRESH);
  }

  /** Open to all while it is answered, and to all once it is closed. */
  private static boolean known(Survey survey) {
    return switch (survey) {
      case Survey.Open _, Survey.Paused _ -> true;
      case Survey.Closed _ -> true;
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> false;
    };
  }

  private static List<String> whom(Design design, Words words) {
    var whom = new ArrayList<String>();
    var sample = design.sample();
    if (!design.panel().isEmpty()) {
      whom.add(
          sample == null
              ? words.get("surveys.whom.panel")
              : words.get("surveys.whom.sample", sample.size(), sample.seed()));
      if (!design.filter().isEmpty()) {
        whom.add(words.get("surveys.whom.filter"));
      }
    }
    if (design.open()) {
      whom.add(words.get("surveys.whom.open"));
    }
    return whom;
  }

  private List<String> corrected(Survey survey, Words words) {
    return Wording.of(wiring.table, survey.base().id()).stream()
        .map(logged ->
            logged.change().before().isEmpty()
                ? words.get(
                    "surveys.corrected.added", words.dateTime(logged.at()), logged.change().after())
                : words.get(
                    "surveys.corrected.at",
                    words.dateTime(logged.at()),
                    logged.change().before(),
                    logged.change().after()))
        .toList();
  }

  private Response page(
      Words words, String path, String title, String template, Map<String, Object> model) {
    var all = new HashMap<>(model);
    all.put("words", words);
    Page page =
        Page.of(words.language(), path, title, TEMPLATES.render(template, all)).in(Section.SURVEYS);
    return site.page(200, page);
  }
}
