package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "anna@exempel.se, anna@exempel.se, anna@exempel.se",
    "' anna@exempel.se ', anna@exempel.se, anna@exempel.se",
    "Anna.Ek@Exempel.SE, Anna.Ek@exempel.se, anna.ek@exempel.se",
    "a+tagg@exempel.se, a+tagg@exempel.se, a@exempel.se",
    "+tagg@exempel.se, +tagg@exempel.se, +tagg@exempel.se",
    "a.b.c+x@googlemail.com, a.b.c+x@googlemail.com, abc@gmail.com",
    "a@blåbär.se, a@xn--blbr-noae.se, a@xn--blbr-noae.se",
    "o'hara@exempel.museum, o'hara@exempel.museum, o'hara@exempel.museum",
    "a@1.exempel.se, a@1.exempel.se, a@1.exempel.se"
  })
  void an_address_that_can_get_mail_is_kept_as_written_and_known_by_its_mailbox(
      String written, String text, String canonical) {
    EmailAddress address = EmailAddress.parse(written).orElseThrow();
    assertThat(address.text()).isEqualTo(text);
    assertThat(address.canonical()).isEqualTo(canonical);
    assertThat(address.domain()).isEqualTo(text.substring(text.indexOf('@') + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "anna",
        "anna@",
        "@exempel.se",
        "anna@exempel",
        "anna@.se",
        "anna@exempel.",
        "anna@exempel..se",
        "anna@-exempel.se",
        "anna@exempel-.se",
        ".anna@exempel.se",
        "anna.@exempel.se",
        "an..na@exempel.se",
        "an na@exempel.se",
        "anna@exempel .se",
        "a@b@exempel.se",
        "anna@127.0.0.1",
        "anna@[127.0.0.1]",
        "\"anna\"@exempel.se",
        "Anna <anna@exempel.se>",
        "anna@exempel.se, bo@exempel.se",
        "anna@exempel.se;bo",
        "anna@exempel.se\nBcc: bo@exempel.se",
        "anna\r\n@exempel.se",
        "an\u0000na@exempel.se",
        "an\u202ena@exempel.se",
        "åsa@exempel.se",
        "<script>@exempel.se",
        "=cmd()@exempel.se|",
        "anna@exempel.se\u0000",
        "anna@exem\u202epel.se",
        "🛝@exempel.se",
        "anna@exempel.s3-"
      })
  void what_mail_can_not_be_sent_to_is_no_address(String written) {
    assertThat(EmailAddress.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 10_000, 1_000_000})
  void a_long_one_is_refused_at_once(int length) {
    assertThat(EmailAddress.parse("a".repeat(length) + "@exempel.se")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b".repeat(length) + ".se")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "å.".repeat(length / 2) + "se")).isEmpty();
    assertThat(EmailAddress.parse("a@" + "b.".repeat(length / 2) + "se").isPresent())
        .isEqualTo(length == 250 && 2 + 250 + 2 <= EmailAddress.LONGEST);
  }

  @Property(tries = 2_000)
  void whatever_is_written_it_is_an_address_or_none_and_stays_so(@ForAll String text) {
    for (String written : new String[] {text, text + "@exempel.se", "anna@" + text}) {
      EmailAddress.parse(written)
          .ifPresent(address -> {
            assertThat(address.text()).matches("[!-~]+@[a-z0-9.-]+").hasSizeLessThanOrEqualTo(254);
            assertThat(EmailAddress.parse(address.text())).contains(address);
          });
    }
  }
}
