package se.invanardialog.core.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hides groups so small that somebody could be recognised, and as many of the others as it takes
 * that nobody can work out a hidden one by subtraction from a total that is shown.
 *
 * <p>What is hidden is safe when the numbers as they are and some other numbers, with every hidden
 * one of the first changed in some of the second, agree with all that is published, also with the
 * published reason why a number is hidden. {@link Audit} plays the one who tries to work it out.
 */
public final class Disclosure {
  /** A group of fewer is not shown. */
  public static final int SMALLEST_GROUP_SHOWN = 5;

  private Disclosure() {}

  private static boolean small(long count) {
    return count > 0 && count < SMALLEST_GROUP_SHOWN;
  }

  /** Whether so many may be shown by themselves, such as the total of a table. */
  public static boolean shows(long count) {
    return !small(count);
  }

  /**
   * Groups that add up to a total, which is published if {@link #shows} says so. Nobody in a group
   * is no group, and is shown.
   */
  public static List<Shown> groups(List<Long> counts) {
    var shown = new ArrayList<Shown>();
    counts.forEach(count -> shown.add(small(count) ? Shown.SMALL : Shown.YES));
    if (!shown.contains(Shown.SMALL)) {
      return shown;
    }
    var company =
        IntStream.range(0, counts.size())
            .boxed()
            .filter(at -> counts.get(at) >= SMALLEST_GROUP_SHOWN)
            .sorted(Comparator.comparing(counts::get))
            .iterator();
    while (!together(counts, shown) && company.hasNext()) {
      shown.set(company.next(), Shown.BESIDE);
    }
    if (!together(counts, shown)) {
      Collections.fill(shown, Shown.TOGETHER);
    }
    return shown;
  }

  /** Whether those hidden are enough together, and none of them follows from the others. */
  private static boolean together(List<Long> counts, List<Shown> shown) {
    var hidden = IntStream.range(0, counts.size()).filter(at -> !shown.get(at).yes()).toArray();
    long sum = IntStream.of(hidden).mapToLong(counts::get).sum();
    if (sum < SMALLEST_GROUP_SHOWN) {
      return false;
    }
    return IntStream.of(hidden)
        .allMatch(one ->
            IntStream.of(hidden)
                .anyMatch(other ->
                    other != one
                        && (moves(counts, shown, one, other) || moves(counts, shown, other, one))));
  }

  /** Whether one could have been counted in the first and not in the second. */
  private static boolean moves(List<Long> counts, List<Shown> shown, int up, int down) {
    return possible(shown.get(up), counts.get(up) + 1)
        && possible(shown.get(down), counts.get(down) - 1);
  }

  /** Whether a number hidden for that reason could be this one. */
  static boolean possible(Shown reason, long count) {
    return switch (reason) {
      case YES -> false;
      case SMALL -> count >= 1 && count < SMALLEST_GROUP_SHOWN;
      case BESIDE -> count >= SMALLEST_GROUP_SHOWN;
      case TOGETHER -> count >= 0;
    };
  }

  /**
   * Two variables crossed, with the totals of each row and column and of all: so also what is
   * published by one of the variables alone.
   *
   * @param cells by row and column
   * @return as many rows and columns and one more of each, the totals
   */
  public static Shown[][] crossed(long[][] cells) {
    return new Crossed(cells).hide();
  }
}
