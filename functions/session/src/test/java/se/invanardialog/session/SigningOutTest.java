package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;

class SigningOutTest extends Browsing {
  @Test
  void who_signs_out_is_signed_out_here_and_then_at_the_provider() {
    signIn();

    Response answer = open("POST", "/session/sign-out", "origin", "https://dialog.havstad.example");

    String address =
        FakeProvider.ISSUER
            + "/logout?client_id=invanardialog&post_logout_redirect_uri="
            + "https%3A%2F%2Fdialog.havstad.example%2F";
    assertThat(jar).isEmpty();
    assertThat(
            FakeProvider.pairs(
                URI.create(answer.headers().get("refresh").substring(7)).getRawQuery()))
        .isEqualTo(FakeProvider.pairs(URI.create(address).getRawQuery()));
    assertThat(answer.body()).contains("Du är utloggad här");
  }

  @Test
  void a_provider_without_such_a_page_is_left_alone() {
    provider.document.remove("end_session_endpoint");
    signIn();

    assertThat(open("POST", "/session/sign-out").headers()).containsEntry("location", "/");
    assertThat(jar).isEmpty();
  }

  @Test
  void another_site_signs_nobody_out() {
    signIn();

    Response answer = open("POST", "/session/sign-out", "sec-fetch-site", "cross-site");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(jar).containsKey("session");
  }
}
