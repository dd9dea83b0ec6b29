package se.invanardialog.panels.surveys;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.surveys.Asked.design;
import static se.invanardialog.panels.surveys.Asked.of;
import static se.invanardialog.panels.surveys.Asked.one;
import static se.invanardialog.panels.surveys.Asked.text;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.surveys.Lint.Code;
import se.invanardialog.panels.surveys.Question.ShowIf;

class LintTest {
  private static List<Code> codes(Question... questions) {
    return Lint.of(design(questions)).stream().map(Lint.Warning::code).toList();
  }

  private static List<Code> said(String text) {
    return codes(one("q1", text, "Ja", "Nej", "Vet inte"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hur nöjd är du med skolan och förskolan?",
        "Tycker du att bussarna är billiga samt punktliga?",
        "Cyklar eller går du till jobbet?",
        "Are the buses cheap and on time?"
      })
  void two_questions_in_one_are_found(String text) {
    assertThat(said(text)).contains(Code.DOUBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hur ofta går du till och från jobbet?",
        "Cyklar du då och då?",
        "Vill du ha en badramp eller inte?",
        "Känner du till samhälls- och byggnadsnämnden?",
        "Vi planerar bänkar och träd på torget. Är det en bra idé?",
        "Hur trygg känner du dig på kvällen?"
      })
  void one_question_is_not_taken_for_two(String text) {
    assertThat(said(text)).doesNotContain(Code.DOUBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tycker du inte att parken är ful?",
        "Håller du med om att skatten är för hög?",
        "Borde vi inte bygga ett badhus?",
        "Do you agree that the park needs lights?",
        "Ska kommunen sluta med slöseri på onödiga projekt, som alla vet?"
      })
  void a_question_that_leads_is_found(String text) {
    assertThat(said(text)).contains(Code.LEADING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vad tycker du om parken?", "Hur väl stämmer det att parken är vacker?"})
  void a_plain_question_does_not_lead(String text) {
    assertThat(said(text)).doesNotContain(Code.LEADING);
  }

  @Test
  void a_choice_without_a_way_to_say_that_one_does_not_know_is_found() {
    assertThat(codes(one("q1", "Behövs fler bänkar?", "Ja", "Nej"))).contains(Code.NO_DONT_KNOW);
    assertThat(codes(one("q1", "Behövs fler bänkar?", "Ja", "Nej", "Ingen åsikt")))
        .doesNotContain(Code.NO_DONT_KNOW);
    assertThat(codes(one("q1", "More benches?", "Yes", "No", "Don't know")))
        .doesNotContain(Code.NO_DONT_KNOW);
  }

  @Test
  void a_question_longer_than_one_breath_is_found() {
    assertThat(said("Hur ofta " + "går du ut ".repeat(10) + "?")).contains(Code.TOO_LONG);
    assertThat(said("Hur ofta går du ut?")).doesNotContain(Code.TOO_LONG);
  }

  @Test
  void what_a_phone_can_not_show_is_found() {
    var eleven = IntStream.rangeClosed(1, 11).mapToObj(at -> "Val " + at).toList();
    assertThat(codes(of("q1", Question.Type.SEVERAL, "Vilka?", eleven, null, null, null)))
        .contains(Code.MANY_OPTIONS);
    assertThat(codes(one("q1", "Vilken?", "Ja", "Nej", "Vet inte " + "alls ".repeat(20))))
        .contains(Code.LONG_OPTION);
    assertThat(
            codes(of("q1", Question.Type.MATRIX, "Hur?", eleven.subList(0, 6), null, null, null)))
        .contains(Code.WIDE_MATRIX);
  }

  @Test
  void a_scale_with_more_steps_up_than_down_is_found() {
    assertThat(codes(one("q1", "Hur är parken?", "Mycket bra", "Bra", "Dålig", "Vet inte")))
        .contains(Code.UNBALANCED);
    assertThat(
            codes(
                one(
                    "q1",
                    "Hur är parken?",
                    "Mycket bra",
                    "Bra",
                    "Varken eller",
                    "Dålig",
                    "Mycket dålig",
                    "Vet inte")))
        .doesNotContain(Code.UNBALANCED);
    assertThat(
            codes(
                one(
                    "q1",
                    "Parken är vacker.",
                    "Instämmer helt",
                    "Instämmer delvis",
                    "Instämmer inte",
                    "Instämmer inte alls",
                    "Vet ej")))
        .doesNotContain(Code.UNBALANCED);
  }

  @Test
  void a_scale_whose_ends_say_nothing_is_found() {
    assertThat(codes(of("q1", Question.Type.SCALE, "Hur trygg?", List.of(), 1, 5, null)))
        .contains(Code.BARE_SCALE);
  }

  @Test
  void a_text_that_lacks_one_of_the_languages_used_is_found_once_for_each() {
    var first = one("q1", "Behövs bänkar?", "Ja", "Nej", "Vet inte");
    var second =
        new Question(
            "q2",
            Question.Type.TEXT,
            Asked.sv("Varför?").with("en", "Why?"),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    assertThat(Lint.of(design(first, second)))
        .filteredOn(one -> one.code() == Code.UNTRANSLATED)
        .extracting(Lint.Warning::question, Lint.Warning::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("", "en"),
            org.assertj.core.groups.Tuple.tuple("q1", "en"));
  }

  @Test
  void a_question_that_no_answer_leads_to_is_found_and_all_that_hang_on_it() {
    var first = one("q1", "Behövs bänkar?", "Ja", "Nej", "Vet inte");
    var never =
        of("q2", Question.Type.TEXT, "Var?", List.of(), null, null, new ShowIf("q1", List.of("x")));
    var after =
        of("q3", Question.Type.TEXT, "Hur?", List.of(), null, null, new ShowIf("q9", List.of("a")));
    var fine =
        of("q4", Question.Type.TEXT, "När?", List.of(), null, null, new ShowIf("q1", List.of("a")));
    assertThat(Lint.of(design(first, never, after, fine)))
        .filteredOn(one -> one.code() == Code.UNREACHABLE)
        .extracting(Lint.Warning::question)
        .containsExactly("q2", "q3");
  }

  @Test
  void a_good_survey_has_no_warnings() {
    assertThat(
            codes(
                one(
                    "q1",
                    "Hur trygg känner du dig på kvällen?",
                    "Mycket trygg",
                    "Ganska trygg",
                    "Ganska otrygg",
                    "Mycket otrygg",
                    "Vet inte"),
                text("q2", "Vad skulle göra dig tryggare?")))
        .isEmpty();
  }

  @Test
  void nothing_that_can_be_written_stops_the_lint() {
    for (String odd : List.of("", "?", "\uD83D\uDE00", "{q1}", "(((", "a".repeat(500), "\n\n?")) {
      assertThat(Lint.of(design(one("q1", odd, odd, odd)))).isNotNull();
    }
    assertThat(
            Lint.of(
                new Survey.Design(
                    "",
                    false,
                    Translated.NOTHING,
                    Translated.NOTHING,
                    new Survey.Purpose(Translated.NOTHING, Translated.NOTHING, null),
                    List.of(),
                    null,
                    java.util.Map.of(),
                    java.util.Map.of(),
                    null,
                    null,
                    List.of(),
                    null)))
        .isEmpty();
  }
}
