package se.invanardialog.panels.members;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.RuleBook;

/**
 * Members from a file, who have said yes elsewhere, and members to a file. An address that is a
 * member's already adds nothing, so that the same file can be read in twice.
 */
final class Importing {
  /** Each is a transaction; a thousand fit in the time that a call has. */
  static final int MOST_LINES = 1_000;

  /** A function's answer has six megabytes at most. */
  static final int LONGEST_FILE = 4_000_000;

  private static final String CONSENT = "consentDate";
  private static final String MAIL_LANGUAGE = "mailLanguage";

  private static final List<String> HEAD =
      List.of(
          "email",
          "phone",
          "name",
          "address",
          "channel",
          "pace",
          "birthYear",
          "sex",
          "district",
          "education",
          "language",
          "bornAbroad",
          CONSENT,
          MAIL_LANGUAGE,
          "pausedUntil");

  private static final Map<String, String> SWEDISH_HEAD = swedishHead();
  private static final Map<String, String> SWEDISH =
      Map.ofEntries(
          Map.entry("kvinna", "woman"),
          Map.entry("annat", "other"),
          Map.entry("vill inte säga", Member.UNDISCLOSED),
          Map.entry("ja", "yes"),
          Map.entry("nej", "no"),
          Map.entry("e-post", "mail"),
          Map.entry("mejl", "mail"),
          Map.entry("båda", "both"),
          Map.entry("papper", "paper"),
          Map.entry("alla", "every"),
          Map.entry("högst en i månaden", "monthly"));

  private final Members members;
  private final RuleBook rules;
  private final Ids ids;

  Importing(Members members, RuleBook rules, Ids ids) {
    this.members = members;
    this.rules = rules;
    this.ids = ids;
  }

  /**
   * What became of a file.
   *
   * @param already lines whose address or number is a member's
   * @param errors named by line, the heading being the first; these lines were not taken
   * @param left the lines with errors as they were sent, under their heading, to be put right
   */
  record Imported(int added, int already, List<FieldError> errors, String left) {}

  Imported read(Panel panel, String text, Words words, Instant now) {
    LocalDate today = Words.day(now);
    List<List<String>> lines = Csv.read(text);
    List<String> head = lines.isEmpty() ? List.of() : head(lines.getFirst());
    if (!head.contains(CONSENT) || !(head.contains("email") || head.contains("phone"))) {
      return refused(words, "head");
    }
    if (lines.size() > MOST_LINES + 1) {
      return refused(words, "lines");
    }
    int added = 0;
    int already = 0;
    var errors = new ArrayList<FieldError>();
    var left = new StringBuilder();
    for (int at = 1; at < lines.size(); at++) {
      Input input = Input.form(fields(head, lines.get(at)), words);
      Member member = member(panel, input, today);
      if (!input.errors().isEmpty()) {
        String line = "lines[" + (at + 1) + "].";
        input.errors().stream()
            .map(error ->
                new FieldError(
                    line + error.field().replaceFirst("^profile\\.", ""),
                    error.code(),
                    error.message()))
            .forEach(errors::add);
        left.append(Csv.line(lines.get(at)));
      } else if (members.join(panel, member, today, List.<Write>of())
          instanceof Members.Outcome.Done) {
        added++;
      } else {
        already++;
      }
    }
    return new Imported(
        added, already, errors, errors.isEmpty() ? "" : Csv.line(lines.getFirst()) + left);
  }

  private static Imported refused(Words words, String code) {
    return new Imported(
        0,
        0,
        List.of(
            new FieldError(
                "members", code, words.get("error.members." + code, MOST_LINES, CONSENT))),
        "");
  }

