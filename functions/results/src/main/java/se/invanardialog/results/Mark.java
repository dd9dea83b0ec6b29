package se.invanardialog.results;

import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

/**
 * Where it is written down that a record of the stream was counted. Signatures of one suggestion
 * and second share a few items, so that a rush costs few of them; whatever else is counted has an
 * item of its own, which says nothing of what it was: see rule 7.
 *
 * @param name of the attribute that is there when the record was counted
 */
record Mark(Key item, String name) {
  private static final String ALONE = "seen";

  static Mark alone(String eventId) {
    return new Mark(Keys.seen(eventId), ALONE);
  }

  static Mark among(String partition, long epochSecond, String eventId) {
    return new Mark(Keys.seen(partition, epochSecond), eventId);
  }

  boolean isIn(Item stored) {
    return stored.has(name);
  }
}
