package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.suggestions.similar.Match;
import se.invanardialog.suggestions.similar.SimilarIndex;
import se.invanardialog.suggestions.similar.Terms;

/**
 * Search by words among what has been published. The words are kept in memory and filled on from
 * the newest; what stands on a page is read from the table.
 */
public final class Similarity {
  /** Under this, two suggestions only share common words. */
  static final double ALIKE = 0.12;

  private static final Duration FRESH = Duration.ofSeconds(3);

  /** Read again, since an index may be a little late and clocks differ. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final List<String> SHELVES =
      List.of(Suggestion.OPEN, Suggestion.CLOSED, Suggestion.ANSWERED, Suggestion.REFUSED);

  private final Table table;
  private final Suggestions suggestions;
  private final InstantSource time;
  private final SimilarIndex index = new SimilarIndex();
  private final Map<String, Instant> newest = new HashMap<>();
  private Instant filledAt = Instant.EPOCH;

  Similarity(Table table, Suggestions suggestions, InstantSource time) {
    this.table = table;
    this.suggestions = suggestions;
    this.time = time;
  }

  /** A likely one, from 0 (nothing in common) to 1 (the same words). */
  public record Found(Row row, double score) {}

  public List<Found> similar(String title, String text, String language, int limit) {
    return listed(filled().similar(Terms.of(title, text, language), limit * 2), limit);
  }

  /** The ids of those that have all the words, best first. */
  List<String> search(String words, int limit) {
    return filled().search(words, limit).stream().map(Match::id).toList();
  }

  private List<Found> listed(List<Match> matches, int limit) {
    var rows = new HashMap<String, Row>();
    suggestions
        .rows(matches.stream().map(Match::id).toList())
        .forEach(row -> rows.put(row.id(), row));
    return matches.stream()
        .filter(match -> rows.containsKey(match.id()))
        .map(match ->
            new Found(java.util.Objects.requireNonNull(rows.get(match.id())), match.score()))
        .filter(found -> found.row().listed() && !found.row().title().isEmpty())
        .limit(limit)
        .toList();
  }

  private synchronized SimilarIndex filled() {
    Instant now = time.instant();
    if (Duration.between(filledAt, now).abs().compareTo(FRESH) > 0) {
      SHELVES.forEach(this::fill);
      filledAt = now;
    }
    return index;
  }

  private void fill(String shelf) {
    Instant from = newest.getOrDefault(shelf, Instant.EPOCH);
    table.each(
        Query.index(Query.Index.BY_NEWEST, shelf)
            .from(
                se.invanardialog.core.table.Times.text(
                    from.minus(from.equals(Instant.EPOCH) ? Duration.ZERO : OVERLAP))),
        item -> {
          put(shelf, item);
          Instant published = item.instant("publishedAt");
          newest.merge(shelf, published, (a, b) -> a.isAfter(b) ? a : b);
        });
  }

  private void put(String shelf, Item row) {
    byte[] terms = row.bytes("terms");
    if (terms.length == 0) {
      return;
    }
    if (row.has("duplicateOf")) {
      index.putDuplicate(row.text("id"), row.text("duplicateOf"), Terms.fromBytes(terms));
    } else if (shelf.equals(Suggestion.REFUSED)) {
      index.putRefused(row.text("id"), Terms.fromBytes(terms));
    } else {
      index.put(row.text("id"), Terms.fromBytes(terms));
    }
  }
}
