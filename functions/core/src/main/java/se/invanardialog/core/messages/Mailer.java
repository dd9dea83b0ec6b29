package se.invanardialog.core.messages;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;

/** Hands one letter to the mail service. */
public final class Mailer {
  /** The letter's key, so that a receiver who keeps keys can tell a letter sent twice. */
  public static final String KEY_HEADER = "X-Idempotency-Key";

  private static final String CHARSET = "UTF-8";

  private final Supplier<SesV2Client> mail;
  private final String from;
  private final @Nullable String events;

  /**
   * @param events the service's configuration that tells what comes back; empty for none
   */
  public Mailer(Supplier<SesV2Client> mail, String from, Optional<String> events) {
    this.mail = mail;
    this.from = from;
    this.events = events.orElse(null);
  }

  public void send(Letter letter) {
    var headers = new java.util.ArrayList<MessageHeader>();
    headers.add(header(KEY_HEADER, letter.key()));
    if (!letter.leaveLink().isEmpty()) {
      headers.add(header("List-Unsubscribe", "<" + letter.leaveLink() + ">"));
      if (letter.leaveLink().contains(Letter.ONE_CLICK)) {
        headers.add(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
      }
    }
    mail.get()
        .sendEmail(request ->
            request
                .fromEmailAddress(from)
                .configurationSetName(events)
                .destination(to -> to.toAddresses(letter.to()))
                .content(content ->
                    content.simple(simple ->
                        simple
                            .subject(part -> part.charset(CHARSET).data(letter.subject()))
                            .headers(List.copyOf(headers))
                            .body(body ->
                                body.text(part -> part.charset(CHARSET).data(letter.text()))
                                    .html(part -> part.charset(CHARSET).data(letter.html()))))));
  }

  private static MessageHeader header(String name, String value) {
    return MessageHeader.builder().name(name).value(value).build();
  }
}
