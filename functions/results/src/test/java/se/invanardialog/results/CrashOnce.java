package se.invanardialog.results;

import java.util.List;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Write;

/** The machine dies at the next write: before it reached the store, or before the answer came. */
final class CrashOnce implements InMemoryTable.Faults {
  static final class Crash extends Error {
    Crash() {
      super("The machine died");
    }
  }

  private final boolean before;
  private boolean crashed;

  CrashOnce(boolean before) {
    this.before = before;
  }

  @Override
  public void before(List<Write> writes) {
    crash(before);
  }

  @Override
  public void after(List<Write> writes) {
    crash(!before);
  }

  private void crash(boolean now) {
    if (now && !crashed) {
      crashed = true;
      throw new Crash();
    }
  }
}
