package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {
  private static final Token TOKEN = new Token("s23456789abc", "dcba987654322345");

  @Test
  void a_link_is_read_back() {
    assertThat(Token.parse(TOKEN.text())).contains(TOKEN);
  }

  @Test
  void a_code_typed_from_paper_may_have_capitals_spaces_and_dashes() {
    assertThat(TOKEN.printed()).isEqualTo("dcba-9876-5432-2345");
    assertThat(Token.ofPaper(TOKEN.survey(), " DCBA 9876-5432–2345 ")).contains(TOKEN);
    assertThat(Token.ofPaper(TOKEN.survey(), "https://dialog.havstad.example" + TOKEN.path()))
        .contains(TOKEN);
  }

  @Test
  void a_link_of_another_survey_or_a_cut_code_is_none_of_ours() {
    assertThat(Token.ofPaper("another23456", TOKEN.text())).isEmpty();
    assertThat(Token.ofPaper(TOKEN.survey(), "dcba-9876-5432-234")).isEmpty();
    assertThat(Token.parse(TOKEN.text().substring(1))).isEmpty();
    assertThat(Token.parse("../../etc/passwd")).isEmpty();
    assertThat(Token.parse("a".repeat(100_000))).isEmpty();
  }
}
