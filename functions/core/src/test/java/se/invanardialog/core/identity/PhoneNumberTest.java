package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "070-123 45 67",
        "0701234567",
        "+46701234567",
        "+46 70 123 45 67",
        "+46 (0)70-123 45 67",
        "0046 70 123 45 67",
        "+460701234567",
        " 070\u00a0123\u00a045\u00a067 ",
        "070–123 45 67",
        "(070) 123.45.67"
      })
  void all_ways_of_writing_a_swedish_number_are_one_number(String written) {
    assertThat(PhoneNumber.parse(written)).contains(new PhoneNumber("+46701234567"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+47 912 34 567", "00358 40 123 4567", "+1 202 555 0123"})
  void a_number_of_another_country_is_taken_with_its_code(String written) {
    assertThat(PhoneNumber.parse(written)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "070",
        "08-123 456 78",
        "070-123 45 678",
        "1234567",
        "+0701234567",
        "++46701234567",
        "070-123 45 6O",
        "٠٧٠١٢٣٤٥٦٧",
        "070-123 45 67; DROP TABLE",
        "tel:+46701234567",
        "1'; --"
      })
  void what_no_text_message_can_be_sent_to_is_not_taken(String written) {
    assertThat(PhoneNumber.parse(written)).isEmpty();
  }

  @Test
  void a_text_of_any_length_is_answered_at_once() {
    assertThat(PhoneNumber.parse("0".repeat(1_000_000))).isEmpty();
  }
}
