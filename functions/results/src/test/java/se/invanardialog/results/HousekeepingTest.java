package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

class HousekeepingTest {
  private static final int RETENTION_MONTHS = 24;

  private final InMemoryTable table = new InMemoryTable();
  private final Box box = new Box(table);
  private final TallyFunction tally = new TallyFunction(table, box.time, Keyed.by("tally"));
  private final List<Runnable> whilePausing = new ArrayList<>();
  private boolean tallyWorks = true;
  private long places;

  private final Housekeeping housekeeping = housekeeping(table);

  @Test
  void tallies_that_are_right_are_left_alone() {
    box.publish("s", 2);
    box.publish("none", 2);
    IntStream.range(0, 30).forEach(n -> box.sign("s", "p" + n));
    pump();
    Item before = box.row("s");
    run();
    assertThat(result("checked", "differing", "repaired", "unsettled"))
        .containsExactly(2L, 0L, 0L, 0L);
    assertThat(box.row("s")).isEqualTo(before);
    assertThat(table.get(Keys.recount()).orElseThrow().instant("at")).isEqualTo(box.now.get());
  }

  @Test
  void a_night_brings_the_table_to_the_current_version_of_the_data_model() {
    box.publish("s", 2);
    function().handleRequest(Map.of(), null);
    assertThat(Model.of(table)).isEqualTo(Model.at(ModelSteps.ALL.current()));
  }

