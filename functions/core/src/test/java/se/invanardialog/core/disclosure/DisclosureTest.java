package se.invanardialog.core.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DisclosureTest {
  @Test
  void a_group_under_five_is_hidden_and_the_smallest_other_beside_it() {
    assertThat(Disclosure.groups(List.of(40L, 3L, 12L)))
        .containsExactly(Shown.YES, Shown.SMALL, Shown.BESIDE);
  }

  @Test
  void five_is_shown_and_so_is_nobody() {
    assertThat(Disclosure.groups(List.of(5L, 0L, 9L))).containsOnly(Shown.YES);
  }

  @Test
  void groups_too_few_to_hide_any_among_are_not_shown_at_all() {
    assertThat(Disclosure.groups(List.of(1L, 5L))).containsOnly(Shown.TOGETHER);
    assertThat(Disclosure.shows(6)).isTrue();
    assertThat(Disclosure.shows(4)).isFalse();
  }

  @Test
  void two_small_groups_that_are_enough_together_keep_each_other_company() {
    assertThat(Disclosure.groups(List.of(40L, 3L, 2L)))
        .containsExactly(Shown.YES, Shown.SMALL, Shown.SMALL);
  }

  @Test
  void two_small_groups_that_can_only_be_the_largest_small_ones_need_more_company() {
    assertThat(Disclosure.groups(List.of(40L, 4L, 4L)))
        .containsExactly(Shown.BESIDE, Shown.SMALL, Shown.SMALL);
  }

  /** 1 and 5 are together 6: the small one can only be 1 if the other is at least 5. */
  @Test
  void company_that_gives_the_number_away_is_not_enough() {
    assertThat(Disclosure.groups(List.of(1L, 5L, 30L)))
        .containsExactly(Shown.SMALL, Shown.BESIDE, Shown.BESIDE);
  }

  @Property(tries = 2000)
  void no_hidden_group_can_be_worked_out_from_the_total(
      @ForAll @Size(min = 1, max = 7) List<@IntRange(min = 0, max = 14) Integer> sizes) {
    var counts = sizes.stream().map(Integer::longValue).toList();
    var shown = Disclosure.groups(counts);
    long hidden =
        IntStream.range(0, counts.size())
            .filter(at -> !shown.get(at).yes())
            .mapToLong(counts::get)
            .sum();
    for (int at = 0; at < counts.size(); at++) {
      if (counts.get(at) > 0 && counts.get(at) < 5) {
        assertThat(shown.get(at)).isNotEqualTo(Shown.YES);
      }
    }
    long total = counts.stream().mapToLong(Long::longValue).sum();
    if (Disclosure.shows(total)) {
      assertThat(hidden == 0 || hidden >= 5).isTrue();
      var audit = new Audit();
      var parts = new ArrayList<Integer>();
      for (int at = 0; at < counts.size(); at++) {
        parts.add(audit.figure(counts.get(at), shown.get(at)));
      }
      audit.sum(parts, audit.figure(total, Shown.YES));
      assertThat(audit.recovered()).isEmpty();
    }
  }

  @Property(tries = 1500)
  void nothing_hidden_in_crossed_tables_can_be_worked_out_from_them_and_their_totals(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @Size(25) List<@IntRange(min = 0, max = 11) Integer> sizes) {
    long[][] cells = new long[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        cells[row][column] = sizes.get(row * 5 + column);
      }
    }
    Shown[][] shown = Disclosure.crossed(cells);
    assertThat(audit(cells, shown).recovered()).isEmpty();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        long count = cells[row][column];
        if (count > 0 && count < 5) {
          assertThat(shown[row][column]).isNotEqualTo(Shown.YES);
        }
      }
    }
  }

  /** The audit against every possible table: small enough to try them all. */
  @Property(tries = 150)
  void trying_every_table_that_fits_finds_no_hidden_number_either(
      @ForAll @Size(4) List<@IntRange(min = 0, max = 9) Integer> sizes) {
    long[][] cells = {{sizes.get(0), sizes.get(1)}, {sizes.get(2), sizes.get(3)}};
    Shown[][] shown = Disclosure.crossed(cells);
    long[][] all = withTotals(cells);
    boolean[][] differs = new boolean[3][3];
    long[] tried = new long[4];
    for (tried[0] = 0; tried[0] <= 20; tried[0]++) {
      for (tried[1] = 0; tried[1] <= 20; tried[1]++) {
        for (tried[2] = 0; tried[2] <= 20; tried[2]++) {
          for (tried[3] = 0; tried[3] <= 20; tried[3]++) {
            long[][] other = withTotals(new long[][] {{tried[0], tried[1]}, {tried[2], tried[3]}});
            note(all, other, shown, differs);
          }
        }
      }
    }
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(differs[row][column]).isEqualTo(!shown[row][column].yes());
      }
    }
  }

  private static void note(long[][] all, long[][] other, Shown[][] shown, boolean[][] differs) {
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        boolean fits =
            shown[row][column].yes()
                ? all[row][column] == other[row][column]
                : Disclosure.possible(shown[row][column], other[row][column]);
        if (!fits) {
          return;
        }
      }
    }
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        differs[row][column] |= all[row][column] != other[row][column];
      }
    }
  }

  private static long[][] withTotals(long[][] cells) {
    long[][] all = new long[cells.length + 1][cells[0].length + 1];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[0].length; column++) {
        all[row][column] += cells[row][column];
        all[row][cells[0].length] += cells[row][column];
        all[cells.length][column] += cells[row][column];
        all[cells.length][cells[0].length] += cells[row][column];
      }
    }
    return all;
  }

  /** Everything that is published of two variables: crossed, by each, and in all. */
  private static Audit audit(long[][] cells, Shown[][] shown) {
    long[][] all = withTotals(cells);
    var audit = new Audit();
    int[][] at = new int[all.length][all[0].length];
    for (int row = 0; row < all.length; row++) {
      for (int column = 0; column < all[0].length; column++) {
        at[row][column] = audit.figure(all[row][column], shown[row][column]);
      }
    }
    int lastRow = all.length - 1;
    int lastColumn = all[0].length - 1;
    for (int row = 0; row <= lastRow; row++) {
      int its = row;
      audit.sum(
          IntStream.range(0, lastColumn).mapToObj(c -> at[its][c]).toList(), at[row][lastColumn]);
    }
    for (int column = 0; column <= lastColumn; column++) {
      int its = column;
      audit.sum(
          IntStream.range(0, lastRow).mapToObj(r -> at[r][its]).toList(), at[lastRow][column]);
    }
    return audit;
  }

  @Test
  void the_audit_sees_through_one_hidden_group_alone() {
    var audit = new Audit();
    int small = audit.figure(3, Shown.SMALL);
    int large = audit.figure(20, Shown.YES);
    audit.sum(List.of(small, large), audit.figure(23, Shown.YES));
    assertThat(audit.recovered()).containsExactly(small);
  }

  @Test
  void the_audit_sees_through_reasons_that_leave_one_number_possible() {
    var audit = new Audit();
    int one = audit.figure(1, Shown.SMALL);
    int five = audit.figure(5, Shown.BESIDE);
    audit.sum(List.of(one, five), audit.figure(6, Shown.YES));
    assertThat(audit.recovered()).containsExactly(one, five);
  }

  @Test
  void the_audit_subtracts_one_table_from_another() {
    var audit = new Audit();
    int women = audit.figure(3, Shown.SMALL);
    int men = audit.figure(6, Shown.BESIDE);
    int all = audit.figure(9, Shown.BESIDE);
    int others = audit.figure(11, Shown.YES);
    audit.sum(List.of(women, men), all);
    audit.sum(List.of(all, others), audit.figure(20, Shown.YES));
    int young = audit.figure(6, Shown.YES);
    audit.sum(List.of(women, young), all);
    assertThat(audit.recovered()).contains(women);
  }
}
