package se.invanardialog.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Mailer;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.core.messages.Texter;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.OptedOutException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/**
 * Sends each letter and text message once. The services can't be asked to send once only, so that a
 * letter is being sent is written before, and that it was sent after; only a crash just between the
 * two sends it again, under the same key, and not until the lease is over.
 */
final class Sending {
  /** How long a sender is left alone with its letter; longer than a function may run. */
  static final Duration LEASE = Duration.ofMinutes(3);

  /** Keys are remembered past every retry and the longest time a suggestion gathers names. */
  static final Duration KEPT = Duration.ofDays(400);

  private static final String STATE = "state";
  private static final String SENDING = "sending";
  private static final String SENT = "sent";
  private static final String FAILED = "failed";
  private static final String UNWANTED = "unwanted";
  private static final String LEASE_UNTIL = "leaseUntil";

  private final Table table;
  private final Mailer mailer;
  private final Texter texter;
  private final Pseudonyms pseudonyms;
  private final InstantSource time;

  Sending(Table table, Mailer mailer, Texter texter, Pseudonyms pseudonyms, InstantSource time) {
    this.table = table;
    this.mailer = mailer;
    this.texter = texter;
    this.pseudonyms = pseudonyms;
    this.time = time;
  }

  /** How it went; a passing fault is thrown. */
  enum Outcome {
    SENT,
    /** Sent or refused before, by an earlier message with the same key. */
    SETTLED,
    /** Somebody else is sending it, or crashed over it: try again later. */
    BUSY,
    /** The address wants no mail, or can't have any. */
    UNWANTED,
    /** The service will never take it. */
    FAILED
  }

  Outcome send(Letter letter) {
    Optional<EmailAddress> address = EmailAddress.parse(letter.to());
    return address.isEmpty()
        ? Outcome.UNWANTED
        : send(letter.key(), pseudonyms.ofEmail(address.get()), () -> mailer.send(letter));
  }

  Outcome send(Sms sms) {
    return send(sms.key(), pseudonyms.ofPhone(sms.to()), () -> texter.send(sms));
  }

  /**
   * @param person the receiver's pseudonym
   */
  private Outcome send(String name, String person, Runnable handOver) {
    Key key = Keys.sending(name);
    if (table.get(Keys.stopped(person)).isPresent()) {
      table.write(Write.insert(settled(key, UNWANTED)));
      return Outcome.UNWANTED;
    }
    return switch (claim(key)) {
      case Write.Result.Done() -> sendClaimed(handOver, key);
      case Write.Result.Refused(var failed) ->
          failed
              .getOrDefault(0, Optional.empty())
              .filter(found -> !found.text(STATE).equals(SENDING))
              .map(_ -> Outcome.SETTLED)
              .orElse(Outcome.BUSY);
    };
  }

  private Write.Result claim(Key key) {
    Instant now = time.instant();
    Item sending =
        Item.at(key)
            .with(STATE, SENDING)
            .with(LEASE_UNTIL, now.plus(LEASE))
            .expiring(now.plus(KEPT));
    Condition free =
        Condition.anyOf(
            Condition.newItem(),
            Condition.allOf(Condition.is(STATE, SENDING), Condition.less(LEASE_UNTIL, now)));
    return table.write(new Write.Put(sending, free));
  }

  private Outcome sendClaimed(Runnable handOver, Key key) {
    try {
      handOver.run();
    } catch (MessageRejectedException
        | BadRequestException
        | InvalidParameterException
        | InvalidParameterValueException
        | OptedOutException never) {
      Log.error("message-refused", never);
      settle(key, FAILED);
      return Outcome.FAILED;
    } catch (TooManyRequestsException
        | LimitExceededException
        | SendingPausedException
        | ThrottledException notNow) {
      giveBack(key);
      throw notNow;
    }
    settle(key, SENT);
    return Outcome.SENT;
  }

  private Item settled(Key key, String state) {
    Instant now = time.instant();
    return Item.at(key).with(STATE, state).with("at", now).expiring(now.plus(KEPT));
  }

  private void settle(Key key, String state) {
    table.write(Write.update(key).set(STATE, state).set("at", time.instant()));
  }

  /** It was surely not sent: the next try need not wait for the lease. */
  private void giveBack(Key key) {
    table.write(
        Write.update(key).set(LEASE_UNTIL, Instant.EPOCH).when(Condition.is(STATE, SENDING)));
  }
}
