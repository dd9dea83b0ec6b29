package se.invanardialog.core.table;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** For what waits for the table most of the time: several items are worked on at once. */
public final class AtOnce {
  private static final int ITEMS = 16;

  private AtOnce() {}

  /**
   * Returns when all is done.
   *
   * @throws IllegalStateException with the fault of one as its cause; the others are done still
   */
  public static <T> void each(Collection<T> all, Consumer<T> act) {
    try (var threads = Executors.newFixedThreadPool(ITEMS, Thread.ofVirtual().factory())) {
      var acts = all.stream().map(one -> threads.submit(() -> act.accept(one))).toList();
      for (var each : acts) {
        each.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped among many", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("One of many failed", failed.getCause());
    }
  }
}
