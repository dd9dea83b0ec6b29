package se.invanardialog.core.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
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
        .containsExactly(Shown.YES, Shown.HIDDEN, Shown.HIDDEN);
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
        .containsExactly(Shown.YES, Shown.HIDDEN, Shown.HIDDEN);
  }

  /** Were they 3 and 5, the other group of 5 would be hidden with them. */
  @Test
  void two_small_groups_that_can_only_be_alike_need_more_company() {
    assertThat(Disclosure.groups(List.of(40L, 4L, 4L, 5L)))
        .containsExactly(Shown.YES, Shown.HIDDEN, Shown.HIDDEN, Shown.HIDDEN);
  }

  @Test
  void groups_of_the_same_size_are_hidden_alike() {
    assertThat(Disclosure.groups(List.of(3L, 5L, 5L, 30L)))
        .containsExactly(Shown.HIDDEN, Shown.HIDDEN, Shown.HIDDEN, Shown.YES);
  }

  @Test
  void what_is_hidden_in_the_whole_is_hidden_in_each_part_and_enough_there_too() {
    assertThat(Disclosure.groups(List.of(30L, 20L, 9L), Set.of(1, 2)))
        .containsExactly(Shown.YES, Shown.HIDDEN, Shown.HIDDEN);
    assertThat(Disclosure.groups(List.of(30L, 8L, 2L, 1L), Set.of(2, 3)))
        .containsExactly(Shown.YES, Shown.HIDDEN, Shown.HIDDEN, Shown.HIDDEN);
    assertThat(Disclosure.groups(List.of(30L, 8L, 0L, 0L), Set.of(2, 3)))
        .containsExactly(Shown.YES, Shown.YES, Shown.HIDDEN, Shown.HIDDEN);
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
      if (!Disclosure.shows(counts.get(at))) {
        assertThat(shown.get(at)).isNotEqualTo(Shown.YES);
      }
    }
    long total = counts.stream().mapToLong(Long::longValue).sum();
    if (Disclosure.shows(total)) {
      assertThat(Disclosure.shows(hidden)).isTrue();
      var audit = new Audit();
      var parts = new ArrayList<Integer>();
      for (int at = 0; at < counts.size(); at++) {
        parts.add(audit.figure(counts.get(at), shown.get(at)));
      }
      audit.sum(parts, audit.figure(total, Shown.YES));
      assertThat(audit.recovered()).isEmpty();
    }
  }

  /** Whoever knows the rules asks which tables would have been shown like this one. */
  @Test
  void no_hidden_group_can_be_worked_out_by_who_knows_the_rules() {
    for (int groups = 1; groups <= 5; groups++) {
      var alike = new HashMap<String, List<List<Long>>>();
      tables(groups, 11)
          .forEach(table ->
              alike.computeIfAbsent(published(table), seen -> new ArrayList<>()).add(table));
      alike.forEach((seen, tables) -> {
        var shown = Disclosure.groups(tables.getFirst());
        for (int at = 0; at < shown.size(); at++) {
          int place = at;
          if (!shown.get(at).yes() && !seen.startsWith("hidden")) {
            assertThat(tables.stream().map(table -> table.get(place)).distinct().count())
                .as("%s of %s", seen, tables.getFirst())
                .isGreaterThan(1);
          }
        }
      });
    }
  }

  private static String published(List<Long> table) {
    long total = table.stream().mapToLong(Long::longValue).sum();
    if (!Disclosure.shows(total)) {
      return "hidden";
    }
    var shown = Disclosure.groups(table);
    return total
        + ": "
        + (shown.contains(Shown.TOGETHER)
            ? "no group"
            : IntStream.range(0, table.size())
                .mapToObj(at -> shown.get(at).yes() ? table.get(at).toString() : "?")
                .toList());
  }

  private static List<List<Long>> tables(int groups, long most) {
    if (groups == 0) {
      return List.of(List.of());
    }
    var tables = new ArrayList<List<Long>>();
    for (List<Long> fewer : tables(groups - 1, most)) {
      for (long count = 0; count <= most; count++) {
        var table = new ArrayList<>(fewer);
        table.add(count);
        tables.add(table);
      }
    }
    return tables;
  }

  @Test
  void the_audit_sees_through_one_hidden_group_alone() {
    var audit = new Audit();
    int small = audit.figure(3, Shown.HIDDEN);
    int large = audit.figure(20, Shown.YES);
    audit.sum(List.of(small, large), audit.figure(23, Shown.YES));
    assertThat(audit.recovered()).containsExactly(small);
  }

  @Test
  void the_audit_subtracts_one_table_from_another() {
    var audit = new Audit();
    int women = audit.figure(3, Shown.HIDDEN);
    int men = audit.figure(6, Shown.HIDDEN);
    int all = audit.figure(9, Shown.HIDDEN);
    int others = audit.figure(11, Shown.YES);
    audit.sum(List.of(women, men), all);
    audit.sum(List.of(all, others), audit.figure(20, Shown.YES));
    int young = audit.figure(6, Shown.YES);
    audit.sum(List.of(women, young), all);
    assertThat(audit.recovered()).contains(women);
  }
}
