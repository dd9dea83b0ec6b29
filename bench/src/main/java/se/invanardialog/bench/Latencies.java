package se.invanardialog.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many requests took; threads may add at once. */
final class Latencies {
  private long[] nanos = new long[1024];
  private int size;

  synchronized void add(long taken) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = taken;
  }

  synchronized int size() {
    return size;
  }

  /**
   * By the nearest rank: the least that so large a share took at most.
   *
   * @param share 0..1
   */
  synchronized double millis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.max(0, Math.ceil(share * size) - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms (%,d)",
        millis(0.5),
        millis(0.99),
        millis(1),
        size());
  }
}
