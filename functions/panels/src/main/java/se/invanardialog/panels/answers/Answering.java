package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.limits.Limits.Limit;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Survey;

/** What the holder of a code may see and do, and what comes of it. */
public final class Answering {
  /**
   * Answers and withdrawals, also by guessed codes; a school is one address with many behind it.
   */
  static final Limit FROM_PLACE = new Limit("answer-place", 600, Duration.ofMinutes(10));

  private final Table table;
  private final Function<String, Optional<Survey>> surveys;
  private final Codes codes;
  private final Replies replies;
  private final Halves halves;
  private final Pseudonyms pseudonyms;
  private final Limits limits;

  Answering(
      Table table,
      Function<String, Optional<Survey>> surveys,
      Codes codes,
      Replies replies,
      Halves halves,
      Pseudonyms pseudonyms,
      Limits limits) {
    this.table = table;
    this.surveys = surveys;
    this.codes = codes;
    this.replies = replies;
    this.halves = halves;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
  }

  /** Where a code stands. */
  public sealed interface Standing {
    /** No survey, no invitation, or a survey that is not out. */
    record Unknown() implements Standing {}

    record NotYet(Survey survey) implements Standing {}

    record Paused(Survey survey, Optional<Reply> reply) implements Standing {}

    /** Closed, or over its last instant. */
    record Over(Survey survey, Optional<Reply> reply) implements Standing {}

    /** The member has left the panel: nothing more is asked; what was answered is still theirs. */
    record Left(Survey survey, Optional<Reply> reply) implements Standing {}

    /**
     * @param reply the one that counts, if there is one
     */
    record Ready(Survey survey, Token token, Cell cell, Optional<Reply> reply)
        implements Standing {}
  }

  public Standing look(Token token, Instant now) {
    Optional<Survey> found = surveys.apply(token.survey());
    Optional<Cell> cell = found.flatMap(survey -> cell(survey.base().design(), token));
    if (found.isEmpty() || cell.isEmpty()) {
      return new Standing.Unknown();
    }
    Survey survey = found.get();
    return switch (survey) {
      case Survey.Draft _, Survey.Stopped _ -> new Standing.Unknown();
      case Survey.Scheduled _ -> new Standing.NotYet(survey);
      case Survey.Closed _ -> new Standing.Over(survey, reply(token));
      case Survey.Paused _ -> new Standing.Paused(survey, reply(token));
      case Survey.Open _ -> {
        Optional<Reply> reply = reply(token);
        @Nullable Instant closes = survey.base().design().closesAt();
        if (closes != null && !now.isBefore(closes)) {
          yield new Standing.Over(survey, reply);
        }
        yield left(survey.base().design(), token)
            ? new Standing.Left(survey, reply)
            : new Standing.Ready(survey, token, cell.get(), reply);
      }
    };
  }

  private Optional<Reply> reply(Token token) {
    return replies.of(token.survey(), token.code()).filter(Reply::active);
  }

  private Optional<Cell> cell(Survey.Design design, Token token) {
    return design.open() && codes.isOpen(token.survey(), token.code())
        ? Optional.of(Cell.OPEN)
        : invitation(token).map(Invitation::cell);
  }

  private boolean left(Survey.Design design, Token token) {
    return invitation(token)
        .filter(one -> table.get(Keys.member(design.panel(), one.member())).isEmpty())
        .isPresent();
  }

  private Optional<Invitation> invitation(Token token) {
    return table
        .get(Keys.invitation(token.survey(), codes.invitation(token.survey(), token.code())))
        .map(Invitation::read);
  }

  /** How answers were taken. */
  public sealed interface Outcome {
    /**
     * @param first whether the holder had none that counted
     * @param answered to how many questions
     */
    record Taken(boolean first, int answered) implements Outcome {}

    record Wrong(List<FieldError> errors) implements Outcome {}

    /** As many as are wanted of the holder's group have answered. */
    record Full() implements Outcome {}

    record NotNow(Standing standing) implements Outcome {}

    record TooMany(Duration retryAfter) implements Outcome {}
  }

