package se.invanardialog.bench;

import se.invanardialog.core.Platform;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.suggestions.Wiring;

/** One table in plain memory under the functions that residents call, in place of the store. */
final class FakedTable {
  private static final Table TABLE = new InMemoryTable();

  private FakedTable() {}

  static Wiring wiring(Platform platform, String... catalogues) {
    return new Wiring(platform, TABLE, Texts.load(catalogues));
  }
}
