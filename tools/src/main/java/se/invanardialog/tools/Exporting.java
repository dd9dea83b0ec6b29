package se.invanardialog.tools;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Table;

/** Writes everything that is in the table as lines, a page at a time. */
final class Exporting {
  private Exporting() {}

  /** How many items it wrote. */
  static long export(Table table, Writer out) throws IOException {
    Model model = Model.of(table);
    if (model.importing()) {
      throw new Problem("An import into this table was begun and not finished: it lacks items.");
    }
    line(out, Lines.first(model.version()));
    long items = 0;
    Optional<String> cursor = Optional.empty();
    do {
      Page page = table.scan(cursor);
      for (Item item : page.items()) {
        if (!item.key().equals(Keys.model())) {
          line(out, Lines.of(item.with(Model.IMPORTED, null)));
          items++;
        }
      }
      cursor = page.next();
    } while (cursor.isPresent());
    line(out, Lines.last(items));
    out.flush();
    return items;
  }

  private static void line(Writer out, String text) throws IOException {
    out.write(text);
    out.write('\n');
  }
}
