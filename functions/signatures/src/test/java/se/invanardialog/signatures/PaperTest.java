package se.invanardialog.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.signatures.World.signer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;

class PaperTest {
  private static final String ROUTE = "POST /api/official/suggestions/{id}/paper-signatures";
  private final World world = new World();

  @BeforeEach
  void at_the_desk() {
    world.official(Role.MODERATOR);
  }

  private Response register(String sheet, Object... signers) {
    return world.call(ROUTE, Map.of("sheet", sheet, "signers", List.of(signers)), World.ID);
  }

  private static Map<String, String> line(String name, String postalCode, String... email) {
    var line = new LinkedHashMap<String, String>();
    line.put("name", name);
    line.put("postalCode", postalCode);
    if (email.length > 0) {
      line.put("email", email[0]);
    }
    return line;
  }

  private static void said(Response response, int counted, int alreadySigned) {
    assertThat(response.status()).isEqualTo(200);
    JsonNode body = World.json(response);
    assertThat(body.path("counted").asInt()).isEqualTo(counted);
    assertThat(body.path("alreadySigned").asInt()).isEqualTo(alreadySigned);
  }

  @Test
  void names_on_a_sheet_count_in_the_same_total_with_their_origin() {
    said(register("7", line("Ester Ek", "123 45"), line("Bo Ek", "123 45")), 2, 0);
    assertThat(world.counted()).isEqualTo(2);
    assertThat(world.stored())
        .allMatch(item -> item.text("origin").equals("paper") && item.text("sheet").equals("7"))
        .noneMatch(item -> item.has("email") || item.flag("informed"));
  }

  @Test
  void the_same_sheet_sent_twice_counts_once_and_answers_the_same() {
    said(register("7", line("Ester Ek", "123 45"), line("Bo Ek", "123 45")), 2, 0);
    said(register("7", line("Ester Ek", "123 45"), line("Bo Ek", "123 45")), 2, 0);
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void one_person_on_paper_and_on_the_web_with_one_address_counts_once() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    said(register("7", line("Ester Ek", "123 45", "Ester@exempel.se")), 0, 1);
    assertThat(world.counted()).isOne();
    said(register("8", line("Bo Ek", "123 45", "bo@exempel.se")), 1, 0);
    assertThat(world.askForLetter(signer("Bo Ek", "bo@exempel.se")).subject())
        .isEqualTo("Du har redan skrivit under");
  }

  @Test
  void one_name_and_postal_code_on_two_sheets_is_one_person_unless_their_addresses_differ() {
    said(register("7", line("Ester Ek", "123 45")), 1, 0);
    said(register("8", line("ESTER  EK", "12345")), 0, 1);
    var son = line("Ester Ek", "123 45");
    son.put("address", "Havregatan 12");
    said(register("9", son), 1, 0);
    assertThat(world.counted()).isEqualTo(2);
  }

  @Test
  void one_who_took_the_signature_back_on_the_web_is_not_counted_again_by_an_older_paper() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    var letter = world.askForLetter(signer("Ester Ek", "ester@exempel.se"));
    String token = se.invanardialog.core.Outside.token(letter, "withdraw");
    world.call("POST /api/withdrawals/{token}", null, token);
    Response response = register("7", line("Ester Ek", "123 45", "ester@exempel.se"));
    said(response, 0, 0);
    assertThat(World.json(response).path("withdrawn").asInt()).isOne();
    assertThat(world.counted()).isZero();
  }

  @Test
  void one_wrong_line_is_named_and_nothing_is_written() {
    Response response =
        register(
            "7",
            line("Ester Ek", "123 45"),
            line("", "123 45"),
            line("Bo Ek", "12", "bo.exempel.se"));
    assertThat(response.status()).isEqualTo(422);
    assertThat(World.json(response).path("errors").findValuesAsText("field"))
        .containsExactly("signers[1].name", "signers[2].postalCode", "signers[2].email");
    assertThat(world.counted()).isZero();
  }

  @Test
  void a_sheet_has_a_number_and_at_most_a_thousand_names() {
    var many = IntStream.range(0, 1_001).mapToObj(at -> line("Namn " + at, "123 45")).toArray();
    assertThat(World.json(register("7", many)).path("errors").findValuesAsText("code"))
        .containsExactly("too-many");
    assertThat(World.json(register("")).path("errors").findValuesAsText("field"))
        .containsExactly("sheet", "signers");
  }

  @Test
  void sheets_signed_in_time_may_be_registered_for_fourteen_days_more() {
    world.outside.at(World.closing().plus(Duration.ofDays(14)).minusMillis(1));
    said(register("7", line("Ester Ek", "123 45")), 1, 0);
    world.outside.at(World.closing().plus(Duration.ofDays(14)));
    assertThat(register("8", line("Bo Ek", "123 45")).status()).isEqualTo(409);
  }

  @Test
  void only_moderators_and_administrators_register_sheets() {
    world.caller = new Caller.Resident();
    assertThat(register("7", line("Ester Ek", "123 45")).status()).isEqualTo(401);
    world.official(Role.RESPONDER);
    assertThat(register("7", line("Ester Ek", "123 45")).status()).isEqualTo(403);
    world.official(Role.ADMIN);
    said(register("7", line("Ester Ek", "123 45")), 1, 0);
  }

  @Test
  void a_sheet_leaves_a_line_in_the_log_of_who_did_it() {
    register("7", line("Ester Ek", "123 45"));
    assertThat(world.memory.items())
        .anyMatch(item ->
            item.key().partition().equals("AUDIT#" + World.ID)
                && item.text("by").equals("ada")
                && item.text("act").contains("7"));
  }
}