  @Test
  void while_an_import_goes_on_nothing_is_recounted() {
    box.publish("s", 2);
    table.write(Model.importing(ModelSteps.ALL.current()).write());
    var before = table.items();
    function().handleRequest(Map.of(), null);
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  private HousekeepingFunction function() {
    return new HousekeepingFunction(table, box.time, Keyed.by("tally"), time -> {});
  }

  @Test
  void a_lost_and_a_doubled_name_are_found_and_put_right_with_the_threshold() {
    box.publish("lost", 3);
    box.publish("doubled", 3);
    for (String id : List.of("lost", "doubled")) {
      box.sign(id, "anna");
      box.sign(id, "bo");
    }
    box.sign("lost", "cecilia", "paper", "Ängsvik", "for");
    pump();
    table.write(
        Write.update(Keys.row("lost"))
            .add("signatures", -1)
            .add("paper", -1)
            .set("in:Ängsvik", null)
            .set("reachedAt", null));
    table.write(Write.update(Keys.row("doubled")).add("signatures", 1).add("online", 1));

    run();
    assertThat(result("checked", "differing", "repaired")).containsExactly(2L, 2L, 2L);
    assertThat(table.get(Keys.recount()).orElseThrow().texts("ids"))
        .containsExactlyInAnyOrder("lost", "doubled");
    for (String id : List.of("lost", "doubled")) {
      assertThat(box.tallies(id)).isEqualTo(box.truth(id));
    }
    assertThat(box.row("lost").has("reachedAt")).isTrue();
    run();
    assertThat(result("checked", "differing", "repaired")).containsExactly(2L, 0L, 0L);
  }

  @Test
  void names_that_wait_in_the_stream_are_no_difference() {
    box.publish("s", 0);
    IntStream.range(0, 30).forEach(n -> box.sign("s", "p" + n));
    run();
    assertThat(result("checked", "differing", "repaired")).containsExactly(1L, 0L, 0L);
    assertThat(box.count("s")).isEqualTo(30);
  }

  @Test
  void nothing_is_repaired_while_the_tally_stands_still_or_it_would_be_counted_twice() {
    box.publish("s", 0);
    IntStream.range(0, 30).forEach(n -> box.sign("s", "p" + n));
    tallyWorks = false;
    run();
    assertThat(result("checked", "differing", "repaired", "unsettled"))
        .containsExactly(1L, 0L, 0L, 1L);
    assertThat(box.count("s")).isZero();

    tallyWorks = true;
    pump();
    run();
    assertThat(result("differing", "unsettled")).containsExactly(0L, 0L);
    assertThat(box.count("s")).isEqualTo(30);
  }

  @Test
  void a_difference_is_repaired_while_people_go_on_signing() {
    box.publish("s", 0);
    IntStream.range(0, 30).forEach(n -> box.sign("s", "p" + n));
    pump();
    table.write(Write.update(Keys.row("s")).add("signatures", 7).add("online", 7));
    var more = new AtomicInteger();
    whilePausing.add(() -> box.sign("s", "later" + more.incrementAndGet()));
    run();
    whilePausing.clear();
    pump();
    run();
    assertThat(box.tallies("s")).isEqualTo(box.truth("s"));
    assertThat(box.count("s")).isEqualTo(30 + more.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 25, 60})
  void a_round_that_runs_out_of_time_goes_on_where_it_was(int suggestions) {
    for (int n = 0; n < suggestions; n++) {
      box.publish("s" + n, 0, List.of("open", "closed", "answered", "refused").get(n % 4));
      box.sign("s" + n, "anna");
    }
    pump();
    table.write(Write.update(Keys.row("s0")).add("signatures", 1).add("online", 1));
    int runs = 1;
    while (!housekeeping.run(() -> false)) {
      assertThat(table.get(Keys.recount())).isEmpty();
      runs++;
    }
    assertThat(runs).isGreaterThan(1);
    assertThat(result("checked", "differing", "repaired"))
        .containsExactly((long) suggestions, 1L, 1L);
    assertThat(table.get(Keys.recountProgress())).isEmpty();
  }

  @Test
  void a_signature_that_can_not_be_read_hides_nothing_else() {
    box.publish("broken", 0);
    box.publish("s", 0);
    box.sign("broken", "anna");
    box.sign("s", "anna");
    pump();
    table.write(Write.update(Box.key("broken", "anna")).set("state", "?"));
    table.takeChanges();
    table.write(Write.update(Keys.row("s")).add("signatures", 1).add("online", 1));
    run();
    assertThat(result("checked", "differing", "repaired")).containsExactly(2L, 2L, 1L);
    assertThat(box.count("s")).isEqualTo(1);
  }

  @Test
  void where_somebody_signed_from_is_forgotten_after_thirty_days() {
    box.publish("s", 0);
    box.sign("s", "early");
    pass(Duration.ofDays(1));
    box.sign("s", "late");
    pass(Duration.ofDays(29));
    run();
    assertThat(signature("s", "early").has("network")).isFalse();
    assertThat(signature("s", "early").has("email")).isTrue();
    assertThat(signature("s", "late").has("network")).isTrue();
    assertThat(box.count("s")).isEqualTo(2);
  }

  @Test
  void people_are_forgotten_when_the_retention_is_over_and_still_count() {
    for (String state : List.of("open", "closed", "answered")) {
      box.publish(state, 0, state);
      box.sign(state, "anna");
    }
    box.publish("owed", 1, "closed");
    box.sign("owed", "anna");
    author("answered", "");
    author("closed", "Alias");
    pump();
    box.now.set(
        Box.START
            .plus(Duration.ofDays(90))
            .atZone(java.time.ZoneOffset.UTC)
            .plusMonths(RETENTION_MONTHS)
            .toInstant()
            .minus(Duration.ofHours(2)));
    run();
    assertThat(signature("answered", "anna").has("email")).isTrue();
    pass(Duration.ofDays(1));
    run();
    for (String state : List.of("closed", "answered")) {
      assertThat(signature(state, "anna").attributes().keySet())
          .doesNotContain("name", "email", "mailDomain", "network", "postalCode");
      assertThat(box.count(state)).isEqualTo(1);
    }
    assertThat(signature("open", "anna").has("email")).isTrue();
    assertThat(signature("owed", "anna").has("email")).as("the board's answer is due").isTrue();
    assertThat(table.get(Keys.suggestion("answered")).orElseThrow().text("email")).isEmpty();
    assertThat(table.get(Keys.suggestion("answered")).orElseThrow().text("name"))
        .isEqualTo("Anna Ek");
    assertThat(table.get(Keys.suggestion("closed")).orElseThrow().text("name")).isEqualTo("Alias");
    pump();
    run();
    assertThat(result("differing", "unsettled")).containsExactly(0L, 0L);
  }

  @Test
  void it_does_the_same_in_dynamodb() {
    try (var dynamo = new LocalDynamo()) {
      Table store = dynamo.table("table");
      var there = new Box(store);
      var function = new TallyFunction(store, there.time, Keyed.by("tally"));
      there.publish("s", 10);
      IntStream.range(0, 40).forEach(n -> there.sign("s", "p" + n));
      Runnable drain =
          () -> {
            var records =
                dynamo.records("table").stream()
                    .map(StreamRecords::of)
                    .filter(r -> r.getDynamodb().getKeys().get("pk").getS().startsWith("SIG#"))
                    .toList();
            assertThat(
                    function
                        .handleRequest(StreamRecords.batch(records), null)
                        .getBatchItemFailures())
                .isEmpty();
          };
      drain.run();
      store.write(Write.update(Keys.row("s")).add("signatures", 5).set("in:Centrum", null));
      new HousekeepingFunction(store, there.time, Keyed.by("tally"), time -> drain.run())
          .handleRequest(Map.of(), null);
      assertThat(there.tallies("s")).isEqualTo(there.truth("s"));
      assertThat(store.get(Keys.recount()).orElseThrow().number("repaired")).isEqualTo(1);
    }
  }

  private Housekeeping housekeeping(Table store) {
    return new Housekeeping(
        store,
        box.time,
        new Recount(
            store,
            box.time,
            time -> {
              List.copyOf(whilePausing).forEach(Runnable::run);
              pump();
            }),
        new Erasure(store, row -> RETENTION_MONTHS));
  }

  private void run() {
    BooleanSupplier enough = () -> true;
    assertThat(housekeeping.run(enough)).isTrue();
  }

  private List<Long> result(String... names) {
    Item result = table.get(Keys.recount()).orElseThrow();
    return List.of(names).stream().map(result::number).toList();
  }

  private void pump() {
    if (tallyWorks) {
      var records =
          table.takeChanges().stream()
              .filter(change -> change.key().partition().startsWith(Keys.SIGNATURES))
              .map(change -> StreamRecords.of(change, ++places))
              .toList();
      tally.handleRequest(StreamRecords.batch(records), null);
    }
  }

  private void pass(Duration time) {
    box.now.updateAndGet(at -> at.plus(time));
    pump();
  }

  private void author(String id, String alias) {
    table.write(
        Write.put(
            Item.at(Keys.suggestion(id))
                .with("version", 3)
                .with("name", "Anna Ek")
                .with("alias", alias)
                .with("email", "anna@exempel.se")
                .with("postalCode", "43231")
                .with("ageGroup", "")));
  }

  private Item signature(String id, String person) {
    return table.get(Box.key(id, person)).orElseThrow();
  }
}
