package se.invanardialog.panels.sendouts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

/**
 * How far a survey has come, as the Tally keeps it: {@code planned} (invited), {@code sent}, {@code
 * failed} (not taken, or to an address that wants nothing), {@code bounced}, {@code reminded}
 * (reminders sent), {@code answered}. Somebody who gets a letter and a text message is counted
 * once.
 */
public record Progress(
    long planned, long paper, long sent, long failed, long bounced, long reminded, long answered) {
  static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);

  private static final String PLANNED = "planned";
  private static final String PAPER = "paper";
  private static final String SENT = "sent";
  private static final String FAILED = "failed";
  private static final String BOUNCED = "bounced";
  private static final String REMINDED = "reminded";
  private static final String ANSWERED = "answered";

  static final Set<String> OF_INVITATIONS = Set.of(PLANNED, PAPER, ANSWERED);
  static final Set<String> OF_LETTERS = Set.of(PLANNED, PAPER, ANSWERED, SENT, FAILED, REMINDED);
  static final Set<String> ALL = Set.of(PLANNED, PAPER, ANSWERED, SENT, FAILED, REMINDED, BOUNCED);

  /** The states of a sending in which nothing reached anybody. */
  private static final Set<String> NOT_SENT = Set.of("failed", "unwanted");

  public static Progress of(Optional<Item> kept) {
    return kept.map(item ->
            new Progress(
                item.number(PLANNED, 0),
                item.number(PAPER, 0),
                item.number(SENT, 0),
                item.number(FAILED, 0),
                item.number(BOUNCED, 0),
                item.number(REMINDED, 0),
                item.number(ANSWERED, 0)))
        .orElse(NONE);
  }

  /** Those invited by mail or text message to whom nothing has been sent yet. */
  public long remaining() {
    return Math.max(0, planned - paper - sent - failed);
  }

  /** The survey that an invitation's or a sending's key belongs to; replies count themselves. */
  public static Optional<String> survey(Key key) {
    String partition = key.partition();
    for (String prefix : Set.of(Keys.INVITATIONS, Keys.SURVEY_SENDINGS)) {
      if (partition.startsWith(prefix)) {
        String rest = partition.substring(prefix.length());
        return Optional.of(rest.substring(0, rest.indexOf('#')));
      }
    }
    return Optional.empty();
  }

  /** What a change of an item adds to the progress of its survey: what is counted now less then. */
  public static Map<String, Long> difference(Optional<Item> before, Optional<Item> after) {
    var sums = new TreeMap<String, Long>();
    after.ifPresent(item -> counts(item).forEach((name, n) -> sums.merge(name, n, Long::sum)));
    before.ifPresent(item -> counts(item).forEach((name, n) -> sums.merge(name, -n, Long::sum)));
    sums.values().removeIf(n -> n == 0);
    return sums;
  }

  /** What an invitation or a sending counts as it stands. */
  public static Map<String, Long> counts(Item item) {
    String partition = item.key().partition();
    if (partition.startsWith(Keys.INVITATIONS)) {
      return item.text("channel").equals("paper")
          ? Map.of(PLANNED, 1L, PAPER, 1L)
          : Map.of(PLANNED, 1L);
    }
    return sending(item, partition.split("#", -1)[3]);
  }

  private static Map<String, Long> sending(Item item, String purpose) {
    var counts = new TreeMap<String, Long>();
    String state = item.text("state");
    if (purpose.equals("invite") && state.equals("sent")) {
      counts.put(SENT, 1L);
    }
    if (purpose.equals("invite") && NOT_SENT.contains(state)) {
      counts.put(FAILED, 1L);
    }
    if (purpose.matches("remind[1-9]") && state.equals("sent")) {
      counts.put(REMINDED, 1L);
    }
    if (item.has("returned")) {
      counts.put(BOUNCED, 1L);
    }
    return counts;
  }
}
