package se.invanardialog.panels.answers;

import java.time.LocalDate;
import java.util.NoSuchElementException;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;

/**
 * That a member was asked. It never learns whether the member answered.
 *
 * @param hash of the code in the link ({@link Codes#invitation})
 * @param cell no finer than five invited share
 */
public record Invitation(
    String survey, String hash, String member, Channel channel, Cell cell, LocalDate day) {
  private static final String MEMBER = "member";
  private static final String CHANNEL = "channel";
  private static final String CELL = "cell";
  private static final String DAY = "day";

  public Item item() {
    return Item.at(Keys.invitation(survey, hash))
        .with("survey", survey)
        .with(MEMBER, member)
        .with(CHANNEL, channel.word())
        .with(CELL, cell.text())
        .with(DAY, day.toString());
  }

  public static Invitation read(Item item) {
    return new Invitation(
        item.text("survey"),
        item.key().sort(),
        item.text(MEMBER),
        Channel.of(item.text(CHANNEL)).orElseThrow(NoSuchElementException::new),
        Cell.parse(item.text(CELL)),
        LocalDate.parse(item.text(DAY)));
  }
}
