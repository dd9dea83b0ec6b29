package se.invanardialog.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every feature relies on, of the store and of the fake alike. */
abstract class TableContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Key KEY = new Key("THING#1", "THING");

  abstract Table table();

  private final Table table = table();

  @Test
  void what_is_written_is_read_back_in_every_kind_of_value() {
    Item item =
        Item.at(KEY)
            .with("text", "Lekplats på Ängsvik 🛝")
            .with("empty", "")
            .with("number", 42)
            .with("flag", true)
            .with("at", NOW)
            .with("bytes", new byte[] {1, 2})
            .with("texts", List.of("a", "b"));
    assertThat(table.write(Write.put(item)).done()).isTrue();

    Item read = table.get(KEY).orElseThrow();
    assertThat(read).isEqualTo(item);
    assertThat(read.text("text")).isEqualTo("Lekplats på Ängsvik 🛝");
    assertThat(read.text("empty")).isEmpty();
    assertThat(read.number("number")).isEqualTo(42);
    assertThat(read.flag("flag")).isTrue();
    assertThat(read.instant("at")).isEqualTo(NOW);
    assertThat(read.bytes("bytes")).containsExactly(1, 2);
    assertThat(read.texts("texts")).containsExactly("a", "b");
    assertThat(table.getConsistently(KEY)).contains(item);
    assertThat(table.get(new Key("THING#2", "THING"))).isEmpty();
  }

  @Test
  void an_insert_happens_once_and_the_second_learns_what_was_there() {
    Item first = Item.at(KEY).with("by", "first");
    assertThat(table.write(Write.insert(first)).done()).isTrue();

    assertThat(table.write(Write.insert(Item.at(KEY).with("by", "second"))))
        .isEqualTo(new Write.Result.Refused(Map.of(0, Optional.of(first))));
    assertThat(table.get(KEY)).contains(first);
  }

  @Test
  void of_many_who_insert_at_once_one_succeeds() throws Exception {
    try (var people = Executors.newFixedThreadPool(8)) {
      var tries =
          people.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Boolean>>mapToObj(
                      n -> () -> table.write(Write.insert(Item.at(KEY).with("by", n))).done())
                  .toList());
      int done = 0;
      for (var one : tries) {
        done += one.get() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  @Test
  void additions_at_once_are_all_counted() throws Exception {
    try (var people = Executors.newFixedThreadPool(8)) {
      for (var one :
          people.invokeAll(
              IntStream.range(0, 64)
                  .<Callable<Item>>mapToObj(
                      n -> () -> table.add(KEY, Map.of("count", 1L), Optional.empty()))
                  .toList())) {
        one.get();
      }
    }
    assertThat(table.getConsistently(KEY).orElseThrow().number("count")).isEqualTo(64);
  }

  @Test
  void an_addition_begins_at_nothing_and_answers_what_it_became() {
    assertThat(table.add(KEY, Map.of("count", 2L), Optional.empty()).number("count")).isEqualTo(2);
    Item then = table.add(KEY, Map.of("count", -3L, "other", 1L), Optional.of(NOW));
    assertThat(then.number("count")).isEqualTo(-1);
    assertThat(then.number("other")).isEqualTo(1);
    assertThat(then.number(Item.EXPIRES)).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void an_update_sets_removes_and_adds_and_leaves_the_rest() {
    table.write(Write.put(Item.at(KEY).with("kept", "k").with("gone", "g").with("n", 1)));
    assertThat(
            table
                .write(
                    Write.update(KEY)
                        .set("gone", null)
                        .set("new", "n")
                        .set("list", List.of())
                        .add("n", 4)
                        .add("in:Ängsvik", 1)
                        .when(Condition.existing()))
                .done())
        .isTrue();
    assertThat(table.get(KEY))
        .contains(
            Item.at(KEY).with("kept", "k").with("new", "n").with("n", 5).with("in:Ängsvik", 1));
  }

  @Test
  void an_update_without_a_condition_makes_the_item() {
    table.write(Write.update(KEY).set("a", "b"));
    assertThat(table.get(KEY)).contains(Item.at(KEY).with("a", "b"));
  }

  @Test
  void a_delete_takes_the_item_away_when_its_condition_holds() {
    table.write(Write.put(Item.at(KEY).with("state", "open")));
    assertThat(table.write(new Write.Delete(KEY, Condition.is("state", "closed"))).done())
        .isFalse();
    assertThat(table.write(new Write.Delete(KEY, Condition.is("state", "open"))).done()).isTrue();
    assertThat(table.get(KEY)).isEmpty();
    assertThat(table.write(Write.delete(KEY)).done()).isTrue();
  }

  @Test
  void every_condition_says_the_same_of_there_other_and_missing() {
    var item = Item.at(KEY).with("text", "b").with("number", 2).with("flag", false);
    var conditions = new ArrayList<Condition>();
    conditions.add(Condition.always());
    conditions.add(Condition.newItem());
    conditions.add(Condition.existing());
    for (String attribute : List.of("text", "number", "flag", "none")) {
      conditions.add(Condition.absent(attribute));
      conditions.add(Condition.present(attribute));
      for (Object value : new Object[] {"a", "b", "c", "å", "🛝", 1, 2, 3L, true, false}) {
        conditions.add(Condition.is(attribute, value));
        conditions.add(Condition.not(attribute, value));
        if (!(value instanceof Boolean)) {
          conditions.add(Condition.less(attribute, value));
          conditions.add(Condition.atLeast(attribute, value));
        }
      }
    }
    conditions.add(
        Condition.anyOf(
            Condition.newItem(),
            Condition.allOf(Condition.absent("none"), Condition.less("number", 3))));
    conditions.add(
        Condition.allOf(Condition.always(), Condition.existing(), Condition.is("text", "x")));

    for (Condition condition : conditions) {
      table.write(Write.put(item));
      assertThat(table.write(new Write.Put(item, condition)).done())
          .as("there: %s", condition)
          .isEqualTo(condition.holds(item));
      assertThat(table.write(new Write.Check(KEY, condition)).done())
          .as("checked: %s", condition)
          .isEqualTo(condition.holds(item));
      table.write(Write.delete(KEY));
      assertThat(table.write(new Write.Put(item, condition)).done())
          .as("missing: %s", condition)
          .isEqualTo(condition.holds(null));
    }
  }

  @Test
  void text_is_ordered_as_the_store_orders_it_beyond_the_first_plane_too() {
    table.write(Write.put(Item.at(KEY).with("text", "\uffee")));
    assertThat(table.write(new Write.Check(KEY, Condition.less("text", "🛝"))).done()).isTrue();
    assertThat(table.write(new Write.Delete(KEY, Condition.less("text", "🛝"))).done()).isTrue();
  }

  @Test
  void a_transaction_is_all_or_nothing_and_names_every_write_in_the_way() {
    Item taken = Item.at(key(2)).with("by", "first");
    table.write(Write.put(taken));

    var result =
        table.write(
            Write.insert(Item.at(key(1))),
            Write.insert(Item.at(key(2))),
            Write.update(key(3)).add("n", 1),
            new Write.Check(key(4), Condition.existing()));
    assertThat(result)
        .isEqualTo(new Write.Result.Refused(Map.of(1, Optional.of(taken), 3, Optional.empty())));
    assertThat(table.getAll(List.of(key(1), key(2), key(3), key(4)))).containsOnlyKeys(key(2));
  }

  @Test
  void a_transaction_puts_updates_deletes_and_checks_together() {
    table.write(Write.put(Item.at(key(3)).with("old", "x")), Write.put(Item.at(key(4))));
    assertThat(
            table
                .write(
                    Write.insert(Item.at(key(1)).with("a", "b")),
                    Write.update(key(2)).add("n", 1),
                    Write.delete(key(3)),
                    new Write.Check(key(4), Condition.existing()))
                .done())
        .isTrue();
    assertThat(table.getAll(List.of(key(1), key(2), key(3), key(4))))
        .containsOnlyKeys(key(1), key(2), key(4));
    assertThat(table.write(List.of()).done()).isTrue();
  }

  @Test
  void a_transaction_takes_a_hundred_writes_and_no_more_and_no_item_twice() {
    var hundred =
        IntStream.range(0, 100).<Write>mapToObj(n -> Write.insert(Item.at(key(n)))).toList();
    assertThat(table.write(hundred).done()).isTrue();
    var more = Stream.concat(hundred.stream(), Stream.of(Write.put(Item.at(key(100))))).toList();
    assertThatThrownBy(() -> table.write(more)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(
            () -> table.write(Write.put(Item.at(key(200))), Write.update(key(200)).add("n", 1)))
        .isInstanceOf(RuntimeException.class);
    assertThat(table.get(key(200))).isEmpty();
  }

  @Test
  void all_is_read_by_key_also_more_than_the_store_gives_at_once_and_doubles() {
    var keys = IntStream.range(0, 230).mapToObj(TableContract::key).toList();
    keys.forEach(key -> table.write(Write.put(Item.at(key).with("sort", key.sort()))));
    var wanted = new ArrayList<>(keys);
    wanted.addAll(keys.subList(0, 30));
    wanted.add(new Key("NONE", "NONE"));
    assertThat(table.getAll(wanted)).hasSize(230).containsOnlyKeys(new HashSet<>(keys));
  }

  @Test
  void a_partition_is_read_in_order_both_ways_within_bounds_and_by_prefix() {
    for (String sort : List.of("b#2", "a", "b#1", "ä", "c", "b#10")) {
      table.write(Write.put(Item.at(new Key("P", sort))));
    }
    table.write(Write.put(Item.at(new Key("Q", "x"))));
    assertThat(sorts(Query.partition("P"))).containsExactly("a", "b#1", "b#10", "b#2", "c", "ä");
    assertThat(sorts(Query.partition("P").backward()))
        .containsExactly("ä", "c", "b#2", "b#10", "b#1", "a");
    assertThat(sorts(Query.partition("P").from("b#10").to("c")))
        .containsExactly("b#10", "b#2", "c");
    assertThat(sorts(Query.partition("P").from("c"))).containsExactly("c", "ä");
    assertThat(sorts(Query.partition("P").to("b#1"))).containsExactly("a", "b#1");
    assertThat(sorts(Query.partition("P").beginningWith("b#")))
        .containsExactly("b#1", "b#10", "b#2");
    assertThat(sorts(Query.partition("P").consistently())).hasSize(6);
    assertThat(sorts(Query.partition("NONE"))).isEmpty();
  }

  @Test
  void pages_cover_everything_once_with_filter_and_either_way() {
    for (int n = 0; n < 25; n++) {
      table.write(Write.put(Item.at(new Key("P", "%02d".formatted(n))).with("even", n % 2 == 0)));
    }
    var even = Query.partition("P").limit(7).where(Condition.is("even", true));
    for (Query query : List.of(even, even.backward())) {
      var seen = new ArrayList<String>();
      int pages = 0;
      Optional<String> cursor = Optional.empty();
      do {
        Page page = table.query(query.after(cursor));
        assertThat(page.items()).hasSizeLessThanOrEqualTo(4);
        page.items().forEach(item -> seen.add(item.key().sort()));
        cursor = page.next();
        pages++;
      } while (cursor.isPresent());
      assertThat(seen).hasSize(13).doesNotHaveDuplicates();
      assertThat(pages).isEqualTo(4);
      assertThat(table.all(query)).hasSize(13);
    }
  }

  @Test
  void a_scan_comes_by_everything_once_page_by_page() {
    var keys =
        IntStream.range(0, 300)
            .mapToObj(n -> new Key("P\\\n" + n % 9, "%03d\n".formatted(n)))
            .toList();
    String longText = "å".repeat(10_000);
    keys.forEach(key -> table.write(Write.put(Item.at(key).with("text", longText))));

    var found = new ArrayList<Key>();
    int pages = 0;
    Optional<String> cursor = Optional.empty();
    do {
      Page page = table.scan(cursor);
      page.items().forEach(item -> found.add(item.key()));
      cursor = page.next();
      pages++;
    } while (cursor.isPresent());
    assertThat(found).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(pages).isGreaterThan(1);
  }

  @Test
  void an_index_holds_the_items_that_have_its_attributes_in_its_order() {
    row("a", "open", "2026-01-01", "2026-06-01", 5);
    row("b", "open", "2026-02-01", "2026-05-01", 100);
    row("c", "closed", "2026-03-01", "2026-04-01", 20);
    row("d", null, "2026-03-02", "2026-04-02", 7);
    row("e", "open", "2026-02-01", "2026-05-01", 20);

    assertThat(partitions(Query.index(Query.Index.BY_NEWEST, "open").backward()).getLast())
        .isEqualTo("a");
    assertThat(partitions(Query.index(Query.Index.BY_NEWEST, "open"))).hasSize(3);
    assertThat(partitions(Query.index(Query.Index.BY_SIGNATURES, "open").backward()))
        .containsExactly("b", "e", "a");
    assertThat(partitions(Query.index(Query.Index.BY_SIGNATURES, "open").from(20L).to(99L)))
        .containsExactly("e");
    assertThat(partitions(Query.index(Query.Index.BY_CLOSING, "closed"))).containsExactly("c");

    table.write(Write.update(new Key("a", "ROW")).add("signatures", 200));
    assertThat(partitions(Query.index(Query.Index.BY_SIGNATURES, "open").backward()))
        .containsExactly("a", "b", "e");
    table.write(Write.update(new Key("a", "ROW")).set("shelf", null));
    assertThat(partitions(Query.index(Query.Index.BY_NEWEST, "open"))).hasSize(2);
    table.write(Write.update(new Key("d", "ROW")).set("due", "answer").set("dueAt", NOW));
    assertThat(partitions(Query.index(Query.Index.BY_DUE, "answer").to(NOW))).containsExactly("d");
    assertThat(partitions(Query.index(Query.Index.BY_DUE, "answer").to(NOW.minusMillis(1))))
        .isEmpty();
    table.write(Write.delete(new Key("d", "ROW")));
    assertThat(partitions(Query.index(Query.Index.BY_DUE, "answer"))).isEmpty();
  }

  @Test
  void pages_of_an_index_cover_everything_once_also_among_equals() {
    for (int n = 0; n < 23; n++) {
      row("s" + n, "open", "2026-01-01", "2026-02-01", n % 3);
    }
    for (Query query :
        List.of(
            Query.index(Query.Index.BY_SIGNATURES, "open").backward().limit(5),
            Query.index(Query.Index.BY_NEWEST, "open").limit(4))) {
      assertThat(table.all(query).stream().map(item -> item.key().partition()))
          .hasSize(23)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void a_cursor_that_is_not_ours_for_this_query_is_refused() {
    for (int n = 0; n < 5; n++) {
      row("s" + n, "open", "2026-01-01", "2026-02-01", n);
      row("t" + n, "closed", "2026-01-01", "2026-02-01", n);
    }
    var open = Query.index(Query.Index.BY_NEWEST, "open").limit(2);
    String ours = table.query(open).next().orElseThrow();
    var closed = Query.index(Query.Index.BY_NEWEST, "closed").limit(2);
    String partition = table.query(Query.partition("s1").limit(1)).next().orElseThrow();
    for (String bad :
        List.of("", "x", "!!", ours.substring(0, 10), "å", "AAAA", partition, "8J-Ymw")) {
      assertThatThrownBy(() -> table.query(open.after(Optional.of(bad))))
          .as(bad)
          .isInstanceOf(Table.BadCursor.class);
    }
    assertThatThrownBy(() -> table.query(closed.after(Optional.of(ours))))
        .isInstanceOf(Table.BadCursor.class);
    assertThat(table.query(open.after(Optional.of(ours))).items()).hasSize(2);
  }

  @Test
  void an_attribute_of_an_index_has_the_type_the_index_wants() {
    for (Item item :
        List.of(
            Item.at(KEY).with("shelf", 1),
            Item.at(KEY).with("shelf", ""),
            Item.at(KEY).with("signatures", "1"),
            Item.at(KEY).with("dueAt", true))) {
      assertThatThrownBy(() -> table.write(Write.put(item))).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> table.write(Write.put(Item.at(key(1))), Write.put(item)))
          .isInstanceOf(RuntimeException.class);
      assertThat(table.getAll(List.of(KEY, key(1)))).isEmpty();
    }
    assertThatThrownBy(() -> table.add(KEY, Map.of("dueAt", 1L), Optional.empty()))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void what_the_store_can_not_do_is_refused() {
    assertThatThrownBy(() -> table.query(Query.index(Query.Index.BY_NEWEST, "open").consistently()))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> table.query(Query.partition(""))).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> table.query(Query.partition("P").where(Condition.is(Item.SORT, "x"))))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void the_stream_tells_each_change_once_with_the_item_before_and_after() {
    Item first = Item.at(KEY).with("n", 1);
    table.write(Write.insert(first));
    table.write(Write.insert(first));
    table.write(Write.put(first));
    table.write(Write.update(KEY).add("n", 1));
    table.write(Write.delete(KEY));
    table.write(Write.delete(KEY));

    var changes = changes();
    assertThat(changes.stream().map(InMemoryTable.Change::before))
        .containsExactly(Optional.empty(), Optional.of(first), Optional.of(first.with("n", 2)));
    assertThat(changes.stream().map(InMemoryTable.Change::after))
        .containsExactly(Optional.of(first), Optional.of(first.with("n", 2)), Optional.empty());
    assertThat(changes.stream().map(InMemoryTable.Change::eventId)).doesNotHaveDuplicates();
    assertThat(changes.stream().map(InMemoryTable.Change::key)).containsOnly(KEY);
  }

  abstract List<InMemoryTable.Change> changes();

  private void row(String id, String shelf, String published, String closes, int signatures) {
    table.write(
        Write.put(
            Item.at(new Key(id, "ROW"))
                .with("shelf", shelf)
                .with("publishedAt", published)
                .with("closesAt", closes)
                .with("signatures", signatures)));
  }

  private List<String> sorts(Query query) {
    return table.all(query).stream().map(item -> item.key().sort()).toList();
  }

  private List<String> partitions(Query query) {
    return table.all(query).stream().map(item -> item.key().partition()).toList();
  }

  private static Key key(int n) {
    return new Key("N#" + n % 3, "%03d".formatted(n));
  }
}
