package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.members.Cell;

class AnswerRowsTest {
  private static List<Reply> replies(Cell cell, int n) {
    var replies = new ArrayList<Reply>();
    for (int at = 0; at < n; at++) {
      replies.add(new Reply("s", cell.text() + at, Map.of(), Reply.Mode.WEB, cell, true));
    }
    return replies;
  }

  @Test
  void a_small_combination_is_shown_without_its_last_variable() {
    var young = new Cell(Map.of("ageGroup", "16-29", "sex", "woman"));
    var men = new Cell(Map.of("ageGroup", "16-29", "sex", "man"));
    var all = new ArrayList<>(replies(young, 3));
    all.addAll(replies(men, 3));
    assertThat(AnswerRows.coarsened(all).values())
        .containsOnly(new Cell(Map.of("ageGroup", "16-29")));
  }

  @Property(tries = 300)
  void every_combination_that_is_shown_is_shared_by_five(
      @ForAll @Size(12) List<@IntRange(min = 0, max = 9) Integer> sizes) {
    var all = new ArrayList<Reply>();
    for (int at = 0; at < sizes.size(); at++) {
      var cell =
          new Cell(
              Map.of("ageGroup", "a" + at / 4, "district", "d" + at % 2, "sex", "s" + at / 2 % 2));
      all.addAll(replies(cell, sizes.get(at)));
    }
    Map<Cell, Cell> shown = AnswerRows.coarsened(all);
    var counts =
        all.stream()
            .filter(reply -> shown.containsKey(reply.cell()))
            .collect(
                Collectors.groupingBy(reply -> shown.get(reply.cell()), Collectors.counting()));
    assertThat(counts.values()).allMatch(n -> n >= 5);
  }
}
