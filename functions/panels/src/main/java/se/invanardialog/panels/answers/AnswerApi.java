package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Invalid;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Site;
import se.invanardialog.panels.answers.Answering.Outcome;
import se.invanardialog.panels.answers.Answering.Standing;
import se.invanardialog.panels.answers.Answering.Withdrawal;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** Answering as JSON. */
final class AnswerApi {
  private final Site site;
  private final InstantSource time;
  private final Answering answering;

  AnswerApi(AnswersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    answering = wiring.answering;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /api/invitations/{token}", this::look),
        Route.open("PUT /api/invitations/{token}/answers", this::answer),
        Route.open("DELETE /api/invitations/{token}/answers", this::withdraw));
  }

  private Response look(Request request) {
    Optional<Token> token = Token.parse(request.parameter("token"));
    Standing standing = standing(token);
    return switch (standing) {
      case Standing.Unknown() -> site.goneToken(request);
      case Standing.NotYet(var survey) -> shown(survey, "scheduled", Optional.empty());
      case Standing.Paused(var survey, var reply) -> shown(survey, "paused", reply);
      case Standing.Over(var survey, var reply) -> shown(survey, "closed", reply);
      case Standing.Left(var survey, var reply) -> shown(survey, "left", reply);
      case Standing.Ready(var survey, _, _, var reply) -> shown(survey, "open", reply);
    };
  }

  private Standing standing(Optional<Token> token) {
    return token.map(one -> answering.look(one, time.instant())).orElseGet(Standing.Unknown::new);
  }

  private static Response shown(Survey survey, String state, Optional<Reply> reply) {
    var body = described(survey, state);
    body.put("answered", reply.isPresent());
    reply.ifPresent(one -> {
      var answers = JsonNodeFactory.instance.objectNode();
      Questionnaire.of(survey.base())
          .all()
          .forEach(question ->
              answer(one, question)
                  .ifPresent(value ->
                      answers.set(question.id(), ValueJson.shown(question.type(), value))));
      body.put("answers", answers);
    });
    return Response.json(200, body);
  }

  private static Optional<Value> answer(Reply reply, Question question) {
    return Optional.ofNullable(reply.values().get(question.id()));
  }

  /** What is asked, why, and till when; the questions only once it is out. */
  static Map<String, Object> described(Survey survey, String state) {
    Survey.Design design = survey.base().design();
    var purpose = new LinkedHashMap<String, Object>();
    purpose.put("decidedBy", design.purpose().decidedBy());
    purpose.put("use", design.purpose().use());
    purpose.put("feedbackBy", design.purpose().feedbackBy());
    var body = new LinkedHashMap<String, Object>();
    body.put("survey", survey.base().id());
    body.put("state", state);
    body.put("title", design.title());
    body.put("intro", design.intro());
    body.put("purpose", purpose);
    body.put("opensAt", design.opensAt());
    body.put("closesAt", design.closesAt());
    body.put(
        "questions", state.equals("scheduled") ? List.of() : Questionnaire.of(survey.base()).all());
    return body;
  }

  private Response answer(Request request) {
    Optional<Token> token = Token.parse(request.parameter("token"));
    if (token.isEmpty()) {
      return site.goneToken(request);
    }
    Instant now = time.instant();
    return said(
        request,
        answering.answer(token.get(), request.source(), request.json(), site.words(request), now));
  }

  /** An outcome as every way in says it. */
  Response said(Request request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(boolean first, int answered) ->
          Response.json(
              200, Map.of("outcome", first ? "answered" : "replaced", "answered", answered));
      case Outcome.Wrong(var errors) -> throw new Invalid(errors);
      case Outcome.Full() ->
          Response.problem(
              409,
              "quota-full",
              "As many as are wanted of this group have answered",
              "Nothing was taken in.",
              List.of());
      case Outcome.NotNow(var standing) -> notNow(request, standing);
      case Outcome.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response withdraw(Request request) {
    Optional<Token> token = Token.parse(request.parameter("token"));
    if (token.isEmpty()) {
      return site.goneToken(request);
    }
    return switch (answering.withdraw(token.get(), request.source(), time.instant())) {
      case Withdrawal.Done(boolean counted) ->
          Response.json(200, Map.of("outcome", counted ? "withdrawn" : "nothing"));
      case Withdrawal.NotNow(var standing) -> notNow(request, standing);
      case Withdrawal.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response notNow(Request request, Standing standing) {
    return switch (standing) {
      case Standing.Unknown() -> site.goneToken(request);
      case Standing.NotYet _ -> notOpen("The survey has not opened yet");
      case Standing.Paused _ -> notOpen("The survey is paused");
      case Standing.Over _ -> notOpen("The survey is closed");
      case Standing.Left _ -> notOpen("The member has left the panel");
      case Standing.Ready _ -> throw new HttpHandler.NotFound();
    };
  }

  private static Response notOpen(String why) {
    return Response.problem(
        409, "not-open", why, "Nothing was taken in and nothing was changed.", List.of());
  }
}
