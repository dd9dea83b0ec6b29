package se.invanardialog.results.themes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.Cell;

/**
 * The codings, sealed like the replies they belong to: a copy of the table shows that some words
 * have been read, and not what is said of them.
 */
public final class Codings {
  private static final String VERSION = "version";
  private static final String SEALED = "sealed";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<String>>> THEMES = new TypeReference<>() {};

  private final Table table;
  private final Seal seal;

  /**
   * @param seal of purpose {@code coding}
   */
  public Codings(Table table, Seal seal) {
    this.table = table;
    this.seal = seal;
  }

  /** A coding as it is kept; the version grows with each change. */
  public record Kept(Coding coding, long version) {}

  public Optional<Kept> of(String survey, String reply) {
    return table.getConsistently(Keys.coding(survey, reply)).map(this::kept);
  }

  /** Those of the replies that are coded, by reply. */
  Map<String, Coding> of(String survey, Collection<String> replies) {
    var codings = new HashMap<String, Coding>();
    table
        .getAll(replies.stream().map(reply -> Keys.coding(survey, reply)).toList())
        .values()
        .forEach(item -> codings.put(item.key().sort(), read(item)));
    return codings;
  }

  /** Writes what is said now, if it was said of the version that was read. */
  public Write write(Coding coding, Optional<Kept> before) {
    Key key = Keys.coding(coding.survey(), coding.reply());
    Condition unchanged =
        before
            .map(kept -> Condition.is(VERSION, kept.version()))
            .orElseGet(() -> Condition.newItem());
    if (coding.themes().isEmpty()) {
      return new Write.Delete(key, unchanged);
    }
    return new Write.Put(
        Item.at(key)
            .with(VERSION, before.map(Kept::version).orElse(0L) + 1)
            .with(SEALED, sealed(coding, key)),
        unchanged);
  }

  private Kept kept(Item item) {
    return new Kept(read(item), item.number(VERSION));
  }

  /**
   * Opens a coding's item, also an image of one from the stream.
   *
   * @throws IllegalStateException when it was not sealed by us for this place
   */
  public Coding read(Item item) {
    Key key = item.key();
    try {
      JsonNode open = JSON.readTree(seal.open(item.bytes(SEALED), Replies.place(key)));
      return new Coding(
          Keys.surveyOfCoding(key.partition()),
          key.sort(),
          Cell.parse(open.path("cell").asText()),
          JSON.convertValue(open.path("themes"), THEMES));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Coding unreadable", broken);
    }
  }

  private byte[] sealed(Coding coding, Key key) {
    var open = JsonNodeFactory.instance.objectNode();
    open.put("cell", coding.cell().text());
    open.set("themes", JSON.valueToTree(coding.themes()));
    return seal.close(Replies.padded(open.toString()), Replies.place(key));
  }
}
