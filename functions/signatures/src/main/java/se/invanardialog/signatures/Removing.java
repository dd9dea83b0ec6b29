package se.invanardialog.signatures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.suggestions.Suggestions;
import se.invanardialog.suggestions.Suggestions.Event;

/**
 * Suspected fraud is taken out in bulk, and put back if the suspicion was wrong. A piece of the
 * work changes its signatures and says how far it came in one transaction, so a crash loses or
 * repeats nothing, whoever goes on with it.
 */
public final class Removing {
  /** The kind of this work on the queue. */
  public static final String WORK = "removal";

  static final int LONGEST_REASON = 500;
  private static final String ACT = "removal ";

  /** With how far it came and the line of the timeline it fills a transaction. */
  static final int CHANGED_AT_ONCE = Table.MOST_WRITES_AT_ONCE - 2;

  private static final int LOOKED_AT_ONCE = Query.MOST;

  private final Table table;
  private final Suggestions suggestions;
  private final Deliveries deliveries;
  private final Ids ids;

  Removing(Table table, Suggestions suggestions, Deliveries deliveries, Ids ids) {
    this.table = table;
    this.suggestions = suggestions;
    this.deliveries = deliveries;
    this.ids = ids;
  }

  /** What an official asks for. */
  record Wish(Where where, String reason, boolean preview) {
    static Wish read(Input input) {
      boolean preview = input.flag("preview");
      return new Wish(Where.read(input), input.text("reason", !preview, LONGEST_REASON), preview);
    }
  }

  sealed interface Outcome {
    record Preview(long matching) implements Outcome {}

    record Begun(String id, long matching) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  sealed interface Undoing {
    /** Being put back, or put back already. */
    record Begun(Removal removal) implements Undoing {}

    /** It has first to be done. */
    record StillWorking(Removal removal) implements Undoing {}

    record Unknown() implements Undoing {}
  }

  Outcome remove(String suggestion, Wish wish, Caller.Official by, Instant now) {
    if (suggestions.row(suggestion).isEmpty()) {
      return new Outcome.Unknown();
    }
    long matching = count(suggestion, wish.where());
    if (wish.preview()) {
      return new Outcome.Preview(matching);
    }
    String id = ids.next();
    Item item =
        wish.where()
            .write(Item.at(Keys.removal(id)))
            .with("id", id)
            .with("suggestion", suggestion)
            .with("reason", wish.reason())
            .with("by", by.subject())
            .with("byName", by.name())
            .with("at", now)
            .with("state", Removal.State.WORKING)
            .with("shard", 0)
            .with("counted", 0)
            .with("due", Outbox.WORK)
            .with("dueAt", now);
    table.write(Write.insert(item), Audit.entry(by, ACT + id, suggestion, now));
    deliveries.goOn(WORK, id);
    return new Outcome.Begun(id, matching);
  }

  /** Puts back those that this removal took out, and no others. */
  Undoing undo(String id, Caller.Official by, Instant now) {
    Optional<Removal> found = find(id);
    if (found.isEmpty()) {
      return new Undoing.Unknown();
    }
    Removal removal = found.get();
    return switch (removal.state()) {
      case WORKING -> new Undoing.StillWorking(removal);
      case UNDOING, UNDONE -> new Undoing.Begun(removal);
      case DONE -> {
        Write begin =
            Write.update(Keys.removal(id))
                .set("state", Removal.State.UNDOING)
                .set("shard", 0)
                .set("cursor", null)
                .set("counted", 0)
                .set("due", Outbox.WORK)
                .set("dueAt", now)
                .when(Condition.is("state", Removal.State.DONE));
        table.write(begin, Audit.entry(by, "removal-undone " + id, removal.suggestion(), now));
        deliveries.goOn(WORK, id);
        yield new Undoing.Begun(removal);
      }
    };
  }

  Optional<Removal> find(String id) {
    return table.getConsistently(Keys.removal(id)).map(Removal::read);
  }

  /** Those of a suggestion, newest first, as its log names them. */
  List<Removal> of(String suggestion) {
    var keys =
        table.all(Query.partition(Keys.audit(suggestion, "", "").partition()).backward()).stream()
            .flatMap(entry -> entry.maybe("act").stream())
            .filter(act -> act.startsWith(ACT))
            .map(act -> Keys.removal(act.substring(ACT.length())))
            .toList();
    var found = table.getAll(keys);
    return keys.stream().filter(found::containsKey).map(found::get).map(Removal::read).toList();
  }

