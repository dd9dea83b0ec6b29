package se.invanardialog.signatures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Network;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.limits.Limits.Limit;
import se.invanardialog.core.limits.Limits.Verdict;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.texts.Language;
import se.invanardialog.signatures.Signature.Signer;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.RuleBook;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Suggestions;

/**
 * Asking to sign: what was written goes to the address, sealed in a mailed link, and is kept
 * nowhere. The answer is the same whoever has signed; only the mail's reader learns more.
 */
public final class Asking {
  public static final int LONGEST_NAME = 100;

  /** Mails to one address, whatever they are about. */
  static final Limit TO_ADDRESS = new Limit("sign-mail", 5, Duration.ofHours(1));

  static final Limit TO_ADDRESS_ON_ONE = new Limit("sign-mail-one", 3, Duration.ofDays(1));

  /** A library or a school is one address with many people behind it. */
  static final Limit FROM_PLACE = new Limit("sign-place", 120, Duration.ofMinutes(10));

  static final Limit FROM_NETWORK_ON_ONE = new Limit("sign-network", 2_000, Duration.ofHours(1));

  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Signatures signatures;
  private final Pseudonyms pseudonyms;
  private final Limits limits;
  private final SigningLetters letters;
  private final Deliveries deliveries;
  private final Ids ids;

  Asking(
      Suggestions suggestions,
      RuleBook rules,
      Signatures signatures,
      Pseudonyms pseudonyms,
      Limits limits,
      SigningLetters letters,
      Deliveries deliveries,
      Ids ids) {
    this.suggestions = suggestions;
    this.rules = rules;
    this.signatures = signatures;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
    this.letters = letters;
    this.deliveries = deliveries;
    this.ids = ids;
  }

  /** What the asker is told. */
  sealed interface Asked {
    /** The same for all whose form was in order. */
    record CheckYourMail() implements Asked {}

    record Unknown() implements Asked {}

    record NotOpen(Row row) implements Asked {}

    record Wrong(List<FieldError> errors) implements Asked {}

    record TooMany(Duration retryAfter) implements Asked {}
  }

  Asked ask(String suggestion, Input input, Language language, String source, Instant now) {
    Optional<Row> found = suggestions.rowForSigning(suggestion).filter(Row::listed);
    if (found.isEmpty()) {
      return new Asked.Unknown();
    }
    Row row = found.get();
    if (!row.openAt(now)) {
      return new Asked.NotOpen(row);
    }
    // In the order of the form: the first error listed is then the first on the page.
    String name = input.line("name", true, LONGEST_NAME);
    Optional<EmailAddress> address = input.email("email", true);
    Signer signer = signer(input, name, address, rules.version(row.rules()), language);
    if (!input.errors().isEmpty() || address.isEmpty()) {
      return new Asked.Wrong(input.errors());
    }
    return overFrom(source, suggestion, now)
        .<Asked>map(over -> new Asked.TooMany(over.retryAfter()))
        .orElseGet(() -> received(row, address.get(), signer, Network.of(source), now));
  }

  private static Signer signer(
      Input input, String name, Optional<EmailAddress> address, Rules rules, Language language) {
    String postalCode = input.postalCode("postalCode", rules.needsPostalCodeToSign());
    if (rules.residentsSign() && !postalCode.isEmpty() && !rules.inMunicipality(postalCode)) {
      input.error("postalCode", "elsewhere");
    }
    String stance =
        rules.forAndAgainst()
            ? input.oneOf("stance", false, List.of(Signature.FOR, Signature.AGAINST))
            : Signature.FOR;
    return new Signer(
        name,
        rules.namesShown() && input.flag("showName"),
        address.map(EmailAddress::text).orElse(""),
        postalCode,
        stance.isEmpty() ? Signature.FOR : stance,
        input.flag("keepInformed"),
        language.code());
  }

  private Optional<Verdict.Over> overFrom(String source, String suggestion, Instant now) {
    String place = pseudonyms.ofPlace(source);
    String network = pseudonyms.of("network", Network.of(source));
    return over(FROM_PLACE, place, now)
        .or(() -> over(FROM_NETWORK_ON_ONE, network + "#" + suggestion, now));
  }

  private Asked received(
      Row row, EmailAddress address, Signer signer, String network, Instant now) {
    String person = pseudonyms.ofEmail(address);
    boolean enough =
        over(TO_ADDRESS_ON_ONE, person + "#" + row.id(), now).isPresent()
            || over(TO_ADDRESS, person, now).isPresent();
    if (!enough) {
      var pending = new Pending(ids.next(), row.id(), person, signer, network, now);
      answerByMail(row, pending);
    }
    return new Asked.CheckYourMail();
  }

  private void answerByMail(Row row, Pending pending) {
    Standing standing = signatures.standing(row.id(), pending.person());
    switch (standing.on(pending.given("", pending.createdAt()), pending.createdAt())) {
      case Standing.Verdict.Settled(Signature.Active signed) ->
          deliveries.send(letters.alreadySigned(row, signed, pending));
      case Standing.Verdict.Settled(_), Standing.Verdict.Free(_) ->
          deliveries.send(letters.confirm(row, pending));
    }
  }

  private Optional<Verdict.Over> over(Limit limit, String subject, Instant now) {
    return limits.count(limit, subject, now) instanceof Verdict.Over over
        ? Optional.of(over)
        : Optional.empty();
  }
}
