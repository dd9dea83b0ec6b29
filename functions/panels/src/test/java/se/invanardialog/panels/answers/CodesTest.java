package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Secret;

class CodesTest {
  private final Codes codes = new Codes(new Secret(() -> new byte[32]));

  @Test
  void a_member_has_the_same_code_each_time_and_another_in_the_next_survey() {
    assertThat(codes.of("s1", "salt", "anna")).isEqualTo(codes.of("s1", "salt", "anna"));
    assertThat(codes.of("s1", "salt", "anna")).isNotEqualTo(codes.of("s2", "salt", "anna"));
  }

  @Test
  void without_the_salt_the_code_can_not_be_worked_out_again() {
    assertThat(codes.of("s1", "", "anna")).isNotEqualTo(codes.of("s1", "salt", "anna"));
  }

  @Test
  void ten_thousand_members_have_codes_that_differ_and_can_be_read_aloud() {
    var all = new HashSet<String>();
    for (int member = 0; member < 10_000; member++) {
      all.add(codes.of("s1", "salt", "m" + member));
    }
    assertThat(all).hasSize(10_000).allMatch(code -> code.matches("[2-9a-hjkmnp-z]{16}"));
  }

  @Test
  void invitation_answer_and_sending_have_nothing_in_common() {
    String code = codes.of("s1", "salt", "anna");
    assertThat(
            new HashSet<>(
                java.util.List.of(
                    code,
                    codes.invitation("s1", code),
                    codes.reply("s1", code),
                    codes.sending("s1", "invite", code))))
        .hasSize(4);
  }
}
