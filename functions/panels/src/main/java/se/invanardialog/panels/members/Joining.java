package se.invanardialog.panels.members;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Application.Step;
import se.invanardialog.suggestions.RuleBook;

/**
 * Asking to join a panel, and the buttons behind the links that were sent. The answer to whoever
 * asks is the same for members and others; only the reader of the letter learns more.
 */
public final class Joining {
  static final int LONGEST_NAME = 100;
  static final int LONGEST_ADDRESS = 300;

  /** Letters or text messages to one address about one panel. */
  static final Limit TO_ADDRESS = new Limit("join-address", 3, Duration.ofDays(1));

  /** A library or a school is one address with many people behind it. */
  static final Limit FROM_PLACE = new Limit("join-place", 60, Duration.ofMinutes(10));

  /** Text messages cost: fewer from one place. */
  static final Limit SMS_FROM_PLACE = new Limit("join-sms-place", 20, Duration.ofHours(1));

  private final Table table;
  private final Panels panels;
  private final Members members;
  private final RuleBook rules;
  private final Pseudonyms pseudonyms;
  private final Limits limits;
  private final MemberLinks links;
  private final MemberLetters letters;
  private final Ids ids;

  Joining(
      Table table,
      Panels panels,
      Members members,
      RuleBook rules,
      Pseudonyms pseudonyms,
      Limits limits,
      MemberLinks links,
      MemberLetters letters,
      Ids ids) {
    this.table = table;
    this.panels = panels;
    this.members = members;
    this.rules = rules;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
    this.links = links;
    this.letters = letters;
    this.ids = ids;
  }

  /** What the asker is told. */
  sealed interface Asked {
    /** The same for all whose form was in order. */
    record CheckYourMail() implements Asked {}

    record Unknown() implements Asked {}

    record NotOpen(Panel panel) implements Asked {}

    record Wrong(List<FieldError> errors) implements Asked {}

    record TooMany(Duration retryAfter) implements Asked {}
  }

  /** Where the link to confirm leads. */
  public enum State {
    WAITING,
    /** The youth has pressed the button; the guardian has not. */
    WAITING_FOR_GUARDIAN,
    CONFIRMED,
    LEFT,
    EXPIRED
  }

  /**
   * What is behind a link to confirm.
   *
   * @param ofGuardian whether it is the guardian's own link
   * @param page where my page is, for a member whose own link it is; else empty
   * @param until the last moment of a link that waits
   */
  public record Standing(
      State state,
      Optional<Panel> panel,
      boolean ofGuardian,
      String page,
      Optional<Instant> until) {}

  Asked ask(String panelId, Input input, Language language, String source, Instant now) {
    Optional<Panel> found = panels.find(panelId);
    if (found.isEmpty()) {
      return new Asked.Unknown();
    }
    Panel panel = found.get();
    if (!panel.open()) {
      return new Asked.NotOpen(panel);
    }
    LocalDate today = Words.day(now);
    Read read = read(panel, input, language, today);
    if (!input.errors().isEmpty()) {
      return new Asked.Wrong(input.errors());
    }
    return overFrom(source, read.member(), now)
        .<Asked>map(over -> new Asked.TooMany(over.retryAfter()))
        .orElseGet(() -> {
          answerByLetter(panel, read, now);
          return new Asked.CheckYourMail();
        });
  }

  /** What was written, in order. */
  private record Read(Member member, String guardian) {}

  private Read read(Panel panel, Input input, Language language, LocalDate today) {
    String name = input.line("name", false, LONGEST_NAME);
    Reach reach = Reach.read(input);
    String address = input.text("address", false, LONGEST_ADDRESS);
    Pace pace = Reach.pace(input);
    Map<String, String> profile = ProfileForm.read(input, panel, rules.current(), today);
    String guardian = guardian(input, panel, profile, reach.email(), today);
    var consents = consents(input, profile, today);
    var member =
        new Member(
            ids.next(),
            panel.id(),
            name,
            address,
            reach.email().map(EmailAddress::text).orElse(""),
            reach.phone(),
            reach.channel(),
            pace,
            profile,
            Optional.empty(),
            Optional.empty(),
            consents,
            language.code(),
            today);
    return new Read(member, guardian);
  }