  /**
   * Takes answers in the place of all earlier ones.
   *
   * @param source the address they came from
   * @param body with {@code answers}
   */
  Outcome answer(Token token, String source, JsonNode body, Words words, Instant now) {
    return count(source, now)
        .<Outcome>map(Outcome.TooMany::new)
        .orElseGet(() -> take(token, body, words, Reply.Mode.WEB, now));
  }

  /**
   * Takes answers from paper in the place of all earlier ones.
   *
   * @param also written with them
   */
  Outcome keyIn(Token token, JsonNode body, Words words, Instant now, Write... also) {
    return take(token, body, words, Reply.Mode.PAPER, now, also);
  }

  private Optional<Duration> count(String source, Instant now) {
    return switch (limits.count(FROM_PLACE, pseudonyms.ofPlace(source), now)) {
      case Limits.Verdict.Within() -> Optional.empty();
      case Limits.Verdict.Over(Duration retryAfter) -> Optional.of(retryAfter);
    };
  }

  private Outcome take(
      Token token, JsonNode body, Words words, Reply.Mode mode, Instant now, Write... also) {
    if (!(look(token, now) instanceof Standing.Ready ready)) {
      return new Outcome.NotNow(look(token, now));
    }
    Input input = Input.json(body, words);
    Map<String, Value> values =
        new AnswerReading(body, input).all(Questionnaire.of(ready.survey().base()));
    return input.errors().isEmpty()
        ? take(ready, values, mode, also)
        : new Outcome.Wrong(input.errors());
  }

  private Outcome take(
      Standing.Ready ready, Map<String, Value> values, Reply.Mode mode, Write... also) {
    var writes = new java.util.ArrayList<>(List.of(also));
    writes.add(halves.forget(ready.token()));
    Survey.Design design = ready.survey().base().design();
    return switch (replies.put(
        ready.token(), values, mode, ready.cell(), design.quotas(), writes.toArray(Write[]::new))) {
      case Replies.Put.Added() -> new Outcome.Taken(true, values.size());
      case Replies.Put.Replaced() -> new Outcome.Taken(false, values.size());
      case Replies.Put.Full() -> new Outcome.Full();
    };
  }

  /** How a reply was taken back. */
  public sealed interface Withdrawal {
    /**
     * @param counted whether there was one
     */
    record Done(boolean counted) implements Withdrawal {}

    record NotNow(Standing standing) implements Withdrawal {}

    record TooMany(Duration retryAfter) implements Withdrawal {}
  }

  /**
   * Until the survey is over, also when it is paused or the member has left.
   *
   * @param source the address it came from
   */
  Withdrawal withdraw(Token token, String source, Instant now) {
    return count(source, now)
        .<Withdrawal>map(Withdrawal.TooMany::new)
        .orElseGet(() -> withdraw(token, now));
  }

  private Withdrawal withdraw(Token token, Instant now) {
    Standing standing = look(token, now);
    return switch (standing) {
      case Standing.Ready(Survey survey, _, _, _) -> withdraw(token, survey);
      case Standing.Paused(Survey survey, _) -> withdraw(token, survey);
      case Standing.Left(Survey survey, _) -> withdraw(token, survey);
      case Standing.Unknown _, Standing.NotYet _, Standing.Over _ ->
          new Withdrawal.NotNow(standing);
    };
  }

  private Withdrawal withdraw(Token token, Survey survey) {
    table.write(halves.forget(token));
    return new Withdrawal.Done(replies.withdraw(token, survey.base().design().quotas()));
  }

  /** What has been filled in: begun, else as it was sent, else nothing. */
  Halves.Half half(Standing.Ready ready, Instant now) {
    return halves
        .read(ready.token(), now)
        .orElseGet(() ->
            ready
                .reply()
                .map(reply ->
                    new Halves.Half(
                        reply.values(),
                        Questionnaire.of(ready.survey().base()).all().stream()
                            .map(question -> question.id())
                            .collect(java.util.stream.Collectors.toSet())))
                .orElse(Halves.Half.EMPTY));
  }

  /** Whether something has been filled in that is not sent. */
  boolean begun(Token token, Instant now) {
    return halves.read(token, now).isPresent();
  }

  void keep(Standing.Ready ready, Halves.Half half, Instant now) {
    halves.save(ready.token(), half, ready.survey().base().design(), now);
  }
}