  private Member member(Panel panel, Input input, LocalDate today) {
    Reach reach = Reach.read(input);
    Pace pace = Reach.pace(input);
    Map<String, String> profile = ProfileForm.read(input, panel, rules.current(), today);
    LocalDate consented = day(input, today);
    var consents = new TreeMap<>(Map.of(Member.SURVEYS, consented));
    if (!profile.isEmpty()) {
      consents.put(Member.PROFILE, consented);
    }
    String language =
        input.oneOf(MAIL_LANGUAGE, false, Language.all().stream().map(Language::code).toList());
    return new Member(
        ids.next(),
        panel.id(),
        input.line("name", false, Joining.LONGEST_NAME),
        input.text("address", false, Joining.LONGEST_ADDRESS),
        reach.email().map(EmailAddress::text).orElse(""),
        reach.phone(),
        reach.channel(),
        pace,
        profile,
        Optional.empty(),
        Optional.empty(),
        consents,
        language.isEmpty() ? Language.DEFAULT.code() : language,
        today);
  }

  /** Without a day there is no consent. */
  private static LocalDate day(Input input, LocalDate today) {
    String written = input.line(CONSENT, true, 10);
    try {
      LocalDate day = LocalDate.parse(written);
      if (day.isAfter(today)) {
        input.error(CONSENT, "future");
      }
      return day;
    } catch (DateTimeParseException notADay) {
      if (!written.isEmpty()) {
        input.error(CONSENT, "date");
      }
      return today;
    }
  }

  private static Map<String, String> fields(List<String> head, List<String> line) {
    var fields = new HashMap<String, String>();
    for (int at = 0; at < Math.min(head.size(), line.size()); at++) {
      String said = Csv.plain(line.get(at));
      String name = head.get(at);
      boolean profile = Trait.of(name).isPresent() || name.equals("postalCode");
      fields.put(
          profile ? "profile." + name : name,
          profile || name.equals("channel") || name.equals("pace")
              ? SWEDISH.getOrDefault(said.toLowerCase(Locale.ROOT), said)
              : said);
    }
    return fields;
  }

  private static List<String> head(List<String> written) {
    return written.stream()
        .map(name -> SWEDISH_HEAD.getOrDefault(name.toLowerCase(Locale.ROOT), name))
        .toList();
  }

  private static Map<String, String> swedishHead() {
    var names = new HashMap<String, String>();
    HEAD.forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    names.put("postalcode", "postalCode");
    names.put("e-post", "email");
    names.put("epost", "email");
    names.put("mobil", "phone");
    names.put("telefon", "phone");
    names.put("mobilnummer", "phone");
    names.put("namn", "name");
    names.put("adress", "address");
    names.put("kanal", "channel");
    names.put("takt", "pace");
    names.put("födelseår", "birthYear");
    names.put("kön", "sex");
    names.put("kommundel", "district");
    names.put("postnummer", "postalCode");
    names.put("utbildning", "education");
    names.put("språk", "language");
    names.put("född utomlands", "bornAbroad");
    names.put("samtycke", CONSENT);
    names.put("samtyckesdatum", CONSENT);
    return Map.copyOf(names);
  }

  /** Members as a file that can be read in again; empty when it would be too long. */
  Optional<String> write(Panel panel, FilePart part) {
    var text = new StringBuilder(Csv.BOM).append(Csv.line(HEAD));
    for (int shard = 0; shard < Keys.MEMBER_SHARDS && text.length() <= LONGEST_FILE; shard++) {
      if (part.has(shard)) {
        members.each(panel.id(), shard, member -> text.append(Csv.line(line(member))));
      }
    }
    return text.length() <= LONGEST_FILE ? Optional.of(text.toString()) : Optional.empty();
  }

  private static List<String> line(Member member) {
    var line = new ArrayList<String>();
    line.add(member.email());
    line.add(member.phone());
    line.add(member.name());
    line.add(member.address());
    line.add(member.channel().word());
    line.add(member.pace().word());
    for (Trait trait : Trait.values()) {
      line.add(member.profile().getOrDefault(trait.word(), ""));
    }
    line.add(member.consents().getOrDefault(Member.SURVEYS, member.joined()).toString());
    line.add(member.language());
    line.add(member.pausedUntil().map(LocalDate::toString).orElse(""));
    return line;
  }
}
