package se.invanardialog.panels.sendouts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Pace;

/**
 * Writes invitations. Each goes together with the day on its member, on condition that the member
 * can be asked that day: two surveys at once can't ask somebody oftener than chosen.
 */
final class Invited {
  /** An invitation and a member are two writes. */
  static final int MOST_AT_ONCE = Table.MOST_WRITES_AT_ONCE / 2;

  private final Table table;

  Invited(Table table) {
    this.table = table;
  }

  /**
   * Invites each who can still be asked, all at once; who can't any more is left out.
   *
   * @return the hashes of those who are invited now, by this call or by another
   */
  Set<String> invite(Map<Invitation, Member> wanted, LocalDate today) {
    var left = new LinkedHashMap<>(wanted);
    var invited = new HashSet<String>();
    while (!left.isEmpty()) {
      var order = List.copyOf(left.keySet());
      var writes = new ArrayList<Write>();
      left.forEach((one, member) -> {
        writes.add(Write.insert(one.item()));
        writes.add(asked(member, today));
      });
      switch (table.write(writes)) {
        case Write.Result.Done() -> {
          left.keySet().forEach(one -> invited.add(one.hash()));
          left.clear();
        }
        case Write.Result.Refused refused -> {
          for (int place : refused.places()) {
            Invitation one = order.get(place / 2);
            if (place % 2 == 0) {
              invited.add(one.hash());
            }
            left.remove(one);
          }
        }
      }
    }
    return invited;
  }

  private static Write asked(Member member, LocalDate today) {
    Condition awake =
        Condition.anyOf(
            Condition.absent("pausedUntil"),
            Condition.less("pausedUntil", today.plusDays(1).toString()));
    Condition rested =
        switch (member.pace()) {
          case EVERY -> Condition.existing();
          case MONTHLY ->
              Condition.anyOf(
                  Condition.absent("invited"),
                  Condition.less("invited", today.minusDays(Pace.MONTH_DAYS - 1L).toString()));
        };
    return Write.update(Keys.member(member.panel(), member.id()))
        .set("invited", today.toString())
        .when(Condition.allOf(Condition.existing(), awake, rested));
  }
}
