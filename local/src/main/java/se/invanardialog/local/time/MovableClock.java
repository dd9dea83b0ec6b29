package se.invanardialog.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import se.invanardialog.local.store.Journal;

/** The service's time: the machine's, moved forward by as much as somebody asked. Never back. */
public final class MovableClock implements InstantSource {
  private final Journal journal;
  private final InstantSource machine;

  /** How far ahead it has been since when, by the machine's time. */
  private final TreeMap<Instant, Duration> moves = new TreeMap<>();

  private volatile Duration ahead = Duration.ZERO;
  private Consumer<Duration> follower = moved -> {};

  public MovableClock(Journal journal) {
    this(journal, InstantSource.system());
  }

  MovableClock(Journal journal, InstantSource machine) {
    this.journal = journal;
    this.machine = machine;
    for (String line : journal.open()) {
      int space = line.indexOf(' ');
      ahead = Duration.parse(line.substring(space + 1));
      moves.put(space < 0 ? Instant.EPOCH : Instant.parse(line.substring(0, space)), ahead);
    }
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  public Duration ahead() {
    return ahead;
  }

  /** How far ahead it was at a moment of the machine's time: what is past does not change. */
  public synchronized Duration aheadAt(Instant machineTime) {
    Map.Entry<Instant, Duration> move = moves.floorEntry(machineTime);
    return move == null ? Duration.ZERO : move.getValue();
  }

  /** Tells how far ahead it is, now and after each move. */
  public synchronized void follow(Consumer<Duration> told) {
    follower = told;
    told.accept(ahead);
  }

  /** Whether nobody has moved it yet. */
  public boolean untouched() {
    return ahead.isZero();
  }

  /** For a story told from its beginning, before anything else has happened. */
  public synchronized void beginEarlier(Duration ago) {
    if (!untouched()) {
      throw new IllegalStateException("The clock has been moved already");
    }
    set(ago.negated());
  }

  /**
   * @throws IllegalArgumentException when it would go back
   */
  public synchronized void move(Duration further) {
    if (further.isNegative()) {
      throw new IllegalArgumentException("The clock only moves forward");
    }
    set(ahead.plus(further));
  }

  private void set(Duration wanted) {
    Instant now = machine.instant();
    moves.put(now, wanted);
    ahead = wanted;
    follower.accept(wanted);
    journal.append(now + " " + wanted);
  }
}
