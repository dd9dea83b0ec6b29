package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.invanardialog.core.identity.Keyed;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Whatever happens to deliveries, tallies equal a recount and thresholds what the count says. Each
 * seed is a box of its own: people sign, withdraw, are removed and brought back while their records
 * are shuffled, doubled, re-cut, moved to new shards, met by conflicts, by crashes and by Lambda's
 * time limit, whose last call to the store may arrive when the batch has long come again.
 */
class ExactCountTest {
  private static final int SEEDS = 150;
  private static final int SIGNATURES = 120;
  private static final int SEEDS_IN_DYNAMO = 3;
  private static final int SIGNATURES_IN_DYNAMO = 300;
  private static final List<String> SUGGESTIONS = List.of("hot", "warm", "cool", "cold");
  private static final List<String> DISTRICTS = List.of("", "Centrum", "Ängsvik", "Tångeby");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tallies_equal_a_recount_whatever_happens_to_deliveries(long seed) {
    var table = new InMemoryTable();
    var world = new World(table, seed);
    var storm = new Storm(world.chance);
    table.faults(storm);
    var stream =
        new Stream(world, new TallyFunction(table, world.box.time, Keyed.by("tally")), storm);
    while (world.signed < SIGNATURES || stream.waiting()) {
      if (world.signed < SIGNATURES && world.chance.nextInt(4) != 0) {
        world.somethingHappens();
        table.takeChanges().forEach(stream::arrives);
      } else {
        stream.deliverSome();
      }
      if (world.chance.nextInt(4) == 0) {
        storm.arrives(table);
      }
    }
    stream.deliverOldOnesAgain();
    storm.arrives(table);
    world.check();
  }

  @Test
  void tallies_equal_a_recount_in_dynamodb_when_deliveries_overlap() throws Exception {
    try (var dynamo = new LocalDynamo();
        var functions = Executors.newFixedThreadPool(4)) {
      for (long seed = 1; seed <= SEEDS_IN_DYNAMO; seed++) {
        String name = "seed-" + seed;
        Table table = dynamo.table(name);
        var world = new World(table, seed);
        var tally = new TallyFunction(table, world.box.time, Keyed.by("tally"));
        while (world.signed < SIGNATURES_IN_DYNAMO) {
          IntStream.range(0, 150).forEach(n -> world.somethingHappens());
          var records =
              dynamo.records(name).stream()
                  .map(StreamRecords::of)
                  .filter(
                      record -> record.getDynamodb().getKeys().get("pk").getS().startsWith("SIG#"))
                  .toList();
          for (var answer : functions.invokeAll(overlapping(records, world.chance, tally))) {
            assertThat(answer.get()).isTrue();
          }
        }
        world.check();
      }
    }
  }

  /** Every record at least once, many of them in several batches at the same time. */
  private static List<Callable<Boolean>> overlapping(
      List<DynamodbStreamRecord> records, Random chance, TallyFunction tally) {
    var calls = new ArrayList<Callable<Boolean>>();
    for (int round = 0; round < 2; round++) {
      var rest = new ArrayList<>(records);
      Collections.shuffle(rest, chance);
      while (!rest.isEmpty()) {
        var cut = rest.subList(0, Math.min(rest.size(), 1 + chance.nextInt(100)));
        var batch = StreamRecords.batch(List.copyOf(cut));
        calls.add(() -> tally.handleRequest(batch, null).getBatchItemFailures().isEmpty());
        cut.clear();
      }
    }
    return calls;
  }

  /** What people do, by one seed. */
  private static final class World {
    final Random chance;
    final Box box;
    final List<String[]> signers = new ArrayList<>();
    int signed;

    World(Table table, long seed) {
      chance = new Random(seed * 7_919);
      box = new Box(table);
      for (String id : SUGGESTIONS) {
        box.publish(id, 5 + chance.nextInt(60));
      }
    }

    void somethingHappens() {
      box.now.updateAndGet(at -> at.plusSeconds(chance.nextInt(7_200)));
      int dice = signers.isEmpty() ? 0 : chance.nextInt(10);
      if (dice < 6) {
        sign();
        return;
      }
      String[] signer = signers.get(chance.nextInt(signers.size()));
      switch (dice) {
        case 6 -> box.become(signer[0], signer[1], "withdrawn");
        case 7 -> box.become(signer[0], signer[1], "active");
        case 8 -> box.forget(signer[0], signer[1]);
        default -> {
          String state = chance.nextBoolean() ? "removed" : "active";
          signers.stream()
              .filter(one -> one[0].equals(signer[0]))
              .limit(1 + chance.nextInt(20))
              .forEach(one -> box.become(one[0], one[1], state));
        }
      }
    }

    private void sign() {
      String id = SUGGESTIONS.get(Math.min(3, (int) (chance.nextDouble() * chance.nextInt(6))));
      String person = "person-" + chance.nextInt(10 * SIGNATURES);
      String origin = chance.nextInt(5) == 0 ? "paper" : "online";
      String stance = chance.nextInt(8) == 0 ? "against" : "for";
      String district = DISTRICTS.get(chance.nextInt(DISTRICTS.size()));
      if (box.sign(id, person, origin, district, stance)) {
        signers.add(new String[] {id, person});
        signed++;
      }
    }

