package se.invanardialog.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.signatures.Signature;
import se.invanardialog.signatures.Signatures;
import se.invanardialog.suggestions.Suggestions;

/**
 * A letter to many, piece by piece: a piece's letters are queued before it is written how far the
 * mailing came, so a crash repeats a piece and never skips one; the letters' keys make that
 * harmless.
 */
final class Mailings {
  /** The kind of this work on the queue. */
  static final String WORK = "mailing";

  static final int READ_AT_ONCE = 200;

  private final Table table;
  private final InstantSource time;
  private final Suggestions suggestions;
  private final Signatures signatures;
  private final Deliveries deliveries;
  private final Sending sending;
  private final MailingLetters letters;

  Mailings(
      Table table,
      InstantSource time,
      Suggestions suggestions,
      Signatures signatures,
      Deliveries deliveries,
      Sending sending,
      MailingLetters letters) {
    this.table = table;
    this.time = time;
    this.suggestions = suggestions;
    this.signatures = signatures;
    this.deliveries = deliveries;
    this.sending = sending;
    this.letters = letters;
  }

  /** The letter is being sent by another; the queue brings the work back later. */
  static final class Busy extends RuntimeException {
    Busy() {
      super("Busy");
    }
  }

  /**
   * Does a piece of the work.
   *
   * @return whether more is left
   */
  boolean step(String id) {
    Optional<Item> found = table.getConsistently(Keys.mailing(id)).filter(item -> item.has("due"));
    if (found.isEmpty()) {
      return false;
    }
    Item mailing = found.get();
    return mailing.text("kind").equals(Outbox.LETTER) ? toOne(mailing) : toMany(mailing);
  }

  private boolean toOne(Item mailing) {
    return switch (sending.send(Outbox.letter(mailing))) {
      case BUSY -> throw new Busy();
      case SENT, SETTLED, UNWANTED, FAILED -> {
        table.write(done(Write.update(mailing.key())));
        yield false;
      }
    };
  }

  private boolean toMany(Item mailing) {
    String suggestion = mailing.text("suggestion");
    Optional<Suggestions.Whole> whole = suggestions.whole(suggestion);
    if (whole.isEmpty()) {
      throw new IllegalStateException("A mailing about nothing");
    }
    int shard = (int) mailing.number("shard", 0);
    Optional<String> cursor = mailing.maybe("cursor");
    Signatures.Some some = signatures.toInform(suggestion, shard, cursor, READ_AT_ONCE);
    var toSend = new ArrayList<Letter>();
    if (shard == 0 && cursor.isEmpty()) {
      letters.toAuthor(mailing, whole.get()).ifPresent(toSend::add);
    }
    for (Signature signature : some.signatures()) {
      letters.toSigner(mailing, whole.get(), signature).ifPresent(toSend::add);
    }
    deliveries.sendAll(toSend);
    return goneOn(mailing, shard, cursor, some.next());
  }

  private boolean goneOn(Item mailing, int shard, Optional<String> cursor, Optional<String> next) {
    boolean last = next.isEmpty() && shard + 1 == Keys.SIGNATURE_SHARDS;
    Instant now = time.instant();
    Write.Update moved =
        Write.update(mailing.key())
            .set("shard", next.isEmpty() && !last ? shard + 1 : shard)
            .set("cursor", next.orElse(null))
            .set("dueAt", now);
    table.write((last ? done(moved) : moved).when(unmoved(mailing, shard, cursor)));
    return !last;
  }

  private static Condition unmoved(Item mailing, int shard, Optional<String> cursor) {
    return Condition.allOf(
        Condition.present("due"),
        mailing.has("shard") ? Condition.is("shard", shard) : Condition.absent("shard"),
        cursor.map(at -> Condition.is("cursor", at)).orElse(Condition.absent("cursor")));
  }

  private Write.Update done(Write.Update update) {
    return update.set("due", null).set("dueAt", null).set("doneAt", time.instant());
  }
}
