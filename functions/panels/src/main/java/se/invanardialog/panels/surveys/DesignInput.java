package se.invanardialog.panels.surveys;

import static se.invanardialog.panels.surveys.QuestionInput.known;
import static se.invanardialog.panels.surveys.QuestionInput.translated;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.Survey.Purpose;
import se.invanardialog.panels.surveys.Survey.Repeat;
import se.invanardialog.panels.surveys.Survey.Sample;

/**
 * Reads a design from JSON, the builder's forms too. A draft may lack what only a scheduled survey
 * needs ({@link Readiness}); what it has must be right.
 */
final class DesignInput {
  static final int LONGEST_TITLE = 120;
  static final int LONGEST_INTRO = 4_000;
  static final int LONGEST_PURPOSE = 2_000;
  static final int MOST_QUESTIONS = 100;
  static final int MOST_REMINDERS = 3;
  static final int MOST_REMINDER_DAYS = 90;
  static final int LARGEST_SAMPLE = 1_000_000;
  static final int MOST_ROUNDS = 60;
  static final int MOST_DAYS_BETWEEN = 366;
  static final int MOST_CELLS = 200;
  static final int LONGEST_WORD = 100;

  private static final Set<String> FIELDS =
      Set.of(
          "panel",
          "open",
          "title",
          "intro",
          "purpose",
          "questions",
          "sample",
          "filter",
          "quotas",
          "opensAt",
          "closesAt",
          "remindersDays",
          "repeat");

  /** What reading a survey answers beside the design; sent back it is left alone. */
  private static final Set<String> READ_ONLY =
      Set.of(
          "id",
          "version",
          "state",
          "series",
          "round",
          "createdAt",
          "next",
          "closedAt",
          "publishedAt",
          "feedback",
          "warnings");

  private final JsonNode body;
  private final Input input;

  private DesignInput(JsonNode body, Input input) {
    this.body = body;
    this.input = input;
  }

  static Design read(JsonNode body, Input input) {
    return new DesignInput(body, input).design();
  }

  private Design design() {
    var all = new java.util.HashSet<>(FIELDS);
    all.addAll(READ_ONLY);
    known(input, body, all);
    @Nullable Instant opens = moment("opensAt");
    @Nullable Instant closes = moment("closesAt");
    if (opens != null && closes != null && !closes.isAfter(opens)) {
      input.error("closesAt", "after-opening");
    }
    @Nullable Repeat repeat = repeat();
    var design =
        new Design(
            input.line("panel", false, LONGEST_WORD),
            input.flag("open"),
            translated(input, body, "title", true, LONGEST_TITLE),
            translated(input, body, "intro", false, LONGEST_INTRO),
            purpose(),
            questions(repeat),
            sample(),
            filter(),
            quotas(),
            opens,
            closes,
            reminders(),
            repeat);
    if (Rounds.overlap(design)) {
      input.error("repeat.everyDays", "overlap");
    }
    return design;
  }

  private Purpose purpose() {
    JsonNode purpose = body.path("purpose");
    if (!purpose.isMissingNode() && !purpose.isNull() && !purpose.isObject()) {
      input.error("purpose", "object");
    }
    known(input, purpose, Set.of("decidedBy", "use", "feedbackBy"));
    String by = input.line("purpose.feedbackBy", false, 10);
    @Nullable LocalDate day = by.isEmpty() ? null : Moments.day(by).orElse(null);
    if (!by.isEmpty() && day == null) {
      input.error("purpose.feedbackBy", "date");
    }
    return new Purpose(
        said("decidedBy", QuestionInput.LONGEST_OPTION), said("use", LONGEST_PURPOSE), day);
  }

  /** In languages, or as plain Swedish text. */
  private Translated said(String field, int most) {
    JsonNode said = body.path("purpose").path(field);
    String path = "purpose." + field;
    if (said.isTextual()) {
      return Translated.swedish(input.text(path, false, most));
    }
    var texts = new LinkedHashMap<String, String>();
    if (!said.isMissingNode() && !said.isNull() && !said.isObject()) {
      input.error(path, "translated");
    }
    said.properties()
        .forEach(one -> {
          if (QuestionInput.LANGUAGES.contains(one.getKey())) {
            texts.put(one.getKey(), input.text(path + "." + one.getKey(), false, most));
          } else {
            input.error(path, "language");
          }
        });
    return new Translated(texts);
  }