    void check() {
      for (String id : SUGGESTIONS) {
        assertThat(box.tallies(id)).as(id).isEqualTo(box.truth(id));
        Item row = box.row(id);
        boolean reached = row.number("signatures") >= row.number("threshold");
        assertThat(row.has("reachedAt")).as("%s reached", id).isEqualTo(reached);
        assertThat(row.maybe("due").isPresent()).as("%s due", id).isEqualTo(reached);
        assertThat(box.events(id, "milestone").stream().map(event -> event.texts("values")))
            .doesNotHaveDuplicates();
      }
    }
  }

  /** Crashes on either side of a write and during it, and clashes that outlast every retry. */
  private static final class Storm implements InMemoryTable.Faults {
    private final Random chance;
    private final List<List<Write>> underWay = new ArrayList<>();
    private boolean raging;

    Storm(Random chance) {
      this.chance = chance;
    }

    void rage(Runnable inIt) {
      raging = true;
      try {
        inIt.run();
      } finally {
        raging = false;
      }
    }

    @Override
    public void before(List<Write> writes) {
      int dice = raging ? chance.nextInt(20) : 20;
      if (dice == 0) {
        throw new CrashOnce.Crash();
      }
      if (dice == 1) {
        throw TransactionCanceledException.builder()
            .message("clash")
            .cancellationReasons(
                CancellationReason.builder().code("TransactionConflict").build(),
                CancellationReason.builder().code("None").build())
            .build();
      }
      if (dice == 2 && writes.size() > 1) {
        throw new IllegalStateException("A row that can't be written, this time");
      }
      if (dice == 3) {
        underWay.add(writes);
        throw new CrashOnce.Crash();
      }
    }

    /** The store gets what was under way to it when a function's time was out. */
    void arrives(Table table) {
      underWay.forEach(table::write);
      underWay.clear();
    }

    @Override
    public void after(List<Write> writes) {
      if (raging && chance.nextInt(20) == 0) {
        throw new CrashOnce.Crash();
      }
    }
  }

  /** The stream as the event source mapping delivers it, and worse. */
  private static final class Stream {
    private final World world;
    private final TallyFunction tally;
    private final Storm storm;
    private final Map<String, List<DynamodbStreamRecord>> shards = new HashMap<>();
    private final List<DynamodbStreamRecord> all = new ArrayList<>();
    private int generation;
    private long places;

    Stream(World world, TallyFunction tally, Storm storm) {
      this.world = world;
      this.tally = tally;
      this.storm = storm;
    }

    /** Now and then shards split, so that records of one item come over two. */
    void arrives(InMemoryTable.Change change) {
      if (!change.key().partition().startsWith(Keys.SIGNATURES)) {
        return;
      }
      if (world.chance.nextInt(100) == 0) {
        generation++;
      }
      var record = StreamRecords.of(change, ++places);
      int shard = Math.floorMod(change.key().hashCode(), 3);
      shards.computeIfAbsent(generation + "/" + shard, name -> new ArrayList<>()).add(record);
      all.add(record);
    }

    boolean waiting() {
      return !shards.isEmpty();
    }

    void deliverSome() {
      if (shards.isEmpty()) {
        return;
      }
      var names = shards.keySet().stream().sorted().toList();
      String name = names.get(world.chance.nextInt(names.size()));
      var shard = shards.get(name);
      var cut = shard.subList(0, Math.min(shard.size(), 1 + world.chance.nextInt(100)));
      List<DynamodbStreamRecord> done = deliver(new ArrayList<>(cut));
      if (world.chance.nextInt(5) != 0) {
        shard.removeAll(done);
      }
      if (shard.isEmpty()) {
        shards.remove(name);
      }
    }

    void deliverOldOnesAgain() {
      var old = new ArrayList<>(all);
      Collections.shuffle(old, world.chance);
      old.stream().limit(200).forEach(record -> deliver(List.of(record)));
    }

    /** Answers what need not come again. */
    private List<DynamodbStreamRecord> deliver(List<DynamodbStreamRecord> cut) {
      var batch = new ArrayList<>(cut);
      if (world.chance.nextInt(3) == 0) {
        IntStream.range(0, 10).forEach(n -> batch.add(all.get(world.chance.nextInt(all.size()))));
        Collections.shuffle(batch, world.chance);
      }
      try {
        var failures = new ArrayList<String>();
        storm.rage(() ->
            tally
                .handleRequest(StreamRecords.batch(batch), null)
                .getBatchItemFailures()
                .forEach(failure -> failures.add(failure.getItemIdentifier())));
        return failures.isEmpty()
            ? cut
            : cut.stream()
                .filter(record ->
                    record.getDynamodb().getSequenceNumber().compareTo(failures.getFirst()) < 0)
                .collect(Collectors.toList());
      } catch (CrashOnce.Crash crash) {
        return List.of();
      }
    }
  }
}
