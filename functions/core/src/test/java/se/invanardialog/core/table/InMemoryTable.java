package se.invanardialog.core.table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table without a store: the same verdicts, indexes, cursors and stream as {@link DynamoTable},
 * held to it by one contract test. Faults can be put in its way.
 */
public final class InMemoryTable implements Table {
  /** One record of the stream. An item written as it was makes none. */
  public record Change(String eventId, Key key, Optional<Item> before, Optional<Item> after) {}

  /** Throws what the store or the machine would: before a write nothing has happened, after all. */
  public interface Faults {
    default void before(List<Write> writes) {}

    default void after(List<Write> writes) {}
  }

  private record Place(AttributeValue sort, Key key) {}

  private static final Comparator<String> BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  private static final Comparator<AttributeValue> SORT_VALUES =
      (a, b) ->
          a.n() != null && b.n() != null
              ? Long.compare(Long.parseLong(a.n()), Long.parseLong(b.n()))
              : BYTES.compare(text(a), text(b));
  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::partition, BYTES).thenComparing(Key::sort, BYTES);
  private static final Comparator<Place> PLACES =
      Comparator.comparing(Place::sort, SORT_VALUES).thenComparing(Place::key, KEYS);

  /** The index attributes that are numbers, as docs/data-model.md says; the others are texts. */
  static final List<String> NUMBERS = List.of("signatures");

  private static final int SCANNED = 7;

  private final Map<String, NavigableMap<Place, Item>> partitions = new HashMap<>();
  private final Map<Query.Index, Map<String, NavigableMap<Place, Item>>> indexes =
      new EnumMap<>(Query.Index.class);
  private final List<Change> changes = new ArrayList<>();
  private Faults faults = new Faults() {};
  private long events;

  public InMemoryTable() {
    Arrays.stream(Query.Index.values()).forEach(index -> indexes.put(index, new HashMap<>()));
  }

  public synchronized void faults(Faults wanted) {
    faults = wanted;
  }

  /** The whole stream, oldest first. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** What the stream has got since the last call. */
  public synchronized List<Change> takeChanges() {
    var taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }

  /** Every item, for a test to look at. */
  public synchronized List<Item> items() {
    return partitions.values().stream().flatMap(items -> items.values().stream()).toList();
  }

  @Override
  public Optional<Item> get(Key key) {
    return getConsistently(key);
  }

  @Override
  public synchronized Optional<Item> getConsistently(Key key) {
    var partition = partitions.get(key.partition());
    return partition == null ? Optional.empty() : Optional.ofNullable(partition.get(place(key)));
  }

  @Override
  public synchronized Map<Key, Item> getAll(Collection<Key> keys) {
    var found = new HashMap<Key, Item>();
    keys.forEach(key -> get(key).ifPresent(item -> found.put(key, item)));
    return found;
  }

  @Override
  public synchronized Page query(Query query) {
    refuseWhatTheStoreRefuses(query);
    NavigableMap<Place, Item> all =
        query
            .index()
            .map(index -> indexes.get(index).get(query.partition()))
            .orElseGet(() -> query.index().isPresent() ? null : partitions.get(query.partition()));
    if (all == null) {
      query.cursor().ifPresent(cursor -> start(cursor, query));
      return new Page(List.of(), Optional.empty());
    }
    NavigableMap<Place, Item> ordered = query.forward() ? all : all.descendingMap();
    if (query.cursor().isPresent()) {
      ordered = ordered.tailMap(start(query.cursor().get(), query), false);
    }
    var shown = new ArrayList<Item>();
    int looked = 0;
    for (var entry : ordered.entrySet()) {
      if (!within(entry.getKey().sort(), query)) {
        continue;
      }
      looked++;
      if (query.filter().holds(entry.getValue())) {
        shown.add(entry.getValue());
      }
      if (looked == query.limit()) {
        return new Page(shown, Optional.of(Cursors.write(cursor(entry.getKey(), query))));
      }
    }
    return new Page(shown, Optional.empty());
  }

  /** In pages of a few, for a page to end in the middle of things. */
  @Override
  public synchronized Page scan(Optional<String> cursor) {
    var left =
        items().stream()
            .sorted(Comparator.comparing(Item::key, KEYS))
            .dropWhile(item ->
                cursor.isPresent()
                    && KEYS.compare(item.key(), new Item(Cursors.read(cursor.get())).key()) <= 0)
            .limit(SCANNED + 1L)
            .toList();
    return left.size() <= SCANNED
        ? new Page(left, Optional.empty())
        : new Page(
            left.subList(0, SCANNED),
            Optional.of(Cursors.write(Item.keyAttributes(left.get(SCANNED - 1).key()))));
  }

  @Override
  public Write.Result write(List<Write> writes) {
    faults().before(writes);
    Write.Result result = apply(writes);
    faults().after(writes);
    return result;
  }

  @Override
  public Item add(Key key, Map<String, Long> amounts, Optional<Instant> expiresAt) {
    var update = new Write.Update(key, Map.of(), amounts, Condition.always());
    var wanted = expiresAt.map(at -> update.set(Item.EXPIRES, at.getEpochSecond())).orElse(update);
    faults().before(List.of(wanted));
    Item added;
    synchronized (this) {
      added = after(wanted).orElseThrow();
      refuseWrongKeyTypes(added);
      replace(key, Optional.of(added));
    }
    faults().after(List.of(wanted));
    return added;
  }

  /** As the store does with an item whose time is out. */
  public synchronized void expire(Instant now) {
    items().stream()
        .filter(item -> item.number(Item.EXPIRES, Long.MAX_VALUE) < now.getEpochSecond())
        .forEach(item -> replace(item.key(), Optional.empty()));
  }

  private synchronized Faults faults() {
    return faults;
  }

  private synchronized Write.Result apply(List<Write> writes) {
    if (writes.size() > MOST_WRITES_AT_ONCE) {
      throw new IllegalArgumentException("More writes than a transaction takes");
    }
    var keys = new HashSet<Key>();
    for (Write write : writes) {
      if (!keys.add(write.key())) {
        throw new IllegalArgumentException("Two writes of one item in a transaction");
      }
      if (write.key().partition().isEmpty() || write.key().sort().isEmpty()) {
        throw new IllegalArgumentException("A key can't be empty");
      }
    }
    var failed = new LinkedHashMap<Integer, Optional<Item>>();
    for (int place = 0; place < writes.size(); place++) {
      Optional<Item> stored = getConsistently(writes.get(place).key());
      if (!writes.get(place).condition().holds(stored.orElse(null))) {
        failed.put(place, stored);
      }
    }
    if (!failed.isEmpty()) {
      return new Write.Result.Refused(failed);
    }
    var afterwards = new LinkedHashMap<Key, Optional<Item>>();
    writes.forEach(write -> afterwards.put(write.key(), after(write)));
    afterwards.values().forEach(item -> item.ifPresent(InMemoryTable::refuseWrongKeyTypes));
    afterwards.forEach(this::replace);
    return new Write.Result.Done();
  }

  private Optional<Item> after(Write write) {
    return switch (write) {
      case Write.Put put -> Optional.of(put.item());
      case Write.Delete delete -> Optional.empty();
      case Write.Check check -> getConsistently(check.key());
      case Write.Update update -> {
        Item item = getConsistently(update.key()).orElseGet(() -> Item.at(update.key()));
        for (var set : update.set().entrySet()) {
          item = item.with(set.getKey(), set.getValue());
        }
        for (var add : update.add().entrySet()) {
          item = item.with(add.getKey(), item.number(add.getKey(), 0) + add.getValue());
        }
        yield Optional.of(item);
      }
    };
  }

  private static void refuseWrongKeyTypes(Item item) {
    for (Query.Index index : Query.Index.values()) {
      for (String name : List.of(index.partition, index.sort)) {
        var value = item.attributes().get(name);
        boolean number = NUMBERS.contains(name);
        if (value != null
            && (number ? value.n() == null : value.s() == null || value.s().isEmpty())) {
          throw new IllegalArgumentException("Not what the index wants: " + name);
        }
      }
    }
  }

  private void replace(Key key, Optional<Item> after) {
    Optional<Item> before = getConsistently(key);
    if (before.equals(after)) {
      return;
    }
    before.ifPresent(item -> indexed(item, false));
    var partition = partitions.computeIfAbsent(key.partition(), name -> new TreeMap<>(PLACES));
    if (after.isPresent()) {
      partition.put(place(key), after.get());
      indexed(after.get(), true);
    } else {
      partition.remove(place(key));
    }
    changes.add(new Change("event-" + ++events, key, before, after));
  }

  private void indexed(Item item, boolean there) {
    for (Query.Index index : Query.Index.values()) {
      var sort = item.attributes().get(index.sort);
      if (item.maybe(index.partition).isPresent() && sort != null) {
        var of =
            indexes
                .get(index)
                .computeIfAbsent(item.text(index.partition), name -> new TreeMap<>(PLACES));
        if (there) {
          of.put(new Place(sort, item.key()), item);
        } else {
          of.remove(new Place(sort, item.key()));
        }
      }
    }
  }

  private static boolean within(AttributeValue sort, Query query) {
    return query.from().map(from -> SORT_VALUES.compare(value(from), sort) <= 0).orElse(true)
        && query.to().map(to -> SORT_VALUES.compare(value(to), sort) >= 0).orElse(true);
  }

  private static Map<String, AttributeValue> cursor(Place place, Query query) {
    var cursor = new LinkedHashMap<>(Item.keyAttributes(place.key()));
    query
        .index()
        .ifPresent(index -> {
          cursor.put(index.partition, AttributeValue.fromS(query.partition()));
          cursor.put(index.sort, place.sort());
        });
    return cursor;
  }

  private static Place start(String cursor, Query query) {
    var read = Cursors.read(cursor);
    String partition = query.index().map(index -> index.partition).orElse(Item.PARTITION);
    String sort = query.index().map(index -> index.sort).orElse(Item.SORT);
    int names = query.index().isPresent() ? 4 : 2;
    if (read.size() != names
        || !AttributeValue.fromS(query.partition()).equals(read.get(partition))
        || read.get(sort) == null
        || read.get(Item.PARTITION) == null
        || read.get(Item.SORT) == null
        || read.values().stream().anyMatch(one -> one.s() != null && one.s().isEmpty())) {
      throw new BadCursor();
    }
    return new Place(
        read.get(sort), new Key(read.get(Item.PARTITION).s(), read.get(Item.SORT).s()));
  }

  private static void refuseWhatTheStoreRefuses(Query query) {
    if (query.index().isPresent() && query.consistent()) {
      throw new IllegalArgumentException("An index can't be read consistently");
    }
    if (query.partition().isEmpty()) {
      throw new IllegalArgumentException("A key can't be empty");
    }
    String partition = query.index().map(index -> index.partition).orElse(Item.PARTITION);
    String sort = query.index().map(index -> index.sort).orElse(Item.SORT);
    if (names(query.filter()).stream().anyMatch(name -> List.of(partition, sort).contains(name))) {
      throw new IllegalArgumentException("A filter can't look at the key that is queried");
    }
  }

  private static List<String> names(Condition condition) {
    return switch (condition) {
      case Condition.Always() -> List.of();
      case Condition.Absent(String name) -> List.of(name);
      case Condition.Present(String name) -> List.of(name);
      case Condition.Is(String name, Object value) -> List.of(name);
      case Condition.Not(String name, Object value) -> List.of(name);
      case Condition.Less(String name, Object value) -> List.of(name);
      case Condition.AtLeast(String name, Object value) -> List.of(name);
      case Condition.AllOf(var all) -> all.stream().flatMap(one -> names(one).stream()).toList();
      case Condition.AnyOf(var any) -> any.stream().flatMap(one -> names(one).stream()).toList();
    };
  }

  private static Place place(Key key) {
    return new Place(AttributeValue.fromS(key.sort()), key);
  }

  private static AttributeValue value(Object given) {
    var value = Item.Values.of(given);
    if (value == null) {
      throw new IllegalArgumentException("Nothing can't be compared");
    }
    return value;
  }

  private static String text(AttributeValue value) {
    return value.s() == null ? "" : value.s();
  }
}
