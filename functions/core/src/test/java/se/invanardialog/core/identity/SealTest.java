package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealTest {
  private final Secret secret = new Secret(() -> new byte[32]);
  private final Seal seal = new Seal(secret, "reply");

  @Property(tries = 200)
  void what_is_sealed_opens_in_its_place(@ForAll String text, @ForAll String place) {
    String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(seal.open(seal.close(wellFormed, place), place)).isEqualTo(wellFormed);
  }

  @Test
  void it_opens_in_no_other_place_for_no_other_purpose_and_not_when_changed() {
    byte[] closed = seal.close("ja", "here");
    byte[] changed = closed.clone();
    changed[changed.length - 1] ^= 1;
    assertThatThrownBy(() -> seal.open(closed, "there")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Seal(secret, "other").open(closed, "here"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(changed, "here")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(new byte[0], "here"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_same_words_look_different_each_time() {
    assertThat(seal.close("ja", "here")).isNotEqualTo(seal.close("ja", "here"));
  }
}
