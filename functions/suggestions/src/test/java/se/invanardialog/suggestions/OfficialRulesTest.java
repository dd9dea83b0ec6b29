package se.invanardialog.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.suggestions.OfficialBox.ADMIN;
import static se.invanardialog.suggestions.OfficialBox.MODERATOR;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.invanardialog.core.http.Response;

class OfficialRulesTest {
  private static final String PATH = "/official/rules";
  private static final String DONE = PATH + "?done=saved";

  private final OfficialBox box = new OfficialBox();

  /** What Swedish municipalities have decided, as it is typed and ticked in the form. */
  enum Municipality {
    MALMÖ(
        fields(
            "threshold", "100",
            "signingDays", "90, 180, 270, 365",
            "whoMaySuggest", "residents",
            "aliasAllowed", "yes",
            "comments", "moderated",
            "similarityBarMonths", "24",
            "moderationDays", "14",
            "exemptMatters", "Kommunala bolag")),
    GÖTEBORG(
        fields(
            "threshold", "200",
            "signingDays", "90",
            "whoMaySuggest", "anyone",
            "whoMaySign", "anyone",
            "comments", "moderated")),
    SUNDBYBERG(fields("threshold", "100", "signingDays", "60", "whoMaySuggest", "residents-eid")),
    ÖRNSKÖLDSVIK(
        fields(
            "threshold", "50",
            "signingDays", "90",
            "similarityBarMonths", "12",
            "exemptMatters", "Rättigheter för nationella minoriteter")),
    FALKENBERG(fields("threshold", "50", "signingDays", "60")),
    HALLSTAHAMMAR(
        fields(
            "threshold", "50",
            "signingDays", "60",
            "signingMoments", "for-and-against",
            "comments", "moderated",
            "namesShown", "yes")),
    LYCKSELE(fields("threshold", "25", "answerDays", "182")),
    LERUM(fields("threshold", "60", "signingDays", "30", "answerDays", "120")),
    LULEÅ(
        fields(
            "threshold", "1",
            "thresholdPermille", "yes",
            "population", "77000",
            "signingDays", "90",
            "whoMaySuggest", "anyone",
            "whoMaySign", "residents-eid")),
    SÖDERKÖPING(
        fields(
            "whoMaySuggest", "anyone",
            "whoMaySign", "anyone",
            "comments", "moderated",
            "aliasAllowed", "no",
            "namesShown", "yes")),
    MELLERUD(
        fields(
            "threshold", "0",
            "whoMaySuggest", "residents",
            "suggestionsPerPersonYear", "3",
            "namesShown", "no"));

    private final Map<String, String> typed;

    Municipality(Map<String, String> typed) {
      this.typed = typed;
    }

