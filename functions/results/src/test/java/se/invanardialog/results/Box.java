package se.invanardialog.results;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/** A suggestion box for tests: suggestions, and people who sign, change their minds and cheat. */
final class Box {
  static final Instant START = Instant.parse("2026-09-01T08:00:00Z");

  final Table table;
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final InstantSource time = now::get;

  Box(Table table) {
    this.table = table;
  }

  void publish(String id, long threshold) {
    publish(id, threshold, "open");
  }

  void publish(String id, long threshold, String state) {
    table.write(
        Write.put(
            Item.at(Keys.row(id))
                .with("id", id)
                .with("state", state)
                .with("shelf", state)
                .with("publishedAt", now.get())
                .with("closesAt", now.get().plusSeconds(90 * 86_400))
                .with("threshold", threshold)
                .with("answerDays", 30)
                .with("signatures", 0)));
  }

  /** Signs once, as confirming does. */
  boolean sign(String id, String person) {
    return sign(id, person, "online", "Centrum", "for");
  }

  boolean sign(String id, String person, String origin, String district, String stance) {
    return table.write(Write.insert(signature(id, person, origin, district, stance))).done();
  }

  Item signature(String id, String person, String origin, String district, String stance) {
    return Item.at(Keys.signature(id, person, 1))
        .with("suggestion", id)
        .with("person", person)
        .with("name", "Ett Namn")
        .with("email", origin.equals("online") ? person + "@exempel.se" : null)
        .with("mailDomain", origin.equals("online") ? "exempel.se" : null)
        .with("network", origin.equals("online") ? "192.0.2.0/24" : null)
        .with("origin", origin)
        .with("district", district.isEmpty() ? null : district)
        .with("stance", stance)
        .with("informed", true)
        .with("at", now.get())
        .with("day", now.get().toString().substring(0, 10))
        .with("state", "active");
  }

  void become(String id, String person, String state) {
    table.write(
        Write.update(Keys.signature(id, person, 1)).set("state", state).when(Condition.existing()));
  }

  /** As the store does with an item whose time is out. */
  void forget(String id, String person) {
    table.write(Write.delete(Keys.signature(id, person, 1)));
  }

  Item row(String id) {
    return table.getConsistently(Keys.row(id)).orElseThrow();
  }

  long count(String id) {
    return row(id).number("signatures");
  }

  List<Item> events(String id, String event) {
    return table
        .all(Query.partition(Keys.suggestionPartition(id)).beginningWith(Keys.EVENTS))
        .stream()
        .filter(item -> item.text("event").equals(event))
        .toList();
  }

  /** The tallies in the row; those at nothing left out. */
  Map<String, Long> tallies(String id) {
    var tallies = new TreeMap<String, Long>();
    Item row = row(id);
    for (String name : row.attributes().keySet()) {
      if (name.matches("signatures|online|paper|against|in:.*|on:.*") && row.number(name) != 0) {
        tallies.put(name, row.number(name));
      }
    }
    return tallies;
  }

  /** The same told from the signatures, written without a look at how the Tally does it. */
  Map<String, Long> truth(String id) {
    var truth = new TreeMap<String, Long>();
    for (int shard = 0; shard < Keys.SIGNATURE_SHARDS; shard++) {
      for (Item item : table.all(Query.partition(Keys.signatures(id, shard)).consistently())) {
        if (!item.text("state").equals("active")) {
          continue;
        }
        if (item.text("stance").equals("against")) {
          truth.merge("against", 1L, Long::sum);
        } else {
          truth.merge("signatures", 1L, Long::sum);
          truth.merge(item.text("origin"), 1L, Long::sum);
          truth.merge("in:" + item.maybe("district").orElse(""), 1L, Long::sum);
          truth.merge("on:" + item.text("day"), 1L, Long::sum);
        }
      }
    }
    return truth;
  }

  static Key key(String id, String person) {
    return Keys.signature(id, person, 1);
  }
}
