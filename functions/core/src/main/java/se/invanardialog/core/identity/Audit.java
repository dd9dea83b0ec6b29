package se.invanardialog.core.identity;

import java.time.Instant;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Times;
import se.invanardialog.core.table.Write;

/** Who did what to what, when: one item for each official's act, written with the act. */
public final class Audit {
  private Audit() {}

  public static Write entry(Caller.Official official, String act, String subject, Instant now) {
    return Write.put(
        Item.at(Keys.audit(subject, Times.text(now), act))
            .with("by", official.subject())
            .with("byName", official.name())
            .with("act", act)
            .with("at", now));
  }
}
