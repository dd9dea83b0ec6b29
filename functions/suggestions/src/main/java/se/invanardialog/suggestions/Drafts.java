package se.invanardialog.suggestions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * Suggestions half written. They are kept here, not in hidden fields or a cookie, so that every
 * stage is a page of its own that can be gone back to, with nothing lost. Forgotten after a day.
 */
final class Drafts {
  /** Room for the longest texts that rules allow, and far from what an item may hold. */
  static final int LONGEST = 100_000;

  private static final Duration KEPT = Duration.ofDays(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELDS = "fields";

  private final Table table;
  private final Ids ids;

  Drafts(Table table, Ids ids) {
    this.table = table;
    this.ids = ids;
  }

  /** Two ids, 118 bits: whoever has it may read the draft. */
  String newId() {
    return ids.next() + ids.next();
  }

  Optional<Map<String, String>> read(String id, Instant now) {
    return table
        .getConsistently(Keys.draft(id))
        .filter(item -> item.number(Item.EXPIRES) > now.getEpochSecond())
        .map(item -> {
          try {
            return JSON.readValue(
                item.text(FIELDS), new TypeReference<LinkedHashMap<String, String>>() {});
          } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Draft unreadable", broken);
          }
        });
  }

  void save(String id, Map<String, String> fields, Instant now) {
    try {
      table.write(
          Write.put(
              Item.at(Keys.draft(id))
                  .with(FIELDS, JSON.writeValueAsString(fields))
                  .expiring(now.plus(KEPT))));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static boolean fits(Map<String, String> fields) {
    return fields.values().stream().mapToInt(String::length).sum() <= LONGEST;
  }
}
