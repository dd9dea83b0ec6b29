package se.invanardialog.local.store;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/**
 * Reads that wait for the same answer get it together. The embedded store does everything on one
 * thread where DynamoDB reads side by side, so that a town's list would be read over and over while
 * others queue. Nobody sees an older state than alone: who comes after a read has begun waits for
 * the next.
 *
 * @param <Q> what is asked, equal when the answer is
 * @param <A> the answer, which nobody may change
 */
public final class SharedReads<Q, A> {
  /** One is answered by the store while another's answer is unpacked. */
  static final int AT_ONCE = 2;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final ConcurrentMap<Q, CompletableFuture<A>> waiting = new ConcurrentHashMap<>();

  /**
   * @param ask asks the store; what it throws is thrown to all that waited for it
   */
  public A read(Q question, Callable<A> ask) throws Exception {
    var mine = new CompletableFuture<A>();
    CompletableFuture<A> others = waiting.putIfAbsent(question, mine);
    if (others == null) {
      begin(question, ask, mine);
    }
    try {
      return (others == null ? mine : others).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  private void begin(Q question, Callable<A> ask, CompletableFuture<A> answer) {
    turns.acquireUninterruptibly();
    waiting.remove(question);
    try {
      answer.complete(ask.call());
    } catch (Throwable failed) {
      answer.completeExceptionally(failed);
    } finally {
      turns.release();
    }
  }
}
