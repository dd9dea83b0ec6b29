package se.invanardialog.local.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.store.Journal;
import se.invanardialog.local.time.MovableClock;

/**
 * Fills an empty service with the invented town of Havstad: through the API only, as residents and
 * officials would, with the clock set back so that it all happened over the last months. It goes on
 * beside whoever looks at the pages already.
 */
public final class Demo implements AutoCloseable {
  private static final Duration BEGAN_AGO = Duration.ofDays(80);
  private static final long LONGEST_STOP_MILLIS = 5_000;
  private static final String BEGUN = "begun";

  private final boolean wanted;
  private final Journal journal;
  private @Nullable Thread thread;
  private volatile boolean stopped;

  private Demo(boolean wanted, Journal journal) {
    this.wanted = wanted;
    this.journal = journal;
  }

  public static Demo none() {
    return new Demo(false, Journal.forgetful());
  }

  /** Once for a data folder: what somebody has removed or changed stays so. */
  public static Demo unlessBegun(Journal journal) {
    return new Demo(journal.open().isEmpty(), journal);
  }

  /** The past that the town's story begins in. */
  public void beginIn(MovableClock clock) {
    if (wanted && clock.untouched()) {
      clock.beginEarlier(BEGAN_AGO);
    }
  }

  public void start(LocalService service) {
    if (wanted) {
      journal.append(BEGUN);
      thread = Thread.ofPlatform().daemon().name("demo").start(() -> fill(service));
    } else {
      service.catchUp();
    }
  }

  private void fill(LocalService service) {
    Instant began = Instant.now();
    try {
      new Story(new Town(service.baseUrl()), began).tell();
      System.out.printf(
          "The demo town is filled in, in %d s; the clock shows the present.%n",
          Duration.between(began, Instant.now()).toSeconds());
    } catch (IllegalStateException untold) {
      // The service itself runs; it only has less to show.
      System.err.println(
          stopped
              ? "Stopped before the demo town was filled in; an empty data folder begins it anew."
              : "The demo town could not be filled in: " + untold.getMessage());
    } finally {
      service.catchUp();
    }
  }

  /** Ends the story where it is. */
  @Override
  public void close() {
    stopped = true;
    @Nullable Thread telling = thread;
    if (telling != null) {
      telling.interrupt();
      try {
        telling.join(LONGEST_STOP_MILLIS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
    journal.close();
  }
}
