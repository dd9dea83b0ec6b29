package se.invanardialog.results.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.core.disclosure.Disclosure;

/** Numbers in so few bars that each holds enough answers to be shown. */
final class Histogram {
  private static final int MOST_BARS = 12;

  private Histogram() {}

  /** Bars are joined from below until there are few, and none but an empty one is small. */
  static List<Result.Bar> of(Map<Long, Long> counts) {
    if (counts.isEmpty()) {
      return List.of();
    }
    var sorted = new TreeMap<>(counts);
    long width = width(sorted.lastKey() - sorted.firstKey() + 1);
    var wide = new TreeMap<Long, Long>();
    sorted.forEach((from, n) -> wide.merge(Math.floorDiv(from, width) * width, n, Long::sum));
    var bars = new ArrayList<Result.Bar>();
    long from = wide.firstKey();
    long waiting = 0;
    for (var bar : wide.entrySet()) {
      from = waiting == 0 ? bar.getKey() : from;
      waiting += bar.getValue();
      if (waiting >= Disclosure.SMALLEST_GROUP_SHOWN) {
        bars.add(new Result.Bar(from, waiting));
        waiting = 0;
      }
    }
    if (waiting > 0 && !bars.isEmpty()) {
      Result.Bar last = bars.removeLast();
      bars.add(new Result.Bar(last.from(), last.n() + waiting));
    }
    return bars;
  }

  /** 1, 2 or 5 times a power of ten. */
  private static long width(long range) {
    long size = 1;
    while (true) {
      for (int times : new int[] {1, 2, 5}) {
        if (range / (size * times) < MOST_BARS) {
          return size * times;
        }
      }
      size *= 10;
    }
  }
}
