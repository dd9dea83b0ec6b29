package se.invanardialog.panels.members;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.PhoneNumber;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.limits.Limits.Limit;
import se.invanardialog.core.limits.Limits.Verdict;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Application.Step;
import se.invanardialog.suggestions.RuleBook;

/** What a member does by the mailed link: sees all that is held, changes it, pauses, leaves. */
public final class MyPage {
  static final int LONGEST_PAUSE_DAYS = 730;

  /** Links sent again to one address. */
  static final Limit LINK_TO_ADDRESS = new Limit("page-address", 3, Duration.ofHours(1));

  static final Limit LINK_FROM_PLACE = new Limit("page-place", 30, Duration.ofMinutes(10));

  private final Panels panels;
  private final Members members;
  private final Joining joining;
  private final RuleBook rules;
  private final Pseudonyms pseudonyms;
  private final Limits limits;
  private final MemberLinks links;
  private final MemberLetters letters;
  private final Ids ids;

  MyPage(
      Panels panels,
      Members members,
      Joining joining,
      RuleBook rules,
      Pseudonyms pseudonyms,
      Limits limits,
      MemberLinks links,
      MemberLetters letters,
      Ids ids) {
    this.panels = panels;
    this.members = members;
    this.joining = joining;
    this.rules = rules;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
    this.links = links;
    this.letters = letters;
    this.ids = ids;
  }

  /** What a link to my page opens. */
  sealed interface Opened {
    record Mine(Panel panel, Member member) implements Opened {}

    /** The guardian's link, while it is needed. */
    record Guarded(Panel panel, Member member) implements Opened {}

    /** The guardian's link when the member has left or decides alone. */
    record Unguarded() implements Opened {}

    /** The member has left, or has left the address that the link was sent to. */
    record Left() implements Opened {}

    /** Not a link of ours. */
    record Unknown() implements Opened {}
  }

  /** How a change went. */
  sealed interface Changed {
    /**
     * @param waiting the fields whose new address waits for its own link to be pressed
     */
    record Done(Panel panel, Member member, List<String> waiting) implements Changed {}

    record Wrong(Panel panel, Member member, List<FieldError> errors) implements Changed {}

    record NotOpened(Opened why) implements Changed {}
  }

  Opened open(String token, Instant now) {
    Optional<MemberLinks.Place> place = links.place(token);
    if (place.isEmpty()) {
      return new Opened.Unknown();
    }
    Optional<Panel> panel = panels.find(place.get().panel());
    Optional<Member> found = members.find(place.get().panel(), place.get().member());
    if (place.get().ofGuardian()) {
      return panel.isPresent() && found.filter(one -> guarded(panel.get(), one, now)).isPresent()
          ? new Opened.Guarded(panel.get(), found.get())
          : new Opened.Unguarded();
    }
    Optional<Member> member = found.filter(one -> links.opens(place.get(), one));
    return panel.isPresent() && member.isPresent()
        ? new Opened.Mine(panel.get(), member.get())
        : new Opened.Left();
  }

  private static boolean guarded(Panel panel, Member member, Instant now) {
    return member.consents().containsKey(Member.GUARDIAN)
        && panel.needsGuardian(
            member.profile().getOrDefault(Trait.BIRTH_YEAR.word(), ""), Words.day(now));
  }

  /** What is left out stays as it is. */
  Changed change(String token, Input input, Instant now) {
    Opened opened = open(token, now);
    if (!(opened instanceof Opened.Mine mine)) {
      return new Changed.NotOpened(opened);
    }
    LocalDate today = Words.day(now);
    Panel panel = mine.panel();
    Read read = read(mine, input, today);
    if (!input.errors().isEmpty()) {
      return new Changed.Wrong(panel, mine.member(), input.errors());
    }
    var outcome = members.change(panel, mine.member().id(), read.change()::on, today);
    return switch (outcome) {
      case Members.Outcome.Done(Member member) ->
          new Changed.Done(panel, member, ask(panel, member, read, now));
      case Members.Outcome.Taken _, Members.Outcome.Gone _ ->
          new Changed.NotOpened(new Opened.Left());
    };
  }

