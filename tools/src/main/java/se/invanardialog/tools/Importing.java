package se.invanardialog.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.AtOnce;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Steps;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * Writes the lines of an export into an empty table, in the shape of the code's version. The items
 * are marked as imported, so that the Tally does not count them again: their tallies come with
 * them. One that was interrupted is begun anew and writes the same over again; until it is done the
 * table says so, and nothing is sent, closed or recounted.
 */
final class Importing {
  private static final int LINES_AT_ONCE = 500;

  /** What the service writes by itself before anybody has used it. */
  private static final Set<String> WRITTEN_BY_ITSELF =
      Set.of(Keys.model().partition(), Keys.recount().partition());

  private final Table table;
  private final Steps steps;
  private final LocalDate today;

  Importing(Table table, Steps steps, LocalDate today) {
    this.table = table;
    this.steps = steps;
    this.today = today;
  }

  /** How many items it wrote. */
  long take(BufferedReader in) throws IOException {
    int version = Lines.version(in.readLine());
    if (version > steps.current()) {
      throw new Problem(
          "The export has version %d of the data model and this program knows %d: use a newer one."
              .formatted(version, steps.current()));
    }
    if (!Model.of(table).importing()) {
      refuseWhatIsNotEmpty();
    }
    table.write(Model.importing(steps.current()).write());
    long items = lines(in, version);
    table.write(Model.at(steps.current()).write());
    return items;
  }

  private void refuseWhatIsNotEmpty() {
    Optional<String> cursor = Optional.empty();
    do {
      Page page = table.scan(cursor);
      for (Item item : page.items()) {
        if (!WRITTEN_BY_ITSELF.contains(item.key().partition())) {
          throw new Problem(
              "The table is not empty: it has for one "
                  + item.key().partition()
                  + ". An import needs a table of its own.");
        }
      }
      cursor = page.next();
    } while (cursor.isPresent());
  }

  private long lines(BufferedReader in, int version) throws IOException {
    long items = 0;
    var waiting = new ArrayList<Item>();
    for (@Nullable String text = in.readLine(); text != null; text = in.readLine()) {
      switch (read(text, items)) {
        case Lines.Line.One(Item item) -> {
          waiting.add(steps.upgraded(item, version).with(Model.IMPORTED, today.toString()));
          items++;
          if (waiting.size() == LINES_AT_ONCE) {
            write(waiting);
            waiting.clear();
          }
        }
        case Lines.Line.End(long wanted) -> {
          write(waiting);
          if (wanted != items) {
            throw new Problem("The export has %d items and says %d.".formatted(items, wanted));
          }
          return items;
        }
      }
    }
    throw new Problem(
        "The export is cut off after %d items. Import a whole one into the same table."
            .formatted(items));
  }

  private static Lines.Line read(String text, long before) {
    try {
      return Lines.read(text);
    } catch (JsonProcessingException | RuntimeException unreadable) {
      throw new Problem("Line %d can't be read.".formatted(before + 2));
    }
  }

  private void write(List<Item> items) {
    AtOnce.each(items, item -> table.write(Write.put(item)));
  }
}
