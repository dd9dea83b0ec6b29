package se.invanardialog.suggestions;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.DeskViews.Done;
import se.invanardialog.suggestions.DeskViews.Fact;
import se.invanardialog.suggestions.DeskViews.Group;
import se.invanardialog.suggestions.DeskViews.Link;
import se.invanardialog.suggestions.DeskViews.RulesBook;
import se.invanardialog.suggestions.DeskViews.Version;

/** The rules as a form, or only to read, and who has changed them. */
final class OfficialRules {
  private static final String PATH = "/official/rules";
  private static final int VERSIONS_SHOWN = 20;
  private static final int SHORT_TEXT = 80;

  /** How a field is asked for. */
  private enum Kind {
    NUMBER,
    TICK,
    CHOICE,
    LINE,
    TEXT,
    LIST
  }

  private record Asked(String field, Kind kind, List<String> choices) {}

  private static Asked asked(String field, Kind kind) {
    return new Asked(field, kind, List.of());
  }

  private record Heading(String id, List<Asked> fields) {}

  private static final List<Heading> HEADINGS =
      List.of(
          new Heading(
              "threshold",
              List.of(
                  asked("threshold", Kind.NUMBER),
                  asked("thresholdPermille", Kind.TICK),
                  asked("population", Kind.NUMBER))),
          new Heading(
              "time",
              List.of(
                  asked("signingDays", Kind.LINE),
                  asked("moderationDays", Kind.NUMBER),
                  asked("answerDays", Kind.NUMBER),
                  asked("similarityBarMonths", Kind.NUMBER),
                  asked("suggestionsPerPersonYear", Kind.NUMBER),
                  asked("retentionMonths", Kind.NUMBER))),
          new Heading(
              "who",
              List.of(
                  new Asked("whoMaySuggest", Kind.CHOICE, Rules.WHO),
                  new Asked("whoMaySign", Kind.CHOICE, Rules.WHO),
                  asked("aliasAllowed", Kind.TICK),
                  asked("namesShown", Kind.TICK),
                  asked("postalCodeToSign", Kind.TICK),
                  asked("askAgeGroup", Kind.TICK),
                  new Asked("signingMoments", Kind.CHOICE, Rules.MOMENTS),
                  new Asked("comments", Kind.CHOICE, Rules.COMMENTS))),
          new Heading(
              "texts",
              List.of(
                  asked("titleLength", Kind.NUMBER),
                  asked("proposalLength", Kind.NUMBER),
                  asked("askReason", Kind.TICK),
                  asked("reasonLength", Kind.NUMBER),
                  asked("exemptMatters", Kind.TEXT))),
          new Heading(
              "places",
              List.of(
                  asked("boards", Kind.LIST),
                  asked("categories", Kind.LIST),
                  asked("districts", Kind.LIST))),
          new Heading("note", List.of(asked("note", Kind.TEXT))));

  private static final Set<String> TICKED = Set.of("yes", "true", "on", "1");

  private final OfficialDesk desk;
  private final Wiring wiring;
  private final Words words;

