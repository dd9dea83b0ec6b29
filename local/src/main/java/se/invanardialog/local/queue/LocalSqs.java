package se.invanardialog.local.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.lambda.Guard;
import se.invanardialog.local.template.LambdaResource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.utils.Md5Utils;

/** The queues as one function may use them. */
public record LocalSqs(Queues queues, LambdaResource function) implements SqsClient {
  private static final int LARGEST_BATCH = 10;

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    String arn = permitted(request.queueUrl());
    String id =
        queues.send(
            arn,
            request.messageBody(),
            texts(request.messageAttributes()),
            delay(request.delaySeconds()));
    return SendMessageResponse.builder()
        .messageId(id)
        .md5OfMessageBody(md5(request.messageBody()))
        .build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    String arn = permitted(request.queueUrl());
    if (request.entries().isEmpty()) {
      throw EmptyBatchRequestException.builder().message("No entries").build();
    }
    if (request.entries().size() > LARGEST_BATCH) {
      throw TooManyEntriesInBatchRequestException.builder().message("More than ten").build();
    }
    if (request.entries().stream().map(SendMessageBatchRequestEntry::id).distinct().count()
        < request.entries().size()) {
      throw BatchEntryIdsNotDistinctException.builder().message("An id twice").build();
    }
    var sent = new ArrayList<SendMessageBatchResultEntry>();
    for (SendMessageBatchRequestEntry entry : request.entries()) {
      String id =
          queues.send(
              arn,
              entry.messageBody(),
              texts(entry.messageAttributes()),
              delay(entry.delaySeconds()));
      sent.add(
          SendMessageBatchResultEntry.builder()
              .id(entry.id())
              .messageId(id)
              .md5OfMessageBody(md5(entry.messageBody()))
              .build());
    }
    return SendMessageBatchResponse.builder().successful(sent).build();
  }

  private String permitted(String url) {
    String arn = queues.arnOf(url);
    if (!Guard.allows(function, "sqs:SendMessage", arn)) {
      throw (SqsException)
          SqsException.builder().message(Guard.refusal(function, "sqs:SendMessage", arn)).build();
    }
    return arn;
  }

  /** The client holds what came back to what it sent. */
  private static String md5(String body) {
    return HexFormat.of().formatHex(Md5Utils.computeMD5Hash(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable Duration delay(@Nullable Integer seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static Map<String, String> texts(Map<String, MessageAttributeValue> attributes) {
    var texts = new LinkedHashMap<String, String>();
    attributes.forEach((name, value) -> texts.put(name, value.stringValue()));
    return texts;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
