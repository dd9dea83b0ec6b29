package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Language;
import se.invanardialog.suggestions.Suggestion.Author;
import se.invanardialog.suggestions.Suggestion.Base;
import se.invanardialog.suggestions.Suggestion.Content;
import se.invanardialog.suggestions.Suggestions.Event;

/** What an author does: suggests, confirms, follows, rewrites, takes back. */
public final class Suggesting {
  static final String ONLINE = "online";
  static final String PAPER = "paper";
  static final List<String> AGE_GROUPS = List.of("-17", "18-29", "30-44", "45-64", "65-79", "80-");
  private static final int LONGEST_NAME = 100;

  /** Mails that one address can cause. */
  private static final Limits.Limit BY_ADDRESS =
      new Limits.Limit("suggest-address", 5, Duration.ofHours(1));

  /** A class at a library's computers fits; a machine does not. */
  private static final Limits.Limit BY_NETWORK =
      new Limits.Limit("suggest-network", 60, Duration.ofHours(1));

  private static final Duration YEAR = Duration.ofDays(365);

  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Limits limits;
  private final Pseudonyms pseudonyms;
  private final Ids ids;
  private final Deliveries deliveries;
  private final Letters letters;

  Suggesting(
      Suggestions suggestions,
      RuleBook rules,
      Limits limits,
      Pseudonyms pseudonyms,
      Ids ids,
      Deliveries deliveries,
      Letters letters) {
    this.suggestions = suggestions;
    this.rules = rules;
    this.limits = limits;
    this.pseudonyms = pseudonyms;
    this.ids = ids;
    this.deliveries = deliveries;
    this.letters = letters;
  }

  /** How a click on a mailed link ended, or would. */
  public enum State {
    WAITING,
    CONFIRMED,
    WITHDRAWN,
    EXPIRED,
    /** As many suggestions this year as the rules allow one person. */
    TOO_MANY_THIS_YEAR
  }

  /** What was read of a suggestion, or what is wrong with it. */
  record Draft(Content content, Author author, int signingDays) {}

  /** Reads what the author writes; what is wrong is in the input's errors. */
  Draft read(Input input, Rules by, boolean paper) {
    Content content = content(input, by);
    Optional<EmailAddress> email = input.email("author.email", !paper);
    String name = input.line("author.name", true, LONGEST_NAME);
    String alias = by.aliasAllowed() ? input.line("author.alias", false, LONGEST_NAME) : "";
    boolean codeNeeded = by.needsPostalCodeToSuggest();
    String postalCode = input.postalCode("author.postalCode", codeNeeded);
    if (codeNeeded && !postalCode.isEmpty() && !by.inMunicipality(postalCode)) {
      input.error("author.postalCode", "resident");
    }
    String ageGroup = by.askAgeGroup() ? input.oneOf("author.ageGroup", false, AGE_GROUPS) : "";
    if (!paper && by.needsEidToSuggest()) {
      input.error("author.email", "eid");
    }
    int days = input.number("signingDays", by.signingDays().getFirst(), 1, 365);
    if (!by.signingDays().contains(days)) {
      input.error("signingDays", "choose");
    }
    String person =
        email.map(pseudonyms::ofEmail).orElseGet(() -> pseudonyms.ofPaper(name, postalCode));
    return new Draft(
        content,
        new Author(
            person,
            name,
            alias,
            email.map(EmailAddress::text).orElse(""),
            postalCode,
            ageGroup,
            input.flag("author.keepInformed") && email.isPresent()),
        days);
  }

  Content content(Input input, Rules by) {
    String title = input.line("title", true, by.titleLength());
    String proposal = input.text("proposal", true, by.proposalLength());
    String reason = by.askReason() ? input.text("reason", false, by.reasonLength()) : "";
    String category = input.oneOf("category", false, by.categories());
    String district =
        by.districts().isEmpty()
            ? input.line("district", false, LONGEST_NAME)
            : input.oneOf("district", false, by.districtNames());
    String language =
        input.oneOf("language", false, Language.all().stream().map(Language::code).toList());
    return new Content(
        title,
        proposal,
        reason,
        category,
        district,
        language.isEmpty() ? Language.DEFAULT.code() : language);
  }

  /**
   * Keeps what was written and mails the link that confirms it.
   *
   * @return the new id
   * @throws HttpHandler.TooMany when too much comes from one place
   */
  String submit(Draft draft, Rules by, String source, Instant now) {
    limited(BY_NETWORK, pseudonyms.of("network", source), now);
    limited(BY_ADDRESS, draft.author().person(), now);
    Base base = base(draft, by, ONLINE, now);
    suggestions.add(new Suggestion.Unconfirmed(base));
    deliveries.send(letters.confirm(base));
    return base.id();
  }

  /**
   * Mails the link once more, if it is still waited for.
   *
   * @throws HttpHandler.TooMany when too much comes from one place or goes to one address
   */
  void mailAgain(String id, String source, Instant now) {
    limited(BY_NETWORK, pseudonyms.of("network", source), now);
    suggestions
        .find(id)
        .filter(found -> found instanceof Suggestion.Unconfirmed waiting && waits(waiting, now))
        .ifPresent(waiting -> {
          limited(BY_ADDRESS, waiting.base().author().person(), now);
          deliveries.send(letters.confirmAgain(waiting.base(), ids.next()));
        });
  }