  OfficialRules(OfficialDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + PATH, OfficialApi.OFFICIALS, this::show),
        new Route("POST " + PATH, OfficialApi.ADMINS, this::save));
  }

  private Response show(Request request) {
    return page(request, RuleForm.fields(wiring.rules.current()), List.of());
  }

  private Response save(Request request) {
    var form = request.form();
    Rules was = wiring.rules.current();
    Input input = desk.input(form);
    int version = input.number("version", was.version(), 0, Integer.MAX_VALUE);
    Rules wanted = RuleForm.read(input, was);
    if (version != was.version()) {
      return wiring.site.conflict(request, PATH);
    }
    if (!input.errors().isEmpty()) {
      return page(request, form, input.errors());
    }
    return wiring
        .rules
        .save(wanted, request.official().name(), desk.now())
        .map(saved -> Response.seeOther(PATH + "?done=saved"))
        .orElseGet(() -> wiring.site.conflict(request, PATH));
  }

  private Response page(Request request, Map<String, String> typed, List<FieldError> errors) {
    Rules current = wiring.rules.current();
    boolean editable = OfficialDesk.rules(request);
    Forms forms = desk.forms(errors);
    var groups =
        HEADINGS.stream()
            .map(heading ->
                new Group(
                    heading.id(),
                    words.get("desk.rules." + heading.id() + ".heading"),
                    words.get("desk.rules." + heading.id() + ".lead"),
                    editable ? fields(heading, forms, typed) : List.of(),
                    editable ? List.of() : facts(heading, typed)))
            .toList();
    var view =
        new RulesBook(
            words,
            editable,
            forms,
            typed.getOrDefault("version", Integer.toString(current.version())),
            current.version() == 0
                ? words.get("desk.rules.first")
                : words.get(
                    "desk.rules.current",
                    Integer.toString(current.version()),
                    words.date(current.changedAt()),
                    current.changedBy()),
            groups,
            history(),
            editable
                ? Optional.of(new Link(words.get("desk.start.town.go"), "/official/town"))
                : Optional.empty(),
            request.query("done").map(done -> new Done(words.get("desk.rules.done"), "", "")));
    return desk.page(
        request,
        Section.RULES,
        PATH,
        words.get("desk.rules.title"),
        "official/rules.jte",
        view,
        errors);
  }

  private List<Content> fields(Heading heading, Forms forms, Map<String, String> typed) {
    var fields = new ArrayList<Content>();
    for (Asked asked : heading.fields()) {
      String value = typed.getOrDefault(asked.field(), "");
      Field field = Field.of(asked.field(), label(asked.field())).value(value);
      String hint = "desk.rules." + asked.field() + ".hint";
      Field hinted = words.has(hint) ? field.hint(words.get(hint)) : field;
      switch (asked.kind()) {
        case NUMBER -> fields.add(forms.input(hinted.number()));
        case LINE -> fields.add(forms.input(hinted));
        case TICK -> {
          // A box that is not ticked sends nothing; the value before it then counts.
          fields.add(forms.hidden(asked.field(), "no"));
          fields.add(forms.checkbox(hinted.value(TICKED.contains(value) ? "yes" : "")));
        }
        case CHOICE ->
            fields.add(
                forms.radios(
                    hinted.options(
                        asked.choices().stream()
                            .map(one -> new Option(one, choice(asked.field(), one)))
                            .toList())));
        case TEXT -> fields.add(forms.textarea(hinted.rows(3)));
        case LIST ->
            fields.add(forms.textarea(hinted.rows(Math.clamp(value.lines().count() + 1, 4, 14))));
      }
    }
    return fields;
  }

  private String label(String field) {
    return words.get("desk.rules." + field);
  }

  private String choice(String field, String value) {
    String own = "desk.rules." + field + "." + value;
    return words.has(own) ? words.get(own) : words.get("desk.rules.who." + value);
  }

  private List<Fact> facts(Heading heading, Map<String, String> fields) {
    return heading.fields().stream()
        .map(asked ->
            new Fact(label(asked.field()), shown(asked, fields.getOrDefault(asked.field(), ""))))
        .toList();
  }

  private String shown(Asked asked, String value) {
    if (asked.kind() == Kind.TICK) {
      return words.get(TICKED.contains(value) ? "desk.yes" : "desk.no");
    }
    if (value.isEmpty()) {
      return words.get("desk.rules.empty");
    }
    return switch (asked.kind()) {
      case NUMBER -> words.number(Long.parseLong(value));
      case CHOICE -> choice(asked.field(), value);
      case LIST -> words.list(value.lines().toList());
      case TICK, LINE, TEXT -> value;
    };
  }

  /** The newest first, each told by what it changed in the one before. */
  private List<Version> history() {
    var versions = wiring.rules.history();
    var shown = new ArrayList<Version>();
    for (int at = 0; at < Math.min(versions.size(), VERSIONS_SHOWN); at++) {
      Rules later = versions.get(at);
      Rules earlier = at + 1 < versions.size() ? versions.get(at + 1) : Rules.FIRST;
      shown.add(
          new Version(
              words.get(
                  "desk.rules.version",
                  Integer.toString(later.version()),
                  words.dateTime(later.changedAt()),
                  later.changedBy()),
              changes(RuleForm.fields(earlier), RuleForm.fields(later))));
    }
    return shown;
  }

  private List<String> changes(Map<String, String> earlier, Map<String, String> later) {
    var changes = new ArrayList<String>();
    for (Heading heading : HEADINGS) {
      for (Asked asked : heading.fields()) {
        String from = earlier.getOrDefault(asked.field(), "");
        String to = later.getOrDefault(asked.field(), "");
        if (!from.equals(to)) {
          changes.add(change(asked, from, to));
        }
      }
    }
    return changes.isEmpty() ? List.of(words.get("desk.rules.unchanged")) : changes;
  }

  private String change(Asked asked, String from, String to) {
    String label = label(asked.field());
    if (asked.kind() == Kind.LIST) {
      var added = new LinkedHashSet<>(to.lines().toList());
      var gone = new LinkedHashSet<>(from.lines().toList());
      gone.removeAll(added);
      added.removeAll(from.lines().toList());
      var parts = new ArrayList<String>();
      if (!added.isEmpty()) {
        parts.add(words.get("desk.rules.added", words.list(List.copyOf(added))));
      }
      if (!gone.isEmpty()) {
        parts.add(words.get("desk.rules.gone", words.list(List.copyOf(gone))));
      }
      return words.get(
          "desk.rules.change",
          label,
          parts.isEmpty() ? words.get("desk.rules.reordered") : String.join("; ", parts));
    }
    if (from.length() > SHORT_TEXT || to.length() > SHORT_TEXT) {
      return words.get("desk.rules.change", label, words.get("desk.rules.rewritten"));
    }
    return words.get(
        "desk.rules.change",
        label,
        words.get("desk.rules.from-to", shown(asked, from), shown(asked, to)));
  }
}
