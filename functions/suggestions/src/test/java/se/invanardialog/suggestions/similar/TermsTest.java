package se.invanardialog.suggestions.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void endings_are_taken_off_and_empty_words_left_out() {
    assertThat(Terms.of("Fler badplatser i kommunen", "Vi vill ha en badplats.", "sv"))
        .isEqualTo(new Terms(List.of("badplat"), List.of("badplat")));
  }

  @Test
  void each_language_has_its_own_endings() {
    assertThat(Terms.of("cycling lanes", "", "en-GB").title()).containsExactly("cycl", "lane");
    assertThat(Terms.of("las bicicletas", "", "es").title()).containsExactly("biciclet");
    assertThat(Terms.of("الحدائق", "", "ar").title()).hasSize(1);
  }

  @Test
  void a_language_that_is_not_known_is_read_as_swedish() {
    for (String language : List.of("", "x", "fi", "🙂")) {
      assertThat(Terms.of("gatorna", "", language)).isEqualTo(Terms.of("gatorna", "", "sv"));
    }
  }

  @Test
  void letters_written_in_two_ways_are_the_same_letters() {
    String composed = "Gång\u00e4ng";
    String apart = "Ga\u030Anga\u0308ng";
    assertThat(Terms.of(apart, "", "sv")).isEqualTo(Terms.of(composed, "", "sv"));
  }

  @Test
  void a_soft_hyphen_does_not_part_a_word() {
    assertThat(Terms.of("cykel\u00ADbana", "", "sv")).isEqualTo(Terms.of("cykelbana", "", "sv"));
  }

  @Test
  void a_text_without_words_has_no_terms() {
    assertThat(Terms.of("!!! 🙂 …", "\u0000\uD800", "sv").isEmpty()).isTrue();
  }

  @Test
  void a_very_long_text_is_compared_by_its_beginning() {
    Terms terms = Terms.of("", "träd ".repeat(1_000_000), "sv");
    assertThat(terms.text()).hasSize(Terms.MOST_WORDS);
  }

  @Test
  void bytes_that_are_cut_or_foreign_are_refused() {
    byte[] whole = Terms.of("Badramp vid sjön", "För den som sitter i rullstol", "sv").toBytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Terms.fromBytes(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    byte[] other = whole.clone();
    other[0] = 77;
    assertThatThrownBy(() -> Terms.fromBytes(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void bytes_are_read_back_as_the_same_terms(@ForAll String title, @ForAll String text) {
    Terms terms = Terms.of(title, text, "sv");
    assertThat(Terms.fromBytes(terms.toBytes())).isEqualTo(terms);
  }

  @Property(tries = 300)
  void any_bytes_are_read_or_refused(@ForAll byte[] bytes) {
    try {
      assertThat(Terms.fromBytes(bytes)).isNotNull();
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessage("Not the bytes of terms");
    }
  }
}
