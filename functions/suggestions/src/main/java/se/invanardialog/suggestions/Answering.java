package se.invanardialog.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Suggestions.Event;

/** A board answers, and tells afterwards how it goes. Every answer reaches those who asked. */
final class Answering {
  static final List<String> DECISIONS = List.of("approved", "partly", "rejected", "inquiry");
  static final int LONGEST_ANSWER = 20_000;
  static final int LONGEST_PROGRESS = 4_000;
  private static final int LONGEST_BOARD = 100;
  private static final int LONGEST_NUMBER = 60;
  private static final int AWAITING_SHOWN = 500;

  private final Table table;
  private final Suggestions suggestions;
  private final Deliveries deliveries;
  private final Ids ids;

  Answering(Table table, Suggestions suggestions, Deliveries deliveries, Ids ids) {
    this.table = table;
    this.suggestions = suggestions;
    this.deliveries = deliveries;
    this.ids = ids;
  }

  /** One that has reached its threshold. Days left may be negative. */
  record Awaiting(Row row, long daysLeft) {}

  /** Overdue first, since the earliest day comes first. */
  List<Awaiting> awaiting(Optional<String> board, Instant now) {
    return table
        .query(Query.index(Query.Index.BY_DUE, "answer").limit(AWAITING_SHOWN))
        .items()
        .stream()
        .map(Row::of)
        .filter(row -> board.isEmpty() || row.board().equals(board.get()))
        .map(row -> new Awaiting(row, row.answerDueAt().map(due -> daysLeft(due, now)).orElse(0L)))
        .toList();
  }

  /** Days to the last day; the instant is the first one after it. */
  static long daysLeft(Instant due, Instant now) {
    return ChronoUnit.DAYS.between(Words.day(now), Rules.lastDay(due));
  }

  Answer read(Input input, Instant now) {
    String decision = input.oneOf("decision", true, DECISIONS);
    String text = input.text("text", true, LONGEST_ANSWER);
    String board = input.line("board", true, LONGEST_BOARD);
    String registryNumber = input.line("registryNumber", false, LONGEST_NUMBER);
    String minutesParagraph = input.line("minutesParagraph", false, LONGEST_NUMBER);
    LocalDate date = Words.day(now);
    String written = input.line("date", true, 10);
    try {
      if (!written.isEmpty()) {
        date = LocalDate.parse(written);
        if (date.isAfter(Words.day(now))) {
          input.error("date", "future");
        }
      }
    } catch (DateTimeParseException unreadable) {
      input.error("date", "date");
    }
    return new Answer(decision, text, board, date, registryNumber, minutesParagraph, now);
  }

  /** How it went. */
  enum Outcome {
    DONE,
    /** The suggestion does not gather names and has not, or it is answered. */
    NOT_NOW,
    /** Another board's. */
    NOT_YOURS,
    UNKNOWN
  }

  Outcome answer(String id, Answer answer, Caller.Official by, Instant now) {
    Optional<Suggestion> found = suggestions.find(id);
    if (found.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    if (!mayAnswerFor(by, answer.board())) {
      return Outcome.NOT_YOURS;
    }
    Optional<Suggestion.Answered> answered =
        switch (found.get()) {
          case Suggestion.Open open -> Optional.of(open.answer(now));
          case Suggestion.Closed closed -> Optional.of(closed.answer(now));
          case Suggestion.Unconfirmed _,
              Suggestion.Submitted _,
              Suggestion.Changing _,
              Suggestion.Answered _,
              Suggestion.Refused _,
              Suggestion.Withdrawn _ ->
              Optional.empty();
        };
    if (answered.isEmpty()) {
      return Outcome.NOT_NOW;
    }
    String mailing = "answer-" + id;
    var also = new ArrayList<Write>();
    also.add(Write.insert(answer.write(id)));
    also.add(
        Write.put(
            Outbox.mailing(mailing, "answer", now)
                .with("suggestion", id)
                .with("decision", answer.decision())
                .with("text", answer.text())));
    also.add(Audit.entry(by, "answer-" + answer.decision(), id, now));
    var event = new Event(now, "answered", List.of(answer.board(), answer.decision()));
    if (!suggestions.change(found.get(), answered.get(), now, List.of(event), also)) {
      return Outcome.NOT_NOW;
    }
    deliveries.goOn("mailing", mailing);
    return Outcome.DONE;
  }

  Outcome progress(String id, String text, Caller.Official by, Instant now) {
    Optional<Suggestion> found = suggestions.find(id);
    if (found.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    if (!(found.get() instanceof Suggestion.Answered answered)) {
      return Outcome.NOT_NOW;
    }
    Optional<Answer> answer = suggestions.whole(id).flatMap(Suggestions.Whole::answer);
    if (answer.isPresent() && !mayAnswerFor(by, answer.get().board())) {
      return Outcome.NOT_YOURS;
    }
    String mailing = "progress-" + answered.base().id() + "-" + ids.next();
    boolean written =
        table
            .write(
                Suggestions.event(id, new Event(now, "progress", List.of(text))),
                Write.insert(
                    Outbox.mailing(mailing, "progress", now)
                        .with("suggestion", id)
                        .with("text", text)),
                Audit.entry(by, "progress", id, now))
            .done();
    if (!written) {
      return Outcome.NOT_NOW;
    }
    deliveries.goOn("mailing", mailing);
    return Outcome.DONE;
  }

  private static boolean mayAnswerFor(Caller.Official by, String board) {
    return by.has(Role.ADMIN)
        || by.board().map(own -> own.equalsIgnoreCase(board.strip())).orElse(true);
  }
}
