package se.invanardialog.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
  private static final int READERS = 16;

  private final SharedReads<String, Integer> reads = new SharedReads<>();
  private final List<Thread> all = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
  private final CountDownLatch busy = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    busy.countDown();
    threads.shutdownNow();
  }

  @Test
  void those_who_wait_for_the_same_get_one_answer() throws Exception {
    List<Future<Integer>> keepingBusy = keepBusy();
    List<Future<Integer>> readers = readers("list", asked::incrementAndGet);
    busy.countDown();
    for (Future<Integer> reader : readers) {
      assertThat(reader.get()).isOne();
    }
    for (Future<Integer> other : keepingBusy) {
      assertThat(other.get()).isZero();
    }
  }

  @Test
  void nobody_sees_what_was_before_they_asked() throws Exception {
    var state = new AtomicInteger();
    var stale = new AtomicInteger();
    var everyone = new ArrayList<Future<?>>();
    for (int reader = 0; reader < READERS; reader++) {
      everyone.add(
          threads.submit(() -> {
            for (int i = 0; i < 5_000; i++) {
              int written = state.incrementAndGet();
              if (reads.read("count", state::get) < written) {
                stale.incrementAndGet();
              }
            }
            return null;
          }));
    }
    for (Future<?> each : everyone) {
      each.get();
    }
    assertThat(stale).hasValue(0);
  }

  @Test
  void a_failure_is_told_to_all_who_waited_for_it_and_the_next_asks_anew() throws Exception {
    keepBusy();
    List<Future<Integer>> readers =
        readers(
            "list",
            () -> {
              throw new IllegalStateException("No such table");
            });
    busy.countDown();
    for (Future<Integer> reader : readers) {
      assertThatThrownBy(reader::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("No such table");
    }
    assertThat(reads.read("list", () -> 7)).isEqualTo(7);
  }

  private List<Future<Integer>> keepBusy() throws InterruptedException {
    var begun = new CountDownLatch(SharedReads.AT_ONCE);
    var reading = new ArrayList<Future<Integer>>();
    for (int n = 0; n < SharedReads.AT_ONCE; n++) {
      String other = "other " + n;
      reading.add(
          threads.submit(() ->
              reads.read(
                  other,
                  () -> {
                    begun.countDown();
                    busy.await();
                    return 0;
                  })));
    }
    begun.await();
    return reading;
  }

  /** All of them wait when this returns. */
  private List<Future<Integer>> readers(String question, Callable<Integer> ask) {
    var readers = new ArrayList<Future<Integer>>();
    for (int reader = 0; reader < READERS; reader++) {
      readers.add(threads.submit(() -> reads.read(question, ask)));
    }
    while (!all.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    return readers;
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work);
    all.add(thread);
    return thread;
  }
}
