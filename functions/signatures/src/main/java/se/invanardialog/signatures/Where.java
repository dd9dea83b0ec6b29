package se.invanardialog.signatures;

import java.net.IDN;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Network;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.texts.Words;

/**
 * The pattern by which suspected fraud is found. All that is given must hold.
 *
 * @param mailDomain the part after the at sign, or empty
 * @param network as {@link Network} writes it, or empty
 * @param from the first instant
 * @param to the first instant that is left out
 * @param name a part of the name, case aside, or empty
 */
record Where(
    String mailDomain, String network, Optional<Instant> from, Optional<Instant> to, String name) {
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_NETWORK = 60;
  private static final int LONGEST_TIME = 40;

  /** Reads the pattern; at least one thing has to be given. */
  static Where read(Input input) {
    var where =
        new Where(
            domain(input),
            network(input),
            time(input, "where.from", 0),
            time(input, "where.to", 1),
            Pseudonyms.plainName(input.line("where.name", false, Asking.LONGEST_NAME)));
    if (where.isEmpty() && input.errors().isEmpty()) {
      input.error("where.mailDomain", "criterion");
    }
    return where;
  }

  private boolean isEmpty() {
    return mailDomain.isEmpty()
        && network.isEmpty()
        && from.isEmpty()
        && to.isEmpty()
        && name.isEmpty();
  }

  private static String domain(Input input) {
    String written = input.line("where.mailDomain", false, LONGEST_DOMAIN);
    try {
      return IDN.toASCII(written.substring(written.lastIndexOf('@') + 1)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notADomain) {
      input.error("where.mailDomain", "domain");
      return "";
    }
  }

  private static String network(Input input) {
    String written = input.line("where.network", false, LONGEST_NETWORK);
    Optional<String> network = Network.read(written);
    if (network.isEmpty() && !written.isEmpty()) {
      input.error("where.network", "network");
    }
    return network.orElse("");
  }

  /**
   * An instant, or a time or day as it is here.
   *
   * @param daysAdded to a day, so that the last day is taken whole
   */
  private static Optional<Instant> time(Input input, String field, int daysAdded) {
    String written = input.line(field, false, LONGEST_TIME);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (written.endsWith("Z")) {
        return Optional.of(Instant.parse(written));
      }
      return Optional.of(
          written.length() > 10
              ? LocalDateTime.parse(written).atZone(Words.ZONE).toInstant()
              : LocalDate.parse(written).plusDays(daysAdded).atStartOfDay(Words.ZONE).toInstant());
    } catch (DateTimeException unreadable) {
      input.error(field, "time");
      return Optional.empty();
    }
  }

  /** What the store can look at itself; the name is looked at by {@link #matches}. */
  Condition and(Condition other) {
    var all = new ArrayList<Condition>(List.of(other));
    if (!mailDomain.isEmpty()) {
      all.add(Condition.is(SignatureItems.MAIL_DOMAIN, mailDomain));
    }
    if (!network.isEmpty()) {
      all.add(Condition.is(SignatureItems.NETWORK, network));
    }
    from.ifPresent(at -> all.add(Condition.atLeast(SignatureItems.AT, at)));
    to.ifPresent(at -> all.add(Condition.less(SignatureItems.AT, at)));
    return new Condition.AllOf(all);
  }

  boolean matches(Signature signature) {
    return signature.given().signer().plainName().contains(name);
  }

  /** In one line, for the official who looks back. */
  String said(Words words) {
    var said = new ArrayList<String>();
    said.add(mailDomain);
    said.add(network);
    from.ifPresent(at -> said.add(words.get("removal.from") + " " + words.dateTime(at)));
    to.ifPresent(at -> said.add(words.get("removal.to") + " " + words.dateTime(at)));
    said.add(name);
    said.removeIf(String::isEmpty);
    return String.join(", ", said);
  }

  Item write(Item item) {
    return item.with("mailDomain", mailDomain)
        .with("network", network)
        .with("from", from.orElse(null))
        .with("to", to.orElse(null))
        .with("name", name);
  }

  static Where read(Item item) {
    return new Where(
        item.text("mailDomain"),
        item.text("network"),
        item.maybeInstant("from"),
        item.maybeInstant("to"),
        item.text("name"));
  }
}
