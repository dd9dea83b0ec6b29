package se.invanardialog.results;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.members.MemberCounted;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Panels;

/** Counts every panel's members anew, and compares with the tallies of its cells. */
final class PanelRecount {
  private final Table table;
  private final InstantSource time;
  private final Panels panels;
  private final TallyCheck check;

  PanelRecount(Table table, InstantSource time, Recount.Pause pause) {
    this.table = table;
    this.time = time;
    this.panels = new Panels(table);
    this.check = new TallyCheck(table, new Probes(table, time, pause), pause);
  }

  void run(BooleanSupplier timeLeft) {
    var found = new Checked();
    for (Panel panel : panels.all()) {
      if (!timeLeft.getAsBoolean()) {
        return;
      }
      found.look(panel.id(), () -> check.check(panel.id(), new Members(panel.id())));
    }
    table.write(Write.put(found.result(Keys.panelRecount(), time.instant())));
  }

  private final class Members implements TallyCheck.Counts {
    private final String panel;

    Members(String panel) {
      this.panel = panel;
    }

    @Override
    public Map<Key, Map<String, Long>> kept() {
      var kept = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
      table
          .all(
              Query.partition(Keys.memberTallies(panel))
                  .beginningWith(Keys.MEMBER_TALLY)
                  .consistently())
          .forEach(item -> kept.put(item.key(), TallyCheck.numbers(item)));
      return kept;
    }

    @Override
    public Map<Key, Map<String, Long>> counted() {
      var counted = new TreeMap<Key, Map<String, Long>>(Change.ORDER);
      partitions()
          .forEach(partition ->
              table.each(
                  Query.partition(partition).consistently(),
                  item -> TallyCheck.add(counted, MemberCounted.of(item))));
      return counted;
    }

    @Override
    public List<String> partitions() {
      return IntStream.range(0, Keys.MEMBER_SHARDS)
          .mapToObj(shard -> Keys.members(panel, shard))
          .toList();
    }
  }
}
