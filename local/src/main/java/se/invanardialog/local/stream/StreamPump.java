package se.invanardialog.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.local.lambda.LambdaFunction;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.store.Store;
import se.invanardialog.local.template.LambdaResource.StreamMapping;
import se.invanardialog.local.time.MovableClock;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/**
 * Reads the table's stream for one function, shard by shard, parents before children, and remembers
 * how far each has come, so that a stopped or killed service goes on where it was. A record may
 * come twice, as from the real stream.
 */
public final class StreamPump implements AutoCloseable {
  /** A write wakes the pump; this is how long it may sleep without. */
  private static final long LOOK_EVERY_MILLIS = 150;

  /** Records that come close together are read together: reading takes of the store's time. */
  private static final long GATHER_MILLIS = 150;

  private static final long SHARDS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int READ_AT_ONCE = 1_000;
  private static final long LARGEST_JOURNAL_BYTES = 1_000_000;

  private final Store store;
  private final StreamMapping mapping;
  private final StreamBatches batches;
  private final Journal journal;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Semaphore news = new Semaphore(0);
  private final Semaphore hurry = new Semaphore(0);
  private final AtomicLong emptyPasses = new AtomicLong();
  private final Map<String, String> positions = new LinkedHashMap<>();
  private final Map<String, String> iterators = new HashMap<>();
  private final Set<String> finished = new HashSet<>();
  private List<Shard> shards = List.of();
  private long shardsReadNanos;
  private volatile @Nullable Thread thread;

  public StreamPump(
      Store store,
      StreamMapping mapping,
      LambdaFunction function,
      MovableClock clock,
      Journal journal,
      BiConsumer<String, String> onFailure) {
    this.store = store;
    this.mapping = mapping;
    this.journal = journal;
    this.batches =
        new StreamBatches(
            mapping, function, InstantSource.system(), clock::aheadAt, stop, onFailure);
    for (String line : journal.open()) {
      int space = line.indexOf(' ');
      positions.put(line.substring(0, space), line.substring(space + 1));
    }
    rewrite();
  }

  public void start() {
    thread = Thread.ofPlatform().daemon().name("stream").start(this::run);
  }

  /** Something was written: read soon, with what comes close after it. */
  public void wake() {
    release(news);
  }

  /** Somebody waits until all is read: read at once. */
  public void hurry() {
    release(hurry);
    release(news);
  }

  private static void release(Semaphore one) {
    if (one.availablePermits() == 0) {
      one.release();
    }
  }

  /** Counts the times all shards were read and had nothing more. */
  public long emptyPasses() {
    return emptyPasses.get();
  }

  private void run() {
    while (stop.getCount() > 0) {
      try {
        if (pass() > 0) {
          continue;
        }
        emptyPasses.incrementAndGet();
        if (news.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
          hurry.tryAcquire(
              Math.max(GATHER_MILLIS, TimeUnit.SECONDS.toMillis(mapping.windowSeconds())),
              TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException hurried) {
        return;
      } catch (RuntimeException fault) {
        Log.error("stream-pump-failed", fault);
        iterators.clear();
        pause();
      }
    }
  }

  private void pause() {
    try {
      stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads every shard that can be read once; returns how many records came. */
  private int pass() {
    if (shards.isEmpty() || System.nanoTime() - shardsReadNanos > SHARDS_EVERY_NANOS) {
      shards = shards();
      shardsReadNanos = System.nanoTime();
    }
    Set<String> known = new HashSet<>();
    shards.forEach(shard -> known.add(shard.shardId()));
    int records = 0;
    for (Shard shard : shards) {
      boolean waits =
          shard.parentShardId() != null
              && known.contains(shard.parentShardId())
              && !finished.contains(shard.parentShardId());
      if (!waits && !finished.contains(shard.shardId())) {
        records += read(shard.shardId());
      }
    }
    return records;
  }

  private List<Shard> shards() {
    var all = new ArrayList<Shard>();
    @Nullable String after = null;
    do {
      @Nullable String from = after;
      var page =
          store
              .streams()
              .describeStream(
                  request -> request.streamArn(store.streamArn()).exclusiveStartShardId(from))
              .streamDescription();
      all.addAll(page.shards());
      after = page.lastEvaluatedShardId();
    } while (after != null);
    return all;
  }

  private int read(String shard) {
    @Nullable GetRecordsResponse page = page(shard);
    if (page == null) {
      return 0;
    }
    var records = new ArrayList<ObjectNode>();
    page.records().forEach(record -> records.add(RecordJson.of(record, mapping.stream())));
    if (!deliver(shard, records)) {
      return 0;
    }
    if (page.nextShardIterator() == null) {
      finished.add(shard);
      iterators.remove(shard);
      shards = List.of();
    } else {
      iterators.put(shard, page.nextShardIterator());
    }
    return records.size();
  }

  private @Nullable GetRecordsResponse page(String shard) {
    try {
      String iterator = iterators.computeIfAbsent(shard, this::iterator);
      return store
          .streams()
          .getRecords(request -> request.shardIterator(iterator).limit(READ_AT_ONCE));
    } catch (ExpiredIteratorException slept) {
      iterators.remove(shard);
      return null;
    } catch (TrimmedDataAccessException tooOld) {
      // The laptop slept for more than a day; the nightly recount repairs what was missed.
      Log.warn("stream-trimmed", "shard", shard);
      positions.remove(shard);
      iterators.remove(shard);
      return null;
    }
  }

  private String iterator(String shard) {
    @Nullable String position = positions.get(shard);
    return store
        .streams()
        .getShardIterator(request -> {
          request.streamArn(store.streamArn()).shardId(shard);
          if (position == null) {
            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
          } else {
            request
                .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(position);
          }
        })
        .shardIterator();
  }

  /** False when stopped before all were settled; what was settled is remembered. */
  private boolean deliver(String shard, List<ObjectNode> records) {
    var waiting = new ArrayDeque<ObjectNode>();
    for (ObjectNode record : records) {
      if (batches.takes(record)) {
        waiting.add(record);
      }
      if (waiting.size() == mapping.batchSize() && !settle(shard, waiting)) {
        return false;
      }
    }
    if (!waiting.isEmpty() && !settle(shard, waiting)) {
      return false;
    }
    if (!records.isEmpty()) {
      remember(shard, StreamBatches.number(records.getLast()));
    }
    return true;
  }

  private boolean settle(String shard, ArrayDeque<ObjectNode> waiting) {
    var batch = List.copyOf(waiting);
    waiting.clear();
    if (stop.getCount() == 0 || !batches.settle(batch)) {
      iterators.remove(shard);
      return false;
    }
    remember(shard, StreamBatches.number(batch.getLast()));
    return true;
  }

  private void remember(String shard, String number) {
    if (Objects.equals(positions.put(shard, number), number)) {
      return;
    }
    journal.append(shard + " " + number);
    if (journal.bytes() > LARGEST_JOURNAL_BYTES) {
      rewrite();
    }
  }

  private void rewrite() {
    journal.rewrite(
        positions.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList());
  }

  /** Lets the batch that is worked on end. */
  @Override
  public void close() {
    stop.countDown();
    hurry();
    @Nullable Thread running = thread;
    if (running != null) {
      try {
        running.join(10_000);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
    journal.close();
  }
}
