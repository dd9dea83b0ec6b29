package se.invanardialog.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import se.invanardialog.core.pages.TownLook;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Times;
import se.invanardialog.core.table.Write;

/** How the municipality wants to be seen; each version is kept with who set it. */
public final class Towns {
  private static final String KIND = "TOWN";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;

  public Towns(Table table) {
    this.table = table;
  }

  public TownLook current() {
    return table.get(key("current")).map(Towns::read).orElse(TownLook.HAVSTAD);
  }

  public void save(TownLook town, String by, Instant now) {
    table.write(
        Write.put(item("current", town, by, now)), Write.put(item(Times.text(now), town, by, now)));
  }

  private static Key key(String version) {
    return Keys.settings(KIND, version);
  }

  private static Item item(String version, TownLook town, String by, Instant now) {
    try {
      return Item.at(key(version))
          .with("town", JSON.writeValueAsString(town))
          .with("by", by)
          .with("at", now);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static TownLook read(Item item) {
    try {
      return JSON.readValue(item.text("town"), TownLook.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Town unreadable", broken);
    }
  }
}
