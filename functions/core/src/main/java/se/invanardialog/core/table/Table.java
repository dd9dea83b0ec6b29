package se.invanardialog.core.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one table. Uniqueness is a condition in a write, never a read before it. Conflicts between
 * transactions and throttling are retried here; what comes out is a verdict on the conditions.
 */
public interface Table {
  /** The store's own limit. */
  int MOST_WRITES_AT_ONCE = 100;

  Optional<Item> get(Key key);

  /** Sees every write that was answered before the call. */
  Optional<Item> getConsistently(Key key);

  /** Those that exist, by key, in no promised order. */
  Map<Key, Item> getAll(Collection<Key> keys);

  Page query(Query query);

  /**
   * Some of all items there are, in no promised order, and where to go on. For what must see
   * everything, never to answer a request.
   */
  Page scan(Optional<String> cursor);

  /** All or nothing, at most {@link #MOST_WRITES_AT_ONCE}. */
  Write.Result write(List<Write> writes);

  /** Adds to numbers of an item and answers the item as it is then. */
  Item add(Key key, Map<String, Long> amounts, Optional<java.time.Instant> expiresAt);

  default Write.Result write(Write... writes) {
    return write(List.of(writes));
  }

  /** Every item of the query, page by page. */
  default void each(Query query, Consumer<Item> use) {
    Optional<String> cursor = query.cursor();
    do {
      Page page = query(query.after(cursor));
      page.items().forEach(use);
      cursor = page.next();
    } while (cursor.isPresent());
  }

  default List<Item> all(Query query) {
    var items = new ArrayList<Item>();
    each(query, items::add);
    return items;
  }

  /** A cursor that did not come from us. */
  final class BadCursor extends RuntimeException {
    public BadCursor() {
      super("Not a cursor of ours");
    }
  }
}
