package se.invanardialog.core.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;

/**
 * How often somebody may do something: so many times in a window. The subject is a pseudonym; the
 * count forgets itself.
 */
public final class Limits {
  private static final String COUNT = "count";

  private final Table table;

  public Limits(Table table) {
    this.table = table;
  }

  /**
   * @param what the act, part of the key
   * @param most how many times are allowed in each window
   */
  public record Limit(String what, int most, Duration window) {}

  /** What counting one more said. */
  public sealed interface Verdict {
    record Within() implements Verdict {}

    record Over(Duration retryAfter) implements Verdict {}
  }

  public Verdict count(Limit limit, String subject, Instant now) {
    long window = limit.window().toSeconds();
    long number = now.getEpochSecond() / window;
    Instant ends = Instant.ofEpochSecond((number + 1) * window);
    Item counted =
        table.add(
            Keys.limit(limit.what(), subject, number),
            Map.of(COUNT, 1L),
            Optional.of(ends.plusSeconds(window)));
    return counted.number(COUNT) <= limit.most()
        ? new Verdict.Within()
        : new Verdict.Over(Duration.between(now, ends).plusSeconds(1));
  }
}
