package se.invanardialog.panels.sendouts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;

/**
 * How many letters and text messages to many are let onto the queue in each minute. The services
 * take no more, and a letter to one, such as one with a link to confirm by, never waits behind more
 * than a minute's worth.
 */
final class Rates {
  /** What the mail service takes of a new account, 14 a second. */
  static final int MAILS_PER_MINUTE = 800;

  static final int SMS_PER_MINUTE = 600;

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final String COUNT = "count";

  private final Table table;
  private final int mails;
  private final int texts;

  Rates(Table table, int mails, int texts) {
    this.table = table;
    this.mails = mails;
    this.texts = texts;
  }

  /**
   * Takes room for so many; what is then not sent is lost to that minute.
   *
   * @return when to ask again, if there is no room now
   */
  Optional<Instant> take(long mailsWanted, long textsWanted, Instant now) {
    long minute = now.getEpochSecond() / 60;
    boolean room =
        room("mail", mailsWanted, mails, minute, now)
            && room("sms", textsWanted, texts, minute, now);
    return room ? Optional.empty() : Optional.of(Instant.ofEpochSecond((minute + 1) * 60));
  }

  /** The first of a minute always has room, so that a low rate does not stop a whole piece. */
  private boolean room(String channel, long wanted, int most, long minute, Instant now) {
    if (wanted == 0) {
      return true;
    }
    long counted =
        table
            .add(
                Keys.limit("bulk-" + channel, "all", minute),
                Map.of(COUNT, wanted),
                Optional.of(now.plus(KEPT)))
            .number(COUNT);
    return counted <= most || counted == wanted;
  }
}
