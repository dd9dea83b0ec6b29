package se.invanardialog.suggestions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import se.invanardialog.core.http.Input;

/** Rules as fields of a form: lists a line each, districts as {@code Name: 123 45, 123 46}. */
final class RuleForm {
  private static final int LONGEST_LIST = 20_000;
  private static final int LONGEST_NOTE = 2_000;
  private static final int MOST_SIGNING_DAYS = 365;
  private static final int LEAST_SIGNING_DAYS = 1;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_NAME = 80;
  private static final int MOST_ENTRIES = 200;

  private RuleForm() {}

  static Rules stamped(Rules rules, int version, String by, Instant at) {
    return new Rules(
        version,
        rules.threshold(),
        rules.thresholdPermille(),
        rules.population(),
        rules.signingDays(),
        rules.whoMaySuggest(),
        rules.whoMaySign(),
        rules.aliasAllowed(),
        rules.signingMoments(),
        rules.comments(),
        rules.similarityBarMonths(),
        rules.suggestionsPerPersonYear(),
        rules.exemptMatters(),
        rules.moderationDays(),
        rules.answerDays(),
        rules.retentionMonths(),
        rules.titleLength(),
        rules.proposalLength(),
        rules.askReason(),
        rules.reasonLength(),
        rules.askAgeGroup(),
        rules.postalCodeToSign(),
        rules.namesShown(),
        rules.boards(),
        rules.categories(),
        rules.districts(),
        rules.note(),
        by,
        at);
  }

  /**
   * Reads the fields; what is left out stays as it was.
   *
   * @param was the rules they change, whose version they claim to have read
   */
  static Rules read(Input input, Rules was) {
    return new Rules(
        was.version(),
        input.number("threshold", was.threshold(), 0, 100_000),
        flag(input, "thresholdPermille", was.thresholdPermille()),
        input.number("population", was.population(), 1, 20_000_000),
        signingDays(input, was),
        word(input, "whoMaySuggest", was.whoMaySuggest(), Rules.WHO),
        word(input, "whoMaySign", was.whoMaySign(), Rules.WHO),
        flag(input, "aliasAllowed", was.aliasAllowed()),
        word(input, "signingMoments", was.signingMoments(), Rules.MOMENTS),
        word(input, "comments", was.comments(), Rules.COMMENTS),
        input.number("similarityBarMonths", was.similarityBarMonths(), 0, 120),
        input.number("suggestionsPerPersonYear", was.suggestionsPerPersonYear(), 0, 1_000),
        text(input, "exemptMatters", was.exemptMatters()),
        input.number("moderationDays", was.moderationDays(), 1, 90),
        input.number("answerDays", was.answerDays(), 1, 730),
        input.number("retentionMonths", was.retentionMonths(), 1, 240),
        input.number("titleLength", was.titleLength(), 20, 200),
        input.number("proposalLength", was.proposalLength(), 100, LONGEST_TEXT),
        flag(input, "askReason", was.askReason()),
        input.number("reasonLength", was.reasonLength(), 100, LONGEST_TEXT),
        flag(input, "askAgeGroup", was.askAgeGroup()),
        flag(input, "postalCodeToSign", was.postalCodeToSign()),
        flag(input, "namesShown", was.namesShown()),
        list(input, "boards", was.boards(), true),
        list(input, "categories", was.categories(), false),
        districts(input, was),
        text(input, "note", was.note()),
        was.changedBy(),
        was.changedAt());
  }