  /**
   * Erases contact and profile; what was counted stays counted. A guardian who takes the consent
   * back does the same. False for a foreign link.
   */
  boolean leave(String token, Instant now) {
    return switch (open(token, now)) {
      case Opened.Mine mine -> members.leave(mine.panel().id(), mine.member().id());
      case Opened.Guarded guarded -> members.leave(guarded.panel().id(), guarded.member().id());
      case Opened.Left(), Opened.Unguarded() -> true;
      case Opened.Unknown() -> false;
    };
  }

  /**
   * Sends the links to the pages of whoever has the address, and says the same to all.
   *
   * @return how long to wait when there were too many wishes from one place
   */
  Optional<Duration> sendLinks(Input input, Language language, String source, Instant now) {
    String written = input.line("address", true, EmailAddress.LONGEST);
    Optional<EmailAddress> email = EmailAddress.parse(written);
    Optional<PhoneNumber> phone = PhoneNumber.parse(written);
    if (!written.isEmpty() && email.isEmpty() && phone.isEmpty()) {
      input.error("address", "contact");
    }
    if (!input.errors().isEmpty()) {
      return Optional.empty();
    }
    if (limits.count(LINK_FROM_PLACE, pseudonyms.ofPlace(source), now)
        instanceof Verdict.Over over) {
      return Optional.of(over.retryAfter());
    }
    Set<String> persons = joining.personsOf(email, phone);
    String person = persons.iterator().next();
    if (limits.count(LINK_TO_ADDRESS, person, now) instanceof Verdict.Within) {
      var memberships = memberships(person);
      if (!memberships.isEmpty()) {
        letters.pages(ids.next(), memberships, email.isPresent(), language);
      }
    }
    return Optional.empty();
  }

  private List<MemberLetters.Membership> memberships(String person) {
    var all = new ArrayList<MemberLetters.Membership>();
    for (Panel panel : panels.all()) {
      members
          .holder(panel.id(), person)
          .flatMap(id -> members.find(panel.id(), id))
          .ifPresent(member -> all.add(new MemberLetters.Membership(panel, member)));
    }
    return all;
  }

  /** What is to be changed at once. */
  private record Change(
      String name,
      String address,
      String email,
      String phone,
      Channel channel,
      Pace pace,
      Map<String, String> profile,
      Optional<LocalDate> pausedUntil,
      Map<String, LocalDate> consents,
      String language) {
    /** On the member as it is now, whose days nobody writes. */
    Member on(Member member) {
      return new Member(
          member.id(),
          member.panel(),
          name,
          address,
          email,
          phone,
          channel.allowed(!email.isEmpty(), !phone.isEmpty()),
          pace,
          profile,
          pausedUntil,
          member.invited(),
          consents,
          language,
          member.joined());
    }
  }

  /**
   * @param newEmail one that is to be confirmed by its own link; empty for none
   */
  private record Read(Change change, Channel wanted, String newEmail, String newPhone) {}

  private Read read(Opened.Mine mine, Input input, LocalDate today) {
    Member member = mine.member();
    String name =
        input.has("name") ? input.line("name", false, Joining.LONGEST_NAME) : member.name();
    Optional<EmailAddress> email = input.email("email", false);
    String phone = Reach.phone(input, "phone");
    boolean noEmail = input.has("email") && input.raw("email").isBlank();
    boolean noPhone = input.has("phone") && input.raw("phone").isBlank();
    boolean moved = email.map(one -> !same(one, member.email())).orElse(false);
    boolean newNumber = !phone.isEmpty() && !phone.equals(member.phone());
    String kept = noEmail ? "" : member.email();
    String keptPhone = noPhone ? "" : member.phone();
    if (kept.isEmpty() && keptPhone.isEmpty()) {
      // The old address stays until the new one is confirmed: nobody is left without any.
      if (!moved && !newNumber) {
        input.error("email", "neither");
      }
      kept = member.email();
      keptPhone = member.phone();
    }
    Channel channel =
        input.has("channel")
            ? Channel.of(input.oneOf("channel", true, words(Channel.values())))
                .orElse(member.channel())
            : member.channel();
    Pace pace =
        input.has("pace")
            ? Pace.of(input.oneOf("pace", true, words(Pace.values()))).orElse(member.pace())
            : member.pace();
    Map<String, String> profile = profile(mine, input, today);
    var consents = new TreeMap<>(member.consents());
    boolean says = profile.values().stream().anyMatch(said -> !said.equals(Member.UNDISCLOSED));
    if (says) {
      consents.putIfAbsent(Member.PROFILE, today);
    } else {
      consents.remove(Member.PROFILE);
    }
    String language =
        input.has("language")
            ? input.oneOf("language", true, Language.all().stream().map(Language::code).toList())
            : member.language();
    var change =
        new Change(
            name,
            input.has("address")
                ? input.text("address", false, Joining.LONGEST_ADDRESS)
                : member.address(),
            email.filter(one -> same(one, member.email())).map(EmailAddress::text).orElse(kept),
            keptPhone,
            channel,
            pace,
            profile,
            input.has("pausedUntil") ? pause(input, member, today) : member.pausedUntil(),
            consents,
            language);
    return new Read(change, channel, moved ? email.get().text() : "", newNumber ? phone : "");
  }

