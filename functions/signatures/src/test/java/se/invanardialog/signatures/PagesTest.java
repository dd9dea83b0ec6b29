package se.invanardialog.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.signatures.World.signer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;

class PagesTest {
  private static final String SIGN = "POST /suggestions/{id}/signatures";
  private static final String SHEET = "/official/suggestions/{id}/paper-signatures";
  private static final String REMOVALS = "/official/suggestions/{id}/removals";
  private final World world = new World();

  @Test
  void a_form_in_order_leads_to_the_page_that_is_the_same_for_all() {
    Response response =
        world.form(SIGN, Map.of("name", "Ester Ek", "email", "ester@exempel.se"), World.ID);
    assertThat(response.status()).isEqualTo(303);
    assertThat(response.headers().get("location"))
        .startsWith("/check-your-mail?suggestion=" + World.ID + "&again=")
        .doesNotContain("ester", "Ester");
    Response page = world.get("GET /check-your-mail", Map.of("suggestion", World.ID));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("<h1>Titta i din e-post</h1>", "till och med 30\u00a0november 2026")
        .doesNotContain("exempel.se");
  }

  private String again(Response sent) {
    String location = String.valueOf(sent.headers().get("location"));
    return location.replaceFirst(".*again=", "").replaceFirst("&.*", "");
  }

  @Test
  void the_mail_can_be_asked_for_once_more_and_only_so_often_and_the_page_stays_the_same() {
    Response sent =
        world.form(SIGN, Map.of("name", "Ester Ek", "email", "ester@exempel.se"), World.ID);
    assertThat(
            world
                .get("GET /check-your-mail", Map.of("suggestion", World.ID, "again", again(sent)))
                .body())
        .contains("<form method=\"post\"", "Skicka mejlet en gång till")
        .doesNotContain("exempel.se");
    String before = String.valueOf(sent.headers().get("location")).replaceFirst("again=.*", "");
    for (int time = 0; time < 4; time++) {
      sent = world.form("POST /check-your-mail", Map.of("again", again(sent)));
      assertThat(sent.status()).isEqualTo(303);
      assertThat(sent.headers().get("location")).startsWith(before).endsWith("&repeated=yes");
    }
    assertThat(world.outside.queuedLetters()).hasSize(3);
  }

