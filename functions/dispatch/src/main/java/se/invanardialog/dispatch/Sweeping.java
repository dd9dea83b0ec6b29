package se.invanardialog.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.sendouts.Conducting;
import se.invanardialog.panels.sendouts.Sendouts;
import se.invanardialog.signatures.Removing;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;
import se.invanardialog.suggestions.Suggestions.Event;

/**
 * The minute's sweep: what became due since the last one, and work that a crash left lying. A sweep
 * that comes twice, or late, finds what is left and nothing else.
 */
final class Sweeping {
  /** Work that has not moved for so long has been dropped by whoever did it. */
  static final Duration LEFT_LYING = Duration.ofMinutes(1);

  private final Table table;
  private final Suggestions suggestions;
  private final Conducting conducting;
  private final Deliveries deliveries;

  Sweeping(Table table, Suggestions suggestions, Conducting conducting, Deliveries deliveries) {
    this.table = table;
    this.conducting = conducting;
    this.suggestions = suggestions;
    this.deliveries = deliveries;
  }

  /**
   * Goes through everything, also past what fails.
   *
   * @throws IllegalStateException at the end when anything failed, for the alarm to see
   */
  void sweep(Instant now) {
    int failed =
        each(
                Query.index(Query.Index.BY_CLOSING, Suggestion.OPEN).to(now),
                item -> close(item.text("id"), item.instant("closesAt")))
            + each(
                Query.index(Query.Index.BY_DUE, Suggestion.CHANGING).to(now),
                item -> takeBack(item.text("id"), now))
            + conduct(now)
            + each(Query.index(Query.Index.BY_DUE, Sendouts.WAITING).to(now), this::goOn)
            + each(
                Query.index(Query.Index.BY_DUE, Outbox.WORK).to(now.minus(LEFT_LYING)), this::goOn);
    if (failed > 0) {
      throw new IllegalStateException(failed + " of the sweep failed");
    }
  }

  private int conduct(Instant now) {
    int failed = 0;
    for (String survey : conducting.due(now)) {
      try {
        conducting.conduct(survey, now);
      } catch (RuntimeException fault) {
        Log.error("survey-failed", fault, "survey", survey);
        failed++;
      }
    }
    return failed;
  }

  private int each(Query query, Consumer<Item> act) {
    int failed = 0;
    for (Item item : table.all(query)) {
      try {
        act.accept(item);
      } catch (RuntimeException fault) {
        Log.error("sweep-failed", fault);
        failed++;
      }
    }
    return failed;
  }

  /** It is closed from the instant its last day ends; the sweep only writes that down. */
  private void close(String id, Instant closesAt) {
    if (suggestions.find(id).orElse(null) instanceof Suggestion.Open open) {
      suggestions.change(
          open,
          open.close(),
          closesAt,
          List.of(new Event(closesAt, "closed", List.of())),
          List.of());
    }
  }

  /**
   * An author who was asked to change something and did not in time has let it be. It is not
   * refused, which would stay in public as a verdict on what was never decided.
   */
  private void takeBack(String id, Instant now) {
    if (suggestions.find(id).orElse(null) instanceof Suggestion.Changing changing
        && !now.isBefore(changing.until())) {
      suggestions.change(
          changing,
          changing.withdraw(now),
          now,
          List.of(new Event(now, "withdrawn", List.of())),
          List.of());
    }
  }

  private void goOn(Item item) {
    String id = item.text("id");
    deliveries.goOn(kind(item, id), id);
  }

  private static String kind(Item item, String id) {
    if (item.key().partition().startsWith(Keys.SENDOUTS)) {
      return Sendouts.WORK;
    }
    return item.key().equals(Keys.removal(id)) ? Removing.WORK : Mailings.WORK;
  }
}
