package se.invanardialog.results;

import java.time.Instant;
import java.util.function.Supplier;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;

/** What a round of a recount has found, of surveys or of panels. */
final class Checked {
  private int checked;
  private int differing;
  private int repaired;
  private int unsettled;

  /** One that can't be counted must not hide the others. */
  void look(String subject, Supplier<Recount.Verdict> check) {
    checked++;
    switch (verdict(subject, check)) {
      case Recount.Verdict.Equal() -> {}
      case Recount.Verdict.Repaired() -> {
        differing++;
        repaired++;
      }
      case Recount.Verdict.Unsettled() -> unsettled++;
      case Recount.Verdict.Uncountable() -> differing++;
    }
  }

  private static Recount.Verdict verdict(String subject, Supplier<Recount.Verdict> check) {
    try {
      return check.get();
    } catch (RuntimeException fault) {
      Log.error("recount-failed", fault, "subject", subject);
      return new Recount.Verdict.Uncountable();
    }
  }

  /** As the public page reads it; a difference raises the recount's alarm. */
  Item result(Key key, Instant at) {
    Log.metric("recount-difference", differing, "Count");
    Log.metric("recount-unsettled", unsettled, "Count");
    return Item.at(key)
        .with("at", at)
        .with("checked", checked)
        .with("differing", differing)
        .with("repaired", repaired)
        .with("unsettled", unsettled);
  }
}
