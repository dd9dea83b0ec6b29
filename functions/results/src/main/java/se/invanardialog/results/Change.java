package se.invanardialog.results;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

/**
 * One record of the stream: what a change of one item adds to tallies.
 *
 * @param eventId the same at every delivery
 * @param sequence the record's place in its shard
 * @param subject what the tallies are of; what goes wrong with one must not hold up the others
 * @param adds by the item that is added to
 * @param suggestion the one whose threshold may be reached; it has a row, or nothing is counted
 * @param probe the recount's mark when this change put one: see {@link Recount}
 * @param mark where it is written down that this was counted
 */
record Change(
    String eventId,
    String sequence,
    String subject,
    Map<Key, Map<String, Long>> adds,
    Optional<String> suggestion,
    Optional<String> probe,
    Mark mark) {
  static final String PROBE = "probe";

  static Change ofSignature(
      String eventId,
      String sequence,
      OptionalLong second,
      Key key,
      Optional<Item> before,
      Optional<Item> after) {
    String suggestion = Keys.suggestionOf(key.partition());
    var difference = Counted.difference(Counted.of(before), Counted.of(after));
    return new Change(
        eventId,
        sequence,
        suggestion,
        difference.isEmpty() ? Map.of() : Map.of(Keys.row(suggestion), difference),
        Optional.of(suggestion),
        probe(before, after),
        second.isPresent()
            ? Mark.among(key.partition(), second.getAsLong(), eventId)
            : Mark.alone(eventId));
  }

  static Change of(
      String eventId,
      String sequence,
      String subject,
      Map<Key, Map<String, Long>> before,
      Map<Key, Map<String, Long>> after,
      Optional<String> probe) {
    var adds = new TreeMap<Key, Map<String, Long>>(ORDER);
    after.forEach((key, counts) -> adds.put(key, Counted.difference(Map.of(), counts)));
    before.forEach(
        (key, counts) -> adds.merge(key, Counted.difference(counts, Map.of()), Change::together));
    adds.values().removeIf(Map::isEmpty);
    return new Change(
        eventId, sequence, subject, adds, Optional.empty(), probe, Mark.alone(eventId));
  }

  /** A mark that was not there before. */
  static Optional<String> probe(Optional<Item> before, Optional<Item> after) {
    Optional<String> mark = after.flatMap(item -> item.maybe(PROBE));
    return mark.equals(before.flatMap(item -> item.maybe(PROBE))) ? Optional.empty() : mark;
  }

  boolean counts() {
    return !adds.isEmpty();
  }

  static final java.util.Comparator<Key> ORDER =
      java.util.Comparator.comparing(Key::partition).thenComparing(Key::sort);

  static Map<String, Long> together(Map<String, Long> one, Map<String, Long> other) {
    var sums = new TreeMap<>(one);
    other.forEach((name, amount) -> Counted.add(sums, name, amount));
    return sums;
  }
}
