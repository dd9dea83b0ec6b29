package se.invanardialog.panels.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.PhoneNumber;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * The members of all panels. A member and the claims on its addresses are written, changed and
 * deleted together, so that an address has one member in a panel and a claim is never left behind.
 */
public final class Members {
  static final String ACTIVE = "active";
  static final String MEMBER = "member";

  /** Each time somebody else changed the same member in between. */
  private static final int MOST_TRIES = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Table table;
  private final Pseudonyms pseudonyms;

  public Members(Table table, Pseudonyms pseudonyms) {
    this.table = table;
    this.pseudonyms = pseudonyms;
  }

  /** How a member's writing went. */
  sealed interface Outcome {
    record Done(Member member) implements Outcome {}

    /** One of the addresses is another member's. */
    record Taken(String member) implements Outcome {}

    /** There is no such member, or what else was to be written with it did not hold. */
    record Gone() implements Outcome {}
  }

  public Optional<Member> find(String panel, String id) {
    return table.getConsistently(Keys.member(panel, id)).map(Members::read);
  }

  /** The member that has the address, by its pseudonym. */
  Optional<String> holder(String panel, String person) {
    return table.getConsistently(Keys.memberClaim(panel, person)).map(claim -> claim.text(MEMBER));
  }

  /** The member with one of these addresses. */
  Optional<String> holder(String panel, Set<String> persons) {
    return persons.stream()
        .map(person -> holder(panel, person))
        .flatMap(Optional::stream)
        .findAny();
  }

  /**
   * Writes a new member and what goes with it, all or nothing.
   *
   * @param also such as the application that is used up
   */
  Outcome join(Panel panel, Member member, LocalDate today, List<Write> also) {
    var writes = new ArrayList<Write>();
    writes.add(Write.insert(item(panel, member, today)));
    List<String> persons = List.copyOf(persons(member));
    persons.forEach(person -> writes.add(claim(member, person)));
    writes.addAll(also);
    return switch (table.write(writes)) {
      case Write.Result.Done() -> new Outcome.Done(member);
      case Write.Result.Refused refused -> taken(refused, 1, persons.size());
    };
  }

  /**
   * Changes a member as it is now; an address that is new is claimed, one that is left is freed.
   *
   * @param change must leave id, panel and day of joining alone
   */
  Outcome change(Panel panel, String id, UnaryOperator<Member> change, LocalDate today) {
    return change(panel, id, change, today, List.of());
  }

