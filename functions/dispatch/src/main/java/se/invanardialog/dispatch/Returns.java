package se.invanardialog.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.Optional;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Mailer;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * What the mail service says came back (SES event publishing): an address that does not exist, or
 * whose reader calls a letter spam, is never mailed again. A mailbox that is full for now is left.
 */
final class Returns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;
  private final Pseudonyms pseudonyms;
  private final InstantSource time;

  Returns(Table table, Pseudonyms pseudonyms, InstantSource time) {
    this.table = table;
    this.pseudonyms = pseudonyms;
    this.time = time;
  }

  /** What came back, as a sending remembers it. */
  private enum Kind {
    BOUNCE("bounce"),
    COMPLAINT("complaint");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Whether it was such an event, and is done with; all of it can be done twice. */
  boolean took(String body) {
    if (Deliveries.ours(body)) {
      return false;
    }
    JsonNode event;
    try {
      event = JSON.readTree(body);
    } catch (JsonProcessingException foreign) {
      return false;
    }
    if (!event.path("eventType").isTextual()) {
      return false;
    }
    switch (event.path("eventType").asText()) {
      case "Bounce" -> {
        JsonNode bounce = event.path("bounce");
        if (bounce.path("bounceType").asText().equals("Permanent")) {
          returned(event, bounce.path("bouncedRecipients"), Kind.BOUNCE);
        }
      }
      case "Complaint" ->
          returned(event, event.path("complaint").path("complainedRecipients"), Kind.COMPLAINT);
      default -> Log.warn("mail-event-unknown", "type", event.path("eventType").asText());
    }
    return true;
  }

  private void returned(JsonNode event, JsonNode recipients, Kind kind) {
    for (JsonNode recipient : recipients) {
      EmailAddress.parse(recipient.path("emailAddress").asText())
          .ifPresent(address -> {
            String person = pseudonyms.ofEmail(address);
            table.write(
                Write.insert(
                    Item.at(Keys.stopped(person))
                        .with("by", kind.word)
                        .with("at", time.instant())));
          });
    }
    key(event)
        .ifPresent(key ->
            table.write(
                Write.update(Keys.sending(key))
                    .set("returned", kind.word)
                    .when(Condition.existing())));
  }

  private static Optional<String> key(JsonNode event) {
    for (JsonNode header : event.path("mail").path("headers")) {
      if (header.path("name").asText().equalsIgnoreCase(Mailer.KEY_HEADER)) {
        return Optional.of(header.path("value").asText());
      }
    }
    return Optional.empty();
  }
}
