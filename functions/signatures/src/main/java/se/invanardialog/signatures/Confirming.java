package se.invanardialog.signatures;

import java.time.Instant;
import java.util.Optional;
import se.invanardialog.panels.members.Joining;
import se.invanardialog.signatures.Confirmation.OfMembership;
import se.invanardialog.signatures.Confirmation.OfSignature;
import se.invanardialog.signatures.SigningLinks.Target;
import se.invanardialog.signatures.Standing.Verdict;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.RuleBook;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;

/**
 * The button behind the mailed link: the busiest thing in the house when a suggestion goes viral.
 * What was asked for is in the link: it writes one signature on condition that it is new, and
 * touches no count.
 */
public final class Confirming {
  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Signatures signatures;
  private final SigningLinks links;
  private final AuthorConfirming ofSuggestions;
  private final Joining joining;

  Confirming(
      Suggestions suggestions,
      RuleBook rules,
      Signatures signatures,
      SigningLinks links,
      AuthorConfirming ofSuggestions,
      Joining joining) {
    this.suggestions = suggestions;
    this.rules = rules;
    this.signatures = signatures;
    this.links = links;
    this.ofSuggestions = ofSuggestions;
    this.joining = joining;
  }

  /** Where the link stands, without acting; empty for a token that is not ours. */
  Optional<Confirmation> look(String token, Instant now) {
    return links
        .target(token)
        .flatMap(target ->
            switch (target) {
              case Target.OfSuggestion(String id) -> Optional.of(ofSuggestions.look(id, now));
              case Target.OfSignature(Pending pending) -> Optional.of(look(pending, now));
              case Target.OfMembership(String own) -> joining.look(own, now).map(OfMembership::new);
            });
  }

  /** Acts once; every later click finds the same. Empty for a token that is not ours. */
  Optional<Confirmation> confirm(String token, Instant now) {
    return links
        .target(token)
        .flatMap(target ->
            switch (target) {
              case Target.OfSuggestion(String id) -> Optional.of(ofSuggestions.confirm(id, now));
              case Target.OfSignature(Pending pending) -> Optional.of(confirm(pending, now));
              case Target.OfMembership(String own) ->
                  joining.confirm(own, now).map(OfMembership::new);
            });
  }

  private Confirmation look(Pending pending, Instant now) {
    Standing standing = signatures.standing(pending.suggestion(), pending.person());
    if (open(pending, now).isEmpty()) {
      return settled(pending, standing);
    }
    return switch (standing.on(pending.given("", now), pending.createdAt())) {
      case Verdict.Settled(Signature signature) -> OfSignature.settled(signature);
      case Verdict.Free(_) -> OfSignature.waiting(pending);
    };
  }

  private Confirmation confirm(Pending pending, Instant now) {
    Optional<Row> open = open(pending, now);
    if (open.isEmpty()) {
      return settled(pending, signatures.standing(pending.suggestion(), pending.person()));
    }
    String postalCode = pending.signer().postalCode();
    String district =
        postalCode.isEmpty()
            ? ""
            : rules.version(open.get().rules()).districtOf(postalCode).orElse("");
    return switch (signatures.receive(pending.given(district, now), pending.createdAt())) {
      case Signatures.Received.Counted(var signature) -> OfSignature.settled(signature);
      case Signatures.Received.Standing(var signature) -> OfSignature.settled(signature);
    };
  }

  /** What it is about, when it may still be confirmed. */
  private Optional<Row> open(Pending pending, Instant now) {
    return Optional.of(pending)
        .filter(asked -> asked.usableAt(now))
        .flatMap(asked -> suggestions.rowForSigning(asked.suggestion()))
        .filter(row -> gathers(row, pending, now));
  }

  /** Open, or closed so lately that links mailed before still work. */
  private static boolean gathers(Row row, Pending pending, Instant now) {
    boolean gathering =
        row.state().equals(Suggestion.OPEN) || row.state().equals(Suggestion.CLOSED);
    return gathering && row.closesAt().map(end -> pending.inTime(end, now)).orElse(false);
  }

  /** When nothing can be done any more, the signature itself says how it went. */
  private static Confirmation settled(Pending pending, Standing standing) {
    return standing
        .ofRequest(pending.id())
        .or(standing::active)
        .or(() -> standing.signatures().stream().findFirst())
        .<Confirmation>map(OfSignature::settled)
        .orElseGet(() -> OfSignature.expired(pending.suggestion()));
  }
}