  /** One from the physical box: straight to moderation. */
  String register(Draft draft, Rules by, Instant now, List<Write> also) {
    Base base = base(draft, by, PAPER, now);
    var submitted = new Suggestion.Unconfirmed(base).confirm(suggestions.nextNumber(now), now);
    suggestions.change(
        new Suggestion.Unconfirmed(atVersion(base, 0)),
        submitted,
        now,
        List.of(new Event(now, "received-paper", List.of())),
        also);
    return base.id();
  }

  public State state(String id, Instant now) {
    return suggestions
        .find(id)
        .map(suggestion ->
            switch (suggestion) {
              case Suggestion.Unconfirmed waiting ->
                  waits(waiting, now) ? State.WAITING : State.EXPIRED;
              case Suggestion.Withdrawn _ -> State.WITHDRAWN;
              case Suggestion.Submitted _,
                  Suggestion.Changing _,
                  Suggestion.Open _,
                  Suggestion.Closed _,
                  Suggestion.Answered _,
                  Suggestion.Refused _ ->
                  State.CONFIRMED;
            })
        .orElse(State.EXPIRED);
  }

  /** The author's click. A second one finds it done. */
  public State confirm(String id, Instant now) {
    Optional<Suggestion> found = suggestions.find(id);
    if (found.isEmpty()
        || !(found.get() instanceof Suggestion.Unconfirmed waiting)
        || !waits(waiting, now)) {
      return state(id, now);
    }
    Rules by = rules.version(waiting.base().rules());
    if (by.suggestionsPerPersonYear() > 0
        && limits.count(
                new Limits.Limit("suggest-year", by.suggestionsPerPersonYear(), YEAR),
                waiting.base().author().person(),
                now)
            instanceof Limits.Verdict.Over) {
      return State.TOO_MANY_THIS_YEAR;
    }
    var submitted = waiting.confirm(suggestions.nextNumber(now), now);
    var letter = letters.received(submitted.base(), by.moderationDays());
    if (suggestions.change(
        waiting,
        submitted,
        now,
        List.of(new Event(now, "received", List.of())),
        List.of(Outbox.letter(letter, now)))) {
      deliveries.goOn("mailing", letter.key());
    }
    return state(id, now);
  }

  /** The title, for the page that asks for the click. */
  public Optional<Suggestion> find(String id) {
    return suggestions.find(id);
  }

  public String followPath(String id) {
    return letters.followPath(id);
  }

  /** What came of an author's wish to change or withdraw. */
  enum Outcome {
    DONE,
    TOO_LATE
  }

  Outcome withdraw(Suggestion suggestion, Instant now) {
    Optional<Suggestion.Withdrawn> withdrawn =
        switch (suggestion) {
          case Suggestion.Submitted submitted -> Optional.of(submitted.withdraw(now));
          case Suggestion.Changing changing -> Optional.of(changing.withdraw(now));
          case Suggestion.Open open -> Optional.of(open.withdraw(now));
          case Suggestion.Unconfirmed _,
              Suggestion.Closed _,
              Suggestion.Answered _,
              Suggestion.Refused _,
              Suggestion.Withdrawn _ ->
              Optional.empty();
        };
    return withdrawn
            .filter(to ->
                suggestions.change(
                    suggestion,
                    to,
                    now,
                    List.of(new Event(now, "withdrawn", List.of())),
                    List.of()))
            .isPresent()
        ? Outcome.DONE
        : Outcome.TOO_LATE;
  }

  Outcome resubmit(Suggestion suggestion, Content content, Instant now) {
    Optional<Suggestion.Submitted> submitted =
        switch (suggestion) {
          case Suggestion.Changing changing -> Optional.of(changing.resubmit(content, now));
          case Suggestion.Refused refused -> refused.resubmit(content, now);
          case Suggestion.Unconfirmed _,
              Suggestion.Submitted _,
              Suggestion.Open _,
              Suggestion.Closed _,
              Suggestion.Answered _,
              Suggestion.Withdrawn _ ->
              Optional.empty();
        };
    return submitted
            .filter(to ->
                suggestions.change(
                    suggestion, to, now, List.of(new Event(now, "changed", List.of())), List.of()))
            .isPresent()
        ? Outcome.DONE
        : Outcome.TOO_LATE;
  }

  private Base base(Draft draft, Rules by, String origin, Instant now) {
    return new Base(
        ids.next(),
        1,
        "",
        draft.content(),
        draft.author(),
        origin,
        by.version(),
        draft.signingDays(),
        now,
        now,
        false);
  }

  private static Base atVersion(Base base, int version) {
    return new Base(
        base.id(),
        version,
        base.number(),
        base.content(),
        base.author(),
        base.origin(),
        base.rules(),
        base.signingDays(),
        base.createdAt(),
        base.receivedAt(),
        base.resubmitted());
  }

  private static boolean waits(Suggestion.Unconfirmed suggestion, Instant now) {
    return now.isBefore(suggestion.base().createdAt().plus(Suggestions.CONFIRMABLE));
  }

  private void limited(Limits.Limit limit, String who, Instant now) {
    if (limits.count(limit, who, now) instanceof Limits.Verdict.Over(Duration retryAfter)) {
      throw new HttpHandler.TooMany(retryAfter);
    }
  }
}
