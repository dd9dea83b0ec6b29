package se.invanardialog.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.panels.sendouts.Sendouts;
import se.invanardialog.signatures.Removing;

/**
 * What the queue calls: letters and text messages to send, work on many, and what the mail service
 * says came back. Each message fails alone, and then comes again.
 */
public final class DeliveryFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  /** Pieces of work done for one message; what is left is put on the queue again. */
  static final int PIECES_AT_ONCE = 20;

  private final DispatchWiring wiring;

  public DeliveryFunction() {
    this(Platform.aws());
  }

  public DeliveryFunction(Platform platform) {
    this(new DispatchWiring(platform));
  }

  DeliveryFunction(DispatchWiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, @Nullable Context context) {
    return Log.during(context, () -> deliver(event));
  }

  private SQSBatchResponse deliver(SQSEvent event) {
    var failures = new ArrayList<BatchItemFailure>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      try {
        String body = message.getBody();
        if (!wiring.returns.took(body)
            && !wiring.textsIn.took(body)
            && !done(Deliveries.read(body))) {
          failures.add(new BatchItemFailure(message.getMessageId()));
        }
      } catch (RuntimeException fault) {
        Log.error("delivery-failed", fault);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean done(Deliveries.Message message) {
    @Nullable Letter letter = message.letter();
    @Nullable Sms sms = message.sms();
    Deliveries.@Nullable Work work = message.work();
    if (work != null) {
      return work(work);
    }
    return (letter == null || !goes(letter.key(), false) || settled(wiring.sending.send(letter)))
        && (sms == null || !goes(sms.key(), true) || settled(wiring.sending.send(sms)));
  }

  /** What is held back is off the queue: its send-out comes back to it. */
  private boolean goes(String key, boolean sms) {
    return switch (wiring.sendouts.gate(key, sms)) {
      case GO -> true;
      case HELD, OVER -> false;
    };
  }

  private static boolean settled(Sending.Outcome outcome) {
    return switch (outcome) {
      case SENT, SETTLED, UNWANTED, FAILED -> true;
      case BUSY -> false;
    };
  }

  private boolean work(Deliveries.Work work) {
    BooleanSupplier piece =
        switch (work.kind()) {
          case Mailings.WORK -> () -> wiring.mailings.step(work.id());
          case Sendouts.WORK -> () -> wiring.sendouts.step(work.id());
          case Removing.WORK ->
              () -> wiring.removing.step(work.id(), wiring.suggestions.time.instant());
          default -> throw new IllegalArgumentException("Unknown work");
        };
    boolean more = true;
    for (int at = 0; more && at < PIECES_AT_ONCE; at++) {
      more = piece.getAsBoolean();
    }
    if (more) {
      wiring.suggestions.deliveries.goOn(work.kind(), work.id());
    }
    return true;
  }
}
