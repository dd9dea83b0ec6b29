package se.invanardialog.panels.members;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * Puts members into the cells that the year and the panel's questions give them: once when a year
 * begins, since everybody is a year older, and once after a panel was changed. The Tally counts by
 * the cell that stands in the member's item.
 */
public final class Regrouping {
  private static final String GROUPED = "grouped";

  private final Table table;
  private final Panels panels;

  public Regrouping(Table table) {
    this.table = table;
    panels = new Panels(table);
  }

  /**
   * @param timeLeft whether there is time for another shard; the next run begins the panel anew,
   *     where those already moved cost a read
   * @return whether all is done
   */
  public boolean run(LocalDate today, BooleanSupplier timeLeft) {
    for (Panel panel : panels.all()) {
      String wanted = today.getYear() + "#" + panel.version();
      Optional<String> grouped =
          table.getConsistently(Keys.panel(panel.id())).flatMap(item -> item.maybe(GROUPED));
      if (grouped.equals(Optional.of(wanted))) {
        continue;
      }
      for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
        if (!timeLeft.getAsBoolean()) {
          return false;
        }
        move(panel, shard, today);
      }
      table.write(
          Write.update(Keys.panel(panel.id()))
              .set(GROUPED, wanted)
              .when(Condition.is("version", panel.version())));
    }
    return true;
  }

  private void move(Panel panel, int shard, LocalDate today) {
    for (Item item : table.all(Query.partition(Keys.members(panel.id(), shard)))) {
      String cell = Members.read(item).cell(panel, today).text();
      if (!item.text("cell").equals(cell)) {
        // Who changes at the same time is put in the right cell by the change itself.
        table.write(
            Write.update(item.key())
                .set("cell", cell)
                .when(Condition.is("version", item.number("version"))));
      }
    }
  }
}
