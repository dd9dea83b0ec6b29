package se.invanardialog.core.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Texts TEXTS = Texts.load("core");
  private static final Words SV = TEXTS.in(Language.DEFAULT);
  private static final Words EN = TEXTS.in(Language.orDefault("en"));
  private static final Words AR = TEXTS.in(Language.orDefault("ar"));

  @Test
  void the_catalogues_say_the_same_in_every_language() {
    CatalogueRules.hold("core");
  }

  @Test
  void a_key_left_out_of_one_language_is_found() {
    var first = texts(Map.of("a", "Hej {0}", "b.one", "{0} dag", "b.other", "{0} dagar"));
    var other = texts(Map.of("a", "Hello", "b.other", "{0} days", "c", ""));
    assertThat(CatalogueRules.differences(first, other, Language.orDefault("en")))
        .containsExactlyInAnyOrder(
            "en alone has c", "en a has [] not [0]", "en lacks b.one", "en c is empty");
  }

  @Test
  void an_unknown_language_is_the_municipalitys_own() {
    assertThat(Language.orDefault("xx").code()).isEqualTo("sv");
    assertThat(Language.orDefault(null).code()).isEqualTo("sv");
    assertThat(Language.of("../en")).isEmpty();
  }

  @Test
  void arabic_reads_from_right_to_left_and_says_that_a_machine_wrote_it() {
    assertThat(AR.language().direction()).isEqualTo("rtl");
    assertThat(AR.language().machineMade()).isTrue();
    assertThat(SV.language().machineMade()).isFalse();
  }

  @Test
  void a_missing_key_is_a_fault_in_the_program() {
    assertThatThrownBy(() -> SV.get("no.such.key")).hasMessageContaining("no.such.key");
    assertThatThrownBy(() -> SV.get("date.day", "15")).hasMessageContaining("{1}");
  }

  @Test
  void what_a_resident_wrote_is_never_taken_for_a_place() {
    assertThat(SV.get("mail.hello-name", "{0} {1}")).isEqualTo("Hej {0} {1}!");
  }

  @Test
  void dates_are_written_as_in_a_letter_and_do_not_break_between_day_and_month() {
    var day = LocalDate.of(2026, 12, 15);
    assertThat(SV.longDate(day)).isEqualTo("tisdag 15\u00a0december 2026");
    assertThat(SV.dayMonth(day)).isEqualTo("15\u00a0december");
    assertThat(EN.longDate(day)).isEqualTo("Tuesday 15\u00a0December 2026");
    assertThat(AR.dayMonth(day)).isEqualTo("15\u00a0ديسمبر");
  }

  @Test
  void a_moment_is_the_day_and_hour_it_is_in_stockholm() {
    assertThat(SV.dateTime(Instant.parse("2026-12-14T23:05:00Z")))
        .isEqualTo("15\u00a0december 2026 klockan\u00a000.05");
  }

  @Test
  void thousands_are_kept_together() {
    assertThat(SV.number(1_234_567)).isEqualTo("1\u00a0234\u00a0567");
    assertThat(SV.number(-1_234)).isEqualTo("-1\u00a0234");
    assertThat(SV.number(999)).isEqualTo("999");
    assertThat(SV.number(-999)).isEqualTo("-999");
    assertThat(SV.percent(0.514)).isEqualTo("51\u00a0%");
  }

  @Test
  void days_left_are_counted_to_the_last_day_itself() {
    assertThat(SV.daysLeft(23)).isEqualTo("23\u00a0dagar kvar");
    assertThat(SV.daysLeft(1)).isEqualTo("1\u00a0dag kvar");
    assertThat(SV.daysLeft(0)).isEqualTo("sista dagen är i\u00a0dag");
    assertThat(SV.daysLeft(-9)).isEqualTo("9\u00a0dagar sen");
  }

  @Test
  void arabic_counts_by_its_own_rule() {
    assertThat(List.of(1L, 2L, 3L, 10L, 11L, 99L, 100L, 102L, 103L).stream().map(this::form))
        .containsExactly("one", "two", "few", "few", "many", "many", "other", "other", "few");
  }

  @Test
  void days_turn_at_midnight_in_stockholm_also_when_the_clocks_change() {
    var beforeMidnight = Instant.parse("2026-10-24T21:30:00Z");
    var nextMorning = Instant.parse("2026-10-24T22:30:00Z");
    assertThat(Words.daysBetween(beforeMidnight, nextMorning)).isEqualTo(1);
    assertThat(SV.relative(nextMorning, beforeMidnight)).isEqualTo("i\u00a0morgon");
    assertThat(SV.relative(beforeMidnight, beforeMidnight.plusSeconds(3 * 86_400)))
        .isEqualTo("för 3\u00a0dagar sedan");
  }

  @Test
  void a_list_ends_with_and() {
    assertThat(SV.list(List.of("Centrum", "Tångeby", "Ängsvik")))
        .isEqualTo("Centrum, Tångeby och Ängsvik");
    assertThat(SV.list(List.of("Centrum"))).isEqualTo("Centrum");
    assertThat(SV.list(List.of())).isEmpty();
  }

  private String form(long n) {
    return Plurals.ARABIC.form(n);
  }

  private static Properties texts(Map<String, String> texts) {
    var properties = new Properties();
    properties.putAll(texts);
    return properties;
  }
}
