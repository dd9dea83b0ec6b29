package se.invanardialog.panels.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;

/** The panels: a handful, all in one partition. */
public final class Panels {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;

  public Panels(Table table) {
    this.table = table;
  }

  public Optional<Panel> find(String id) {
    return table.getConsistently(Keys.panel(id)).map(Panels::read);
  }

  /** Oldest first. */
  public List<Panel> all() {
    return table.all(Query.partition(Keys.PANELS)).stream()
        .map(Panels::read)
        .sorted(Comparator.comparing(Panel::createdAt).thenComparing(Panel::id))
        .toList();
  }

  void add(Panel panel, Write audit) {
    if (!table.write(Write.insert(item(panel)), audit).done()) {
      throw new IllegalStateException("Two panels with one id");
    }
  }

  /**
   * Saves what the panel is now.
   *
   * @param panel with the version it was read at
   * @return empty when somebody else saved first
   */
  Optional<Panel> change(Panel panel, Write audit) {
    Panel next = panel.at(panel.version() + 1);
    var unchanged = Condition.is("version", panel.version());
    return table.write(new Write.Put(item(next), unchanged), audit).done()
        ? Optional.of(next)
        : Optional.empty();
  }

  private static Item item(Panel panel) {
    return Item.at(Keys.panel(panel.id()))
        .with("version", panel.version())
        .with("name", json(panel.name()))
        .with("about", json(panel.about()))
        .with("frequency", json(panel.frequency()))
        .with("asks", panel.asks().stream().map(Trait::word).toList())
        .with("needs", panel.needs().stream().map(Trait::word).sorted().toList())
        .with("minimumAge", panel.minimumAge())
        .with("guardianUnder", panel.guardianUnder())
        .with("ageBounds", panel.ageBounds())
        .with("open", panel.open())
        .with("createdAt", panel.createdAt());
  }

  private static Panel read(Item item) {
    return new Panel(
        item.text("sk"),
        (int) item.number("version"),
        translated(item.text("name")),
        translated(item.text("about")),
        translated(item.text("frequency")),
        traits(item.texts("asks")),
        traits(item.texts("needs")).stream().collect(Collectors.toUnmodifiableSet()),
        (int) item.number("minimumAge"),
        (int) item.number("guardianUnder"),
        item.texts("ageBounds").stream().map(Integer::valueOf).toList(),
        item.flag("open"),
        item.instant("createdAt"));
  }

  private static List<Trait> traits(List<String> words) {
    return words.stream().map(Trait::of).flatMap(Optional::stream).toList();
  }

  private static String json(Translated text) {
    try {
      return JSON.writeValueAsString(text.byLanguage());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Translated translated(String json) {
    try {
      return new Translated(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Panel unreadable", broken);
    }
  }
}
