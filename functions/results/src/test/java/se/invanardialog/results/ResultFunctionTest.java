package se.invanardialog.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;

class ResultFunctionTest {
  private static final Instant AT = Instant.parse("2026-11-23T02:31:00Z");
  private static final List<String> LANGUAGES = List.of("", "en", "ar");

  private final InMemoryTable table = new InMemoryTable();
  private final ResultFunction function = new ResultFunction(platform(), table);

  @Test
  void the_last_recount_is_told_as_data() throws Exception {
    recounted(1_234, 2, 2, 0);
    Response response = get("/api/recount", "");
    JsonNode body = new ObjectMapper().readTree(response.body());
    assertThat(response.status()).isEqualTo(200);
    assertThat(body.get("at").asText()).isEqualTo("2026-11-23T02:31:00Z");
    assertThat(body.get("checked").asInt()).isEqualTo(1_234);
    assertThat(body.get("differing").asInt()).isEqualTo(2);
    assertThat(body.get("repaired").asInt()).isEqualTo(2);
  }

  @Test
  void before_the_first_recount_nothing_is_claimed() throws Exception {
    JsonNode body = new ObjectMapper().readTree(get("/api/recount", "").body());
    assertThat(body.get("at").isNull()).isTrue();
    assertThat(body.get("checked").asInt()).isZero();
    assertThat(get("/recount", "").body())
        .contains("Den första omräkningen är inte gjord än.")
        .doesNotContain("Alla siffror stämde");
  }

  @Test
  void the_page_says_whether_the_numbers_were_right() {
    recounted(1_234, 0, 0, 0);
    assertThat(get("/recount", "").body())
        .contains("<h1>Så räknar vi namnen</h1>", "Alla siffror stämde.", "1\u00a0234")
        .contains("23\u00a0november 2026 klockan\u00a003.31");
    recounted(1_234, 1, 1, 0);
    assertThat(get("/recount", "").body()).contains("En siffra stämde inte. Den är rättad.");
    recounted(1_234, 3, 1, 0);
    assertThat(get("/recount", "").body()).contains("2 siffror stämmer inte än.");
    recounted(1_234, 0, 0, 4);
    assertThat(get("/recount", "").body()).contains("räknas nästa natt");
  }

  @Test
  void it_is_read_in_every_language_and_may_be_kept_by_a_cache() {
    recounted(5, 0, 0, 0);
    for (String language : LANGUAGES) {
      Response response = get("/recount", language);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headers().get("cache-control")).startsWith("public, max-age=");
      assertThat(response.body()).doesNotContain("recount.");
    }
    assertThat(get("/recount", "en").body()).contains("All numbers were right.");
    assertThat(get("/recount", "ar").body()).contains("dir=\"rtl\"");
  }

  private void recounted(long checked, long differing, long repaired, long unsettled) {
    table.write(
        Write.put(
            Item.at(Keys.recount())
                .with("at", AT)
                .with("checked", checked)
                .with("differing", differing)
                .with("repaired", repaired)
                .with("unsettled", unsettled)));
  }

  private Response get(String path, String language) {
    return function.answer(
        new Request(
            "GET " + path,
            "GET",
            path,
            Map.of(),
            language.isEmpty() ? Map.of() : Map.of("lang", language),
            Map.of(),
            "",
            "192.0.2.1",
            new Caller.Resident()),
        "reference");
  }

  /** Reading needs no other service. */
  @SuppressWarnings("NullAway")
  private static Platform platform() {
    return new Platform(
        Map.of(
            "TABLE", "table",
            "BASE_URL", "https://dialog.example",
            "SIGN_IN", "/sign-in",
            "SIGN_OUT", "/sign-out"),
        () -> AT,
        null,
        null,
        null,
        null,
        null);
  }
}