  /**
   * Does a piece of the work.
   *
   * @return whether more is left
   */
  public boolean step(String id, Instant now) {
    Optional<Removal> found = find(id).filter(removal -> removal.state().active());
    if (found.isEmpty()) {
      return false;
    }
    Removal removal = found.get();
    Piece piece = piece(removal);
    var chosen = new ArrayList<>(piece.matching());
    while (true) {
      boolean last = piece.next().isEmpty() && removal.shard() + 1 == Keys.SIGNATURE_SHARDS;
      var changed = List.copyOf(chosen);
      switch (table.write(writes(removal, piece, changed, last, now))) {
        case Write.Result.Done() -> {
          return !last;
        }
        case Write.Result.Refused refused -> {
          if (refused.places().contains(0)) {
            return true;
          }
          chosen.removeAll(refused.places().stream().map(place -> changed.get(place - 1)).toList());
        }
      }
    }
  }

  /** Some signatures to change, and where the next piece begins in the same shard. */
  private record Piece(List<Key> matching, Optional<String> next) {}

  private Piece piece(Removal removal) {
    Query query = query(removal.suggestion(), removal.shard(), filter(removal));
    var page = table.query(query.after(removal.cursor()).consistently());
    var matching = new ArrayList<Key>();
    for (Item item : page.items()) {
      if (removal.state() == Removal.State.UNDOING || matches(removal.where(), item)) {
        matching.add(item.key());
      }
      if (matching.size() == CHANGED_AT_ONCE) {
        return new Piece(matching, Optional.of(query.cursorAfter(item)));
      }
    }
    return new Piece(matching, page.next());
  }

  private static Condition filter(Removal removal) {
    return switch (removal.state()) {
      case WORKING, DONE -> removal.where().and(standing(Signature.ACTIVE));
      case UNDOING, UNDONE -> takenOutBy(removal);
    };
  }

  private static List<Write> writes(
      Removal removal, Piece piece, List<Key> chosen, boolean last, Instant now) {
    long counted = removal.counted() + chosen.size();
    var writes = new ArrayList<Write>();
    writes.add(progress(removal, piece, counted, last, now));
    chosen.forEach(key -> writes.add(change(removal, key)));
    if (last && counted > 0) {
      String event =
          removal.state() == Removal.State.WORKING ? "signatures-removed" : "signatures-restored";
      writes.add(
          Suggestions.event(
              removal.suggestion(), new Event(now, event, List.of(Long.toString(counted)))));
    }
    return writes;
  }

  private static Write progress(
      Removal removal, Piece piece, long counted, boolean last, Instant now) {
    boolean nextShard = piece.next().isEmpty() && !last;
    Condition unmoved =
        Condition.allOf(
            Condition.is("state", removal.state()),
            Condition.is("shard", removal.shard()),
            removal
                .cursor()
                .map(at -> Condition.is("cursor", at))
                .orElse(Condition.absent("cursor")));
    return Write.update(Keys.removal(removal.id()))
        .set("shard", removal.shard() + (nextShard ? 1 : 0))
        .set("cursor", piece.next().orElse(null))
        .set("counted", counted)
        .set("state", last ? removal.state().finished() : removal.state())
        .set("due", last ? null : Outbox.WORK)
        .set("dueAt", last ? null : now)
        .when(unmoved);
  }

  private static Write change(Removal removal, Key key) {
    return switch (removal.state()) {
      case WORKING, DONE ->
          Write.update(key)
              .set(SignatureItems.STATE, Signature.REMOVED)
              .set(SignatureItems.REMOVAL, removal.id())
              .when(standing(Signature.ACTIVE));
      case UNDOING, UNDONE ->
          Write.update(key)
              .set(SignatureItems.STATE, Signature.ACTIVE)
              .set(SignatureItems.REMOVAL, null)
              .when(takenOutBy(removal));
    };
  }

  private static Condition standing(String state) {
    return Condition.is(SignatureItems.STATE, state);
  }

  private static Condition takenOutBy(Removal removal) {
    return Condition.allOf(
        standing(Signature.REMOVED), Condition.is(SignatureItems.REMOVAL, removal.id()));
  }

  private long count(String suggestion, Where where) {
    long matching = 0;
    for (int shard = 0; shard < Keys.SIGNATURE_SHARDS; shard++) {
      Query query = query(suggestion, shard, where.and(standing(Signature.ACTIVE)));
      matching += table.all(query).stream().filter(item -> matches(where, item)).count();
    }
    return matching;
  }

  private static boolean matches(Where where, Item item) {
    return where.matches(SignatureItems.read(item));
  }

  private static Query query(String suggestion, int shard, Condition filter) {
    return Query.partition(Keys.signatures(suggestion, shard)).where(filter).limit(LOOKED_AT_ONCE);
  }
}
