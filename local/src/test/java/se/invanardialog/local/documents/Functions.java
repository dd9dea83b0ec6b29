package se.invanardialog.local.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import se.invanardialog.core.Platform;
import se.invanardialog.local.store.GuardedDynamo;
import se.invanardialog.local.store.SharedReads;
import se.invanardialog.local.template.LambdaResource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/**
 * Functions as the template makes them, with the table as their roles allow, in a house that notes
 * what they send.
 */
final class Functions {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  final List<String> queued = new ArrayList<>();
  final List<SendEmailRequest> mailed = new ArrayList<>();
  final List<PublishRequest> texted = new ArrayList<>();

  Platform platform(LambdaResource function, DynamoDbClient store) {
    return new Platform(
        function.environment(),
        () -> NOW,
        GuardedDynamo.of(
            store, new SharedReads<>(), function, Project.template().table(), () -> {}),
        queue(),
        mail(),
        sms(),
        parameters());
  }

  private SqsClient queue() {
    return new SqsClient() {
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
        return "sqs";
      }

      @Override
      public void close() {}
    };
  }

  private SesV2Client mail() {
    return new SesV2Client() {
      @Override
      public SendEmailResponse sendEmail(SendEmailRequest request) {
        mailed.add(request);
        return SendEmailResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "ses";
      }

      @Override
      public void close() {}
    };
  }

  private SnsClient sms() {
    return new SnsClient() {
      @Override
      public PublishResponse publish(PublishRequest request) {
        texted.add(request);
        return PublishResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "sns";
      }

      @Override
      public void close() {}
    };
  }

  private static SsmClient parameters() {
    return new SsmClient() {
      @Override
      public GetParameterResponse getParameter(GetParameterRequest request) {
        return GetParameterResponse.builder()
            .parameter(parameter -> parameter.name(request.name()).value(KEY))
            .build();
      }

      @Override
      public String serviceName() {
        return "ssm";
      }

      @Override
      public void close() {}
    };
  }
}
