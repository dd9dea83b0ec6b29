package se.invanardialog.signatures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.signatures.Signature.Given;
import se.invanardialog.signatures.Standing.Verdict;

/**
 * The signatures in the table. That one person counts once is a condition in the write; the numbers
 * are the Tally's, which sees the writes in the table's stream.
 */
public final class Signatures {
  /** Lost races between the two of a household before giving up; each winner settles one slot. */
  private static final int MOST_TRIES = 6;

  private final Table table;

  public Signatures(Table table) {
    this.table = table;
  }

  /** How a signature was received. */
  sealed interface Received {
    record Counted(Signature.Active signature) implements Received {}

    /** The address stood by this one already. */
    record Standing(Signature signature) implements Received {}
  }

  Optional<Signature> find(String suggestion, String person, int slot) {
    return table
        .getConsistently(Keys.signature(suggestion, person, slot))
        .map(SignatureItems::read);
  }

  Standing standing(String suggestion, String person) {
    Page page =
        table.query(
            Query.partition(Keys.signatures(suggestion, Keys.shard(person)))
                .beginningWith(person + "#")
                .consistently());
    return new Standing(page.items().stream().map(SignatureItems::read).toList());
  }

  /**
   * Counts it once. The usual case is one write; only an address that has signed before costs more.
   *
   * @param asked when it was asked for, which a withdrawal after that outweighs
   */
  Received receive(Given wish, Instant asked) {
    var first = new Signature.Active(wish.inSlot(1));
    return table.write(Write.insert(SignatureItems.write(first))).done()
        ? new Received.Counted(first)
        : beside(wish, asked);
  }

  private Received beside(Given wish, Instant asked) {
    for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
      Standing standing = standing(wish.suggestion(), wish.person());
      switch (standing.on(wish, asked)) {
        case Verdict.Settled(Signature signature) -> {
          return new Received.Standing(signature);
        }
        case Verdict.Free(int slot) -> {
          var active = new Signature.Active(wish.inSlot(slot));
          if (table.write(put(active, standing)).done()) {
            return new Received.Counted(active);
          }
        }
      }
    }
    throw new IllegalStateException("A signature found no rest");
  }

  /** Only if what the verdict was built on still stands, in both places. */
  private static List<Write> put(Signature.Active active, Standing standing) {
    return IntStream.rangeClosed(1, Standing.SLOTS)
        .mapToObj(slot -> {
          Given given = active.given();
          Condition unchanged =
              standing.inSlot(slot).map(Signatures::same).orElse(Condition.newItem());
          return slot == given.slot()
              ? (Write) new Write.Put(SignatureItems.write(active), unchanged)
              : new Write.Check(SignatureItems.key(given.inSlot(slot)), unchanged);
        })
        .toList();
  }

  private static Condition same(Signature signature) {
    return Condition.allOf(
        Condition.is(SignatureItems.STATE, signature.state()),
        Condition.is(SignatureItems.REQUEST, signature.given().request()));
  }

  /**
   * Takes it back; taken back already is as good.
   *
   * @return empty when there is no such signature
   */
  Optional<Signature.Withdrawn> withdraw(String suggestion, String person, int slot, Instant now) {
    Key key = Keys.signature(suggestion, person, slot);
    table.write(
        Write.update(key)
            .set(SignatureItems.STATE, Signature.WITHDRAWN)
            .set(SignatureItems.WITHDRAWN_AT, now)
            .set(SignatureItems.REMOVAL, null)
            .when(
                Condition.anyOf(
                    Condition.is(SignatureItems.STATE, Signature.ACTIVE),
                    Condition.is(SignatureItems.STATE, Signature.REMOVED))));
    return find(suggestion, person, slot)
        .filter(Signature.Withdrawn.class::isInstance)
        .map(Signature.Withdrawn.class::cast);
  }

  /** No more letters about the suggestion; the signature stays. */
  boolean stopLetters(String suggestion, String person, int slot) {
    return table
        .write(
            Write.update(Keys.signature(suggestion, person, slot))
                .set(SignatureItems.INFORMED, false)
                .when(Condition.existing()))
        .done();
  }

  /** Some of one shard's signatures, and where the next begin. */
  public record Some(List<Signature> signatures, Optional<String> next) {}

  /** Active ones that want to be told, in the order they are stored. */
  public Some toInform(String suggestion, int shard, Optional<String> cursor, int most) {
    return some(
        suggestion,
        shard,
        cursor,
        most,
        Condition.allOf(
            Condition.is(SignatureItems.STATE, Signature.ACTIVE),
            Condition.is(SignatureItems.INFORMED, true)));
  }

  /**
   * Signatures of a shard.
   *
   * @param most looked at, also those that the filter leaves out
   */
  Some some(String suggestion, int shard, Optional<String> cursor, int most, Condition filter) {
    Page page =
        table.query(
            Query.partition(Keys.signatures(suggestion, shard))
                .where(filter)
                .limit(most)
                .after(cursor)
                .consistently());
    return new Some(page.items().stream().map(SignatureItems::read).toList(), page.next());
  }
}
