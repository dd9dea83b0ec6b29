package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.Item;

/**
 * What lists, counts and signing need of a suggestion. The numbers in it are the Tally's alone.
 *
 * @param closesAt the first instant after the last day; absent until published
 * @param byDistrict names by the signers' district; the empty name is those who did not say
 * @param reachedAt when the threshold was reached, absent while it is not
 */
public record Row(
    String id,
    String number,
    String title,
    String lead,
    String author,
    String state,
    String category,
    String district,
    String language,
    Optional<Instant> publishedAt,
    Optional<Instant> closesAt,
    int threshold,
    int rules,
    long signatures,
    long online,
    long paper,
    long against,
    Map<String, Long> byDistrict,
    Map<String, Long> byDay,
    Optional<Instant> reachedAt,
    Optional<Instant> answerDueAt,
    String board,
    String decision) {
  private static final String IN = "in:";
  private static final String ON = "on:";

  public static Row of(Item item) {
    var byDistrict = new LinkedHashMap<String, Long>();
    var byDay = new LinkedHashMap<String, Long>();
    for (String name : item.attributes().keySet()) {
      if (name.startsWith(IN)) {
        byDistrict.put(name.substring(IN.length()), item.number(name));
      } else if (name.startsWith(ON)) {
        byDay.put(name.substring(ON.length()), item.number(name));
      }
    }
    return new Row(
        item.text("id"),
        item.text("number"),
        item.text("title"),
        item.maybe("lead").orElse(""),
        item.maybe("authorShown").orElse(""),
        item.text("state"),
        item.maybe("category").orElse(""),
        item.maybe("district").orElse(""),
        item.maybe("language").orElse("sv"),
        item.maybeInstant("publishedAt"),
        item.maybeInstant("closesAt"),
        (int) item.number("threshold", 0),
        (int) item.number("rules", 0),
        item.number("signatures", 0),
        item.number("online", 0),
        item.number("paper", 0),
        item.number("against", 0),
        byDistrict,
        byDay,
        item.maybeInstant("reachedAt"),
        item.maybe("due").filter("answer"::equals).flatMap(due -> item.maybeInstant("dueAt")),
        item.maybe("board").orElse(""),
        item.maybe("decision").orElse(""));
  }

  /** Whether names are gathered at this instant, whatever the schedules have got to. */
  public boolean openAt(Instant now) {
    return state.equals(Suggestion.OPEN) && closesAt.map(now::isBefore).orElse(false);
  }

  /** As residents see it: one whose last day is over is closed, also before the minute's sweep. */
  public String stateAt(Instant now) {
    return state.equals(Suggestion.OPEN) && !openAt(now) ? Suggestion.CLOSED : state;
  }

  public boolean listed() {
    return switch (state) {
      case Suggestion.OPEN, Suggestion.CLOSED, Suggestion.ANSWERED, Suggestion.REFUSED -> true;
      default -> false;
    };
  }
}
