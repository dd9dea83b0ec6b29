package se.invanardialog.results.figures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.pages.Site;
import se.invanardialog.panels.surveys.Survey;

/**
 * Making a result public before its feedback is written. With the feedback it becomes so in any
 * case.
 */
final class Publishing {
  private final Results results;
  private final Site site;

  Publishing(Results results, Site site) {
    this.results = results;
    this.site = site;
  }

  private sealed interface Outcome {
    /** Also when it was public before. */
    record Public(Instant since) implements Outcome {}

    record NotClosed() implements Outcome {}

    record NoSurvey() implements Outcome {}

    /** It was changed meanwhile. */
    record Changed() implements Outcome {}
  }

  private Outcome publish(Request request, String id) {
    Optional<Survey> survey = results.asked(id);
    if (survey.isEmpty()) {
      return new Outcome.NoSurvey();
    }
    if (!(survey.get() instanceof Survey.Closed closed)) {
      return new Outcome.NotClosed();
    }
    if (closed.publishedAt().isPresent()) {
      return new Outcome.Public(closed.publishedAt().get());
    }
    Instant now = results.now();
    var trace = Audit.entry(request.official(), "result-published", "survey-" + id, now);
    return results.surveys().change(closed, closed.publish(now), List.of(trace))
        ? new Outcome.Public(now)
        : new Outcome.Changed();
  }

  Response api(Request request) {
    String id = request.parameter("id");
    return switch (publish(request, id)) {
      case Outcome.Public(Instant since) ->
          Response.json(200, java.util.Map.of("survey", id, "publishedAt", since));
      case Outcome.NoSurvey() -> site.notFound(request);
      case Outcome.Changed() -> site.conflict(request, "/official/results");
      case Outcome.NotClosed() ->
          Response.problem(
              409, "not-closed", "The survey is still open", "Close it first.", List.of());
    };
  }

  Response post(Request request) {
    String path = "/official/results/" + request.parameter("survey");
    return switch (publish(request, request.parameter("survey"))) {
      case Outcome.Public _ -> Response.seeOther(path + "?done=published");
      case Outcome.NotClosed() -> Response.seeOther(path);
      case Outcome.NoSurvey() -> site.notFound(request);
      case Outcome.Changed() -> site.conflict(request, path);
    };
  }
}
