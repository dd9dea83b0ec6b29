package se.invanardialog.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.panels.sendouts.Texting;

/**
 * What residents text to a number of AWS's own (two-way SMS of End User Messaging, which publishes
 * {@code originationNumber}, {@code messageBody} and {@code inboundMessageId}). Only the topic that
 * it publishes to may put such a message on the queue.
 */
final class TextsIn {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FROM = "originationNumber";
  private static final String ID = "inboundMessageId";

  private final Texting texting;
  private final Deliveries deliveries;
  private final Pseudonyms pseudonyms;
  private final InstantSource time;

  TextsIn(Texting texting, Deliveries deliveries, Pseudonyms pseudonyms, InstantSource time) {
    this.texting = texting;
    this.deliveries = deliveries;
    this.pseudonyms = pseudonyms;
    this.time = time;
  }

  /** Whether it was a text message, and is done with; all of it can be done twice. */
  boolean took(String body) {
    if (Deliveries.ours(body)) {
      return false;
    }
    JsonNode text;
    try {
      text = JSON.readTree(body);
    } catch (JsonProcessingException foreign) {
      return false;
    }
    if (!text.path(FROM).isTextual()) {
      return false;
    }
    String id = text.path(ID).asText();
    String from = text.path(FROM).asText();
    String reply = texting.answer(id, from, text.path("messageBody").asText(), time.instant());
    if (!reply.isEmpty()) {
      deliveries.send(new Sms("smsin-" + pseudonyms.of("sms", id), from, reply));
    }
    return true;
  }
}
