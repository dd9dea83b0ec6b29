package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Suggestions.Event;

/** What a moderator does with what has come in. Two at once do not overwrite each other. */
final class Moderating {
  static final String PUBLISH = "publish";
  static final String REFUSE = "refuse";
  static final String ASK_TO_CHANGE = "ask-to-change";
  static final List<String> DECISIONS = List.of(PUBLISH, REFUSE, ASK_TO_CHANGE);
  private static final Duration TIME_TO_CHANGE = Duration.ofDays(14);
  private static final int LONGEST_NOTE = 4_000;
  private static final int QUEUE_SHOWN = 200;

  private final Table table;
  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Similarity similarity;
  private final Deliveries deliveries;
  private final Letters letters;
  private final Site site;

  Moderating(
      Table table,
      Suggestions suggestions,
      RuleBook rules,
      Similarity similarity,
      Deliveries deliveries,
      Letters letters,
      Site site) {
    this.table = table;
    this.suggestions = suggestions;
    this.rules = rules;
    this.similarity = similarity;
    this.deliveries = deliveries;
    this.letters = letters;
    this.site = site;
  }

  /** One that waits, with what to look at. Days left may be negative. */
  record Waiting(Suggestion.Submitted suggestion, List<Flags.Flag> flags, long daysLeft) {}

  /** The oldest first. */
  List<Waiting> queue(Instant now) {
    return table
        .query(Query.index(Query.Index.BY_DUE, "moderation").limit(QUEUE_SHOWN))
        .items()
        .stream()
        .map(item -> item.text("id"))
        .flatMap(id -> waiting(id, now).stream())
        .toList();
  }

  Optional<Waiting> waiting(String id, Instant now) {
    return suggestions
        .find(id)
        .filter(Suggestion.Submitted.class::isInstance)
        .map(Suggestion.Submitted.class::cast)
        .map(submitted -> {
          var content = submitted.base().content();
          var nearest =
              similarity
                  .similar(
                      content.title(),
                      content.proposal() + "\n" + content.reason(),
                      content.language(),
                      1)
                  .stream()
                  .findFirst();
          Instant due =
              submitted
                  .base()
                  .receivedAt()
                  .plus(Duration.ofDays(rules.version(submitted.base().rules()).moderationDays()));
          return new Waiting(submitted, Flags.of(content, nearest), Words.daysBetween(now, due));
        });
  }

  /** A decision on the version that was read. */
  record Decision(
      String decision,
      Optional<Suggestion.Reason> reason,
      String duplicateOf,
      String note,
      String board,
      int version) {}

  Decision read(Input input) {
    String decision = input.oneOf("decision", true, DECISIONS);
    boolean refusing = decision.equals(REFUSE);
    String reason =
        input.oneOf(
            "reason",
            refusing,
            java.util.Arrays.stream(Suggestion.Reason.values())
                .map(Suggestion.Reason::code)
                .toList());
    String duplicateOf = input.line("duplicateOf", refusing && reason.equals("duplicate"), 100);
    if (refusing && reason.equals("duplicate") && !duplicateOf.isEmpty()) {
      duplicateOf = existing(duplicateOf).orElse("");
      if (duplicateOf.isEmpty()) {
        input.error("duplicateOf", "unknown");
      }
    } else {
      duplicateOf = "";
    }
    String note = input.text("note", decision.equals(ASK_TO_CHANGE), LONGEST_NOTE);
    return new Decision(
        decision,
        Suggestion.Reason.of(reason),
        duplicateOf,
        note,
        input.oneOf("board", false, rules.current().boards()),
        input.number("version", 0, 0, Integer.MAX_VALUE));
  }

  /** How a decision went. */
  sealed interface Outcome {
    record Decided(Suggestion suggestion) implements Outcome {}

    /** Another was first, or it was taken back. */
    record Overtaken() implements Outcome {}

    record Unknown() implements Outcome {}
  }

  Outcome decide(String id, Decision decision, Caller.Official by, Instant now) {
    Optional<Suggestion> found = suggestions.find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (!(found.get() instanceof Suggestion.Submitted submitted)
        || (decision.version() != 0 && decision.version() != submitted.base().version())) {
      return new Outcome.Overtaken();
    }
    Words words = site.words(Language.orDefault(submitted.base().content().language()));
    var also = new ArrayList<Write>();
    also.add(Audit.entry(by, "moderation-" + decision.decision(), id, now));
    Suggestion to;
    Event event;
    Letter letter;
    switch (decision.decision()) {
      case PUBLISH -> {
        Rules ruled = rules.version(submitted.base().rules());
        String board =
            decision.board().isEmpty() && !ruled.boards().isEmpty()
                ? ruled.boards().getFirst()
                : decision.board();
        to = submitted.publish(now, ruled, board);
        event = new Event(now, "published", List.of());
        letter = letters.published(submitted.base());
      }
      case REFUSE -> {
        var refusal =
            new Suggestion.Refusal(
                decision.reason().orElseThrow(), decision.duplicateOf(), decision.note());
        to = submitted.refuse(refusal, now);
        event = new Event(now, "refused", List.of(refusal.reason().textKey()));
        letter = letters.refused(submitted.base(), refusal, words);
      }
      case ASK_TO_CHANGE -> {
        to = submitted.askToChange(decision.note(), now.plus(TIME_TO_CHANGE));
        event = new Event(now, "change-asked", List.of());
        letter = letters.change(submitted.base(), decision.note());
      }
      default -> throw new IllegalArgumentException("No such decision");
    }
    boolean mailed = !letter.to().isEmpty();
    if (mailed) {
      also.add(Outbox.letter(letter, now));
    }
    if (!suggestions.change(submitted, to, now, List.of(event), also)) {
      return new Outcome.Overtaken();
    }
    if (mailed) {
      deliveries.goOn("mailing", letter.key());
    }
    return new Outcome.Decided(to);
  }

  /** A suggestion by its id, or by the number that people know it by. */
  private Optional<String> existing(String written) {
    return suggestions.row(written).map(Row::id).or(() -> suggestions.byNumber(written));
  }
}
