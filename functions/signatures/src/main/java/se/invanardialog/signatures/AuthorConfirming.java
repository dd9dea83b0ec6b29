package se.invanardialog.signatures;

import java.time.Instant;
import se.invanardialog.signatures.Confirmation.OfSuggestion;
import se.invanardialog.signatures.Confirmation.State;
import se.invanardialog.suggestions.Suggesting;

/** The confirmation of a suggestion by its author, whose link leads to the same pages. */
final class AuthorConfirming {
  private final Suggesting suggesting;

  AuthorConfirming(Suggesting suggesting) {
    this.suggesting = suggesting;
  }

  OfSuggestion look(String suggestion, Instant now) {
    return said(suggestion, suggesting.state(suggestion, now));
  }

  OfSuggestion confirm(String suggestion, Instant now) {
    return said(suggestion, suggesting.confirm(suggestion, now));
  }

  private OfSuggestion said(String suggestion, Suggesting.State state) {
    String title =
        suggesting.find(suggestion).map(found -> found.base().content().title()).orElse("");
    return switch (state) {
      case WAITING -> new OfSuggestion(suggestion, State.WAITING, title, false);
      case TOO_MANY_THIS_YEAR -> new OfSuggestion(suggestion, State.WAITING, title, true);
      case CONFIRMED -> new OfSuggestion(suggestion, State.CONFIRMED, title, false);
      case WITHDRAWN -> new OfSuggestion(suggestion, State.WITHDRAWN, title, false);
      case EXPIRED -> new OfSuggestion(suggestion, State.EXPIRED, title, false);
    };
  }
}
