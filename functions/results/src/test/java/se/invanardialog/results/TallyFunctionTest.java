package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Migrating;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Steps;
import se.invanardialog.core.table.Write;

class TallyFunctionTest {
  private final InMemoryTable table = new InMemoryTable();
  private final Box box = new Box(table);
  private final TallyFunction tally = new TallyFunction(table, box.time, Keyed.by("tally"));
  private long places;

  @Test
  void a_signature_counts_in_total_by_origin_district_and_day() {
    box.publish("s", 100);
    box.sign("s", "anna", "online", "Centrum", "for");
    box.sign("s", "bo", "paper", "", "for");
    box.sign("s", "cecilia", "online", "Ängsvik", "for");
    box.sign("s", "david", "online", "Ängsvik", "against");
    deliver();

    assertThat(box.tallies("s"))
        .isEqualTo(
            Map.of(
                "signatures", 3L,
                "online", 2L,
                "paper", 1L,
                "against", 1L,
                "in:Centrum", 1L,
                "in:", 1L,
                "in:Ängsvik", 1L,
                "on:2026-09-01", 3L));
  }

  @Test
  void what_is_delivered_again_alone_or_with_others_is_not_counted_again() {
    box.publish("s", 100);
    box.sign("s", "anna");
    box.sign("s", "bo");
    var first = take();
    deliver(first);
    deliver(first);
    box.sign("s", "cecilia");
    var all = new ArrayList<>(first);
    all.addAll(take());
    all.addAll(first);
    assertThat(deliver(all)).isEmpty();
    assertThat(box.count("s")).isEqualTo(3);
  }

  @Test
  void withdrawal_removal_undo_and_deletion_count_by_what_they_change() {
    box.publish("s", 100);
    List.of("anna", "bo", "cecilia", "david").forEach(person -> box.sign("s", person));
    deliver();
    box.become("s", "anna", "withdrawn");
    box.become("s", "bo", "removed");
    box.become("s", "cecilia", "removed");
    deliver();
    assertThat(box.count("s")).isEqualTo(1);
    box.become("s", "bo", "active");
    deliver();
    assertThat(box.count("s")).isEqualTo(2);
    box.forget("s", "david");
    box.forget("s", "anna");
    deliver();
    assertThat(box.tallies("s"))
        .isEqualTo(Map.of("signatures", 1L, "online", 1L, "in:Centrum", 1L, "on:2026-09-01", 1L));
  }

  @Test
  void erasing_name_and_address_leaves_the_count() {
    box.publish("s", 100);
    box.sign("s", "anna");
    deliver();
    table.write(Write.update(Box.key("s", "anna")).set("name", null).set("email", null));
    deliver();
    assertThat(box.count("s")).isEqualTo(1);
  }

  @Test
  void what_is_imported_came_with_its_tallies_and_counts_from_then_on() {
    box.publish("s", 2);
    box.sign("s", "anna");
    box.sign("s", "bo");
    deliver();
    var everything = table.items();
    everything.forEach(item -> table.write(Write.delete(item.key())));
    table.takeChanges();

    for (Item item : everything) {
      table.write(Write.put(item.with(Model.IMPORTED, "2026-09-02")));
    }
    deliver();
    assertThat(box.count("s")).isEqualTo(2);
    assertThat(box.row("s").has("reachedAt")).isTrue();
    assertThat(box.events("s", "threshold-unreached")).isEmpty();

    box.become("s", "anna", "withdrawn");
    box.sign("s", "cecilia");
    box.sign("s", "david");
    box.forget("s", "bo");
    deliver();
    assertThat(box.tallies("s")).isEqualTo(box.truth("s")).containsEntry("signatures", 2L);
  }

