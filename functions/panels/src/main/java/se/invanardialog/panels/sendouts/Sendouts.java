package se.invanardialog.panels.sendouts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/**
 * A survey's letters to many, piece by piece, in sixteen parts that go on side by side. A piece's
 * invitations are written first, then its letters queued, then how far it came: a crash repeats a
 * piece and skips none, and keys make what is repeated harmless.
 */
public final class Sendouts {
  /** The kind of this work on the queue. */
  public static final String WORK = "sendout";

  /** The due-index's word for parts that wait for their moment. */
  public static final String WAITING = Sendout.WAITING;

  /** How soon a part looks again whether the survey goes on. */
  private static final long LOOK_AGAIN_SECONDS = 60;

  private final Table table;
  private final InstantSource time;
  private final Surveys surveys;
  private final Pieces pieces;
  private final Invited invited;
  private final Deliveries deliveries;
  private final Rates rates;
  private final QuietHours quiet;

  Sendouts(
      Table table,
      InstantSource time,
      Surveys surveys,
      Pieces pieces,
      Deliveries deliveries,
      Rates rates,
      QuietHours quiet) {
    this.table = table;
    this.time = time;
    this.surveys = surveys;
    this.pieces = pieces;
    this.deliveries = deliveries;
    this.rates = rates;
    this.quiet = quiet;
    invited = new Invited(table);
  }

  /**
   * The beginning of a send-out: sixteen writes that belong in the transaction of what causes it.
   * They are refused when it has begun before. The parts are due at once; {@link #start} hastens
   * it.
   */
  public static List<Write> begin(String survey, Purpose purpose, Instant now) {
    return parts(survey, purpose)
        .map(part -> (Write) Write.insert(part.item(Sendout.WAITING, now)))
        .toList();
  }

  /** Puts every part on the queue; without it the minute's sweep does. */
  public void start(String survey, Purpose purpose) {
    parts(survey, purpose).forEach(part -> deliveries.goOn(WORK, part.id()));
  }

  private static Stream<Sendout> parts(String survey, Purpose purpose) {
    return IntStream.range(0, Keys.MEMBER_SHARDS)
        .mapToObj(part -> Sendout.beginning(survey, purpose, part));
  }

  /** What the sending of a survey's letters and text messages has to ask before each. */
  public enum Gate {
    GO,
    /** Not now: it is taken off the queue, and comes again when its time has come. */
    HELD,
    /** Not any more. */
    OVER
  }

  /**
   * Whether a message may be sent now. One that is held is remembered.
   *
   * @param key of a letter or text message; of those that are not about a survey all may go
   */
  public Gate gate(String key, boolean sms) {
    if (!key.startsWith(Keys.SURVEY_LETTER)) {
      return Gate.GO;
    }
    String[] parts = key.split("#", -1);
    String id = parts[1];
    Instant now = time.instant();
    return switch (surveys.find(id).orElse(null)) {
      case Survey.Open _ -> {
        Optional<Instant> until = sms ? quiet.until(now) : Optional.empty();
        until.ifPresent(morning -> again(id, morning));
        yield until.isPresent() ? Gate.HELD : Gate.GO;
      }
      case Survey.Paused _ -> {
        again(id, now.plusSeconds(LOOK_AGAIN_SECONDS));
        yield Gate.HELD;
      }
      case Survey.Closed _ -> parts[2].startsWith("feedback") ? Gate.GO : Gate.OVER;
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> Gate.OVER;
      case null -> Gate.OVER;
    };
  }

  /** Goes through those invited once more, from that moment on. */
  private void again(String survey, Instant from) {
    Sendout again = Sendout.beginning(survey, new Purpose.Again(), 0);
    boolean noted = false;
    while (!noted) {
      noted = table.write(again.put(from)).done() || table.write(again.restart()).done();
    }
  }

  /**
   * Does a piece of the work.
   *
   * @return whether more can be done now
   */
  public boolean step(String id) {
    Optional<Item> found = table.getConsistently(Sendout.key(id)).filter(Sendout::due);
    if (found.isEmpty()) {
      return false;
    }
    Sendout part = Sendout.read(found.get());
    Instant now = time.instant();
    return switch (surveys.find(part.survey()).orElse(null)) {
      case Survey.Open open ->
          switch (part.purpose()) {
            case Purpose.Invite() -> invite(part, open, now);
            case Purpose.Remind(_), Purpose.Again() -> toInvited(part, open, now);
            case Purpose.Feedback() -> over(part, now);
          };
      case Survey.Paused _ -> wait(part, now.plusSeconds(LOOK_AGAIN_SECONDS));
      case Survey.Closed closed ->
          part.purpose() instanceof Purpose.Feedback ? tell(part, closed, now) : over(part, now);
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> over(part, now);
      case null -> over(part, now);
    };
  }

  private boolean invite(Sendout part, Survey.Open survey, Instant now) {
    return done(part, pieces.toInvite(part, survey, Words.day(now)), now);
  }

  private boolean toInvited(Sendout part, Survey.Open survey, Instant now) {
    return done(part, pieces.toInvited(part, survey, Words.day(now)), now);
  }

  /** At night it waits whole, letters too: a result is not urgent. */
  private boolean tell(Sendout part, Survey.Closed survey, Instant now) {
    Optional<Instant> morning = quiet.until(now);
    return morning.isPresent()
        ? wait(part, morning.get())
        : done(part, pieces.toPanel(part, survey, Words.day(now)), now);
  }

  private boolean done(Sendout part, Pieces.Piece piece, Instant now) {
    Optional<Instant> morning = quiet.until(now);
    boolean held = morning.isPresent() && piece.messages(Pieces::isSms) > 0;
    long texts = held ? 0 : piece.messages(Pieces::isSms);
    Optional<Instant> full = rates.take(piece.messages(Pieces::isLetter), texts, now);
    if (full.isPresent()) {
      return wait(part, full.get());
    }
    var toSend =
        piece.invited(invited, Words.day(now)).stream()
            .filter(message -> !held || Pieces.isLetter(message))
            .toList();
    deliveries.putAll(toSend);
    if (held) {
      again(part.survey(), morning.get());
    }
    return move(part, piece.next(), now);
  }

  /** A part that is no shard of its own goes on with the next shard. */
  private boolean move(Sendout part, Optional<String> next, Instant now) {
    boolean walks = part.purpose() instanceof Purpose.Again;
    if (next.isPresent()) {
      table.write(part.moved(part.shard(), next, now));
      return true;
    }
    if (walks && part.shard() + 1 < Keys.MEMBER_SHARDS) {
      table.write(part.moved(part.shard() + 1, Optional.empty(), now));
      return true;
    }
    return !table.write(part.done(now)).done() && restart(part, now);
  }

  /** What is held at night is so until the morning, however often one asks. */
  private boolean restart(Sendout part, Instant now) {
    Optional<Instant> morning = quiet.until(now);
    return table
            .write(morning.map(part::restartedLater).orElseGet(() -> part.restarted(now)))
            .done()
        && morning.isEmpty();
  }

  private boolean wait(Sendout part, Instant until) {
    table.write(part.waiting(until));
    return false;
  }

  private boolean over(Sendout part, Instant now) {
    table.write(part.over(now));
    return false;
  }
}
