package se.invanardialog.local.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.lambda.Guard;
import se.invanardialog.local.template.LambdaResource;
import se.invanardialog.local.template.Template;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * The mail service as one function may use it: what it sends lands in the outbox, and comes back
 * when it is to a domain that takes none.
 */
public record LocalMail(Outbox outbox, LambdaResource function, MailEvents events)
    implements SesV2Client {
  private static final String KEY_HEADER = "X-Idempotency-Key";

  @Override
  public SendEmailResponse sendEmail(SendEmailRequest request) {
    String identity = Template.mailIdentityArn(request.fromEmailAddress());
    if (!Guard.allows(function, "ses:SendEmail", identity)) {
      throw (SesV2Exception)
          SesV2Exception.builder()
              .message(Guard.refusal(function, "ses:SendEmail", identity))
              .build();
    }
    Message simple = request.content().simple();
    String key =
        simple.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(KEY_HEADER))
            .map(MessageHeader::value)
            .findFirst()
            .orElse("");
    for (String to : request.destination().toAddresses()) {
      outbox.add(
          to,
          simple.subject().data(),
          data(simple.body().text()),
          data(simple.body().html()),
          key.isEmpty() ? "" : key + " " + to);
      if (MailEvents.bounces(to) && request.configurationSetName() != null) {
        events.bounced(to, key);
      }
    }
    return SendEmailResponse.builder().messageId(UUID.randomUUID().toString()).build();
  }

  private static String data(@Nullable Content content) {
    return content == null ? "" : content.data();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
