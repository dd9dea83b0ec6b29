package se.invanardialog.local.mail;

import java.util.UUID;
import se.invanardialog.local.lambda.Guard;
import se.invanardialog.local.template.LambdaResource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The service for text messages as one function may use it: what it sends lands in the outbox. */
public record LocalSms(Outbox outbox, LambdaResource function) implements SnsClient {
  @Override
  public PublishResponse publish(PublishRequest request) {
    if (!Guard.allows(function, "sns:Publish", request.phoneNumber())) {
      throw (SnsException)
          SnsException.builder()
              .message(Guard.refusal(function, "sns:Publish", "a telephone number"))
              .build();
    }
    outbox.addSms(request.phoneNumber(), request.message());
    return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
