package se.invanardialog.panels.members;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;

/**
 * What somebody wrote who wants to join, or a member's new address: it waits for the buttons behind
 * the links that were sent to each of its addresses.
 *
 * @param member who it will be, under the id it will have
 * @param guardian the guardian's address when one has to say yes too, else empty
 * @param joining whether it makes a member; else it only adds addresses to one
 * @param pressed whose buttons have been pressed
 * @param joined whether the member has been made
 */
record Application(
    String id,
    Member member,
    String guardian,
    boolean joining,
    Set<Step> pressed,
    boolean joined,
    Instant askedAt) {
  /** How long the links can be used. */
  static final Duration VALID = Duration.ofDays(7);

  /** The store deletes within two days of this; until then a late click finds how it went. */
  private static final Duration STORED = VALID.plusHours(48);

  private static final String JOINED = "joined";

  Application {
    pressed = Set.copyOf(pressed);
  }

  /** Whose button. */
  enum Step {
    MAIL("e"),
    SMS("t"),
    GUARDIAN("g");

    /** One letter: a text message has few. */
    final String letter;

    Step(String letter) {
      this.letter = letter;
    }

    static Optional<Step> of(String letter) {
      return List.of(values()).stream().filter(step -> step.letter.equals(letter)).findFirst();
    }
  }

  static Application of(Member member, String guardian, boolean joining, String id, Instant now) {
    return new Application(id, member, guardian, joining, Set.of(), false, now);
  }

  boolean usableAt(Instant now) {
    return now.isBefore(askedAt.plus(VALID));
  }

  /** The last day of its links. */
  Instant until() {
    return askedAt.plus(VALID).minusSeconds(1);
  }

  boolean needsGuardian() {
    return !guardian.isEmpty();
  }

  /** The address that the button's link went to, as the member will have it. */
  Member withAddressOf(Step step, Member to) {
    return switch (step) {
      case MAIL -> to.reachedBy(member.email(), to.phone(), member.channel());
      case SMS -> to.reachedBy(to.email(), member.phone(), member.channel());
      case GUARDIAN -> to;
    };
  }

  /** The member with those addresses whose buttons were pressed, this one's among them. */
  Member reached(Step now) {
    var steps = new TreeSet<>(pressed);
    steps.add(now);
    return member.reachedBy(
        steps.contains(Step.MAIL) ? member.email() : "",
        steps.contains(Step.SMS) ? member.phone() : "",
        member.channel());
  }

  Write insert() {
    return Write.insert(item());
  }

  /** Goes with the member's making: a second one does not hold. */
  Write use(Step step) {
    return Write.update(Keys.application(id))
        .set(JOINED, true)
        .set(step.name(), true)
        .when(Condition.allOf(Condition.existing(), Condition.absent(JOINED)));
  }

  /** A button acts once: a second press does not hold. */
  Write press(Step step) {
    return Write.update(Keys.application(id))
        .set(step.name(), true)
        .when(Condition.allOf(Condition.existing(), Condition.absent(step.name())));
  }

  private Item item() {
    return Item.at(Keys.application(id))
        .with("id", id)
        .with("panel", member.panel())
        .with("member", member.id())
        .with("name", member.name())
        .with("address", member.address())
        .with("email", member.email())
        .with("phone", member.phone())
        .with("channel", member.channel().word())
        .with("pace", member.pace().word())
        .with("profile", Members.json(member.profile()))
        .with("consents", new ArrayList<>(member.consents().keySet()))
        .with("language", member.language())
        .with("guardian", guardian)
        .with("joining", joining)
        .with("at", askedAt)
        .expiring(askedAt.plus(STORED));
  }

  static Application read(Item item, LocalDate today) {
    var consents = new java.util.TreeMap<String, LocalDate>();
    LocalDate asked = Words.day(item.instant("at"));
    item.texts("consents").forEach(purpose -> consents.put(purpose, asked));
    var member =
        new Member(
            item.text("member"),
            item.text("panel"),
            item.text("name"),
            item.text("address"),
            item.text("email"),
            item.text("phone"),
            Channel.of(item.text("channel")).orElseThrow(),
            Pace.of(item.text("pace")).orElseThrow(),
            Members.map(item.text("profile")),
            Optional.empty(),
            Optional.empty(),
            Map.copyOf(consents),
            item.text("language"),
            today);
    var pressed = new TreeSet<Step>();
    for (Step step : Step.values()) {
      if (item.flag(step.name())) {
        pressed.add(step);
      }
    }
    return new Application(
        item.text("id"),
        member,
        item.text("guardian"),
        item.flag("joining"),
        pressed,
        item.flag(JOINED),
        item.instant("at"));
  }
}
