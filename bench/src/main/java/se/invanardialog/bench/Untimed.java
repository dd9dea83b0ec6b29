package se.invanardialog.bench;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.invanardialog.core.Platform;
import se.invanardialog.core.messages.Mailer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** A queue and a mail service that take no time, and keep of a letter only that it came. */
final class Untimed {
  private static final String NO_LIMIT = "100000000";

  private final Deque<String> queued = new ArrayDeque<>();
  private final Set<String> keys = new HashSet<>();
  private int handedOver;

  Platform platform(DynamoDbClient store, String table, Instant now) {
    return new Platform(
        Map.ofEntries(
            Map.entry("TABLE", table),
            Map.entry("DELIVERIES", "queue"),
            Map.entry("BASE_URL", "https://dialog.havstad.example"),
            Map.entry("MAIL_FROM", "dialog@havstad.example"),
            Map.entry("SMS_FROM", "Havstad"),
            Map.entry("MAILS_PER_MINUTE", NO_LIMIT),
            Map.entry("PSEUDONYM_KEY", "pseudonym"),
            Map.entry("SIGN_IN", "/sign-in"),
            Map.entry("SIGN_OUT", "/sign-out")),
        () -> now,
        store,
        new Queue(),
        new Mail(),
        new NoSms(),
        new Parameters());
  }

  /** The oldest of the queue; gone then. */
  List<String> take(int most) {
    var taken = new ArrayList<String>();
    while (taken.size() < most && !queued.isEmpty()) {
      taken.add(queued.remove());
    }
    return taken;
  }

  /** Letters, however often each. */
  int handedOver() {
    return handedOver;
  }

  /** Letters, each once. */
  int different() {
    return keys.size();
  }

  private final class Queue implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      queued.add(request.messageBody());
      return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      request.entries().forEach(entry -> queued.add(entry.messageBody()));
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Mail implements SesV2Client {
    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
      handedOver++;
      request.content().simple().headers().stream()
          .filter(header -> header.name().equals(Mailer.KEY_HEADER))
          .map(header -> header.value().substring(header.value().lastIndexOf('#')))
          .forEach(keys::add);
      return SendEmailResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class NoSms implements SnsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private static final class Parameters implements SsmClient {
    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      String key = Base64.getEncoder().encodeToString(new byte[32]);
      return GetParameterResponse.builder().parameter(one -> one.value(key)).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
