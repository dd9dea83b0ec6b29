package se.invanardialog.panels.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

/**
 * Whatever people do, in whatever order, with others doing the same between any two steps of
 * theirs, and with a machine that dies before or after any write.
 */
class MembershipPropertyTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final int PEOPLE = 4;

  private static final class Died extends RuntimeException {}

  private final InMemoryTable table = new InMemoryTable();
  private final Members members =
      new Members(table, new Pseudonyms(new Secret(() -> new byte[32])));
  private final Panel panel =
      new Panel(
          "p",
          1,
          se.invanardialog.core.texts.Translated.swedish("Panelen"),
          se.invanardialog.core.texts.Translated.NOTHING,
          se.invanardialog.core.texts.Translated.NOTHING,
          List.of(Trait.SEX),
          Set.of(),
          0,
          0,
          Panel.USUAL_AGE_BOUNDS,
          true,
          World.NOON);
  private int made;

  @Property(tries = 300)
  void an_address_has_one_member_and_no_claim_is_left_behind(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 63) Integer> acts, @ForAll long seed) {
    var chance = new Random(seed);
    table.faults(new Interference(chance));

    for (int act : acts) {
      attempt(act, chance);
    }

    table.faults(new InMemoryTable.Faults() {});
    holds();
    for (int where = 0; where < PEOPLE; where++) {
      everybodyCanStillJoin(where);
    }
    holds();
    memberIds().forEach(id -> members.leave("p", id));
    assertThat(table.items()).as("leaving erases").isEmpty();
  }

  /** Before some writes somebody else does something; before or after others the machine dies. */
  private final class Interference implements InMemoryTable.Faults {
    private final Random chance;
    private int depth;

    private Interference(Random chance) {
      this.chance = chance;
    }

    @Override
    public void before(List<Write> writes) {
      int luck = chance.nextInt(10);
      if (luck == 0) {
        throw new Died();
      }
      if (luck <= 3 && depth < 3) {
        depth++;
        try {
          attempt(chance.nextInt(64), chance);
        } finally {
          depth--;
        }
      }
    }

    @Override
    public void after(List<Write> writes) {
      if (chance.nextInt(10) == 0) {
        throw new Died();
      }
    }
  }

  /** Two bits say what is done (join, move, leave, another number), two by whom, two where. */
  private void attempt(int act, Random chance) {
    int kind = act & 3;
    int who = (act >> 2) & 3;
    int where = (act >> 4) & 3;
    try {
      switch (kind) {
        case 0 -> join(where, chance.nextBoolean() ? Optional.of(who) : Optional.empty());
        case 1 -> onSome(who, id -> members.change(panel, id, moved(where), TODAY));
        case 2 -> onSome(who, id -> members.leave("p", id));
        default -> onSome(who, id -> members.change(panel, id, phoned(where), TODAY));
      }
    } catch (Died died) {
      // Its caller got no answer; what is written is written.
    } catch (IllegalStateException busy) {
      assertThat(busy).hasMessageContaining("all the time");
    }
  }

  private void onSome(int who, java.util.function.Consumer<String> act) {
    var ids = memberIds();
    if (!ids.isEmpty()) {
      act.accept(ids.get(who % ids.size()));
    }
  }

  private Members.Outcome join(int where, Optional<Integer> phone) {
    made++;
    return members.join(
        panel,
        new Member(
            "m" + made,
            "p",
            "",
            email(where),
            phone.map(MembershipPropertyTest::phone).orElse(""),
            Channel.MAIL,
            Pace.EVERY,
            Map.of("sex", "woman"),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            "sv",
            TODAY),
        TODAY,
        List.of());
  }

  private static UnaryOperator<Member> moved(int where) {
    return member -> member.reachedBy(email(where), member.phone(), member.channel());
  }

  private static UnaryOperator<Member> phoned(int where) {
    return member -> member.reachedBy(member.email(), phone(where), member.channel());
  }

  private static String email(int where) {
    return "person" + where + "@example.org";
  }

  private static String phone(int where) {
    return "+4670123456" + where;
  }

  private void everybodyCanStillJoin(int where) {
    switch (join(where, Optional.empty())) {
      case Members.Outcome.Done _ -> {}
      case Members.Outcome.Taken(String member) ->
          assertThat(members.find("p", member).orElseThrow().email()).isEqualTo(email(where));
      case Members.Outcome.Gone() -> throw new AssertionError("A claim without a member");
    }
  }

  private void holds() {
    var claims = new HashMap<Key, String>();
    var wanted = new HashMap<Key, String>();
    var addresses = new HashSet<String>();
    var all = new ArrayList<Member>();
    for (Item item : table.items()) {
      if (item.key().sort().equals("CLAIM")) {
        claims.put(item.key(), item.text("member"));
      } else {
        all.add(Members.read(item));
      }
    }
    for (Member member : all) {
      assertThat(addresses.add(member.email())).as("one member an address").isTrue();
      if (!member.phone().isEmpty()) {
        assertThat(addresses.add(member.phone())).as("one member a number").isTrue();
      }
      members
          .persons(member)
          .forEach(person -> wanted.put(Keys.memberClaim("p", person), member.id()));
    }
    assertThat(claims).isEqualTo(wanted);
  }

  private List<String> memberIds() {
    return table.items().stream()
        .filter(item -> !item.key().sort().equals("CLAIM"))
        .map(item -> item.text("id"))
        .sorted()
        .collect(Collectors.toList());
  }
}
