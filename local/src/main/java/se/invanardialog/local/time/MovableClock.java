package se.invanardialog.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import se.invanardialog.local.store.Journal;

/** The service's time: the machine's, moved forward by as much as somebody asked. Never back. */
public final class MovableClock implements InstantSource {
  private final Journal journal;
  private volatile Duration ahead;

  public MovableClock(Journal journal) {
    this.journal = journal;
    var lines = journal.open();
    this.ahead = lines.isEmpty() ? Duration.ZERO : Duration.parse(lines.getLast());
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  public Duration ahead() {
    return ahead;
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
    ahead = ago.negated();
    journal.append(ahead.toString());
  }

  /**
   * @throws IllegalArgumentException when it would go back
   */
  public synchronized void move(Duration further) {
    if (further.isNegative()) {
      throw new IllegalArgumentException("The clock only moves forward");
    }
    ahead = ahead.plus(further);
    journal.append(ahead.toString());
  }
}
