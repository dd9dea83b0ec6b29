package se.invanardialog.core.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

/**
 * Letters that follow from a change: written with it, so that neither can be had without the other,
 * and sent from there. What a crash leaves behind is found by its due time.
 */
public final class Outbox {
  /** A letter to one; other kinds of mailing are the features' own. */
  public static final String LETTER = "letter";

  /** The due-index's word for work to go on with. */
  public static final String WORK = "work";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Outbox() {}

  /** Belongs in the transaction of the change; then {@code Deliveries.goOn("mailing", key)}. */
  public static Write letter(Letter letter, Instant now) {
    try {
      return Write.put(
          mailing(letter.key(), LETTER, now).with("letter", JSON.writeValueAsString(letter)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The beginning of a mailing, due at once. */
  public static Item mailing(String id, String kind, Instant now) {
    return Item.at(Keys.mailing(id))
        .with("id", id)
        .with("kind", kind)
        .with("due", WORK)
        .with("dueAt", now);
  }

  public static Letter letter(Item mailing) {
    try {
      return JSON.readValue(mailing.text("letter"), Letter.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Letter unreadable", broken);
    }
  }
}
