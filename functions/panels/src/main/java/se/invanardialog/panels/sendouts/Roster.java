package se.invanardialog.panels.sendouts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Members;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Panels;

/** What a send-out asks of the panels: their members, a page of a shard at a time. */
final class Roster {
  private final Table table;
  private final Panels panels;

  Roster(Table table, Panels panels) {
    this.table = table;
    this.panels = panels;
  }

  /** A page, and where the next begins. */
  record Some(List<Member> members, Optional<String> next) {
    Some {
      members = List.copyOf(members);
    }
  }

  Optional<Panel> panel(String id) {
    return id.isEmpty() ? Optional.empty() : panels.find(id);
  }

  /** Members of one shard, in the order of their ids. */
  Some some(String panel, int shard, int most, Optional<String> cursor) {
    var page =
        table.query(
            Query.partition(Keys.members(panel, shard)).limit(most).after(cursor).consistently());
    return new Some(page.items().stream().map(Members::read).toList(), page.next());
  }

  /** Those who are still members, by id. */
  Map<String, Member> those(String panel, Collection<String> ids) {
    var keys = ids.stream().map(id -> Keys.member(panel, id)).toList();
    var found = new HashMap<String, Member>();
    table.getAll(keys).values().forEach(item -> found.put(item.key().sort(), Members.read(item)));
    return found;
  }
}
