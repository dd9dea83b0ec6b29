package se.invanardialog.results.figures;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;

/**
 * Telling what was found and what happens now: written by the analyst, published with the result
 * and mailed by the sweep, which finds a survey whose feedback is due.
 */
final class Feeding {
  static final Access WHO = Access.officials(Role.ANALYST, Role.ADMIN);
  static final int LONGEST = 4_000;

  /** How far ahead it can be timed. */
  private static final int MOST_DAYS_AHEAD = 366;

  private final Results results;
  private final Site site;

  Feeding(Results results, Site site) {
    this.results = results;
    this.site = site;
  }

  private sealed interface Outcome {
    record Told(Survey.Closed survey) implements Outcome {}

    record NotClosed() implements Outcome {}

    record NoSurvey() implements Outcome {}

    /** It was changed meanwhile. */
    record Changed() implements Outcome {}

    /** Those who answered have been told: what they read stays. */
    record Already() implements Outcome {}
  }

  private Outcome tell(Request request, String id, Translated found, Translated next, Instant at) {
    Optional<Survey> survey = results.asked(id);
    if (survey.isEmpty()) {
      return new Outcome.NoSurvey();
    }
    if (!(survey.get() instanceof Survey.Closed closed)) {
      return new Outcome.NotClosed();
    }
    Instant now = results.now();
    if (!closed.owes(now)) {
      return new Outcome.Already();
    }
    var feedback = new Survey.Feedback(found, next, at, request.official().name());
    Survey.Closed told = closed.tell(feedback);
    boolean written =
        results
            .surveys()
            .change(
                closed,
                told,
                List.of(Audit.entry(request.official(), "feedback", "survey-" + id, now)));
    return written ? new Outcome.Told(told) : new Outcome.Changed();
  }

  Response put(Request request) {
    JsonNode body = request.json();
    Words words = site.words(Language.DEFAULT);
    Input input = Input.json(body, words);
    Instant now = results.now();
    Translated found = translated(body.path("found"), "found", input);
    Translated next = translated(body.path("next"), "next", input);
    Instant at = moment(input.raw("publishAt"), now, input);
    input.check();
    return switch (tell(request, request.parameter("id"), found, next, at)) {
      case Outcome.Told(Survey.Closed survey) -> {
        var json = new LinkedHashMap<String, Object>();
        json.put("survey", survey.base().id());
        json.put("found", found.byLanguage());
        json.put("next", next.byLanguage());
        json.put("publishAt", at);
        yield Response.json(200, json);
      }
      case Outcome.NoSurvey() -> site.notFound(request);
      case Outcome.Changed() -> site.conflict(request, "/official/results");
      case Outcome.NotClosed() ->
          Response.problem(
              409, "not-closed", "The survey is still open", "Close it first.", List.of());
      case Outcome.Already() ->
          Response.problem(
              409,
              "already-told",
              "The feedback is published",
              "What those who answered have read is not changed.",
              List.of());
    };
  }

  private static Translated translated(JsonNode node, String field, Input input) {
    var byLanguage = new LinkedHashMap<String, String>();
    if (node.isTextual()) {
      byLanguage.put(Language.DEFAULT.code(), node.asText().strip());
    }
    node.properties().forEach(one -> byLanguage.put(one.getKey(), one.getValue().asText().strip()));
    check(field, byLanguage.getOrDefault(Language.DEFAULT.code(), ""), input);
    byLanguage.forEach((language, text) -> {
      if (text.length() > LONGEST && !language.equals(Language.DEFAULT.code())) {
        input.error(field, "too-long", LONGEST, text.length());
      }
    });
    return new Translated(byLanguage);
  }

  private static void check(String field, String swedish, Input input) {
    if (swedish.isBlank()) {
      input.error(field, "missing");
    } else if (swedish.length() > LONGEST) {
      input.error(field, "too-long", LONGEST, swedish.length());
    }
  }

