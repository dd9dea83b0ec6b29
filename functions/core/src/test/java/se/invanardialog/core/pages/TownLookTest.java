package se.invanardialog.core.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TownLookTest {
  @Test
  void the_invented_town_can_be_read() {
    assertThat(TownLook.HAVSTAD.problems()).isEmpty();
    assertThat(TownLook.HAVSTAD.phoneLink()).isEqualTo("tel:+46313900610");
  }

  @Test
  void contrast_is_as_wcag_defines_it() {
    assertThat(Colour.fixed("#000000").contrast(Colour.fixed("#ffffff")))
        .isEqualTo(21, within(0.01));
    assertThat(Colour.fixed("#777777").contrast(Colour.fixed("#ffffff")))
        .isEqualTo(4.48, within(0.01));
  }

  @Test
  void a_sea_too_light_for_paper_is_refused() {
    assertThat(town("#4a90a4", "#ffc52e", "#14212a").problems())
        .extracting(Problem::field)
        .containsExactly("sea");
  }

  @Test
  void a_button_that_cannot_be_read_is_refused() {
    assertThat(town("#0c4556", "#ffc52e", "#ffffff").problems())
        .extracting(Problem::field)
        .containsExactly("onSignal");
  }

  @Test
  void a_colour_that_is_none_is_refused_and_never_reaches_the_style_sheet() {
    assertThat(town("red;}", "#ffc52e", "#14212a").problems())
        .extracting(Problem::field)
        .containsExactly("sea");
  }

  @Test
  void the_sea_at_night_reads_easily_on_dark_paper_whatever_the_sea() {
    for (String sea : new String[] {"#0c4556", "#000000", "#7a0019", "#1d3c8f"}) {
      var night = Colour.fixed(town(sea, "#ffc52e", "#14212a").seaNight());
      assertThat(night.contrast(Colour.fixed("#0f181d"))).isGreaterThan(7);
      assertThat(night.contrast(Colour.fixed("#172329"))).isGreaterThan(Colour.READABLE);
    }
  }

  @Test
  void the_theme_is_new_when_a_colour_is() {
    assertThat(TownLook.HAVSTAD.themeCss())
        .contains("--sea:#0c4556;")
        .contains("--signal:#ffc52e;");
    assertThat(TownLook.HAVSTAD.themeVersion())
        .isNotEqualTo(town("#0c4557", "#ffc52e", "#14212a").themeVersion());
  }

  private static TownLook town(String sea, String signal, String onSignal) {
    return new TownLook("Ås kommun", "Ås", "", "", sea, signal, onSignal, "0900-1", "8–16");
  }
}
