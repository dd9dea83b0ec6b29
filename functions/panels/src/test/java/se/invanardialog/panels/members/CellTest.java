package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class CellTest {
  @Property
  void a_cell_is_read_back_as_it_was(@ForAll Map<@NotEmpty String, String> categories) {
    var cell = new Cell(categories);
    assertThat(Cell.parse(cell.text())).isEqualTo(cell);
  }

  @Test
  void the_order_in_which_it_was_said_does_not_matter() {
    assertThat(new Cell(Map.of("sex", "woman", "ageGroup", "16-29")).text())
        .isEqualTo("ageGroup=16-29|sex=woman");
  }
}
