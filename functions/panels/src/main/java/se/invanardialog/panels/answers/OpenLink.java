package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Opening.Beginning;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** A survey that anyone can answer by its address: its first page, and the same as JSON. */
final class OpenLink {
  private static final Templates TEMPLATES = new Templates("panels");

  /** A paused survey is seen to be so within this. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final String PROOF = "proof";

  private final Site site;
  private final InstantSource time;
  private final Opening opening;
  private final Proofs proofs;
  private final Answering answering;

  OpenLink(AnswersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    opening = wiring.opening;
    proofs = wiring.proofs;
    answering = wiring.answering;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /surveys/{id}", this::show),
        Route.open("POST /surveys/{id}", this::begin),
        Route.open("GET /api/surveys/{id}", this::describe),
        Route.open("GET /api/surveys/{id}/challenge", this::challenge),
        Route.open("POST /api/surveys/{id}/answers", this::answer));
  }

  private Survey survey(Request request) {
    return opening.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Response show(Request request) {
    Survey survey = survey(request);
    return Opening.takesAnswers(survey, time.instant())
        ? site.page(200, first(request, survey)).shared(FRESH)
        : site.page(200, closed(request, survey));
  }

  private Page first(Request request, Survey survey) {
    Words words = site.words(request);
    Survey.Design design = survey.base().design();
    String language = AnswerLook.language(request, survey);
    String path = path(survey);
    var query = new LinkedHashMap<String, String>();
    request.query(AnswerLook.EASY).ifPresent(easy -> query.put(AnswerLook.EASY, easy));
    long asked = Questionnaire.of(survey.base()).all().stream().filter(Question::asks).count();
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("asks", words.get("answer.asks", site.town().name()));
    model.put("title", design.title().in(language));
    model.put("intro", design.intro().in(language));
    model.put("facts", AnswerLook.facts(words, design, language));
    model.put("howMany", words.count("open.questions", asked));
    model.put("action", new Hrefs(words.language()).to(path, query));
    model.put("challenge", "/api" + path + "/challenge");
    model.put("act", new Forms(words).act(words.get("answer.start.begin")));
    return Page.of(
            words.language(),
            path,
            design.title().in(language),
            TEMPLATES.render("answers/open.jte", model))
        .in(Section.PANELS)
        .asked(query);
  }

  private Page closed(Request request, Survey survey) {
    Words words = site.words(request);
    String title = survey.base().design().title().in(AnswerLook.language(request, survey));
    var notice =
        new Notice(
            words.get("open.closed.title"),
            words.get("open.closed.lead", title),
            List.of(),
            List.of());
    return Page.of(words.language(), path(survey), words.get("open.closed.title"), notice.content())
        .in(Section.PANELS);
  }

  private Response begin(Request request) {
    String proof = request.form().getOrDefault(PROOF, "");
    Instant now = time.instant();
    return switch (opening.begin(request.parameter("id"), request.source(), proof, now)) {
      case Beginning.Began(Token token) -> {
        var query = new LinkedHashMap<String, String>();
        request.query(AnswerLook.EASY).ifPresent(easy -> query.put(AnswerLook.EASY, easy));
        yield Response.seeOther(new Hrefs(Site.language(request)).to(token.path(), query));
      }
      case Beginning.Unknown() -> throw new HttpHandler.NotFound();
      case Beginning.NotOpen(var survey) -> site.page(409, closed(request, survey));
      case Beginning.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response describe(Request request) {
    Survey survey = survey(request);
    String state =
        survey instanceof Survey.Open
            ? Opening.takesAnswers(survey, time.instant()) ? Survey.OPEN : Survey.CLOSED
            : survey.state();
    return Response.json(200, AnswerApi.described(survey, state)).shared(FRESH);
  }

  private Response challenge(Request request) {
    return Response.json(200, proofs.challenge(survey(request).base().id(), time.instant()));
  }

  private Response answer(Request request) {
    JsonNode body = request.json();
    Survey survey = survey(request);
    Words words = site.words(request);
    Input input = Input.json(body, words);
    new AnswerReading(body, input).all(Questionnaire.of(survey.base()));
    input.check();
    Instant now = time.instant();
    String proof = body.path(PROOF).asText();
    return switch (opening.begin(survey.base().id(), request.source(), proof, now)) {
      case Beginning.Began(Token token) ->
          taken(token, answering.answer(token, request.source(), body, words, now));
      case Beginning.Unknown() -> throw new HttpHandler.NotFound();
      case Beginning.NotOpen _ -> refused("not-open", "The survey takes no answers now");
      case Beginning.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response taken(Token token, Answering.Outcome outcome) {
    return switch (outcome) {
      case Answering.Outcome.Taken(_, int answered) ->
          Response.json(
              201,
              Map.of(
                  "outcome",
                  "answered",
                  "answered",
                  answered,
                  "token",
                  token.text(),
                  "link",
                  site.absolute(token.path())));
      case Answering.Outcome.Wrong(var errors) -> throw new Invalid(errors);
      case Answering.Outcome.Full() -> refused("quota-full", "As many as are wanted have answered");
      case Answering.Outcome.NotNow _ -> refused("not-open", "The survey takes no answers now");
      case Answering.Outcome.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private static Response refused(String type, String title) {
    return Response.problem(409, type, title, "Nothing was taken in.", List.of());
  }

  private static String path(Survey survey) {
    return "/surveys/" + survey.base().id();
  }
}