  private static String guardian(
      Input input,
      Panel panel,
      Map<String, String> profile,
      Optional<EmailAddress> own,
      LocalDate today) {
    if (!panel.needsGuardian(profile.getOrDefault(Trait.BIRTH_YEAR.word(), ""), today)) {
      return "";
    }
    Optional<EmailAddress> guardian = input.email("guardianEmail", true);
    if (guardian.isPresent()
        && own.map(EmailAddress::canonical).equals(guardian.map(EmailAddress::canonical))) {
      input.error("guardianEmail", "own");
    }
    return guardian.map(EmailAddress::text).orElse("");
  }

  /**
   * Consent is given for each purpose. Where the call says nothing of the profile's, which the page
   * asks for by itself, the consent given is for both.
   */
  private static Map<String, LocalDate> consents(
      Input input, Map<String, String> profile, LocalDate today) {
    var consents = new TreeMap<String, LocalDate>();
    if (input.flag("consent")) {
      consents.put(Member.SURVEYS, today);
    } else {
      input.error("consent", "consent");
    }
    boolean says = profile.values().stream().anyMatch(said -> !said.equals(Member.UNDISCLOSED));
    boolean agrees = input.has("consentProfile") ? input.flag("consentProfile") : true;
    if (says && agrees) {
      consents.put(Member.PROFILE, today);
    } else if (says) {
      input.error("consentProfile", "profile");
    }
    return consents;
  }

  private Optional<Verdict.Over> overFrom(String source, Member member, Instant now) {
    String place = pseudonyms.ofPlace(source);
    return over(FROM_PLACE, place, now)
        .or(() -> member.phone().isEmpty() ? Optional.empty() : over(SMS_FROM_PLACE, place, now));
  }

  private void answerByLetter(Panel panel, Read read, Instant now) {
    Member member = read.member();
    var application = Application.of(member, read.guardian(), true, ids.next(), now);
    var steps = new java.util.ArrayList<Step>();
    if (!member.email().isEmpty()) {
      steps.add(Step.MAIL);
    }
    if (!member.phone().isEmpty()) {
      steps.add(Step.SMS);
    }
    send(panel, application, steps, now);
  }

  /** A letter to each address: its link, or that it is a member's already. */
  void send(Panel panel, Application application, List<Step> steps, Instant now) {
    boolean kept = false;
    for (Step step : steps) {
      String person = person(application.member(), step);
      if (over(TO_ADDRESS, person + "#" + panel.id(), now).isPresent()) {
        continue;
      }
      Optional<Member> holder =
          members.holder(panel.id(), person).flatMap(id -> members.find(panel.id(), id));
      if (holder.isPresent()) {
        letters.already(panel, holder.get(), application, step);
      } else {
        if (!kept) {
          table.write(application.insert());
          kept = true;
        }
        letters.confirm(panel, application, step);
      }
    }
  }

  private String person(Member member, Step step) {
    return switch (step) {
      case MAIL -> pseudonyms.ofEmail(EmailAddress.parse(member.email()).orElseThrow());
      case SMS -> pseudonyms.ofPhone(member.phone());
      case GUARDIAN -> throw new IllegalArgumentException("A guardian is no member");
    };
  }

  /** Where a link stands, without acting; empty for a token that is not ours. */
  public Optional<Standing> look(String token, Instant now) {
    return links.target(token).map(target -> standing(target, now));
  }

  /** Acts once; every later click finds the same. Empty for a token that is not ours. */
  public Optional<Standing> confirm(String token, Instant now) {
    return links
        .target(token)
        .map(target -> {
          act(target, now);
          return standing(target, now);
        });
  }

