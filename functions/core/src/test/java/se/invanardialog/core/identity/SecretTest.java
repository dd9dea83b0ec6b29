package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void it_signs_as_hmac_sha256_over_purpose_and_text() {
    byte[] key = HexFormat.of().parseHex("0b".repeat(32));
    assertThat(HexFormat.of().formatHex(new Secret(() -> key).sign("p", "text", 32)))
        .isEqualTo("901eac8d7c2b79bd833431d0b9254748bf8b17c60a2d15f6a6111c45e7bbea05");
  }

  @Test
  void another_key_purpose_or_text_signs_otherwise_and_the_border_between_them_counts() {
    Secret secret = Keyed.by("a");
    byte[] first = secret.sign("purpose", "text", 16);
    assertThat(secret.sign("purpose", "text", 16)).isEqualTo(first);
    assertThat(Keyed.by("b").sign("purpose", "text", 16)).isNotEqualTo(first);
    assertThat(secret.sign("purposet", "ext", 16)).isNotEqualTo(first);
    assertThat(secret.sign("purpose", "texts", 16)).isNotEqualTo(first);
    assertThat(secret.sign("purpose", "text".getBytes(StandardCharsets.UTF_8), 16))
        .isEqualTo(first);
  }

  @Test
  void the_key_is_fetched_when_first_needed_and_once() {
    var fetched = new AtomicInteger();
    var secret =
        new Secret(() -> {
          fetched.incrementAndGet();
          return new byte[32];
        });
    assertThat(fetched).hasValue(0);
    secret.sign("p", "a", 16);
    secret.sign("p", "b", 16);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void a_short_key_is_refused() {
    assertThatThrownBy(() -> new Secret(() -> new byte[31]).sign("p", "a", 16))
        .isInstanceOf(IllegalStateException.class);
  }
}
