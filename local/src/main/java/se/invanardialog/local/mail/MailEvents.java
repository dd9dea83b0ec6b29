package se.invanardialog.local.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What the mail service says came back, as SES publishes it. Mail to {@value #NOWHERE} always does.
 */
public final class MailEvents {
  static final String NOWHERE = "bounce.example";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> publish;

  /**
   * @param publish where the template subscribes to it
   */
  public MailEvents(Consumer<String> publish) {
    this.publish = publish;
  }

  static boolean bounces(String to) {
    return to.toLowerCase(Locale.ROOT).endsWith("@" + NOWHERE);
  }

  void bounced(String to, String key) {
    ObjectNode event = event("Bounce", to, key);
    ObjectNode bounce = event.putObject("bounce").put("bounceType", "Permanent");
    bounce.putArray("bouncedRecipients").addObject().put("emailAddress", to);
    publish.accept(event.toString());
  }

  /** A reader has called the letter spam. */
  public void complained(String to) {
    ObjectNode event = event("Complaint", to, "");
    ObjectNode complaint = event.putObject("complaint");
    complaint.putArray("complainedRecipients").addObject().put("emailAddress", to);
    publish.accept(event.toString());
  }

  private static ObjectNode event(String type, String to, String key) {
    ObjectNode event = JSON.createObjectNode().put("eventType", type);
    ObjectNode mail = event.putObject("mail");
    mail.putArray("destination").add(to);
    if (!key.isEmpty()) {
      mail.putArray("headers").addObject().put("name", "X-Idempotency-Key").put("value", key);
    }
    return event;
  }
}