  /**
   * The same, with what goes with it, all or nothing.
   *
   * @param also such as the button that is pressed by it
   */
  Outcome change(
      Panel panel, String id, UnaryOperator<Member> change, LocalDate today, List<Write> also) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Item> found = table.getConsistently(Keys.member(panel.id(), id));
      if (found.isEmpty()) {
        return new Outcome.Gone();
      }
      Member before = read(found.get());
      Member after = change.apply(before);
      var claimed = new LinkedHashSet<>(persons(after));
      claimed.removeAll(persons(before));
      var freed = new LinkedHashSet<>(persons(before));
      freed.removeAll(persons(after));
      var writes = new ArrayList<Write>();
      writes.add(update(panel, found.get(), after, today));
      claimed.forEach(person -> writes.add(claim(after, person)));
      freed.forEach(person -> writes.add(free(after, person)));
      int others = writes.size();
      writes.addAll(also);
      switch (table.write(writes)) {
        case Write.Result.Done() -> {
          return new Outcome.Done(after);
        }
        case Write.Result.Refused refused -> {
          if (taken(refused, 1, claimed.size()) instanceof Outcome.Taken taken) {
            return taken;
          }
          if (refused.places().stream().anyMatch(place -> place >= others)) {
            return new Outcome.Gone();
          }
        }
      }
    }
    throw new IllegalStateException("A member is changed all the time");
  }

  /** Deletes the member and frees the addresses; true also when there was no such member. */
  boolean leave(String panel, String id) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Item> found = table.getConsistently(Keys.member(panel, id));
      if (found.isEmpty()) {
        return true;
      }
      Member member = read(found.get());
      var writes = new ArrayList<Write>();
      writes.add(new Write.Delete(found.get().key(), unchanged(found.get())));
      persons(member).forEach(person -> writes.add(free(member, person)));
      if (table.write(writes).done()) {
        return true;
      }
    }
    throw new IllegalStateException("A member is changed all the time");
  }

  /** All members of a panel, shard by shard. */
  public void each(String panel, Consumer<Member> use) {
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      each(panel, shard, use);
    }
  }

  void each(String panel, int shard, Consumer<Member> use) {
    table.each(Query.partition(Keys.members(panel, shard)), item -> use.accept(read(item)));
  }

  /** How many there are, as the Tally has counted them. */
  long count(String panel) {
    return table
        .all(Query.partition(Keys.memberTallies(panel)).beginningWith(Keys.MEMBER_TALLY))
        .stream()
        .mapToLong(cell -> cell.number(MemberCounted.N, 0))
        .sum();
  }

  /** The pseudonyms of the member's addresses. */
  Set<String> persons(Member member) {
    var persons = new LinkedHashSet<String>();
    EmailAddress.parse(member.email()).map(pseudonyms::ofEmail).ifPresent(persons::add);
    PhoneNumber.parse(member.phone())
        .map(phone -> pseudonyms.ofPhone(phone.text()))
        .ifPresent(persons::add);
    return persons;
  }

  private static Outcome taken(Write.Result.Refused refused, int first, int claims) {
    for (int place = first; place < first + claims; place++) {
      Optional<Item> other = refused.failed().getOrDefault(place, Optional.empty());
      if (other.isPresent()) {
        return new Outcome.Taken(other.get().text(MEMBER));
      }
    }
    return new Outcome.Gone();
  }

  private static Write claim(Member member, String person) {
    return Write.insert(
        Item.at(Keys.memberClaim(member.panel(), person)).with(MEMBER, member.id()));
  }

  private static Write free(Member member, String person) {
    return new Write.Delete(
        Keys.memberClaim(member.panel(), person), Condition.is(MEMBER, member.id()));
  }

  private static Condition unchanged(Item member) {
    return Condition.is("version", member.number("version"));
  }

  private static Item item(Panel panel, Member member, LocalDate today) {
    Item item =
        Item.at(Keys.member(member.panel(), member.id()))
            .with("id", member.id())
            .with("panel", member.panel())
            .with("state", ACTIVE)
            .with("joined", member.joined().toString())
            .with("version", 1);
    for (var one : changeable(panel, member, today).entrySet()) {
      item = item.with(one.getKey(), one.getValue());
    }
    return item;
  }

  /** The day of the latest invitation is the send-outs' own and is left as it is. */
  private static Write update(Panel panel, Item before, Member after, LocalDate today) {
    var update = Write.update(before.key()).add("version", 1).when(unchanged(before));
    for (var one : changeable(panel, after, today).entrySet()) {
      update = update.set(one.getKey(), one.getValue());
    }
    return update;
  }

  private static Map<String, @Nullable Object> changeable(
      Panel panel, Member member, LocalDate today) {
    var set = new LinkedHashMap<String, @Nullable Object>();
    set.put("name", filled(member.name()));
    set.put("address", filled(member.address()));
    set.put("email", filled(member.email()));
    set.put("phone", filled(member.phone()));
    set.put("channel", member.channel().word());
    set.put("pace", member.pace().word());
    set.put("profile", json(member.profile()));
    set.put("pausedUntil", member.pausedUntil().map(LocalDate::toString).orElse(null));
    set.put(
        "consents",
        json(
            member.consents().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().toString()))));
    set.put("language", member.language());
    set.put("cell", member.cell(panel, today).text());
    return set;
  }

  private static @Nullable String filled(String text) {
    return text.isEmpty() ? null : text;
  }

  /** A member from its item. */
  public static Member read(Item item) {
    return new Member(
        item.text("id"),
        item.text("panel"),
        item.maybe("name").orElse(""),
        item.maybe("address").orElse(""),
        item.maybe("email").orElse(""),
        item.maybe("phone").orElse(""),
        Channel.of(item.text("channel")).orElseThrow(),
        Pace.of(item.text("pace")).orElseThrow(),
        map(item.text("profile")),
        item.maybe("pausedUntil").map(LocalDate::parse),
        item.maybe("invited").map(LocalDate::parse),
        map(item.text("consents")).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> LocalDate.parse(one.getValue()))),
        item.text("language"),
        LocalDate.parse(item.text("joined")));
  }

  static String json(Map<String, String> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Map<String, String> map(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("Member unreadable", broken);
    }
  }
}
