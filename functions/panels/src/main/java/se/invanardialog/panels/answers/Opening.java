package se.invanardialog.panels.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Network;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.limits.Limits.Limit;
import se.invanardialog.core.limits.Limits.Verdict;
import se.invanardialog.panels.surveys.Survey;

/** Lets whoever comes by an open link begin: with a code that nobody is behind. */
final class Opening {
  /** A library or a school is one address with many people behind it. */
  static final Limit PROVEN_FROM_PLACE = new Limit("open-place", 120, Duration.ofMinutes(10));

  /** Without a script there is no proof of work; this stands in for it. */
  static final Limit UNPROVEN_FROM_PLACE =
      new Limit("open-place-unproven", 12, Duration.ofMinutes(10));

  static final Limit FROM_NETWORK = new Limit("open-network", 2_000, Duration.ofHours(1));

  private final Function<String, Optional<Survey>> surveys;
  private final Codes codes;
  private final Ids ids;
  private final Pseudonyms pseudonyms;
  private final Limits limits;
  private final Proofs proofs;

  Opening(
      Function<String, Optional<Survey>> surveys,
      Codes codes,
      Ids ids,
      Pseudonyms pseudonyms,
      Limits limits,
      Proofs proofs) {
    this.surveys = surveys;
    this.codes = codes;
    this.ids = ids;
    this.pseudonyms = pseudonyms;
    this.limits = limits;
    this.proofs = proofs;
  }

  /** How a beginning went. */
  sealed interface Beginning {
    record Began(Token token) implements Beginning {}

    /** There is no such open link. */
    record Unknown() implements Beginning {}

    record NotOpen(Survey survey) implements Beginning {}

    record TooMany(Duration retryAfter) implements Beginning {}
  }

  /** A survey that anybody may see by its open link. */
  Optional<Survey> find(String id) {
    return surveys
        .apply(id)
        .filter(survey ->
            survey.base().design().open()
                && !(survey instanceof Survey.Draft || survey instanceof Survey.Stopped));
  }

  static boolean takesAnswers(Survey survey, Instant now) {
    Instant closes = survey.base().design().closesAt();
    return survey instanceof Survey.Open && (closes == null || now.isBefore(closes));
  }

  /**
   * @param source the address it came from
   * @param proof of work; empty without a script
   */
  Beginning begin(String id, String source, String proof, Instant now) {
    Optional<Survey> found = find(id);
    if (found.isEmpty()) {
      return new Beginning.Unknown();
    }
    if (!takesAnswers(found.get(), now)) {
      return new Beginning.NotOpen(found.get());
    }
    boolean proven = proofs.accept(id, proof, now);
    String place = pseudonyms.ofPlace(source);
    String network = pseudonyms.of("network", Network.of(source));
    var verdicts =
        List.of(
            limits.count(proven ? PROVEN_FROM_PLACE : UNPROVEN_FROM_PLACE, place, now),
            limits.count(FROM_NETWORK, network, now));
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Over(Duration retryAfter)) {
        return new Beginning.TooMany(retryAfter);
      }
    }
    return new Beginning.Began(new Token(id, codes.open(id, ids.next())));
  }
}