  @Test
  void a_migration_that_rewrites_signatures_while_people_sign_counts_none_of_them_twice() {
    box.publish("s", 100);
    IntStream.range(0, 40).forEach(n -> box.sign("s", "p" + n));
    var halfRead = new AtomicInteger();
    table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> writes) {
            int n = halfRead.getAndIncrement();
            if (n < 40 && n % 4 == 0) {
              box.become("s", "p" + n, "withdrawn");
            }
          }
        });

    new Migrating(table, new Steps(List.of(item -> item.has("slot") ? item : item.with("slot", 1))))
        .run(() -> true);
    deliver();

    assertThat(table.items())
        .filteredOn(item -> item.key().partition().startsWith("SIG#"))
        .allMatch(item -> item.has("slot"));
    assertThat(box.tallies("s")).isEqualTo(box.truth("s"));
    assertThat(box.count("s")).isEqualTo(30);
  }

  @Test
  void a_full_batch_of_one_suggestion_and_one_of_a_hundred_are_counted() {
    box.publish("hot", 0);
    IntStream.range(0, 100).forEach(n -> box.sign("hot", "p" + n));
    deliver();
    assertThat(box.count("hot")).isEqualTo(100);

    for (int n = 0; n < 100; n++) {
      box.publish("s" + n, 0);
      box.sign("s" + n, "anna");
    }
    deliver();
    assertThat(IntStream.range(0, 100)).allMatch(n -> box.count("s" + n) == 1);
  }

  @Test
  void a_record_that_can_not_be_read_is_reported_and_the_others_are_counted() {
    box.publish("s", 100);
    box.sign("s", "anna");
    table.write(Write.put(Item.at(new Key("SIG#s#0", "x#1")).with("state", "unheard-of")));
    box.sign("s", "bo");
    table.write(Write.put(Item.at(new Key("SIG#s#1", "y#1")).with("state", "active")));
    var records = take();
    assertThat(deliver(records))
        .containsExactly(new BatchItemFailure(records.get(1).getDynamodb().getSequenceNumber()));
    assertThat(box.count("s")).isEqualTo(2);
    assertThat(deliver(records)).hasSize(1);
    assertThat(box.count("s")).isEqualTo(2);
  }

  @Test
  void records_without_anything_are_reported_not_thrown_at_the_batch() {
    box.publish("s", 100);
    box.sign("s", "anna");
    var records = new ArrayList<>(take());
    records.add(new DynamodbStreamRecord());
    assertThat(deliver(records)).hasSize(1);
    assertThat(box.count("s")).isEqualTo(1);
  }

  @Test
  void a_row_that_can_not_be_written_does_not_hold_up_the_others() {
    List.of("a", "b", "c").forEach(id -> box.publish(id, 100));
    List.of("a", "b", "c").forEach(id -> box.sign(id, "anna"));
    table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> writes) {
            if (writes.stream().anyMatch(write -> write.key().equals(Keys.row("b")))) {
              throw new IllegalStateException("Too large");
            }
          }
        });
    var records = take();
    assertThat(deliver(records))
        .containsExactly(new BatchItemFailure(records.get(1).getDynamodb().getSequenceNumber()));
    assertThat(List.of(box.count("a"), box.count("b"), box.count("c"))).containsExactly(1L, 0L, 1L);

    table.faults(new InMemoryTable.Faults() {});
    assertThat(deliver(records)).isEmpty();
    assertThat(List.of(box.count("a"), box.count("b"), box.count("c"))).containsExactly(1L, 1L, 1L);
  }

  @Test
  void a_signature_on_a_suggestion_that_is_gone_is_let_go() {
    box.publish("s", 100);
    box.sign("s", "anna");
    box.sign("gone", "anna");
    assertThat(deliver()).isEmpty();
    assertThat(box.count("s")).isEqualTo(1);
    assertThat(table.get(Keys.row("gone"))).isEmpty();
  }

  @Test
  void a_crash_on_either_side_of_the_transaction_neither_loses_nor_doubles() {
    for (boolean before : List.of(true, false)) {
      String id = before ? "before" : "after";
      box.publish(id, 2);
      box.sign(id, "anna");
      box.sign(id, "bo");
      var records = take();
      table.faults(new CrashOnce(before));
      assertThatThrownBy(() -> deliver(records)).isInstanceOf(CrashOnce.Crash.class);
      assertThat(box.row(id).has("reachedAt")).isFalse();
      deliver(records);
      assertThat(box.count(id)).isEqualTo(2);
      assertThat(box.row(id).has("reachedAt")).as("decided although already counted").isTrue();
      assertThat(box.events(id, "threshold-reached")).hasSize(1);
    }
  }

  @Test
  void the_threshold_is_reached_at_the_last_name_and_an_answer_becomes_due() {
    box.publish("s", 3);
    box.sign("s", "anna");
    box.sign("s", "bo");
    deliver();
    assertThat(box.row("s").has("reachedAt")).isFalse();
    assertThat(box.row("s").has("due")).isFalse();

    box.now.set(Instant.parse("2026-10-01T21:59:00Z"));
    box.sign("s", "cecilia");
    deliver();
    Item row = box.row("s");
    assertThat(row.instant("reachedAt")).isEqualTo(box.now.get());
    assertThat(row.text("due")).isEqualTo("answer");
    assertThat(row.instant("dueAt"))
        .as("the end of the thirtieth day, in Stockholm, in winter time")
        .isEqualTo(Instant.parse("2026-10-31T23:00:00Z"));
    assertThat(box.events("s", "threshold-reached"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.texts("values")).containsExactly("3");
          assertThat(event.instant("at")).isEqualTo(box.now.get());
        });
  }

  @Test
  void a_threshold_is_unreached_when_names_fall_away_and_can_be_reached_anew() {
    box.publish("s", 2);
    box.sign("s", "anna");
    box.sign("s", "bo");
    deliver();
    tick();
    box.become("s", "bo", "removed");
    deliver();
    assertThat(box.row("s").has("reachedAt")).isFalse();
    assertThat(box.row("s").instant("unreachedAt")).isEqualTo(box.now.get());
    assertThat(box.row("s").has("due")).isFalse();
    assertThat(box.row("s").has("dueAt")).isFalse();
    tick();
    box.become("s", "bo", "active");
    deliver();
    assertThat(box.row("s").instant("reachedAt")).isEqualTo(box.now.get());
    assertThat(box.row("s").has("unreachedAt")).isFalse();
    assertThat(box.events("s", "threshold-reached")).hasSize(2);
    assertThat(box.events("s", "threshold-unreached")).hasSize(1);
  }

  @Test
  void an_answered_suggestion_keeps_its_verdict_whatever_is_withdrawn() {
    box.publish("s", 2);
    box.sign("s", "anna");
    box.sign("s", "bo");
    deliver();
    table.write(Write.update(Keys.row("s")).set("state", "answered").set("shelf", "answered"));
    box.become("s", "bo", "withdrawn");
    deliver();
    assertThat(box.count("s")).isEqualTo(1);
    assertThat(box.row("s").has("reachedAt")).isTrue();
    assertThat(box.events("s", "threshold-unreached")).isEmpty();
  }

  @Test
  void names_against_do_not_reach_a_threshold_and_a_threshold_of_nothing_is_never_reached() {
    box.publish("s", 1);
    box.sign("s", "anna", "online", "", "against");
    box.publish("none", 0);
    box.sign("none", "anna");
    deliver();
    assertThat(box.row("s").has("reachedAt")).isFalse();
    assertThat(box.row("none").has("reachedAt")).isFalse();
  }

  @Test
  void each_milestone_is_noted_once_even_when_passed_twice_or_leapt_over() {
    box.publish("s", 0);
    IntStream.range(0, 120).forEach(n -> box.sign("s", "p" + n));
    deliver();
    IntStream.range(0, 80).forEach(n -> box.become("s", "p" + n, "withdrawn"));
    deliver();
    IntStream.range(0, 80).forEach(n -> box.become("s", "p" + n, "active"));
    deliver();
    assertThat(box.events("s", "milestone").stream().map(event -> event.texts("values").getFirst()))
        .containsExactly("50", "100");
  }

  @Test
  void a_districts_name_is_bounded_and_plain() {
    box.publish("s", 0);
    box.sign("s", "anna", "online", "Å".repeat(5_000), "for");
    box.sign("s", "bo", "online", "Cent\u0000rum\n", "for");
    deliver();
    assertThat(box.tallies("s")).containsKeys("in:" + "Å".repeat(80), "in:Centrum");
  }

  @Test
  void markers_outlive_the_dead_letter_queue_and_then_go() {
    box.publish("s", 0);
    box.sign("s", "anna");
    var records = take();
    deliver(records);
    assertThat(marker(records.getFirst()).number("expiresAt"))
        .isEqualTo(box.now.get().plus(Duration.ofDays(30)).getEpochSecond());
  }

  private Item marker(DynamodbStreamRecord record) {
    long second =
        record.getDynamodb().getApproximateCreationDateTime().toInstant().getEpochSecond();
    return table
        .get(Keys.seen(record.getDynamodb().getKeys().get("pk").getS(), second))
        .orElseThrow();
  }

  @Test
  void a_rush_on_one_suggestion_in_one_second_is_counted_once_with_few_markers() {
    box.publish("s", 0);
    IntStream.range(0, 400).forEach(n -> box.sign("s", "p" + n));
    var records = new ArrayList<>(take());
    records.forEach(
        record -> record.getDynamodb().setApproximateCreationDateTime(Date.from(box.now.get())));
    deliver(records.subList(50, 120));
    deliver(records);
    Collections.reverse(records);
    deliver(records);
    assertThat(box.tallies("s")).containsEntry("signatures", 400L);
    assertThat(records.stream().map(this::marker).distinct()).hasSize(4);
  }

  @Test
  void without_its_second_a_record_has_a_marker_of_its_own() {
    box.publish("s", 0);
    box.sign("s", "anna");
    var records = take();
    records.forEach(record -> record.getDynamodb().setApproximateCreationDateTime(null));
    deliver(records);
    deliver(records);
    assertThat(box.tallies("s")).containsEntry("signatures", 1L);
    assertThat(table.get(Keys.seen(records.getFirst().getEventID()))).isPresent();
  }

  private void tick() {
    box.now.updateAndGet(at -> at.plusSeconds(60));
  }

  private List<DynamodbStreamRecord> take() {
    return table.takeChanges().stream()
        .filter(change -> change.key().partition().startsWith(Keys.SIGNATURES))
        .map(change -> StreamRecords.of(change, ++places))
        .toList();
  }

  private List<BatchItemFailure> deliver() {
    return deliver(take());
  }

  private List<BatchItemFailure> deliver(List<DynamodbStreamRecord> records) {
    StreamsEventResponse response = tally.handleRequest(StreamRecords.batch(records), null);
    return response.getBatchItemFailures();
  }
}
