package se.invanardialog.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Language;
import se.invanardialog.signatures.Signature.Given;
import se.invanardialog.signatures.Signature.Origin;
import se.invanardialog.signatures.Signature.Signer;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.RuleBook;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;

/** Sheets of names on paper, typed in by an official and counted in the same total. */
public final class Registering {
  static final int MOST_SIGNERS = 1_000;
  static final int LONGEST_SHEET = 40;
  private static final int LONGEST_ADDRESS = 200;

  /** Sheets signed in time still have to be carried to the desk. */
  static final Duration AFTER_CLOSING = Duration.ofDays(14);

  private final Table table;
  private final Suggestions suggestions;
  private final RuleBook rules;
  private final Signatures signatures;
  private final Pseudonyms pseudonyms;

  Registering(
      Table table,
      Suggestions suggestions,
      RuleBook rules,
      Signatures signatures,
      Pseudonyms pseudonyms) {
    this.table = table;
    this.suggestions = suggestions;
    this.rules = rules;
    this.signatures = signatures;
    this.pseudonyms = pseudonyms;
  }

  /** A sheet as it was typed. */
  record Sheet(String number, List<Line> lines) {}

  /**
   * A name on a sheet.
   *
   * @param address tells two of one name and postal code apart; may be empty
   */
  record Line(
      String name,
      String postalCode,
      String address,
      Optional<EmailAddress> email,
      boolean informed) {}

  sealed interface Outcome {
    /**
     * @param counted lines whose signature counts by this sheet, also when it was sent before
     * @param alreadySigned lines of people who had signed, on paper or on the web
     * @param withdrawn lines of people who had taken their signature back, which stays so
     */
    record Registered(String sheet, int counted, int alreadySigned, int withdrawn)
        implements Outcome {}

    record Unknown() implements Outcome {}

    /** It does not gather names, and the days for late sheets are over. */
    record NotOpen() implements Outcome {}
  }

  /** Reads a sheet; what is wrong is in the input's errors, by line. */
  static Sheet read(JsonNode body, Input input) {
    String number = input.line("sheet", true, LONGEST_SHEET);
    JsonNode rows = body.path("signers");
    if (!rows.isArray() || rows.isEmpty()) {
      input.error("signers", "missing");
      return new Sheet(number, List.of());
    }
    if (rows.size() > MOST_SIGNERS) {
      input.error("signers", "too-many", MOST_SIGNERS);
      return new Sheet(number, List.of());
    }
    var lines = new ArrayList<Line>();
    for (int at = 0; at < rows.size(); at++) {
      lines.add(line(input.row(rows.get(at), "signers", at)));
    }
    return new Sheet(number, lines);
  }

  private static Line line(Input row) {
    return new Line(
        row.line("name", true, Asking.LONGEST_NAME),
        row.postalCode("postalCode", true),
        row.line("address", false, LONGEST_ADDRESS),
        row.email("email", false),
        row.flag("keepInformed"));
  }

  Outcome register(String suggestion, Sheet sheet, Caller.Official by, Instant now) {
    Optional<Row> found = suggestions.row(suggestion).filter(Row::listed);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    if (!takesSheets(found.get(), now)) {
      return new Outcome.NotOpen();
    }
    Rules under = rules.version(found.get().rules());
    int counted = 0;
    int withdrawn = 0;
    for (int at = 0; at < sheet.lines().size(); at++) {
      String request = "sheet " + sheet.number() + " " + at;
      Given given = given(suggestion, sheet, sheet.lines().get(at), request, under, now);
      switch (signatures.receive(given, Instant.EPOCH)) {
        case Signatures.Received.Counted _ -> counted++;
        case Signatures.Received.Standing(Signature.Active signed)
            when signed.given().request().equals(request) ->
            counted++;
        case Signatures.Received.Standing(Signature.Withdrawn _) -> withdrawn++;
        case Signatures.Received.Standing(_) -> {}
      }
    }
    table.write(Audit.entry(by, "paper-signatures " + sheet.number(), suggestion, now));
    return new Outcome.Registered(
        sheet.number(), counted, sheet.lines().size() - counted - withdrawn, withdrawn);
  }

  static boolean takesSheets(Row row, Instant now) {
    boolean gathering =
        row.state().equals(Suggestion.OPEN) || row.state().equals(Suggestion.CLOSED);
    return gathering
        && row.closesAt().map(end -> now.isBefore(end.plus(AFTER_CLOSING))).orElse(false);
  }

  private Given given(
      String suggestion, Sheet sheet, Line line, String request, Rules under, Instant now) {
    var signer =
        new Signer(
            line.name(),
            false,
            line.email().map(EmailAddress::text).orElse(""),
            line.postalCode(),
            Signature.FOR,
            line.informed() && line.email().isPresent(),
            Language.DEFAULT.code());
    return new Given(
        suggestion,
        person(line),
        1,
        signer,
        under.districtOf(line.postalCode()).orElse(""),
        "",
        Origin.PAPER,
        sheet.number(),
        request,
        now);
  }

  private String person(Line line) {
    String place =
        line.address().isEmpty()
            ? line.postalCode()
            : line.postalCode() + "|" + Pseudonyms.plainName(line.address());
    return line.email()
        .map(pseudonyms::ofEmail)
        .orElseGet(() -> pseudonyms.ofPaper(line.name(), place));
  }
}
