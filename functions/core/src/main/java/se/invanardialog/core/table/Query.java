package se.invanardialog.core.table;

import java.util.Optional;

/**
 * Items of one partition, in order.
 *
 * @param index empty for the table itself
 * @param limit the most items looked at, also those that the filter leaves out
 * @param from the first sort value (text or a Long), with {@code to} inclusive
 */
public record Query(
    Optional<Index> index,
    String partition,
    Optional<Object> from,
    Optional<Object> to,
    boolean forward,
    int limit,
    Optional<String> cursor,
    Condition filter,
    boolean consistent) {
  /** The most that one query looks at. */
  public static final int MOST = 1_000;

  /** The table's indexes, named as in {@code template.yaml}. */
  public enum Index {
    BY_NEWEST("byNewest", "shelf", "publishedAt"),
    BY_CLOSING("byClosing", "shelf", "closesAt"),
    BY_SIGNATURES("bySignatures", "shelf", "signatures"),
    BY_DUE("byDue", "due", "dueAt");

    final String indexName;
    final String partition;
    final String sort;

    Index(String indexName, String partition, String sort) {
      this.indexName = indexName;
      this.partition = partition;
      this.sort = sort;
    }
  }

  public static Query partition(String partition) {
    return new Query(
        Optional.empty(),
        partition,
        Optional.empty(),
        Optional.empty(),
        true,
        MOST,
        Optional.empty(),
        Condition.always(),
        false);
  }

  public static Query index(Index index, String partition) {
    return new Query(
        Optional.of(index),
        partition,
        Optional.empty(),
        Optional.empty(),
        true,
        MOST,
        Optional.empty(),
        Condition.always(),
        false);
  }

  public Query from(Object value) {
    return new Query(
        index, partition, Optional.of(value), to, forward, limit, cursor, filter, consistent);
  }

  public Query to(Object value) {
    return new Query(
        index, partition, from, Optional.of(value), forward, limit, cursor, filter, consistent);
  }

  /** Only sort keys that begin so. */
  public Query beginningWith(String prefix) {
    return from(prefix).to(prefix + Character.MAX_VALUE);
  }

  public Query backward() {
    return new Query(index, partition, from, to, false, limit, cursor, filter, consistent);
  }

  public Query limit(int most) {
    return new Query(
        index, partition, from, to, forward, Math.min(most, MOST), cursor, filter, consistent);
  }

  public Query after(Optional<String> where) {
    return new Query(index, partition, from, to, forward, limit, where, filter, consistent);
  }

  public Query where(Condition condition) {
    return new Query(index, partition, from, to, forward, limit, cursor, condition, consistent);
  }

  /** Sees every write that was answered; not for an index. */
  public Query consistently() {
    return new Query(index, partition, from, to, forward, limit, cursor, filter, true);
  }

  /** Where a query goes on that is to begin after this item. */
  public String cursorAfter(Item item) {
    var key = new java.util.LinkedHashMap<>(Item.keyAttributes(item.key()));
    index.ifPresent(wanted -> {
      for (String name : java.util.List.of(wanted.partition, wanted.sort)) {
        key.put(name, java.util.Objects.requireNonNull(item.attributes().get(name)));
      }
    });
    return Cursors.write(key);
  }
}
