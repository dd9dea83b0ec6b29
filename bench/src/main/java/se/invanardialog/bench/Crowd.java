package se.invanardialog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** So many people at once, each with a connection of its own. */
final class Crowd implements AutoCloseable {
  private final ExecutorService threads;
  private final List<Service.Client> clients = new ArrayList<>();

  Crowd(Service service, int size) {
    threads = Executors.newFixedThreadPool(size);
    for (int i = 0; i < size; i++) {
      clients.add(service.client());
    }
  }

  /**
   * Everyone takes the next until none is left; the first fault is thrown when all have stopped.
   */
  <T> void each(List<T> all, BiConsumer<Service.Client, T> act) {
    var next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    int needed = Math.min(clients.size(), all.size());
    for (Service.Client client : clients.subList(0, needed)) {
      running.add(
          threads.submit(() -> {
            for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
              act.accept(client, all.get(i));
            }
          }));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Stopped", stopped);
      } catch (ExecutionException failed) {
        throw new IllegalStateException(failed.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.forEach(Service.Client::close);
  }
}