  private static boolean same(EmailAddress given, String kept) {
    return EmailAddress.parse(kept)
        .map(one -> one.canonical().equals(given.canonical()))
        .orElse(false);
  }

  private Map<String, String> profile(Opened.Mine mine, Input input, LocalDate today) {
    Panel panel = mine.panel();
    Map<String, String> before = mine.member().profile();
    boolean any =
        panel.asks().stream()
            .anyMatch(trait ->
                input.has(ProfileForm.field(trait)) || input.has(ProfileForm.unsaidField(trait)));
    if (!any && !input.has("profile.postalCode")) {
      return before;
    }
    var profile = new TreeMap<>(before);
    profile.keySet().removeIf(word -> Trait.of(word).map(panel.asks()::contains).orElse(false));
    profile.putAll(
        ProfileForm.read(input.otherwise(asTyped(before)), panel, rules.current(), today));
    if (panel.asksAge()) {
      // An age that has been vouched for is not changed by its owner alone.
      Optional.ofNullable(before.get(Trait.BIRTH_YEAR.word()))
          .ifPresent(born -> profile.put(Trait.BIRTH_YEAR.word(), born));
    }
    return profile;
  }

  private static Map<String, String> asTyped(Map<String, String> profile) {
    var typed = new TreeMap<String, String>();
    profile.forEach((word, said) -> typed.put("profile." + word, said));
    return typed;
  }

  /** The first day on which surveys may come again; empty for no pause. */
  private static Optional<LocalDate> pause(Input input, Member member, LocalDate today) {
    String written = input.line("pausedUntil", false, 10);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (member.pausedUntil().map(LocalDate::toString).filter(written::equals).isPresent()) {
      return member.pausedUntil().filter(until -> until.isAfter(today));
    }
    try {
      LocalDate day = LocalDate.parse(written);
      if (!day.isAfter(today)) {
        input.error("pausedUntil", "past");
      } else if (day.isAfter(today.plusDays(LONGEST_PAUSE_DAYS))) {
        input.error("pausedUntil", "far", LONGEST_PAUSE_DAYS);
      }
      return Optional.of(day);
    } catch (DateTimeParseException notADay) {
      input.error("pausedUntil", "date");
      return Optional.empty();
    }
  }

  private List<String> ask(Panel panel, Member member, Read read, Instant now) {
    if (read.newEmail().isEmpty() && read.newPhone().isEmpty()) {
      return List.of();
    }
    var wanted =
        new Member(
            member.id(),
            member.panel(),
            member.name(),
            member.address(),
            read.newEmail(),
            read.newPhone(),
            read.wanted(),
            member.pace(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            member.language(),
            member.joined());
    var steps = new ArrayList<Step>();
    var waiting = new ArrayList<String>();
    if (!read.newEmail().isEmpty()) {
      steps.add(Step.MAIL);
      waiting.add("email");
    }
    if (!read.newPhone().isEmpty()) {
      steps.add(Step.SMS);
      waiting.add("phone");
    }
    joining.send(panel, Application.of(wanted, "", false, ids.next(), now), steps, now);
    return waiting;
  }

  private static List<String> words(Channel[] all) {
    return List.of(all).stream().map(Channel::word).toList();
  }

  private static List<String> words(Pace[] all) {
    return List.of(all).stream().map(Pace::word).toList();
  }
}
