package se.invanardialog.core.disclosure;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hides groups so small that somebody could be recognised, and as many of the others as it takes
 * that nobody can work out a hidden one from all that is shown, also not who knows these rules.
 *
 * <p>All groups up to a limit are hidden, so that it says nothing which of them is which: their
 * names could change places and the same would be shown. {@code docs/decisions} has the reasoning.
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
    return groups(counts, Set.of());
  }

  /**
   * Groups of those who answered one question of several, where some are hidden in all of them.
   *
   * @param hidden the places of these
   */
  public static List<Shown> groups(List<Long> counts, Set<Integer> hidden) {
    var limits = new TreeSet<>(counts);
    limits.add(0L);
    for (long limit : limits) {
      Set<Integer> places =
          IntStream.range(0, counts.size())
              .filter(at -> hidden.contains(at) || (counts.get(at) > 0 && counts.get(at) <= limit))
              .boxed()
              .collect(Collectors.toSet());
      List<Long> left =
          IntStream.range(0, counts.size())
              .filter(at -> !places.contains(at))
              .mapToObj(counts::get)
              .toList();
      if (left.stream().allMatch(Disclosure::shows) && enough(counts, places, hidden)) {
        boolean some = places.isEmpty() || left.stream().anyMatch(count -> count > 0);
        return IntStream.range(0, counts.size())
            .mapToObj(
                at -> some ? (places.contains(at) ? Shown.HIDDEN : Shown.YES) : Shown.TOGETHER)
            .toList();
      }
    }
    return Collections.nCopies(counts.size(), Shown.TOGETHER);
  }

  /** Whether those hidden are a group that may be shown, and each could be another number. */
  private static boolean enough(List<Long> counts, Set<Integer> places, Set<Integer> hidden) {
    if (!shows(places.stream().mapToLong(counts::get).sum())) {
      return false;
    }
    var numbers = places.stream().map(counts::get).collect(Collectors.toSet());
    return !hidden.isEmpty() || numbers.size() != 1 || (places.size() > 1 && couldDiffer(numbers));
  }

  /** 2 and 2 could be 1 and 3; were 4 and 4 also 3 and 5, the groups of 5 would be hidden too. */
  private static boolean couldDiffer(Set<Long> same) {
    return same.contains(2L) || same.contains(3L);
  }
}
