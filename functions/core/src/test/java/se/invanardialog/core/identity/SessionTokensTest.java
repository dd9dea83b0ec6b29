package se.invanardialog.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(8));
  private static final Caller.Official OFFICIAL =
      new Caller.Official(
          "subject-1",
          "Åsa Öberg",
          Set.of(Role.MODERATOR, Role.RESPONDER),
          Optional.of("Kultur- och fritidsnämnden"));
  private static final Caller RESIDENT = new Caller.Resident();

  private final SessionTokens tokens = new SessionTokens(Keyed.by("key"));

  @Test
  void a_session_says_who_until_its_time_is_out() {
    String token = tokens.issue(OFFICIAL, LATER);
    assertThat(tokens.read(token, NOW)).isEqualTo(OFFICIAL);
    assertThat(tokens.read(token, LATER.minusSeconds(1))).isEqualTo(OFFICIAL);
    assertThat(tokens.read(token, LATER)).isEqualTo(RESIDENT);
  }

  @Test
  void a_cut_changed_or_foreign_token_is_a_resident_and_no_error() {
    String token = tokens.issue(OFFICIAL, LATER);
    for (int length = 0; length < token.length(); length++) {
      assertThat(tokens.read(token.substring(0, length), NOW)).isEqualTo(RESIDENT);
    }
    assertThat(new SessionTokens(Keyed.by("other")).read(token, NOW)).isEqualTo(RESIDENT);
    for (String text : List.of("", ".", "a.b", "..", "å.å", "x".repeat(1_000_000), token + "x")) {
      assertThat(tokens.read(text, NOW)).isEqualTo(RESIDENT);
    }
  }

  @Test
  void nobody_can_give_themselves_roles() {
    String signature = tokens.issue(OFFICIAL, LATER).split("\\.")[1];
    String claims = "{\"sub\":\"x\",\"name\":\"x\",\"roles\":\"admin\",\"exp\":9999999999}";
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    assertThat(tokens.read(forged + "." + signature, NOW)).isEqualTo(RESIDENT);
    assertThat(tokens.read(forged + ".", NOW)).isEqualTo(RESIDENT);
  }

  @Test
  void a_mailed_links_secret_signs_no_session() {
    String link = new Links(Keyed.by("key")).token("session", "x");
    assertThat(tokens.read(link, NOW)).isEqualTo(RESIDENT);
  }

  @Test
  void roles_that_we_do_not_know_are_left_out_and_an_incomplete_context_is_a_resident() {
    assertThat(Caller.of(Map.of("sub", "x", "name", "X", "roles", "moderator, wizard,")))
        .isEqualTo(new Caller.Official("x", "X", Set.of(Role.MODERATOR), Optional.empty()));
    assertThat(Caller.of(Map.of())).isEqualTo(RESIDENT);
    assertThat(Caller.of(Map.of("sub", " ", "roles", "admin"))).isEqualTo(RESIDENT);
    assertThat(Caller.of(Map.of("sub", 7, "roles", "admin"))).isEqualTo(RESIDENT);
    assertThat(Caller.of(OFFICIAL.context())).isEqualTo(OFFICIAL);
  }
}
