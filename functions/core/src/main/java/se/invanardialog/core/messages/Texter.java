package se.invanardialog.core.messages;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Hands one text message to the service that sends them. */
public final class Texter {
  private final Supplier<SnsClient> sms;
  private final String from;

  /**
   * @param from a number that can be answered, {@code +46…}, or a name of at most 11 letters
   */
  public Texter(Supplier<SnsClient> sms, String from) {
    this.sms = sms;
    this.from = from;
  }

  public void send(Sms message) {
    sms.get()
        .publish(request ->
            request
                .phoneNumber(message.to())
                .message(message.text())
                .messageAttributes(
                    Map.of(
                        from.startsWith("+")
                            ? "AWS.MM.SMS.OriginationNumber"
                            : "AWS.SNS.SMS.SenderID",
                        text(from),
                        "AWS.SNS.SMS.SMSType",
                        text("Transactional"))));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
