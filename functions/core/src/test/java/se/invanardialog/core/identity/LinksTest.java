package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinksTest {
  private final Links links = new Links(Keyed.by("key"));

  @Test
  void a_token_gives_back_its_parts_and_fits_in_an_address() {
    String token = links.token("confirm", "abc23456789x", "Ängsvik", "");
    assertThat(token).matches("[A-Za-z0-9_-]+").hasSizeLessThan(80);
    assertThat(links.read("confirm", token, 3))
        .hasValueSatisfying(
            parts -> assertThat(parts).containsExactly("abc23456789x", "Ängsvik", ""));
  }

  @Test
  void a_cut_lengthened_or_changed_token_is_not_ours() {
    String token = links.token("confirm", "suggestion", "person");
    for (int length = 0; length < token.length(); length++) {
      assertThat(links.read("confirm", token.substring(0, length), 2)).isEmpty();
    }
    for (int at = 0; at < token.length() - 1; at++) {
      var changed = new StringBuilder(token);
      changed.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');
      assertThat(links.read("confirm", changed.toString(), 2)).as("changed at %s", at).isEmpty();
    }
    assertThat(links.read("confirm", token + "AAAA", 2)).isEmpty();
    assertThat(links.read("confirm", token + "A".repeat(10_000_000), 2)).isEmpty();
  }

  @Test
  void a_token_for_one_purpose_or_of_another_key_opens_nothing_else() {
    String token = links.token("confirm", "suggestion", "person");
    assertThat(links.read("withdraw", token, 2)).isEmpty();
    assertThat(new Links(Keyed.by("other")).read("confirm", token, 2)).isEmpty();
  }

  @Test
  void another_number_of_parts_is_not_what_was_mailed() {
    String token = links.token("confirm", "a", "b");
    assertThat(links.read("confirm", token, 1)).isEmpty();
    assertThat(links.read("confirm", token, 3)).isEmpty();
    assertThat(links.read("confirm", links.token("confirm"), 0)).isEmpty();
  }

  @Test
  void parts_can_not_be_moved_into_each_other() {
    assertThat(links.token("confirm", "ab", "c")).isNotEqualTo(links.token("confirm", "a", "bc"));
  }

  @Test
  void what_is_no_token_is_not_ours() {
    for (String text : List.of("", "å", "!!!!", "../../etc/passwd", "%00", "AAAA", "=", "🛝")) {
      assertThat(links.read("confirm", text, 2)).isEmpty();
    }
  }

  @Test
  void more_than_an_address_takes_is_our_own_fault() {
    String longest = "a".repeat(1_498);
    assertThat(links.read("confirm", links.token("confirm", longest), 1)).isPresent();
    assertThat(links.open("sign", links.sealed("sign", longest), 1)).isPresent();
    assertThatThrownBy(() -> links.token("confirm", longest + "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> links.sealed("sign", longest, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void what_is_sealed_comes_back_as_it_was(
      @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 60) String> parts) {
    String token = links.sealed("sign", parts.toArray(String[]::new));
    assertThat(token).matches("[A-Za-z0-9_-]+");
    assertThat(links.open("sign", token, parts.size()))
        .hasValueSatisfying(opened ->
            assertThat(opened)
                .containsExactlyElementsOf(parts.stream().map(LinksTest::encodable).toList()));
  }

  /** Half a surrogate pair can't be written. */
  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void nobody_reads_what_is_sealed() {
    byte[] sealed =
        Base64.getUrlDecoder().decode(links.sealed("sign", "Ester", "ester@exempel.se"));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ster", "exempel");
  }

  @Test
  void a_sealed_token_that_is_cut_changed_or_for_another_use_does_not_open() {
    String token = links.sealed("sign", "suggestion", "person");
    for (int length = 0; length < token.length(); length++) {
      assertThat(links.open("sign", token.substring(0, length), 2)).isEmpty();
    }
    for (int at = 0; at < token.length() - 1; at++) {
      var changed = new StringBuilder(token);
      changed.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');
      assertThat(links.open("sign", changed.toString(), 2)).as("changed at %s", at).isEmpty();
    }
    assertThat(links.open("sign", token, 3)).isEmpty();
    assertThat(links.open("sign", token, 1)).isEmpty();
    assertThat(links.open("confirm", token, 2)).isEmpty();
    assertThat(links.read("sign", token, 2)).isEmpty();
    assertThat(links.open("sign", links.token("sign", "suggestion", "person"), 2)).isEmpty();
    assertThat(new Links(Keyed.by("other")).open("sign", token, 2)).isEmpty();
  }

  @Property(tries = 500)
  void no_text_of_others_is_a_token(@ForAll String text) {
    assertThat(links.read("confirm", text, 2)).isEmpty();
  }
}
