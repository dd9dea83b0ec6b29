package se.invanardialog.panels.members;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.invanardialog.core.table.Keys;

/**
 * A part of a panel's members in a file of its own: those of every so-manieth shard, so that each
 * is in one part and who joins or leaves meanwhile moves nobody to another.
 *
 * @param number from 1
 * @param of how many parts there are: 1, 2, 4, 8 or 16
 */
public record FilePart(int number, int of) {
  static final FilePart WHOLE = new FilePart(1, 1);

  /** Ordinary ones take a third of what a file may hold. */
  static final int MOST_MEMBERS = 10_000;

  static Optional<FilePart> of(int number, int of) {
    boolean halves = of > 0 && of <= Keys.MEMBER_SHARDS && Integer.bitCount(of) == 1;
    return halves && number >= 1 && number <= of
        ? Optional.of(new FilePart(number, of))
        : Optional.empty();
  }

  /** As many as so many members need. */
  static List<FilePart> all(long members) {
    int of = 1;
    while (of < Keys.MEMBER_SHARDS && members > (long) of * MOST_MEMBERS) {
      of *= 2;
    }
    int parts = of;
    return IntStream.rangeClosed(1, of).mapToObj(number -> new FilePart(number, parts)).toList();
  }

  boolean has(int shard) {
    return shard % of == number - 1;
  }
}
