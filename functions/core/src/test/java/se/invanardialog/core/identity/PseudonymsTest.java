package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(Keyed.by("key"));

  @Test
  void spellings_of_one_mailbox_are_one_person_and_another_mailbox_another() {
    String anna = email("anna.ek@gmail.com");
    assertThat(email("Anna.Ek+kommunen@GoogleMail.com")).isEqualTo(anna);
    assertThat(email("annaek@gmail.com")).isEqualTo(anna);
    assertThat(email("annaek@exempel.se")).isNotEqualTo(anna);
    assertThat(email("anna.ek@exempel.se")).isNotEqualTo(email("annaek@exempel.se"));
  }

  @Test
  void it_does_not_say_who_and_can_not_be_made_without_the_key() {
    assertThat(email("anna@exempel.se"))
        .hasSize(22)
        .matches("[A-Za-z0-9_-]+")
        .doesNotContain("anna")
        .isNotEqualTo(
            new Pseudonyms(Keyed.by("other"))
                .ofEmail(EmailAddress.parse("anna@exempel.se").orElseThrow()));
  }

  @Test
  void on_paper_the_same_name_and_postal_code_is_the_same_person() {
    String anna = pseudonyms.ofPaper("Anna  Ek ", "43231");
    assertThat(pseudonyms.ofPaper("ANNA EK", "43231")).isEqualTo(anna);
    assertThat(pseudonyms.ofPaper("Anna Ek", "43232")).isNotEqualTo(anna);
    assertThat(pseudonyms.ofPaper("A\u030asa", "1")).isEqualTo(pseudonyms.ofPaper("Åsa", "1"));
  }

  @Test
  void one_kind_of_subject_is_never_taken_for_another() {
    assertThat(pseudonyms.of("email", "x")).isNotEqualTo(pseudonyms.of("network", "x"));
  }

  private String email(String text) {
    return pseudonyms.ofEmail(EmailAddress.parse(text).orElseThrow());
  }
}
