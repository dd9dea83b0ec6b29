package se.invanardialog.results.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.results.weighting.Margin;

/** How many live in a panel's area, as the panel's margins say. */
final class KnownMargins {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KnownMargins() {}

  static List<Margin> of(Table table, String panel) {
    return panel.isEmpty()
        ? List.of()
        : table.get(Keys.margins(panel)).map(KnownMargins::read).orElse(List.of());
  }

  private static List<Margin> read(Item item) {
    try {
      var byVariable = new LinkedHashMap<String, Map<String, Double>>();
      for (JsonNode one : JSON.readTree(item.maybe("margins").orElse("[]"))) {
        byVariable
            .computeIfAbsent(one.path("variable").asText(), v -> new TreeMap<>(Figuring.CATEGORIES))
            .merge(one.path("category").asText(), one.path("count").asDouble(), Double::sum);
      }
      return byVariable.entrySet().stream()
          .map(one -> new Margin(Arrays.asList(one.getKey().split(Margin.JOINED)), one.getValue()))
          .toList();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Margins unreadable", broken);
    }
  }
}
