package se.invanardialog.panels.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/** The margins of each panel: what the panel, and its answers, are compared with and weighed to. */
public final class Margins {
  static final int MOST = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;

  public Margins(Table table) {
    this.table = table;
  }

  public List<Margin> of(String panel) {
    return table.get(Keys.margins(panel)).map(item -> read(item.text("margins"))).orElse(List.of());
  }

  void save(String panel, List<Margin> margins, Write audit) {
    try {
      table.write(
          Write.put(Item.at(Keys.margins(panel)).with("margins", JSON.writeValueAsString(margins))),
          audit);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Margin> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<Margin>>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Margins unreadable", broken);
    }
  }
}