  /** The rules as the form shows them. */
  static Map<String, String> fields(Rules rules) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(rules.version()));
    fields.put("threshold", Integer.toString(rules.threshold()));
    fields.put("thresholdPermille", Boolean.toString(rules.thresholdPermille()));
    fields.put("population", Integer.toString(rules.population()));
    fields.put(
        "signingDays",
        rules.signingDays().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    fields.put("whoMaySuggest", rules.whoMaySuggest());
    fields.put("whoMaySign", rules.whoMaySign());
    fields.put("aliasAllowed", Boolean.toString(rules.aliasAllowed()));
    fields.put("signingMoments", rules.signingMoments());
    fields.put("comments", rules.comments());
    fields.put("similarityBarMonths", Integer.toString(rules.similarityBarMonths()));
    fields.put("suggestionsPerPersonYear", Integer.toString(rules.suggestionsPerPersonYear()));
    fields.put("exemptMatters", rules.exemptMatters());
    fields.put("moderationDays", Integer.toString(rules.moderationDays()));
    fields.put("answerDays", Integer.toString(rules.answerDays()));
    fields.put("retentionMonths", Integer.toString(rules.retentionMonths()));
    fields.put("titleLength", Integer.toString(rules.titleLength()));
    fields.put("proposalLength", Integer.toString(rules.proposalLength()));
    fields.put("askReason", Boolean.toString(rules.askReason()));
    fields.put("reasonLength", Integer.toString(rules.reasonLength()));
    fields.put("askAgeGroup", Boolean.toString(rules.askAgeGroup()));
    fields.put("postalCodeToSign", Boolean.toString(rules.postalCodeToSign()));
    fields.put("namesShown", Boolean.toString(rules.namesShown()));
    fields.put("boards", String.join("\n", rules.boards()));
    fields.put("categories", String.join("\n", rules.categories()));
    fields.put(
        "districts",
        rules.districts().entrySet().stream()
            .map(district ->
                district.getValue().isEmpty()
                    ? district.getKey()
                    : district.getKey() + ": " + String.join(", ", district.getValue()))
            .collect(Collectors.joining("\n")));
    fields.put("note", rules.note());
    return fields;
  }

  /** A JSON body as the form's fields: lists become lines. */
  static Map<String, String> flatten(JsonNode body) {
    var fields = new LinkedHashMap<String, String>();
    body.properties()
        .forEach(field -> {
          JsonNode value = field.getValue();
          if (value.isArray()) {
            fields.put(field.getKey(), lines(value, "\n"));
          } else if (value.isObject()) {
            fields.put(
                field.getKey(),
                value.properties().stream()
                    .map(one -> one.getKey() + ": " + lines(one.getValue(), ", "))
                    .collect(Collectors.joining("\n")));
          } else if (!value.isNull()) {
            fields.put(field.getKey(), value.asText());
          }
        });
    return fields;
  }

  private static String lines(JsonNode array, String between) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(between));
  }

  private static boolean flag(Input input, String field, boolean was) {
    return input.has(field) ? input.flag(field) : was;
  }

  private static String word(Input input, String field, String was, List<String> choices) {
    return input.has(field) ? input.oneOf(field, true, choices) : was;
  }

  private static String text(Input input, String field, String was) {
    return input.has(field) ? input.text(field, false, LONGEST_NOTE) : was;
  }

  private static List<Integer> signingDays(Input input, Rules was) {
    if (!input.has("signingDays")) {
      return was.signingDays();
    }
    var days = new ArrayList<Integer>();
    for (String word : input.text("signingDays", true, 200).split("[\\s,;/]+")) {
      if (word.isEmpty()) {
        continue;
      }
      if (!word.matches("[0-9]{1,3}")
          || Integer.parseInt(word) < LEAST_SIGNING_DAYS
          || Integer.parseInt(word) > MOST_SIGNING_DAYS) {
        input.error("signingDays", "number", LEAST_SIGNING_DAYS, MOST_SIGNING_DAYS);
        return was.signingDays();
      }
      if (!days.contains(Integer.parseInt(word))) {
        days.add(Integer.parseInt(word));
      }
    }
    return days.isEmpty() ? was.signingDays() : days;
  }

  private static List<String> list(Input input, String field, List<String> was, boolean required) {
    if (!input.has(field)) {
      return was;
    }
    var lines = lines(input.text(field, required, LONGEST_LIST));
    if (lines.size() > MOST_ENTRIES
        || lines.stream().anyMatch(line -> line.length() > LONGEST_NAME)) {
      input.error(field, "list", MOST_ENTRIES, LONGEST_NAME);
    }
    return lines;
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  private static Map<String, List<String>> districts(Input input, Rules was) {
    if (!input.has("districts")) {
      return was.districts();
    }
    var districts = new LinkedHashMap<String, List<String>>();
    for (String line : lines(input.text("districts", false, LONGEST_LIST))) {
      int colon = line.indexOf(':');
      String name = (colon < 0 ? line : line.substring(0, colon)).strip();
      var codes =
          colon < 0
              ? List.<String>of()
              : Arrays.stream(line.substring(colon + 1).split(","))
                  .map(code -> code.replaceAll("\\s", ""))
                  .filter(code -> !code.isEmpty())
                  .toList();
      if (name.isEmpty()
          || name.length() > LONGEST_NAME
          || codes.stream().anyMatch(code -> !code.matches("[1-9][0-9]{4}"))) {
        input.error("districts", "districts", line.length() > 40 ? line.substring(0, 40) : line);
        return was.districts();
      }
      districts.put(name, codes);
    }
    if (districts.size() > MOST_ENTRIES) {
      input.error("districts", "list", MOST_ENTRIES, LONGEST_NAME);
    }
    return districts;
  }
}
