package se.invanardialog.results;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;

/**
 * Forgets what is no longer needed about people, while what they said still counts: where somebody
 * signed from after 30 days, and who they are when the suggestion's retention is over.
 */
final class Erasure {
  static final Duration NETWORK_KEPT = Duration.ofDays(30);

  private static final String NETWORK = "network";
  private static final String[] PERSONAL = {"name", "email", "mailDomain", "postalCode", NETWORK};

  private final Table table;
  private final Retention retention;

  Erasure(Table table, Retention retention) {
    this.table = table;
    this.retention = retention;
  }

  /** How long the people of a suggestion are known after it has closed. */
  interface Retention {
    int months(Item row);
  }

  /** What to do with each signature of the suggestion; may be used by several threads. */
  Consumer<Item> of(Item row, Instant now) {
    boolean over = isOver(row, now);
    return signature -> {
      if (over && Stream.of(PERSONAL).anyMatch(signature::has)) {
        forget(signature, PERSONAL);
      } else if (signature.has(NETWORK)
          && !signature.instant("at").plus(NETWORK_KEPT).isAfter(now)) {
        forget(signature, NETWORK);
      }
    };
  }

  /** The author: what was published stays, how to reach them and who an alias is goes. */
  void ofAuthor(String suggestion, Item row, Instant now) {
    if (!isOver(row, now)) {
      return;
    }
    table
        .getConsistently(Keys.suggestion(suggestion))
        .filter(item ->
            !item.maybe("email").orElse("").isEmpty()
                || !item.maybe("postalCode").orElse("").isEmpty())
        .ifPresent(item -> {
          var update =
              Write.update(item.key())
                  .set("email", "")
                  .set("postalCode", "")
                  .set("ageGroup", "")
                  .when(Condition.is("version", item.number("version")));
          String alias = item.maybe("alias").orElse("");
          table.write(alias.isEmpty() ? update : update.set("name", alias));
        });
  }

  /** A board that has not answered yet still owes the signers a letter. */
  private boolean isOver(Item row, Instant now) {
    boolean done =
        switch (row.text("state")) {
          case "answered" -> true;
          case "closed" -> !row.maybe("due").orElse("").equals("answer");
          default -> false;
        };
    return done
        && !row.instant("closesAt")
            .atZone(Words.ZONE)
            .plusMonths(retention.months(row))
            .toInstant()
            .isAfter(now);
  }

  private void forget(Item signature, String... attributes) {
    var update = Write.update(signature.key()).when(Condition.existing());
    for (String attribute : attributes) {
      update = update.set(attribute, null);
    }
    table.write(update);
  }
}
