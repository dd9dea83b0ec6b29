package se.invanardialog.core.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Two variables crossed, and their totals. A hidden number is safe when it is a corner of a
 * rectangle of hidden numbers through which one person can be moved round, all sums unchanged.
 */
final class Crossed {
  private final long[][] counts;
  private final Shown[][] shown;
  private final int lastRow;
  private final int lastColumn;

  private record Place(int row, int column) {}

  Crossed(long[][] cells) {
    lastRow = cells.length;
    lastColumn = cells.length == 0 ? 0 : cells[0].length;
    counts = new long[lastRow + 1][lastColumn + 1];
    for (int row = 0; row < lastRow; row++) {
      for (int column = 0; column < lastColumn; column++) {
        for (int r : new int[] {row, lastRow}) {
          for (int c : new int[] {column, lastColumn}) {
            counts[r][c] += cells[row][column];
          }
        }
      }
    }
    shown = new Shown[lastRow + 1][lastColumn + 1];
    for (Shown[] row : shown) {
      Arrays.fill(row, Shown.YES);
    }
  }

  Shown[][] hide() {
    for (Place place : places()) {
      long count = count(place);
      if (count > 0 && count < Disclosure.SMALLEST_GROUP_SHOWN) {
        shown[place.row()][place.column()] = Shown.SMALL;
      }
    }
    while (true) {
      List<Place> open = places().stream().filter(one -> !one(one).yes() && !safe(one)).toList();
      if (open.isEmpty() && enoughTogether()) {
        return shown;
      }
      if (!hideOneMore(open)) {
        hideAll();
        return shown;
      }
    }
  }

  private void hideAll() {
    for (Shown[] row : shown) {
      Arrays.fill(row, Shown.TOGETHER);
    }
  }

  /** The smallest of those that can be hidden beside one that is not safe; a total last. */
  private boolean hideOneMore(List<Place> open) {
    List<Place> beside =
        places().stream()
            .filter(place -> one(place).yes() && count(place) >= Disclosure.SMALLEST_GROUP_SHOWN)
            .filter(place ->
                open.isEmpty()
                    || open.stream()
                        .anyMatch(o -> o.row() == place.row() || o.column() == place.column()))
            .sorted(Comparator.comparingInt(this::totals).thenComparingLong(this::count))
            .toList();
    List<Place> any =
        beside.isEmpty()
            ? places().stream()
                .filter(p -> one(p).yes() && count(p) >= Disclosure.SMALLEST_GROUP_SHOWN)
                .toList()
            : beside;
    if (any.isEmpty()) {
      return false;
    }
    shown[any.getFirst().row()][any.getFirst().column()] = Shown.BESIDE;
    return true;
  }

  private int totals(Place place) {
    return (place.row() == lastRow ? 1 : 0) + (place.column() == lastColumn ? 1 : 0);
  }

  /** The sum of the cells hidden in a row or column follows from its total: it is a group too. */
  private boolean enoughTogether() {
    for (int row = 0; row <= lastRow; row++) {
      long sum = 0;
      for (int column = 0; column < lastColumn; column++) {
        sum += shown[row][column].yes() ? 0 : counts[row][column];
      }
      if (shown[row][lastColumn].yes() && sum > 0 && sum < Disclosure.SMALLEST_GROUP_SHOWN) {
        return false;
      }
    }
    for (int column = 0; column <= lastColumn; column++) {
      long sum = 0;
      for (int row = 0; row < lastRow; row++) {
        sum += shown[row][column].yes() ? 0 : counts[row][column];
      }
      if (shown[lastRow][column].yes() && sum > 0 && sum < Disclosure.SMALLEST_GROUP_SHOWN) {
        return false;
      }
    }
    return true;
  }

  private boolean safe(Place place) {
    for (int row = 0; row <= lastRow; row++) {
      for (int column = 0; column <= lastColumn; column++) {
        if (row != place.row()
            && column != place.column()
            && (round(place, row, column, 1) || round(place, row, column, -1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Moves one person into, or out of, the place and round the rectangle's other corners. */
  private boolean round(Place place, int row, int column, int step) {
    int acrossRow = sign(place.row(), lastRow) * sign(row, lastRow);
    int acrossColumn = sign(place.column(), lastColumn) * sign(column, lastColumn);
    return moves(place.row(), place.column(), step)
        && moves(place.row(), column, -step * acrossColumn)
        && moves(row, place.column(), -step * acrossRow)
        && moves(row, column, step * acrossRow * acrossColumn);
  }

  /** A total stands on the other side of the equals sign. */
  private static int sign(int at, int total) {
    return at == total ? -1 : 1;
  }

  private boolean moves(int row, int column, int step) {
    return Disclosure.possible(shown[row][column], counts[row][column] + step);
  }

  private Shown one(Place place) {
    return shown[place.row()][place.column()];
  }

  private long count(Place place) {
    return counts[place.row()][place.column()];
  }

  private List<Place> places() {
    var places = new ArrayList<Place>();
    for (int row = 0; row <= lastRow; row++) {
      for (int column = 0; column <= lastColumn; column++) {
        places.add(new Place(row, column));
      }
    }
    return places;
  }
}