  private List<Question> questions(@Nullable Repeat repeat) {
    JsonNode list = body.path("questions");
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST_QUESTIONS) {
      input.error("questions", "most", MOST_QUESTIONS);
      return List.of();
    }
    var questions = new ArrayList<Question>();
    for (int at = 0; at < list.size(); at++) {
      Input row = input.row(list.get(at), "questions", at);
      Question question = QuestionInput.read(row, list.get(at), questions);
      int last = repeat == null ? 1 : repeat.rounds();
      if (question.rounds().stream().anyMatch(round -> round > last)) {
        row.error("rounds", "rounds");
      }
      questions.add(question);
    }
    return questions;
  }

  private @Nullable Instant moment(String field) {
    String text = input.line(field, false, 40);
    if (text.isEmpty()) {
      return null;
    }
    @Nullable Instant at = Moments.parse(text).orElse(null);
    if (at == null) {
      input.error(field, "moment");
    }
    return at;
  }

  private List<Integer> reminders() {
    JsonNode list = body.path("remindersDays");
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    var days = new ArrayList<Integer>();
    if (list.isArray() && list.size() <= MOST_REMINDERS) {
      list.forEach(one -> {
        if (one.asText().matches("[1-9][0-9]?")) {
          days.add(Integer.valueOf(one.asText()));
        }
      });
    }
    if (days.size() != list.size()
        || !list.isArray()
        || days.stream().distinct().count() < days.size()
        || days.stream().anyMatch(day -> day > MOST_REMINDER_DAYS)) {
      input.error("remindersDays", "reminders", MOST_REMINDERS, MOST_REMINDER_DAYS);
      return List.of();
    }
    return days.stream().sorted().toList();
  }

  private @Nullable Repeat repeat() {
    JsonNode repeat = body.path("repeat");
    if (repeat.isMissingNode() || repeat.isNull()) {
      return null;
    }
    if (!repeat.isObject()) {
      input.error("repeat", "object");
      return null;
    }
    return new Repeat(
        needed("repeat.everyDays", 1, MOST_DAYS_BETWEEN), needed("repeat.rounds", 2, MOST_ROUNDS));
  }

  private int needed(String field, int least, int most) {
    if (input.raw(field).isBlank()) {
      input.error(field, "missing");
    }
    return input.number(field, least, least, most);
  }

  private @Nullable Sample sample() {
    JsonNode sample = body.path("sample");
    if (sample.isMissingNode() || sample.isNull()) {
      return null;
    }
    if (!sample.isObject()) {
      input.error("sample", "object");
      return null;
    }
    known(input, sample, Set.of("size", "strata", "seed"));
    var strata = new ArrayList<String>();
    JsonNode list = sample.path("strata");
    list.forEach(one -> strata.add(one.asText()));
    if ((list.isValueNode() && !list.isNull())
        || strata.stream().anyMatch(one -> Trait.ofVariable(one).isEmpty())) {
      input.error("sample.strata", "variable");
      strata.clear();
    }
    return new Sample(
        needed("sample.size", 1, LARGEST_SAMPLE),
        strata.stream().distinct().toList(),
        input.line("sample.seed", true, LONGEST_WORD));
  }

  private Map<String, List<String>> filter() {
    JsonNode filter = body.path("filter");
    var wanted = new LinkedHashMap<String, List<String>>();
    if (!filter.isMissingNode() && !filter.isNull() && !filter.isObject()) {
      input.error("filter", "object");
    }
    filter
        .properties()
        .forEach(one -> {
          var categories = new ArrayList<String>();
          one.getValue().forEach(category -> categories.add(category.asText()));
          if (Trait.ofVariable(one.getKey()).isEmpty()) {
            input.error("filter", "variable");
          } else if (categories.isEmpty()
              || categories.size() > MOST_CELLS
              || categories.stream().anyMatch(category -> category.length() > LONGEST_WORD)) {
            input.error("filter." + one.getKey(), "categories");
          } else {
            wanted.put(one.getKey(), categories.stream().distinct().toList());
          }
        });
    return wanted;
  }

  private Map<String, Integer> quotas() {
    JsonNode quotas = body.path("quotas");
    var limits = new LinkedHashMap<String, Integer>();
    if ((!quotas.isMissingNode() && !quotas.isNull() && !quotas.isObject())
        || quotas.size() > MOST_CELLS) {
      input.error("quotas", "quotas");
      return limits;
    }
    quotas
        .properties()
        .forEach(one -> {
          if (cell(one.getKey()) && one.getValue().asText().matches("[1-9][0-9]{0,6}")) {
            limits.put(one.getKey(), Integer.valueOf(one.getValue().asText()));
          } else {
            input.error("quotas", "quotas");
          }
        });
    return limits;
  }

  private static boolean cell(String text) {
    try {
      var categories = Cell.parse(text).categories();
      return !categories.isEmpty()
          && categories.keySet().stream().allMatch(name -> Trait.ofVariable(name).isPresent());
    } catch (IllegalArgumentException unlike) {
      return false;
    }
  }
}
