package se.invanardialog.core.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Tries to work out hidden numbers from all that is published together: by eliminating what is
 * known from the sums, and by narrowing what each hidden number can be.
 */
final class Audit {
  private static final double NOUGHT = 1e-9;
  private static final int MOST_ROUNDS = 1_000;

  private final List<Long> counts = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();

  /**
   * A published figure.
   *
   * @return its place, to name it in sums
   */
  int figure(long count, Shown how) {
    counts.add(count);
    shown.add(how);
    return counts.size() - 1;
  }

  /** That the parts make up the total. */
  void sum(List<Integer> parts, int total) {
    double[] sum = new double[Math.max(total, parts.stream().max(Integer::compare).orElse(0)) + 1];
    parts.forEach(part -> sum[part] += 1);
    sum[total] -= 1;
    sums.add(sum);
  }

  /** The places of the hidden figures that it could work out. */
  List<Integer> recovered() {
    int n = counts.size();
    double[] low = new double[n];
    double[] high = new double[n];
    for (int at = 0; at < n; at++) {
      low[at] =
          switch (shown.get(at)) {
            case YES -> counts.get(at);
            case SMALL, HIDDEN -> 1;
            case TOGETHER -> 0;
          };
      high[at] =
          switch (shown.get(at)) {
            case YES -> counts.get(at);
            case SMALL -> Disclosure.SMALLEST_GROUP_SHOWN - 1;
            case HIDDEN, TOGETHER -> Double.POSITIVE_INFINITY;
          };
    }
    var rows = new ArrayList<double[]>();
    sums.forEach(sum -> rows.add(Arrays.copyOf(sum, n)));
    rows.addAll(combined(rows));
    rows.addAll(eliminated(rows, n));
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean narrowed = false;
      for (double[] row : rows) {
        narrowed |= narrow(row, low, high);
      }
      if (!narrowed) {
        break;
      }
    }
    var found = new TreeSet<Integer>();
    for (int at = 0; at < n; at++) {
      if (!shown.get(at).yes() && high[at] - low[at] < 0.5) {
        found.add(at);
      }
    }
    return List.copyOf(found);
  }

  /** Sums and differences of two equations often say more than each. */
  private static List<double[]> combined(List<double[]> rows) {
    var more = new ArrayList<double[]>();
    for (int one = 0; one < rows.size(); one++) {
      for (int other = one + 1; other < rows.size(); other++) {
        for (int sign : new int[] {1, -1}) {
          double[] row = rows.get(one).clone();
          for (int at = 0; at < row.length; at++) {
            row[at] += sign * rows.get(other)[at];
          }
          more.add(row);
        }
      }
    }
    return more;
  }

  /** Gauss and Jordan over the hidden figures alone: a row with one of them left tells it. */
  private List<double[]> eliminated(List<double[]> rows, int n) {
    var left = new ArrayList<double[]>();
    rows.forEach(row -> left.add(row.clone()));
    int done = 0;
    for (int at = 0; at < n && done < left.size(); at++) {
      if (shown.get(at).yes()) {
        continue;
      }
      int pivot = done;
      while (pivot < left.size() && Math.abs(left.get(pivot)[at]) < NOUGHT) {
        pivot++;
      }
      if (pivot == left.size()) {
        continue;
      }
      double[] row = left.get(pivot);
      left.set(pivot, left.get(done));
      left.set(done, row);
      double scale = row[at];
      for (int place = 0; place < n; place++) {
        row[place] /= scale;
      }
      for (int line = 0; line < left.size(); line++) {
        double[] other = left.get(line);
        double factor = other[at];
        if (line != done && Math.abs(factor) > NOUGHT) {
          for (int place = 0; place < n; place++) {
            other[place] -= factor * row[place];
          }
        }
      }
      done++;
    }
    return left.subList(0, done);
  }

  /** What an equation that comes to nought says of each of its figures, given the others. */
  private static boolean narrow(double[] row, double[] low, double[] high) {
    boolean narrowed = false;
    for (int at = 0; at < row.length; at++) {
      if (Math.abs(row[at]) < NOUGHT || high[at] <= low[at]) {
        continue;
      }
      double least = 0;
      double most = 0;
      for (int other = 0; other < row.length; other++) {
        if (other != at && Math.abs(row[other]) >= NOUGHT) {
          double a = -row[other] / row[at];
          least += a > 0 ? a * low[other] : a * high[other];
          most += a > 0 ? a * high[other] : a * low[other];
        }
      }
      double from = Math.ceil(least - NOUGHT * 1e3);
      double to = Math.floor(most + NOUGHT * 1e3);
      if (from > low[at]) {
        low[at] = from;
        narrowed = true;
      }
      if (to < high[at]) {
        high[at] = to;
        narrowed = true;
      }
    }
    return narrowed;
  }
}
