package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Times;
import se.invanardialog.core.table.Write;
import se.invanardialog.suggestions.similar.Terms;

/**
 * The suggestions in the table. A transition writes the suggestion, its row, its timeline and
 * whatever follows from it in one transaction, on condition that nobody was first.
 */
public final class Suggestions {
  /** Unconfirmed ones are forgotten after this. */
  public static final Duration CONFIRMABLE = Duration.ofDays(7);

  /**
   * How old a row may be when it decides whether one can sign; it costs a read less a signature.
   */
  private static final Duration ROW_KEPT = Duration.ofSeconds(2);

  private static final int MOST_ROWS_KEPT = 5_000;
  private static final int LEAD_LENGTH = 160;

  private final Table table;
  private final InstantSource time;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(Row row, Instant at) {}

  public Suggestions(Table table, InstantSource time) {
    this.table = table;
    this.time = time;
  }

  /** Something that happened; the catalogue has the sentence. */
  public record Event(Instant at, String event, List<String> values) {}

  /** All that is known of one suggestion. */
  public record Whole(
      Suggestion suggestion, Row row, List<Event> events, Optional<Answer> answer) {}

  public Optional<Suggestion> find(String id) {
    return table.getConsistently(Keys.suggestion(id)).map(SuggestionItems::read);
  }

  public Optional<Row> row(String id) {
    return table.get(Keys.row(id)).map(Row::of);
  }

  /** The row, at most two seconds old: for the rules of signing, which do not change after that. */
  public Optional<Row> rowForSigning(String id) {
    Instant now = time.instant();
    @Nullable Kept known = kept.get(id);
    if (known != null && Duration.between(known.at(), now).abs().compareTo(ROW_KEPT) < 0) {
      return Optional.of(known.row());
    }
    Optional<Row> row = row(id);
    if (kept.size() >= MOST_ROWS_KEPT) {
      kept.clear();
    }
    row.ifPresent(found -> kept.put(id, new Kept(found, now)));
    return row;
  }

  public List<Row> rows(Collection<String> ids) {
    var found = table.getAll(ids.stream().map(Keys::row).toList());
    return ids.stream()
        .map(id -> found.get(Keys.row(id)))
        .filter(java.util.Objects::nonNull)
        .map(Row::of)
        .toList();
  }

  public Optional<Whole> whole(String id) {
    @Nullable Suggestion suggestion = null;
    @Nullable Row row = null;
    @Nullable Answer answer = null;
    var events = new ArrayList<Event>();
    for (Item item : table.all(Query.partition(Keys.suggestionPartition(id)).consistently())) {
      String sort = item.key().sort();
      if (sort.equals(Keys.suggestion(id).sort())) {
        suggestion = SuggestionItems.read(item);
      } else if (sort.equals(Keys.row(id).sort())) {
        row = Row.of(item);
      } else if (sort.equals(Keys.answer(id).sort())) {
        answer = Answer.read(item);
      } else if (sort.startsWith(Keys.EVENTS)) {
        events.add(
            new Event(item.instant("at"), item.text("event"), List.copyOf(item.texts("values"))));
      }
    }
    events.sort(java.util.Comparator.comparing(Event::at));
    return suggestion == null || row == null
        ? Optional.empty()
        : Optional.of(new Whole(suggestion, row, events, Optional.ofNullable(answer)));
  }

  /** A new one that waits for its author's click. */
  public void add(Suggestion.Unconfirmed suggestion) {
    table.write(
        Write.insert(
            SuggestionItems.write(suggestion, 1)
                .expiring(suggestion.base().createdAt().plus(CONFIRMABLE).plus(CONFIRMABLE))));
  }

  /**
   * Writes a transition.
   *
   * @param events what to put on the timeline
   * @param also further writes that belong to it, such as a letter to many
   * @return false when the suggestion was changed meanwhile: nothing is written then
   */
  public boolean change(
      Suggestion from, Suggestion to, Instant now, List<Event> events, List<Write> also) {
    int version = from.base().version();
    var writes = new ArrayList<Write>();
    writes.add(
        new Write.Put(
            SuggestionItems.write(to, version + 1),
            version == 0 ? Condition.newItem() : Condition.is("version", version)));
    writes.add(rowUpdate(to, now));
    if (from instanceof Suggestion.Unconfirmed) {
      writes.add(
          Write.put(Item.at(Keys.number(to.base().number())).with("suggestion", to.base().id())));
    }
    for (Event event : events) {
      writes.add(Write.put(eventItem(to.base().id(), event)));
    }
    writes.addAll(also);
    kept.remove(to.base().id());
    return table.write(writes).done();
  }

