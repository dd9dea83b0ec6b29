package se.invanardialog.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;

/**
 * A board's answer.
 *
 * @param decision {@code approved}, {@code partly}, {@code rejected} or {@code inquiry}
 * @param date the day the board decided
 * @param registryNumber the municipality's registry number (diarienummer), or empty
 */
public record Answer(
    String decision,
    String text,
    String board,
    LocalDate date,
    String registryNumber,
    String minutesParagraph,
    Instant publishedAt) {
  Item write(String suggestion) {
    return Item.at(Keys.answer(suggestion))
        .with("decision", decision)
        .with("text", text)
        .with("board", board)
        .with("date", date.toString())
        .with("registryNumber", registryNumber)
        .with("minutesParagraph", minutesParagraph)
        .with("publishedAt", publishedAt);
  }

  static Answer read(Item item) {
    return new Answer(
        item.text("decision"),
        item.text("text"),
        item.text("board"),
        LocalDate.parse(item.text("date")),
        item.text("registryNumber"),
        item.text("minutesParagraph"),
        item.instant("publishedAt"));
  }
}
