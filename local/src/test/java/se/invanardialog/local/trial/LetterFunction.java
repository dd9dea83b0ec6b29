package se.invanardialog.local.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import se.invanardialog.core.Platform;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;

/**
 * Sends what lies on the queue as a mail; what says "fail" fails, and what is deadly kills it once.
 */
public final class LetterFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Platform platform;

  public LetterFunction() {
    this(Platform.aws());
  }

  public LetterFunction(Platform platform) {
    this.platform = platform;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var failed = new ArrayList<SQSBatchResponse.BatchItemFailure>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      boolean first = message.getAttributes().get("ApproximateReceiveCount").equals("1");
      if (first && message.getBody().contains("deadly")) {
        Runtime.getRuntime().halt(7);
      }
      if (message.getBody().contains("fail")) {
        failed.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
      } else {
        send(message.getBody());
      }
    }
    return new SQSBatchResponse(failed);
  }

  private void send(String words) {
    platform
        .mail()
        .sendEmail(mail ->
            mail.fromEmailAddress("town@havstad.example")
                .destination(to -> to.toAddresses("Asa@example.org"))
                .content(content ->
                    content.simple(simple ->
                        simple
                            .subject(part -> part.data(words))
                            .headers(
                                MessageHeader.builder()
                                    .name("X-Idempotency-Key")
                                    .value(words)
                                    .build())
                            .body(body ->
                                body.text(part ->
                                        part.data("Klicka: https://town.example/confirm/a.b-c."))
                                    .html(part ->
                                        part.data(
                                            "<a href=\"https://town.example/x?a=1&amp;b=2\">x</a>"
                                                + "<script>bad()</script>"))))));
  }
}
