package se.invanardialog.suggestions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Page;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Times;

/** The public lists. They read an index page by page, or the search's ranking; never everything. */
public final class Listing {
  static final int SHOWN = 20;
  static final int MOST_SHOWN = 100;
  static final List<String> STATUSES =
      List.of(Suggestion.OPEN, Suggestion.ANSWERED, Suggestion.CLOSED, Suggestion.REFUSED);
  static final List<String> SORTS = List.of("newest", "signatures", "closing");

  /** Items that one page may look through for a rare category before it gives a cursor instead. */
  private static final int MOST_LOOKED_AT = 3_000;

  private static final int LOOKED_AT_ONCE = 500;

  private static final int MOST_FOUND = 1_000;
  private static final String PLACE = "p";

  private final Table table;
  private final Suggestions suggestions;
  private final Similarity similarity;

  Listing(Table table, Suggestions suggestions, Similarity similarity) {
    this.table = table;
    this.suggestions = suggestions;
    this.similarity = similarity;
  }

  /** What to show; empty texts ask for nothing. */
  public record Wish(
      String status,
      String sort,
      String words,
      String category,
      String district,
      int limit,
      Optional<String> cursor) {}

  /** A page of rows and where the next begins. */
  record Rows(List<Row> rows, Optional<String> next) {}

  Rows list(Wish wish, Instant now) {
    return wish.words().isBlank() ? indexed(wish, now) : searched(wish, now);
  }

  private Rows indexed(Wish wish, Instant now) {
    Query query =
        switch (wish.sort()) {
          case "signatures" -> Query.index(Query.Index.BY_SIGNATURES, wish.status()).backward();
          case "closing" -> {
            Query closing = Query.index(Query.Index.BY_CLOSING, wish.status());
            yield wish.status().equals(Suggestion.OPEN)
                ? closing.from(Times.text(nextSecond(now)))
                : closing.backward();
          }
          default -> Query.index(Query.Index.BY_NEWEST, wish.status()).backward();
        };
    var conditions = new ArrayList<Condition>();
    if (wish.status().equals(Suggestion.OPEN) && !wish.sort().equals("closing")) {
      conditions.add(Condition.atLeast("closesAt", Times.text(nextSecond(now))));
    }
    if (!wish.category().isEmpty()) {
      conditions.add(Condition.is("category", wish.category()));
    }
    if (!wish.district().isEmpty()) {
      conditions.add(Condition.is("district", wish.district()));
    }
    boolean rare = !wish.category().isEmpty() || !wish.district().isEmpty();
    Query filtered =
        conditions.isEmpty() ? query : query.where(new Condition.AllOf(List.copyOf(conditions)));
    var rows = new ArrayList<Row>();
    Optional<String> cursor = wish.cursor();
    int lookedAt = 0;
    do {
      int step = rare ? LOOKED_AT_ONCE : wish.limit() - rows.size();
      Page page = table.query(filtered.limit(step).after(cursor));
      for (Item item : page.items()) {
        rows.add(Row.of(item));
        if (rows.size() == wish.limit()) {
          boolean more = page.next().isPresent() || !item.equals(page.items().getLast());
          return new Rows(rows, more ? Optional.of(filtered.cursorAfter(item)) : Optional.empty());
        }
      }
      lookedAt += step;
      cursor = page.next();
    } while (cursor.isPresent() && lookedAt < MOST_LOOKED_AT);
    return new Rows(rows, cursor);
  }

  /** Suggestions close at midnight, so lists of one second may ask for the same. */
  private static Instant nextSecond(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  private Rows searched(Wish wish, Instant now) {
    int start = wish.cursor().map(Listing::place).orElse(0);
    var ids = similarity.search(wish.words(), MOST_FOUND);
    var matching =
        suggestions.rows(ids).stream()
            .filter(row -> row.stateAt(now).equals(wish.status()))
            .filter(row -> wish.category().isEmpty() || row.category().equals(wish.category()))
            .filter(row -> wish.district().isEmpty() || row.district().equals(wish.district()))
            .toList();
    int end = Math.min(matching.size(), start + wish.limit());
    return new Rows(
        start >= end ? List.of() : matching.subList(start, end),
        end < matching.size() ? Optional.of(PLACE + end) : Optional.empty());
  }

  private static int place(String cursor) {
    if (!cursor.matches(PLACE + "[0-9]{1,4}")) {
      throw new Table.BadCursor();
    }
    return Integer.parseInt(cursor.substring(1));
  }
}
