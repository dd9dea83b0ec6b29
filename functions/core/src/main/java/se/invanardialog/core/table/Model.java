package se.invanardialog.core.table;

import java.util.Optional;

/**
 * What the table says of the shape of its items.
 *
 * @param version of the data model that every item has at least; 1 where nothing is said
 * @param next the version that a migration under way leads to; 0 for none
 * @param reached how far it has come
 * @param importing whether an import has begun and not ended, so that half of everything is missing
 */
public record Model(int version, int next, Optional<String> reached, boolean importing) {
  /**
   * An item that has it was brought in by an import, with the tallies it is in: that it was
   * inserted counts for nothing.
   */
  public static final String IMPORTED = "imported";

  public static Model of(Table table) {
    return table
        .getConsistently(Keys.model())
        .map(item ->
            new Model(
                (int) item.number("version"),
                (int) item.number("next", 0),
                item.maybe("reached"),
                item.flag("importing")))
        .orElse(at(1));
  }

  public static Model at(int version) {
    return new Model(version, 0, Optional.empty(), false);
  }

  /** Of a table that is being filled with items of the version. */
  public static Model importing(int version) {
    return new Model(version, 0, Optional.empty(), true);
  }

  Model migrating(int to, Optional<String> cursor) {
    return new Model(version, to, cursor, importing);
  }

  public Write write() {
    return Write.put(
        Item.at(Keys.model())
            .with("version", version)
            .with("next", next == 0 ? null : next)
            .with("reached", reached.orElse(null))
            .with("importing", importing));
  }
}
