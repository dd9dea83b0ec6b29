package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.Optional;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.suggestions.Suggestion.Author;
import se.invanardialog.suggestions.Suggestion.Base;
import se.invanardialog.suggestions.Suggestion.Content;
import se.invanardialog.suggestions.Suggestion.Published;
import se.invanardialog.suggestions.Suggestion.Reason;
import se.invanardialog.suggestions.Suggestion.Refusal;

/** Suggestions as items of the table and back. */
final class SuggestionItems {
  private static final String STATE = "state";
  private static final String AT = "stateAt";

  private SuggestionItems() {}

  static Item write(Suggestion suggestion, int version) {
    Base base = suggestion.base();
    Item item =
        Item.at(Keys.suggestion(base.id()))
            .with(STATE, suggestion.state())
            .with("id", base.id())
            .with("version", version)
            .with("number", base.number())
            .with("title", base.content().title())
            .with("proposal", base.content().proposal())
            .with("reason", base.content().reason())
            .with("category", base.content().category())
            .with("district", base.content().district())
            .with("language", base.content().language())
            .with("person", base.author().person())
            .with("name", base.author().name())
            .with("alias", base.author().alias())
            .with("email", base.author().email())
            .with("postalCode", base.author().postalCode())
            .with("ageGroup", base.author().ageGroup())
            .with("informed", base.author().informed())
            .with("origin", base.origin())
            .with("rules", base.rules())
            .with("signingDays", base.signingDays())
            .with("createdAt", base.createdAt())
            .with("receivedAt", base.receivedAt())
            .with("resubmitted", base.resubmitted());
    return switch (suggestion) {
      case Suggestion.Unconfirmed _, Suggestion.Submitted _ -> item;
      case Suggestion.Changing changing ->
          item.with("note", changing.note()).with(AT, changing.until());
      case Suggestion.Open open -> published(item, open.published());
      case Suggestion.Closed closed -> published(item, closed.published());
      case Suggestion.Answered answered ->
          published(item, answered.published()).with(AT, answered.at());
      case Suggestion.Refused refused ->
          item.with("refusal", refused.refusal().reason().code())
              .with("duplicateOf", refused.refusal().duplicateOf())
              .with("note", refused.refusal().note())
              .with(AT, refused.at());
      case Suggestion.Withdrawn withdrawn ->
          withdrawn
              .published()
              .map(published -> published(item, published))
              .orElse(item)
              .with(AT, withdrawn.at());
    };
  }

  private static Item published(Item item, Published published) {
    return item.with("publishedAt", published.at())
        .with("closesAt", published.closesAt())
        .with("threshold", published.threshold())
        .with("answerDays", published.answerDays())
        .with("board", published.board());
  }

  static Suggestion read(Item item) {
    Base base =
        new Base(
            item.text("id"),
            (int) item.number("version"),
            item.text("number"),
            new Content(
                item.text("title"),
                item.text("proposal"),
                item.text("reason"),
                item.text("category"),
                item.text("district"),
                item.text("language")),
            new Author(
                item.text("person"),
                item.text("name"),
                item.text("alias"),
                item.text("email"),
                item.text("postalCode"),
                item.text("ageGroup"),
                item.flag("informed")),
            item.text("origin"),
            (int) item.number("rules"),
            (int) item.number("signingDays"),
            item.instant("createdAt"),
            item.instant("receivedAt"),
            item.flag("resubmitted"));
    return switch (item.text(STATE)) {
      case Suggestion.UNCONFIRMED -> new Suggestion.Unconfirmed(base);
      case Suggestion.SUBMITTED -> new Suggestion.Submitted(base);
      case Suggestion.CHANGING ->
          new Suggestion.Changing(base, item.text("note"), item.instant(AT));
      case Suggestion.OPEN -> new Suggestion.Open(base, published(item));
      case Suggestion.CLOSED -> new Suggestion.Closed(base, published(item));
      case Suggestion.ANSWERED -> new Suggestion.Answered(base, published(item), item.instant(AT));
      case Suggestion.REFUSED ->
          new Suggestion.Refused(
              base,
              new Refusal(
                  Reason.of(item.text("refusal")).orElse(Reason.OTHER),
                  item.text("duplicateOf"),
                  item.text("note")),
              item.instant(AT));
      case Suggestion.WITHDRAWN ->
          new Suggestion.Withdrawn(
              base,
              item.has("publishedAt") ? Optional.of(published(item)) : Optional.empty(),
              item.instant(AT));
      default -> throw new IllegalStateException("Unknown state of a suggestion");
    };
  }

  private static Published published(Item item) {
    return new Published(
        item.instant("publishedAt"),
        item.instant("closesAt"),
        (int) item.number("threshold"),
        (int) item.number("answerDays"),
        item.text("board"));
  }

  /** When it was published, if it was. */
  static Optional<Instant> publishedAt(Suggestion suggestion) {
    return switch (suggestion) {
      case Suggestion.Open open -> Optional.of(open.published().at());
      case Suggestion.Closed closed -> Optional.of(closed.published().at());
      case Suggestion.Answered answered -> Optional.of(answered.published().at());
      case Suggestion.Withdrawn withdrawn -> withdrawn.published().map(Published::at);
      case Suggestion.Unconfirmed _,
          Suggestion.Submitted _,
          Suggestion.Changing _,
          Suggestion.Refused _ ->
          Optional.empty();
    };
  }
}
