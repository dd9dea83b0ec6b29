package se.invanardialog.local.isolated.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, ahead by as many milliseconds as a file says in its first eight bytes. */
public final class MovedClock extends Clock {
  static final String FILE = "invanardialog.clock";

  private final ByteBuffer aheadMillis;
  private final Clock machine;

  private MovedClock(ByteBuffer aheadMillis, Clock machine) {
    this.aheadMillis = aheadMillis;
    this.machine = machine;
  }

  /** What {@link ClockAgent} lets the function call instead of {@link Clock#systemUTC()}. */
  public static Clock systemUTC() {
    try (var file = FileChannel.open(Path.of(System.getProperty(FILE)), StandardOpenOption.READ)) {
      return new MovedClock(
          file.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES), Clock.system(ZoneOffset.UTC));
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  @Override
  public Instant instant() {
    return machine.instant().plusMillis(aheadMillis.getLong(0));
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MovedClock(aheadMillis, machine.withZone(zone));
  }
}
