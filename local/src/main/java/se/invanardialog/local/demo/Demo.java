package se.invanardialog.local.demo;

import java.time.Duration;
import java.time.Instant;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.time.MovableClock;

/**
 * Fills an empty service with the invented town of Havstad: through the API only, as residents and
 * officials would, with the clock set back so that it all happened over the last months.
 */
public final class Demo {
  private static final Duration BEGAN_AGO = Duration.ofDays(80);
  private static final String DONE = "done";

  private final boolean wanted;
  private final Journal journal;

  private Demo(boolean wanted, Journal journal) {
    this.wanted = wanted;
    this.journal = journal;
  }

  public static Demo none() {
    return new Demo(false, Journal.forgetful());
  }

  /** Once for a data folder: what somebody has removed or changed stays so. */
  public static Demo unlessDone(Journal journal) {
    return new Demo(!journal.open().contains(DONE), journal);
  }

  /** The past that the town's story begins in. */
  public void beginIn(MovableClock clock) {
    if (wanted && clock.untouched()) {
      clock.beginEarlier(BEGAN_AGO);
    }
  }

  public void fill(LocalService service) {
    if (wanted) {
      try {
        var story = new Story(new Town(service.baseUrl()), Instant.now());
        story.tell();
      } catch (IllegalStateException untold) {
        // The service itself runs; it only has less to show.
        System.err.println("The demo town could not be filled in: " + untold.getMessage());
      } finally {
        service.catchUp();
        journal.append(DONE);
      }
    }
    journal.close();
  }
}
