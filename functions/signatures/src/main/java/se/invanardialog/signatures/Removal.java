package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Optional;
import se.invanardialog.core.table.Item;

/**
 * The taking out of signatures that match a pattern, and how far it has come. It can be undone once
 * it is done.
 *
 * @param counted taken out, or while undoing put back, so far
 */
record Removal(
    String id,
    String suggestion,
    Where where,
    String reason,
    String byName,
    Instant at,
    State state,
    int shard,
    Optional<String> cursor,
    long counted) {

  enum State {
    WORKING,
    DONE,
    UNDOING,
    UNDONE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean active() {
      return switch (this) {
        case WORKING, UNDOING -> true;
        case DONE, UNDONE -> false;
      };
    }

    /** What it becomes when nothing is left to do. */
    State finished() {
      return switch (this) {
        case WORKING, DONE -> DONE;
        case UNDOING, UNDONE -> UNDONE;
      };
    }
  }

  static Removal read(Item item) {
    return new Removal(
        item.text("id"),
        item.text("suggestion"),
        Where.read(item),
        item.text("reason"),
        item.text("byName"),
        item.instant("at"),
        State.valueOf(item.text("state")),
        (int) item.number("shard"),
        item.maybe("cursor"),
        item.number("counted"));
  }
}
