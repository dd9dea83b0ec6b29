package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.members.Cell;

class RepliesTest {
  private static final String SURVEY = "s23456789abc";
  private static final Cell YOUNG = new Cell(Map.of("ageGroup", "16-29", "sex", "woman"));
  private static final Cell OLD = new Cell(Map.of("ageGroup", "65-79", "sex", "woman"));
  private static final Map<String, Value> CAR =
      Map.of("q1", new Value.Chosen(List.of("car"), ""), "q2", new Value.Figure(4));
  private static final Map<String, Value> BUS =
      Map.of(
          "q1",
          new Value.Chosen(List.of("bus", "other"), "Häst"),
          "q3",
          new Value.Written("Fler turer\npå kvällen"),
          "q4",
          new Value.Grid(Map.of("r1", "a", "r2", "b")));

  private final Codes codes = new Codes(Keyed.by("a key for the replies' test"));
  private final InMemoryTable table = new InMemoryTable();
  private final Replies replies = over(table);

  private Replies over(Table store) {
    return new Replies(store, new Seal(Keyed.by("a key for the replies' test"), "reply"), codes);
  }

  private Token token(int member) {
    return new Token(SURVEY, codes.of(SURVEY, "salt", "member" + member));
  }

  private Replies.Put put(Token token, Map<String, Value> values, Map<String, Integer> quotas) {
    return replies.put(token, values, Reply.Mode.WEB, YOUNG, quotas);
  }

  @Test
  void what_was_answered_is_read_back_by_the_code_and_by_no_other() {
    put(token(1), BUS, Map.of());
    Reply reply = replies.of(SURVEY, token(1).code()).orElseThrow();
    assertThat(reply.values()).isEqualTo(BUS);
    assertThat(reply.mode()).isEqualTo(Reply.Mode.WEB);
    assertThat(reply.cell()).isEqualTo(YOUNG);
    assertThat(reply.survey()).isEqualTo(SURVEY);
    assertThat(replies.of(SURVEY, token(2).code())).isEmpty();
    assertThat(replies.of("other", token(1).code())).isEmpty();
  }

  @Test
  void the_latest_stands_whatever_it_came_in_by() {
    assertThat(put(token(1), CAR, Map.of())).isEqualTo(new Replies.Put.Added());
    assertThat(replies.put(token(1), BUS, Reply.Mode.PAPER, YOUNG, Map.of()))
        .isEqualTo(new Replies.Put.Replaced());
    Reply reply = replies.of(SURVEY, token(1).code()).orElseThrow();
    assertThat(reply.values()).isEqualTo(BUS);
    assertThat(reply.mode()).isEqualTo(Reply.Mode.PAPER);
    assertThat(table.items()).hasSize(1);
  }

  @Test
  void a_withdrawn_reply_is_emptied_and_can_be_given_anew() {
    put(token(1), CAR, Map.of());
    assertThat(replies.withdraw(token(1), Map.of())).isTrue();
    assertThat(replies.withdraw(token(1), Map.of())).isFalse();
    Reply reply = replies.of(SURVEY, token(1).code()).orElseThrow();
    assertThat(reply.active()).isFalse();
    assertThat(reply.values()).isEmpty();
    assertThat(put(token(1), BUS, Map.of())).isEqualTo(new Replies.Put.Added());
  }

  @Test
  void those_who_have_answered_are_found_by_their_codes_alone() {
    put(token(1), CAR, Map.of());
    put(token(2), CAR, Map.of());
    replies.withdraw(token(2), Map.of());
    var all = IntStream.range(0, 300).mapToObj(member -> token(member).code()).toList();
    assertThat(replies.answered(SURVEY, all))
        .containsExactlyInAnyOrder(token(1).code(), token(2).code());
  }

