package se.invanardialog.suggestions;

import gg.jte.Content;
import java.time.Instant;
import java.time.LocalDate;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.texts.Words;

/**
 * A suggestion in a list, in the reader's words.
 *
 * @param tally the sentence that the bar repeats
 * @param left how long there is to sign; empty when it is over
 * @param soon whether the time is nearly out
 */
public record RowView(
    String id,
    String number,
    String title,
    String lead,
    String district,
    String language,
    String state,
    String status,
    String sum,
    String unit,
    String left,
    boolean soon,
    boolean gathers,
    Content bar) {
  private static final int SOON_DAYS = 7;

  static RowView of(Row row, Words words, Instant now) {
    boolean open = row.openAt(now);
    String left = "";
    boolean soon = false;
    if (open) {
      LocalDate last = Rules.lastDay(row.closesAt().orElseThrow());
      long days = java.time.temporal.ChronoUnit.DAYS.between(Words.day(now), last);
      left = words.daysLeft(days);
      soon = days <= SOON_DAYS;
    }
    return new RowView(
        row.id(),
        row.number(),
        row.title().isEmpty() ? words.get("row.hidden") : row.title(),
        row.lead(),
        row.district().isEmpty() ? words.get("row.everywhere") : row.district(),
        row.language(),
        row.stateAt(now),
        status(row, words, now),
        sum(row, words),
        unit(row, words),
        left,
        soon,
        open || row.stateAt(now).equals(Suggestion.CLOSED),
        Bars.bar(row.signatures(), Math.max(1, row.threshold())));
  }

  /** The names so far, in a sentence. */
  public String tally() {
    return sum + " " + unit;
  }

  private static String sum(Row row, Words words) {
    return row.threshold() > 0
        ? words.get("row.of", row.signatures(), row.threshold())
        : words.number(row.signatures());
  }

  private static String unit(Row row, Words words) {
    return words.count("row.unit", row.threshold() > 0 ? row.threshold() : row.signatures());
  }

  private static String status(Row row, Words words, Instant now) {
    String state = row.stateAt(now);
    return switch (state) {
      case Suggestion.ANSWERED -> words.get("row.answered");
      case Suggestion.REFUSED -> words.get("row.refused", reason(row, words));
      case Suggestion.CLOSED ->
          words.get(row.answerDueAt().isPresent() ? "row.with-board" : "row.closed");
      default -> row.reachedAt().isPresent() ? words.get("row.with-board") : "";
    };
  }

  private static String reason(Row row, Words words) {
    return words.get(
        Suggestion.Reason.of(row.decision()).orElse(Suggestion.Reason.OTHER).textKey());
  }
}
