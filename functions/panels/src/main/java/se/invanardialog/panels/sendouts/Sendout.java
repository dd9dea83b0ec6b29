package se.invanardialog.panels.sendouts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

/**
 * How far one part of a send-out has come: what the table holds while it is due, and after.
 *
 * @param part the shard that it goes through, except of {@link Purpose.Again}, which is one part
 * @param shard the shard it is in
 */
record Sendout(String survey, Purpose purpose, int part, int shard, Optional<String> cursor) {
  /** The due-index's word for what is to go on at a later moment, and not before. */
  static final String WAITING = "waiting";

  private static final String DUE = "due";
  private static final String DUE_AT = "dueAt";
  private static final String SHARD = "shard";
  private static final String CURSOR = "cursor";

  /** That what it has passed must be gone through once more. */
  private static final String RESTART = "restart";

  private static final String GAP = "#";

  static Sendout beginning(String survey, Purpose purpose, int part) {
    return new Sendout(survey, purpose, part, part, Optional.empty());
  }

  static Sendout read(Item item) {
    return new Sendout(
        item.text("survey"),
        Purpose.of(item.text("purpose")),
        (int) item.number("part"),
        (int) item.number(SHARD),
        item.maybe(CURSOR));
  }

  /**
   * The item of a piece of work on the queue.
   *
   * @throws IllegalArgumentException when the id is not ours
   */
  static Key key(String id) {
    String[] parts = id.split(GAP, -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("No send-out");
    }
    return Keys.sendout(parts[0], Purpose.of(parts[1]).word(), Integer.parseInt(parts[2]));
  }

  Key key() {
    return Keys.sendout(survey, purpose.word(), part);
  }

  /** As the queue names it. */
  String id() {
    return survey + GAP + purpose.word() + GAP + part;
  }

  Item item(String due, Instant at) {
    return Item.at(key())
        .with("id", id())
        .with("survey", survey)
        .with("purpose", purpose.word())
        .with("part", part)
        .with(SHARD, shard)
        .with(CURSOR, cursor.orElse(null))
        .with(DUE, due)
        .with(DUE_AT, at);
  }

  static boolean due(Item item) {
    return item.has(DUE);
  }

  /** Goes on at once with what comes next, unless another has moved it meanwhile. */
  Write.Update moved(int toShard, Optional<String> to, Instant now) {
    return Write.update(key())
        .set(SHARD, toShard)
        .set(CURSOR, to.orElse(null))
        .set(DUE, Outbox.WORK)
        .set(DUE_AT, now)
        .when(unmoved());
  }

  Write.Update waiting(Instant until) {
    return Write.update(key()).set(DUE, WAITING).set(DUE_AT, until).when(unmoved());
  }

  /** Refused when it must be gone through once more. */
  Write.Update done(Instant now) {
    return ended(now).when(Condition.allOf(unmoved(), Condition.absent(RESTART)));
  }

  /** Whatever is left of it is not sent. */
  Write.Update over(Instant now) {
    return ended(now).set(RESTART, null).when(Condition.present(DUE));
  }

  private Write.Update ended(Instant now) {
    return Write.update(key()).set(DUE, null).set(DUE_AT, null).set("doneAt", now);
  }

  Write.Update restarted(Instant now) {
    return restarted(Outbox.WORK, now);
  }

  Write.Update restartedLater(Instant from) {
    return restarted(WAITING, from);
  }

  private Write.Update restarted(String due, Instant at) {
    return Write.update(key())
        .set(SHARD, 0)
        .set(CURSOR, null)
        .set(RESTART, null)
        .set(DUE, due)
        .set(DUE_AT, at)
        .when(Condition.present(RESTART));
  }

  /** For what waits until then, when it is not due already. */
  Write.Put put(Instant until) {
    return new Write.Put(
        item(WAITING, until), Condition.anyOf(Condition.newItem(), Condition.absent(DUE)));
  }

  Write.Update restart() {
    return Write.update(key()).set(RESTART, true).when(Condition.present(DUE));
  }

  private Condition unmoved() {
    @Nullable String at = cursor.orElse(null);
    return Condition.allOf(
        Condition.present(DUE),
        Condition.is(SHARD, shard),
        at == null ? Condition.absent(CURSOR) : Condition.is(CURSOR, at));
  }
}