  @Test
  void every_reply_is_met_once_when_the_shards_are_read_page_by_page() {
    for (int member = 0; member < 200; member++) {
      put(token(member), CAR, Map.of());
    }
    var met = new ArrayList<String>();
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      Optional<String> cursor = Optional.empty();
      do {
        var page = replies.page(SURVEY, shard, 3, cursor);
        page.replies().forEach(reply -> met.add(reply.id()));
        cursor = page.next();
      } while (cursor.isPresent());
    }
    assertThat(met).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void an_item_shows_neither_what_was_answered_nor_how_much_nor_of_whom() {
    put(token(1), CAR, Map.of());
    replies.put(token(2), BUS, Reply.Mode.PAPER, OLD, Map.of());
    replies.put(token(3), Map.of(), Reply.Mode.SMS, Cell.OPEN, Map.of());
    assertThat(table.items())
        .allSatisfy(item ->
            assertThat(item.attributes().keySet())
                .containsExactlyInAnyOrder(Item.PARTITION, Item.SORT, "state", "sealed"));
    assertThat(table.items().stream().map(item -> item.bytes("sealed").length).distinct())
        .hasSize(1);
  }

  @Test
  void a_reply_moved_to_another_place_does_not_open() {
    put(token(1), CAR, Map.of());
    put(token(2), BUS, Map.of());
    Item one = table.items().getFirst();
    Item moved = table.items().getLast().with("sealed", one.bytes("sealed"));
    assertThatThrownBy(() -> replies.read(moved)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_quota_that_is_full_takes_no_more_but_lets_its_own_change_and_leave() {
    var two = Map.of("ageGroup=16-29", 2);
    assertThat(put(token(1), CAR, two)).isInstanceOf(Replies.Put.Added.class);
    assertThat(put(token(2), CAR, two)).isInstanceOf(Replies.Put.Added.class);
    assertThat(put(token(3), CAR, two)).isInstanceOf(Replies.Put.Full.class);
    assertThat(replies.of(SURVEY, token(3).code())).isEmpty();
    assertThat(put(token(1), BUS, two)).isInstanceOf(Replies.Put.Replaced.class);
    assertThat(replies.put(token(4), CAR, Reply.Mode.WEB, OLD, two))
        .isInstanceOf(Replies.Put.Added.class);
    replies.withdraw(token(1), two);
    assertThat(put(token(3), CAR, two)).isInstanceOf(Replies.Put.Added.class);
    assertThat(put(token(1), CAR, two)).isInstanceOf(Replies.Put.Full.class);
    assertThat(put(token(5), CAR, Map.of("sex=woman", 0))).isInstanceOf(Replies.Put.Full.class);
  }

  /** Each act: 0 to 2 answer, 3 withdraw; by one of ten holders. */
  @Property(tries = 60)
  void whatever_happens_at_once_no_quota_overfills_and_its_count_is_what_is_there(
      @ForAll List<@IntRange(max = 39) Integer> acts, @ForAll @IntRange(min = 1, max = 6) int most)
      throws Exception {
    var memory = new InMemoryTable();
    race(memory, acts, most);
  }

  @Test
  void the_store_itself_keeps_to_the_quota_too() throws Exception {
    try (var dynamo = new LocalDynamo()) {
      race(dynamo.table("table"), IntStream.range(0, 120).mapToObj(at -> at * 7 % 40).toList(), 4);
    }
  }

  private void race(Table store, List<Integer> acts, int most) throws Exception {
    Replies racing = over(store);
    var quotas = Map.of("ageGroup=16-29", most, "sex=woman", most + 1);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var tasks = new ArrayList<Callable<Object>>();
      for (int act : acts) {
        Token token = token(act / 4);
        Cell cell = act / 4 < 8 ? YOUNG : OLD;
        tasks.add(
            act % 4 == 3
                ? () -> racing.withdraw(token, quotas)
                : () -> racing.put(token, CAR, Reply.Mode.WEB, cell, quotas));
      }
      for (var future : threads.invokeAll(tasks)) {
        future.get();
      }
    }
    long young = 0;
    long women = 0;
    for (int member = 0; member < 10; member++) {
      var reply = racing.of(SURVEY, token(member).code()).filter(Reply::active);
      women += reply.isPresent() ? 1 : 0;
      young += reply.filter(one -> one.cell().equals(YOUNG)).isPresent() ? 1 : 0;
    }
    assertThat(young).isLessThanOrEqualTo(most).isEqualTo(taken(store, "ageGroup=16-29"));
    assertThat(women).isLessThanOrEqualTo(most + 1).isEqualTo(taken(store, "sex=woman"));
  }

  private static long taken(Table store, String quota) {
    return store
        .getConsistently(Keys.quota(SURVEY, quota))
        .map(item -> item.number("answers"))
        .orElse(0L);
  }
}