  @Test
  void who_has_signed_already_is_answered_alike_when_asking_for_the_mail_once_more() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    Response sent =
        world.form(SIGN, Map.of("name", "Ester Ek", "email", "ester@exempel.se"), World.ID);
    Response once = world.form("POST /check-your-mail", Map.of("again", again(sent)));
    assertThat(once.status()).isEqualTo(303);
    assertThat(once.headers().get("location")).endsWith("&repeated=yes");
  }

  @Test
  void what_is_cut_or_a_day_old_mails_nothing_and_leads_to_the_same_page() {
    Response sent =
        world.form(SIGN, Map.of("name", "Ester Ek", "email", "ester@exempel.se"), World.ID);
    String whole = again(sent);
    world.outside.takeQueued();
    world.outside.at(world.outside.now().plus(Duration.ofDays(1)));
    for (String given : List.of(whole, whole.substring(1), "", "å".repeat(3_000))) {
      Response answer = world.form("POST /check-your-mail", Map.of("again", given));
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.headers().get("location")).isEqualTo("/check-your-mail");
    }
    assertThat(world.outside.queuedLetters()).isEmpty();
  }

  @Test
  void a_form_to_put_right_keeps_what_was_typed_and_says_what_to_do_at_each_field() {
    Response response =
        world.form(
            SIGN, Map.of("name", "", "email", "ester.exempel.se", "postalCode", "1<b>2"), World.ID);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body())
        .contains(
            "<title>Fel: Skriv under",
            "3 saker behöver rättas",
            "href=\"#name\"",
            "E-postadressen saknar @",
            "value=\"ester.exempel.se\"",
            "value=\"1&lt;b>2\"");
  }

  @Test
  void one_who_comes_after_the_last_day_is_told_so() {
    world.outside.at(World.closing());
    Response response =
        world.form(SIGN, Map.of("name", "Ester", "email", "ester@exempel.se"), World.ID);
    assertThat(response.status()).isEqualTo(409);
    assertThat(response.body()).contains("Tiden för att skriva under är slut");
  }

  @Test
  void the_mailed_link_shows_a_button_and_then_the_settled_page_with_a_way_to_regret() {
    String token = world.askForToken(signer("Ester <Ek>", "ester@exempel.se"));
    assertThat(confirmPage(token))
        .contains("Ja, räkna min underskrift", World.TITLE, "Ester &lt;Ek&gt;")
        .contains("method=\"post\"", "noindex");
    Response pressed = world.form("POST /confirm/{token}", Map.of(), token);
    assertThat(pressed.status()).isEqualTo(303);
    assertThat(pressed.headers().get("location")).isEqualTo("/confirm/" + token);
    assertThat(confirmPage(token))
        .contains("Tack, din underskrift är räknad", "href=\"/withdraw/")
        .doesNotContain("Ja, räkna min underskrift");
  }

  private String confirmPage(String token) {
    Response response = world.get("GET /confirm/{token}", Map.of(), token);
    assertThat(response.status()).isEqualTo(200);
    return response.body();
  }

  @Test
  void the_link_of_a_suggestion_confirms_it_on_the_same_pages() {
    var content =
        new se.invanardialog.suggestions.Suggestion.Content(
            "Plantera träd", "Fler.", "", "", "", "sv");
    var author =
        new se.invanardialog.suggestions.Suggestion.Author(
            "p", "Bo", "", "bo@exempel.se", "", "", true);
    world.below.suggestions.add(
        new se.invanardialog.suggestions.Suggestion.Unconfirmed(
            new se.invanardialog.suggestions.Suggestion.Base(
                "trad", 1, "", content, author, "online", 0, 30, World.NOON, World.NOON, false)));
    String token = world.below.links.token("confirm", "suggestion", "trad", "", "");
    assertThat(world.look(token)).isEqualTo("waiting");
    assertThat(confirmPage(token)).contains("Ja, skicka in mitt förslag", "Plantera träd");
    assertThat(world.form("POST /confirm/{token}", Map.of(), token).status()).isEqualTo(303);
    assertThat(confirmPage(token)).contains("Tack, ditt förslag har kommit in", "/follow/");
    assertThat(world.confirm(token)).isEqualTo("confirmed");
  }

  @Test
  void a_link_that_is_cut_or_too_old_shows_a_friendly_page() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    Response cut = world.get("GET /confirm/{token}", Map.of(), token.substring(2));
    assertThat(cut.status()).isEqualTo(404);
    assertThat(cut.body()).contains("Länken går inte att använda");
    assertThat(world.get("GET /withdraw/{token}", Map.of(), "x").status()).isEqualTo(404);
    world.outside.pass(Duration.ofDays(8));
    Response old = world.get("GET /confirm/{token}", Map.of(), token);
    assertThat(old.status()).isEqualTo(410);
    assertThat(old.body()).contains("Länken har slutat gälla");
  }

  @Test
  void the_withdrawal_page_takes_the_name_back_or_only_ends_the_letters() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    String token =
        Outside.token(world.askForLetter(signer("Ester Ek", "ester@exempel.se")), "withdraw");
    String route = "/withdraw/{token}";
    assertThat(world.get("GET " + route, Map.of(), token).body())
        .contains("Ta tillbaka min underskrift", "Sluta mejla mig");
    Response stopped = world.form("POST " + route, Map.of("stop", "yes"), token);
    assertThat(stopped.status()).isEqualTo(303);
    assertThat(world.get("GET " + route, Map.of("letters", "stopped"), token).body())
        .contains("Du får inga fler mejl")
        .doesNotContain("Sluta mejla mig");
    assertThat(world.counted()).isOne();
    world.form("POST " + route, Map.of(), token);
    assertThat(world.counted()).isZero();
    assertThat(world.get("GET " + route, Map.of(), token).body())
        .contains("Underskriften är tillbakatagen");
  }

  @Test
  void the_pages_are_in_the_language_of_the_address() {
    String token = world.askForToken(signer("Ester Ek", "ester@exempel.se"));
    for (var said :
        List.of(List.of("en", "Yes, count my signature"), List.of("ar", "dir=\"rtl\""))) {
      Response page = world.get("GET /confirm/{token}", Map.of("lang", said.getFirst()), token);
      assertThat(page.body()).contains(said.getLast(), "?lang=" + said.getFirst());
    }
  }

  @Test
  void an_official_types_a_sheet_a_line_a_name() {
    world.official(Role.MODERATOR);
    assertThat(world.get("GET " + SHEET, Map.of(), World.ID).body())
        .contains("Registrera namn på papper", "Förslag 2026-118");
    Response wrong =
        world.form(
            "POST " + SHEET,
            Map.of("sheet", "7", "signers", "Ester Ek; 123 45\nBo Ek; 12"),
            World.ID);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("Rad 2: Skriv postnumret med fem siffror", "Bo Ek; 12");
    assertThat(world.counted()).isZero();
    Response done =
        world.form(
            "POST " + SHEET,
            Map.of(
                "sheet", "7",
                "signers", "Ester Ek; 123 45; ester@exempel.se\r\n\r\nBo Ek;12345"),
            World.ID);
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.headers().get("location")).contains("counted=2", "sheet=7");
    assertThat(world.get("GET " + SHEET, Map.of("sheet", "7", "counted", "2"), World.ID).body())
        .contains("Lista 7 är registrerad. 2 räknas");
  }

  @Test
  void an_official_sees_how_many_before_removing_them_and_can_undo() {
    world.sign(signer("Robot", "r@robot.example"));
    world.official(Role.ADMIN);
    Response preview =
        world.form(
            "POST " + REMOVALS,
            Map.of("where.mailDomain", "robot.example", "preview", "yes"),
            World.ID);
    assertThat(preview.body())
        .contains("1\u00a0underskrift passar in", "Ta bort 1\u00a0underskrift")
        .contains("value=\"robot.example\"");
    Response unexplained =
        world.form("POST " + REMOVALS, Map.of("where.mailDomain", "robot.example"), World.ID);
    assertThat(unexplained.status()).isEqualTo(400);
    Response removed =
        world.form(
            "POST " + REMOVALS,
            Map.of("where.mailDomain", "robot.example", "reason", "Robotar"),
            World.ID);
    assertThat(removed.status()).isEqualTo(303);
    String id = world.wiring.removing.of(World.ID).getFirst().id();
    while (world.wiring.removing.step(id, world.outside.now())) {}
    assertThat(world.counted()).isZero();
    assertThat(world.get("GET " + REMOVALS, Map.of(), World.ID).body())
        .contains("Borttagna: 1", "/official/removals/" + id + "/undo", "Robotar");
    assertThat(world.form("POST /official/removals/{id}/undo", Map.of(), id).status())
        .isEqualTo(303);
    while (world.wiring.removing.step(id, world.outside.now())) {}
    assertThat(world.counted()).isOne();
    assertThat(world.get("GET " + REMOVALS, Map.of(), World.ID).body())
        .contains("Ångrat. Tillbakalagda: 1");
  }

  @Test
  void a_resident_does_not_see_the_officials_pages() {
    assertThat(world.get("GET " + SHEET, Map.of(), World.ID).status()).isEqualTo(401);
    assertThat(world.get("GET " + REMOVALS, Map.of(), World.ID).status()).isEqualTo(401);
  }
}