  private void act(MemberLinks.Target target, Instant now) {
    LocalDate today = Words.day(now);
    Optional<Application> found = application(target.application(), today);
    Optional<Panel> panel = found.flatMap(one -> panels.find(one.member().panel()));
    if (panel.isEmpty() || !found.get().usableAt(now)) {
      return;
    }
    Application application = found.get();
    if (application.joined() || !application.joining()) {
      addAddress(panel.get(), application, target.step(), today);
    } else if (application.needsGuardian() && target.step() != Step.GUARDIAN) {
      if (table.write(application.press(target.step())).done()) {
        letters.guardian(panel.get(), application);
      }
    } else if (!application.needsGuardian() || !application.pressed().isEmpty()) {
      join(panel.get(), application, target.step(), today);
    }
    if (target.step() == Step.GUARDIAN) {
      members
          .find(panel.get().id(), application.member().id())
          .ifPresent(member -> letters.consented(panel.get(), application, member));
    }
  }

  private void addAddress(Panel panel, Application application, Step step, LocalDate today) {
    if (step != Step.GUARDIAN) {
      members.change(
          panel,
          application.member().id(),
          member -> application.withAddressOf(step, member),
          today,
          List.of(application.press(step)));
    }
  }

  private void join(Panel panel, Application application, Step step, LocalDate today) {
    Member member = application.reached(step);
    Member consenting =
        application.needsGuardian() ? member.consenting(Member.GUARDIAN, today) : member;
    var outcome = members.join(panel, consenting, today, List.of(application.use(step)));
    if (outcome instanceof Members.Outcome.Gone) {
      application(application.id(), today)
          .filter(Application::joined)
          .ifPresent(made -> addAddress(panel, made, step, today));
    }
  }

  private Standing standing(MemberLinks.Target target, Instant now) {
    Optional<Application> found = application(target.application(), Words.day(now));
    Optional<Panel> panel = found.flatMap(one -> panels.find(one.member().panel()));
    boolean ofGuardian = target.step() == Step.GUARDIAN;
    if (panel.isEmpty()) {
      return new Standing(State.EXPIRED, panel, ofGuardian, "", Optional.empty());
    }
    Application application = found.get();
    if (ofGuardian) {
      return new Standing(
          ofGuardian(application, now), panel, true, "", Optional.of(application.until()));
    }
    Optional<Member> holder =
        members
            .holder(panel.get().id(), person(application.member(), target.step()))
            .flatMap(id -> members.find(panel.get().id(), id));
    boolean settled = application.joined() && application.pressed().contains(target.step());
    State state =
        holder.isPresent() || (settled && !used(application))
            ? State.CONFIRMED
            : used(application)
                ? State.LEFT
                : !application.usableAt(now)
                    ? State.EXPIRED
                    : application.needsGuardian() && application.pressed().contains(target.step())
                        ? State.WAITING_FOR_GUARDIAN
                        : State.WAITING;
    return new Standing(
        state,
        panel,
        false,
        holder.map(one -> links.pagePath(one, address(one, target.step()))).orElse(""),
        Optional.of(application.until()));
  }

  private State ofGuardian(Application application, Instant now) {
    if (members.find(application.member().panel(), application.member().id()).isPresent()) {
      return State.CONFIRMED;
    }
    return application.joined()
        ? State.LEFT
        : application.usableAt(now) ? State.WAITING : State.EXPIRED;
  }

  /** Whether the member that it made, or was for, is gone. */
  private boolean used(Application application) {
    return (application.joined() || !application.joining())
        && members.find(application.member().panel(), application.member().id()).isEmpty();
  }

  private static String address(Member member, Step step) {
    return step == Step.SMS ? member.phone() : member.email();
  }

  private Optional<Application> application(String id, LocalDate today) {
    return table.getConsistently(Keys.application(id)).map(item -> Application.read(item, today));
  }

  private Optional<Verdict.Over> over(Limit limit, String subject, Instant now) {
    return limits.count(limit, subject, now) instanceof Verdict.Over over
        ? Optional.of(over)
        : Optional.empty();
  }

  /** The pseudonyms of an address as somebody typed it: of mail or of a telephone. */
  Set<String> personsOf(Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
    var persons = new java.util.LinkedHashSet<String>();
    email.map(pseudonyms::ofEmail).ifPresent(persons::add);
    phone.map(number -> pseudonyms.ofPhone(number.text())).ifPresent(persons::add);
    return persons;
  }
}
