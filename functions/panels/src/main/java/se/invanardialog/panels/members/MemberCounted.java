package se.invanardialog.panels.members;

import java.util.Map;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

/**
 * What a member's item, and an invitation's, count for. The Tally and the recount both ask here: a
 * change adds the difference of what the old and the new image count.
 */
public final class MemberCounted {
  /** The tallies' own attribute. */
  public static final String N = "n";

  private MemberCounted() {}

  /** One in the cell that the item says, which need not be worked out again from year and panel. */
  public static Map<Key, Map<String, Long>> of(Item member) {
    return member.text("state").equals(Members.ACTIVE)
        ? Map.of(Keys.memberTally(member.text("panel"), member.text("cell")), Map.of(N, 1L))
        : Map.of();
  }

  /** One invited in the invitation's cell, which five or more share. */
  public static Map<Key, Map<String, Long>> ofInvitation(String survey, Item invitation) {
    return Map.of(
        Keys.invitedTally(survey, invitation.maybe("cell").orElse(Cell.ALL.text())), Map.of(N, 1L));
  }
}
