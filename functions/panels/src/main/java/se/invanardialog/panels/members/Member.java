package se.invanardialog.panels.members;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A confirmed member of a panel.
 *
 * @param id by chance; addresses lead to it by claims, so that they can be changed
 * @param address where paper is sent; empty when it was not said
 * @param email empty when there is none
 * @param phone in E.164 form, {@code +46701234567}; empty when there is none
 * @param profile what the member has said, by {@link Trait#word}; what was left out is not there
 * @param pausedUntil the first day on which the member can be asked again
 * @param invited the day of the latest invitation
 * @param consents the day of each consent by purpose
 */
public record Member(
    String id,
    String panel,
    String name,
    String address,
    String email,
    String phone,
    Channel channel,
    Pace pace,
    Map<String, String> profile,
    Optional<LocalDate> pausedUntil,
    Optional<LocalDate> invited,
    Map<String, LocalDate> consents,
    String language,
    LocalDate joined) {
  /** Rather not say: nothing is known, as if it had been left out. */
  public static final String UNDISCLOSED = "undisclosed";

  public Member {
    profile = Collections.unmodifiableMap(new TreeMap<>(profile));
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
  }

  /** What the member must say yes to: to be asked and have the answers kept. */
  public static final String SURVEYS = "surveys";

  /** That what the profile says is kept and weighed by. */
  public static final String PROFILE = "profile";

  /** What a guardian said yes to. */
  public static final String GUARDIAN = "guardian";

  /** A member without a postal address. */
  public Member(
      String id,
      String panel,
      String name,
      String email,
      String phone,
      Channel channel,
      Pace pace,
      Map<String, String> profile,
      Optional<LocalDate> pausedUntil,
      Optional<LocalDate> invited,
      Map<String, LocalDate> consents,
      String language,
      LocalDate joined) {
    this(
        id,
        panel,
        name,
        "",
        email,
        phone,
        channel,
        pace,
        profile,
        pausedUntil,
        invited,
        consents,
        language,
        joined);
  }

  /** The same member with these addresses, and the channel that they allow. */
  Member reachedBy(String newEmail, String newPhone, Channel wanted) {
    return new Member(
        id,
        panel,
        name,
        address,
        newEmail,
        newPhone,
        wanted.allowed(!newEmail.isEmpty(), !newPhone.isEmpty()),
        pace,
        profile,
        pausedUntil,
        invited,
        consents,
        language,
        joined);
  }

  /** The same member with a consent given that day. */
  Member consenting(String purpose, LocalDate day) {
    var all = new TreeMap<>(consents);
    all.put(purpose, day);
    return new Member(
        id,
        panel,
        name,
        address,
        email,
        phone,
        channel,
        pace,
        profile,
        pausedUntil,
        invited,
        all,
        language,
        joined);
  }

  /** Where the member is among all combinations of what the panel asks. */
  public Cell cell(Panel of, LocalDate today) {
    var categories = new TreeMap<String, String>();
    for (Trait trait : of.asks()) {
      said(trait)
          .ifPresent(said -> categories.put(trait.variable(), category(of, trait, said, today)));
    }
    return new Cell(categories);
  }

  public Optional<String> said(Trait trait) {
    return Optional.ofNullable(profile.get(trait.word()))
        .filter(said -> !said.isEmpty() && !said.equals(UNDISCLOSED));
  }

  /** Whether the member may be sent a survey that day, by pause and pace. */
  public boolean askable(LocalDate today) {
    boolean rested =
        switch (pace) {
          case EVERY -> true;
          case MONTHLY ->
              invited.map(day -> !day.plusDays(Pace.MONTH_DAYS).isAfter(today)).orElse(true);
        };
    return rested && pausedUntil.map(day -> !day.isAfter(today)).orElse(true);
  }

  private static String category(Panel of, Trait trait, String said, LocalDate today) {
    return switch (trait) {
      case BIRTH_YEAR -> of.ageGroup(Integer.parseInt(said), today);
      case SEX, DISTRICT, EDUCATION, LANGUAGE, BORN_ABROAD -> said;
    };
  }
}