  /** An instant, or a local time as a form sends it; left out it is now. */
  private static Instant moment(String text, Instant now, Input input) {
    if (text.isBlank()) {
      return now;
    }
    try {
      Instant at =
          text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text).atZone(Words.ZONE).toInstant();
      if (at.isAfter(now.plus(java.time.Duration.ofDays(MOST_DAYS_AHEAD)))) {
        input.error("publishAt", "time");
      }
      return at.isBefore(now) ? now : at;
    } catch (DateTimeParseException unreadable) {
      input.error("publishAt", "time");
      return now;
    }
  }

  Response page(Request request) {
    return results
        .asked(request.parameter("survey"))
        .filter(Survey.Closed.class::isInstance)
        .map(Survey.Closed.class::cast)
        .map(survey -> form(request, survey, 200, Map.of(), List.of()))
        .orElseGet(() -> site.notFound(request));
  }

  Response post(Request request) {
    String id = request.parameter("survey");
    Words words = site.words(Language.DEFAULT);
    Map<String, String> typed = request.form();
    Input input = Input.form(typed, words);
    String found = input.text("found", true, LONGEST);
    String next = input.text("next", true, LONGEST);
    Instant at = moment(input.raw("publishAt"), results.now(), input);
    if (!input.errors().isEmpty()) {
      return results
          .asked(id)
          .filter(Survey.Closed.class::isInstance)
          .map(survey -> form(request, (Survey.Closed) survey, 400, typed, input.errors()))
          .orElseGet(() -> site.notFound(request));
    }
    return switch (tell(request, id, Translated.swedish(found), Translated.swedish(next), at)) {
      case Outcome.Told _, Outcome.Already _ -> Response.seeOther("/official/results/" + id);
      case Outcome.NoSurvey _, Outcome.NotClosed _ -> site.notFound(request);
      case Outcome.Changed _ -> site.conflict(request, "/official/results/" + id + "/feedback");
    };
  }

  private Response form(
      Request request,
      Survey.Closed survey,
      int status,
      Map<String, String> typed,
      List<FieldError> errors) {
    Words words = site.words(Language.DEFAULT);
    var forms = new Forms(words, Site.problems(errors));
    String found =
        typed.getOrDefault("found", survey.feedback().map(f -> f.found().swedish()).orElse(""));
    String next =
        typed.getOrDefault("next", survey.feedback().map(f -> f.next().swedish()).orElse(""));
    var model = new LinkedHashMap<String, Object>();
    model.put("words", words);
    model.put("forms", forms);
    model.put("survey", survey);
    model.put("told", !survey.owes(results.now()));
    model.put(
        "found", Field.of("found", words.get("feedback.found")).value(found).rows(6).max(LONGEST));
    model.put(
        "next", Field.of("next", words.get("feedback.next")).value(next).rows(6).max(LONGEST));
    model.put(
        "at",
        Field.of("publishAt", words.get("feedback.at"))
            .hint(words.get("feedback.at.hint"))
            .value(typed.getOrDefault("publishAt", ""))
            .with("type", "datetime-local")
            .optional());
    return site.page(
        status,
        Page.official(
                site.desk(request),
                request.path(),
                words.get("feedback.title"),
                ResultRoutes.TEMPLATES.render("feedback.jte", model))
            .in(Section.RESULTS)
            .withErrors(!errors.isEmpty()));
  }

  /** One page for the deciding body, to print. */
  Response summary(Request request) {
    return results
        .published(request.parameter("survey"))
        .map(survey -> {
          Words words = site.words(request);
          var wish =
              new Figuring.Wish(
                  List.of(), weighting(survey), survey.base().design().panel().isEmpty());
          var view = new ResultView(words, survey, results.of(survey, wish), List.of(), false);
          return site.page(
              200,
              Page.of(
                      words.language(),
                      request.path(),
                      words.get("summary.title", view.title()),
                      ResultRoutes.TEMPLATES.render("summary.jte", view))
                  .in(Section.RESULTS));
        })
        .orElseGet(() -> site.notFound(request));
  }

  private Optional<List<se.invanardialog.results.weighting.Margin>> weighting(Survey survey) {
    var margins = results.margins(survey, List.of());
    return margins.isEmpty() ? Optional.empty() : Optional.of(margins);
  }
}