    private static Map<String, String> fields(String... pairs) {
      var fields = new LinkedHashMap<String, String>();
      for (int at = 0; at < pairs.length; at += 2) {
        fields.put(pairs[at], pairs[at + 1]);
      }
      return fields;
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_rules_of_each_municipality_are_entered_and_read_back(Municipality municipality) {
    var form = filledIn(open());
    form.putAll(municipality.typed);
    assertThat(OfficialBox.location(post(form))).isEqualTo(DONE);
    var kept = RuleForm.fields(box.wiring.rules.current());
    municipality.typed.forEach(
        (field, value) -> assertThat(kept).as(field).containsEntry(field, asKept(value)));
    var again = filledIn(open());
    municipality.typed.forEach(
        (field, value) -> assertThat(again).as(field).containsEntry(field, value));
    assertThat(OfficialBox.location(post(again))).isEqualTo(DONE);
    assertThat(without(RuleForm.fields(box.wiring.rules.current()), "version"))
        .isEqualTo(without(kept, "version"));
  }

  private static String asKept(String typed) {
    return switch (typed) {
      case "yes" -> "true";
      case "no" -> "false";
      default -> typed;
    };
  }

  private static Map<String, String> without(Map<String, String> fields, String field) {
    var fewer = new LinkedHashMap<>(fields);
    fewer.remove(field);
    return fewer;
  }

  @Test
  void a_thousandth_of_the_residents_is_counted_in_names() {
    var form = filledIn(open());
    form.putAll(Municipality.LULEÅ.typed);
    post(form);
    Rules rules = box.wiring.rules.current();
    assertThat(rules.names()).isEqualTo(77);
    assertThat(rules.needsPostalCodeToSign()).isTrue();
    assertThat(rules.needsEidToSuggest()).isFalse();
  }

  @Test
  void saving_what_is_shown_changes_nothing() {
    var before = RuleForm.fields(box.wiring.rules.current());
    post(filledIn(open()));
    assertThat(without(RuleForm.fields(box.wiring.rules.current()), "version"))
        .isEqualTo(without(before, "version"));
    assertThat(open().body()).contains("Inget ändrades.");
  }

  @Test
  void a_box_that_is_not_ticked_means_no() {
    var ticked = filledIn(open());
    assertThat(ticked).containsEntry("aliasAllowed", "yes").containsEntry("askReason", "yes");
    assertThat(open().body())
        .contains("<input type=\"hidden\" name=\"aliasAllowed\" value=\"no\">");
    ticked.put("aliasAllowed", "no");
    post(ticked);
    assertThat(box.wiring.rules.current().aliasAllowed()).isFalse();
    assertThat(box.wiring.rules.current().askReason()).isTrue();
    assertThat(filledIn(open())).containsEntry("aliasAllowed", "no");
  }

  @Test
  void a_wrong_value_is_told_at_its_field_and_everything_typed_is_kept() {
    var form = filledIn(open());
    form.put("threshold", "många");
    form.put("districts", "Centrum: 1234");
    form.put("boards", "");
    form.put("note", "Enligt <beslut> & § 12");
    form.put("aliasAllowed", "no");
    var page = post(form);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("<title>Fel: ", "3 saker behöver rättas")
        .contains("href=\"#threshold\"", "href=\"#districts\"", "href=\"#boards\"")
        .contains("id=\"threshold-e\"");
    assertThat(filledIn(page))
        .containsEntry("threshold", "många")
        .containsEntry("districts", "Centrum: 1234")
        .containsEntry("note", "Enligt <beslut> & § 12")
        .containsEntry("aliasAllowed", "no");
    assertThat(box.wiring.rules.current().version()).isZero();
  }

  @Test
  void the_second_of_two_administrators_overwrites_nothing() {
    var first = filledIn(open());
    var second = filledIn(open());
    first.put("threshold", "150");
    second.put("threshold", "50");
    post(first);
    assertThat(post(second).status()).isEqualTo(409);
    assertThat(box.wiring.rules.current().threshold()).isEqualTo(150);
  }

  @Test
  void what_changed_is_told_with_who_and_when() {
    var form = filledIn(open());
    form.put("threshold", "150");
    form.put("whoMaySign", "residents");
    form.put("aliasAllowed", "no");
    form.put("boards", "Kommunstyrelsen\nMiljönämnden");
    post(form);
    assertThat(open().body())
        .contains("Version 1, 2\u00a0november 2026 klockan\u00a009.00, Mona Lind")
        .contains("Namn som behövs: från 100 till 150")
        .contains("från Alla, var de än bor till Den som bor i kommunen, enligt postnumret")
        .contains("Alias får användas: från Ja till Nej")
        .contains("Nämnder: lade till Miljönämnden; tog bort Samhällsbyggnadsnämnden, ");
  }

  @Test
  void a_suggestion_follows_the_rules_it_came_under() {
    String before = box.submitted("Fler bänkar", "Sätt ut bänkar.");
    var form = filledIn(open());
    form.put("threshold", "7");
    post(form);
    String after = box.published("Rullstolsramp");
    box.post("/official/moderation/{id}", before, MODERATOR, Map.of("decision", "publish"));
    assertThat(box.wiring.suggestions.row(before).orElseThrow().threshold()).isEqualTo(100);
    assertThat(box.wiring.suggestions.row(after).orElseThrow().threshold()).isEqualTo(7);
  }

  @Test
  void who_may_not_change_the_rules_reads_them() {
    String page = box.get(PATH, "", MODERATOR).body();
    assertThat(page)
        .contains("<b>Namn som behövs:</b> 100", "<b>Alias får användas:</b> Ja")
        .doesNotContain("<form class=\"flow\"", "Spara reglerna");
  }

  @Test
  void every_rule_is_in_the_form() {
    assertThat(filledIn(open()).keySet())
        .containsExactlyInAnyOrderElementsOf(RuleForm.fields(box.wiring.rules.current()).keySet());
  }

  private Response open() {
    return box.get(PATH, "", ADMIN);
  }

  private Response post(Map<String, String> form) {
    return box.post(PATH, "", ADMIN, form);
  }

  private static final Pattern CONTROL =
      Pattern.compile("<input ([^>]*)>|<textarea ([^>]*)>\\n?(.*?)</textarea>", Pattern.DOTALL);

  /** What a browser would send if the button was pressed now: the later of two values counts. */
  private static Map<String, String> filledIn(Response page) {
    String html = page.body();
    int start = html.indexOf("<form class=\"flow\"");
    assertThat(start).as("a form in %s", html).isPositive();
    Matcher control = CONTROL.matcher(html.substring(start, html.indexOf("</form>", start)));
    var form = new LinkedHashMap<String, String>();
    while (control.find()) {
      String tag = control.group(1) == null ? control.group(2) : control.group(1);
      String name = attribute(tag, "name");
      boolean choice = List.of("radio", "checkbox").contains(attribute(tag, "type"));
      if (control.group(1) == null) {
        form.put(name, unescaped(control.group(3)));
      } else if (!choice || tag.matches("(?s).* checked(=\"\")?( .*|$)")) {
        form.put(name, attribute(tag, "value"));
      }
    }
    return form;
  }

  private static String attribute(String tag, String name) {
    Matcher attribute = Pattern.compile("(?:^| )" + name + "=\"([^\"]*)\"").matcher(tag);
    return attribute.find() ? unescaped(attribute.group(1)) : "";
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void where_no_names_are_asked_for_the_board_owes_an_answer_from_the_first_day() {
    var box = new OfficialBox();
    Rules none =
        RuleForm.read(
            se.invanardialog.core.http.Input.form(
                Map.of("threshold", "0", "answerDays", "90"),
                box.wiring.site.words(OfficialBox.sv())),
            box.wiring.rules.current());
    assertThat(box.wiring.rules.save(none, "Test", OfficialBox.START)).isPresent();

    String id = box.published("Bänkar vid torget");

    assertThat(
            box.wiring.answering.awaiting(java.util.Optional.empty(), OfficialBox.START).stream()
                .map(awaiting -> awaiting.row().id()))
        .containsExactly(id);
  }
}