  /** An event alone. */
  public static Write event(String id, Event event) {
    return Write.put(eventItem(id, event));
  }

  private static Item eventItem(String id, Event event) {
    return Item.at(Keys.event(id, Times.text(event.at()), event.event()))
        .with("at", event.at())
        .with("event", event.event())
        .with("values", event.values());
  }

  public Optional<String> byNumber(String number) {
    return table.get(Keys.number(number.strip())).map(item -> item.text("suggestion"));
  }

  /** The next running number of the year, such as {@code 2026-118}; a lost one is never reused. */
  public String nextNumber(Instant now) {
    int year = now.atZone(se.invanardialog.core.texts.Words.ZONE).getYear();
    Item counter =
        table.add(Keys.counter("suggestions-" + year), Map.of("last", 1L), Optional.empty());
    return year + "-" + counter.number("last");
  }

  private static Write rowUpdate(Suggestion to, Instant now) {
    Suggestion.Base base = to.base();
    Key key = Keys.row(base.id());
    Write.Update row =
        Write.update(key)
            .set("id", base.id())
            .set("number", base.number())
            .set("title", base.content().title())
            .set("lead", Paragraphs.beginning(base.content().proposal(), LEAD_LENGTH))
            .set("authorShown", base.author().shown())
            .set("state", to.state())
            .set("category", base.content().category())
            .set("district", base.content().district())
            .set("language", base.content().language())
            .set("rules", base.rules());
    return switch (to) {
      case Suggestion.Unconfirmed _ -> row;
      case Suggestion.Submitted _ ->
          row.set("shelf", null).set("due", "moderation").set("dueAt", base.receivedAt());
      case Suggestion.Changing changing ->
          row.set("shelf", null).set("due", "changing").set("dueAt", changing.until());
      case Suggestion.Open open ->
          awaited(published(row, open.published()), open.published())
              .set("shelf", Suggestion.OPEN)
              .set("terms", terms(base.content()))
              .add("signatures", 0)
              .set("decision", null);
      case Suggestion.Closed _ -> row.set("shelf", Suggestion.CLOSED);
      case Suggestion.Answered answered ->
          row.set("shelf", Suggestion.ANSWERED)
              .set("due", null)
              .set("dueAt", null)
              .set("answeredAt", answered.at());
      case Suggestion.Refused refused ->
          (refused.refusal().reason().hidesText() ? row.set("title", "").set("lead", "") : row)
              .set("shelf", Suggestion.REFUSED)
              .set("publishedAt", now)
              .set("closesAt", now)
              .set("due", null)
              .set("dueAt", null)
              .set("terms", refused.refusal().reason().hidesText() ? null : terms(base.content()))
              .add("signatures", 0)
              .set("decision", refused.refusal().reason().code())
              .set(
                  "duplicateOf",
                  refused.refusal().duplicateOf().isEmpty()
                      ? null
                      : refused.refusal().duplicateOf());
      case Suggestion.Withdrawn _ ->
          row.set("shelf", null).set("due", null).set("dueAt", null).set("terms", null);
    };
  }

  /** Where no names are asked for, the board owes an answer from the first day. */
  private static Write.Update awaited(Write.Update row, Suggestion.Published published) {
    return published.threshold() > 0
        ? row.set("due", null).set("dueAt", null)
        : row.set("due", "answer")
            .set("dueAt", Rules.closing(published.at(), published.answerDays()));
  }

  private static Write.Update published(Write.Update row, Suggestion.Published published) {
    return row.set("publishedAt", published.at())
        .set("closesAt", published.closesAt())
        .set("threshold", published.threshold())
        .set("answerDays", published.answerDays())
        .set("board", published.board());
  }

  private static byte[] terms(Suggestion.Content content) {
    return Terms.of(
            content.title(), content.proposal() + "\n" + content.reason(), content.language())
        .toBytes();
  }
}
