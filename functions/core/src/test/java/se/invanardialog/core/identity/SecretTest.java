package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

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

  @Test
  void before_a_snapshot_it_is_asked_for_encrypted_and_not_kept() {
    var asked = new ArrayList<Boolean>();
    var store =
        new SsmClient() {
          @Override
          public GetParameterResponse getParameter(GetParameterRequest request) {
            asked.add(request.withDecryption());
            String value = Base64.getEncoder().encodeToString(new byte[32]);
            return GetParameterResponse.builder().parameter(found -> found.value(value)).build();
          }

          @Override
          public String serviceName() {
            return "ssm";
          }

          @Override
          public void close() {}
        };
    var parameter = KeyParameter.of(new Outside(Instant.EPOCH).platform(store), "SESSION_KEY");

    parameter.beforeCheckpoint(Core.getGlobalContext());
    assertThat(asked).containsExactly(false);
    assertThat(new Secret(parameter).sign("p", "a", 16))
        .isEqualTo(new Secret(() -> new byte[32]).sign("p", "a", 16));
    assertThat(asked).containsExactly(false, true);
  }
}
