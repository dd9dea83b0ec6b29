package se.invanardialog.core.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;

/**
 * Brings every item into the shape of the code's version, while the service runs. An item is
 * changed where it lies, on condition that nobody has changed it meanwhile; doing it twice does no
 * harm, and what is interrupted goes on from the page it had reached.
 */
public final class Migrating {
  private static final int MOST_TRIES = 10;

  private final Table table;
  private final Steps steps;

  public Migrating(Table table, Steps steps) {
    this.table = table;
    this.steps = steps;
  }

  /**
   * @param timeLeft whether there is time for another page
   * @return whether every item has the current version
   */
  public boolean run(BooleanSupplier timeLeft) {
    Model model = Model.of(table);
    int to = steps.current();
    if (model.version() >= to) {
      return true;
    }
    Optional<String> cursor = model.next() == to ? model.reached() : Optional.empty();
    do {
      Page page = table.scan(cursor);
      AtOnce.each(page.items(), item -> upgrade(item, model.version()));
      cursor = page.next();
      table.write((cursor.isPresent() ? model.migrating(to, cursor) : Model.at(to)).write());
    } while (cursor.isPresent() && timeLeft.getAsBoolean());
    Log.info("migrated", "from", model.version(), "to", to, "done", cursor.isEmpty());
    return cursor.isEmpty();
  }

  private void upgrade(Item scanned, int from) {
    Optional<Item> item = Optional.of(scanned);
    for (int tries = 0; item.isPresent(); tries++) {
      Optional<Write.Update> change = change(item.get(), steps.upgraded(item.get(), from));
      if (change.isEmpty() || table.write(change.get()).done()) {
        return;
      }
      if (tries == MOST_TRIES) {
        throw new IllegalStateException("An item is changed all the time");
      }
      item = table.getConsistently(scanned.key());
    }
  }

  private static Optional<Write.Update> change(Item from, Item to) {
    var names = new LinkedHashSet<>(from.attributes().keySet());
    names.addAll(to.attributes().keySet());
    names.removeIf(name -> equal(from, to, name));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    var set = new LinkedHashMap<String, @Nullable Object>();
    names.forEach(name -> set.put(name, to.attributes().get(name)));
    var asRead = new ArrayList<Condition>(List.of(Condition.existing()));
    names.add("version");
    names.forEach(name -> asRead.add(asIn(from, name)));
    return Optional.of(new Write.Update(from.key(), set, Map.of(), new Condition.AllOf(asRead)));
  }

  private static boolean equal(Item one, Item other, String name) {
    return java.util.Objects.equals(one.attributes().get(name), other.attributes().get(name));
  }

  private static Condition asIn(Item item, String name) {
    var value = item.attributes().get(name);
    return value == null ? Condition.absent(name) : Condition.is(name, value);
  }
}
