package se.invanardialog.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Access;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Write;

/**
 * What a CDN may keep, over every GET route of every function: what is the same for everybody, for
 * seconds; never a form, an official's page, what a mailed link shows, or a fault.
 */
class CacheHeadersContractTest {
  private static final String THING = "01JD0000000000000000000000";
  private static final String NO_STORE = "no-store";
  private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);
  private static final Pattern SHARED_AGE = Pattern.compile("s-maxage=(\\d+)");
  private static final Pattern AGE = Pattern.compile("max-age=(\\d+)");

  /** Pages that hold a form, or follow one, and are no list or result. */
  private static final Pattern FORM =
      Pattern.compile(".*/(new|join|profile)|/check-your-mail|/sign-in");

  private static LocalDynamo store;
  private static final Functions HOUSE = new Functions();

  /** A way in, as the code has it. */
  record Way(HttpHandler handler, String key, Access access) {
    String path() {
      return key.substring("GET ".length());
    }

    @Override
    public String toString() {
      return key;
    }
  }

  @BeforeAll
  static void open() {
    store = new LocalDynamo();
    var table = store.table(Project.template().table().name());
    table.write(
        Write.put(
            Item.at(Keys.row(THING))
                .with("id", THING)
                .with("number", "2026-1")
                .with("title", "Belys gångvägen längs Ån")
                .with("state", "open")
                .with("shelf", "open")
                .with("publishedAt", Functions.NOW.minus(Duration.ofDays(1)))
                .with("closesAt", Functions.NOW.plus(Duration.ofDays(89)))
                .with("threshold", 100)
                .with("signatures", 3)));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  static Stream<Way> ways() {
    var ways = new ArrayList<Way>();
    for (var function : Project.template().functions()) {
      if (!function.routes().isEmpty()) {
        HttpHandler handler = made(function.handler(), HOUSE.platform(function, store.client()));
        handler
            .access()
            .forEach((key, access) -> {
              if (key.startsWith("GET ")) {
                ways.add(new Way(handler, key, access));
              }
            });
      }
    }
    return ways.stream();
  }

  private static HttpHandler made(String name, Platform platform) {
    try {
      return (HttpHandler) Class.forName(name).getConstructor(Platform.class).newInstance(platform);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(name, missing);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void an_answer_says_whether_it_may_be_kept_and_private_ones_never_may(Way way) {
    for (boolean official : List.of(false, true)) {
      Response answer = answer(way, official);
      @Nullable String keeping = answer.headers().get("cache-control");

      assertThat(keeping).as("cache-control").isNotNull();
      boolean personal =
          way.access() instanceof Access.Officials
              || way.key().contains("{token}")
              || FORM.matcher(way.path()).matches();
      if (personal || answer.status() != 200) {
        assertThat(keeping).as("status " + answer.status()).isEqualTo(NO_STORE);
      } else if (!keeping.equals(NO_STORE)) {
        assertThat(keeping).startsWith("public, ");
        assertThat(kept(keeping)).isBetween(Duration.ofSeconds(1), LONGEST_KEPT);
        assertThat(answer.cookies()).as("what is kept sets no cookie").isNullOrEmpty();
      }
    }
  }

  @Test
  void what_everybody_reads_is_kept_for_seconds() {
    var kept = new ArrayList<String>();
    ways()
        .forEach(way -> {
          @Nullable String keeping = answer(way, false).headers().get("cache-control");
          if (keeping != null && keeping.startsWith("public")) {
            kept.add(way.path());
          }
        });

    assertThat(kept)
        .contains(
            "/",
            "/suggestions",
            "/suggestions.atom",
            "/about/{page}",
            "/theme.css",
            "/api/suggestions",
            "/api/suggestions/{id}/count",
            "/api/openapi.yaml")
        .noneMatch(path -> path.contains("official"));
  }

  @Test
  void what_anybody_may_keep_is_the_same_for_an_official_and_for_a_resident() {
    ways()
        .filter(way -> answer(way, false).headers().get("cache-control").startsWith("public"))
        .forEach(way ->
            assertThat(answer(way, true).body())
                .as(way.key())
                .isEqualTo(answer(way, false).body()));
  }

  private static Duration kept(String keeping) {
    var shared = SHARED_AGE.matcher(keeping);
    if (shared.find()) {
      return Duration.ofSeconds(Long.parseLong(shared.group(1)));
    }
    var age = AGE.matcher(keeping);
    return age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : Duration.ZERO;
  }

  private static Response answer(Way way, boolean official) {
    String value = way.path().startsWith("/about/") ? "privacy" : THING;
    var parameters = new java.util.HashMap<String, String>();
    var names = Pattern.compile("\\{(\\w+)}").matcher(way.path());
    while (names.find()) {
      parameters.put(names.group(1), value);
    }
    String path = way.path().replaceAll("\\{\\w+}", value);
    Caller caller =
        official
            ? new Caller.Official("o-1", "Mona Lind", EnumSet.allOf(Role.class), Optional.empty())
            : new Caller.Resident();
    return way.handler()
        .handle(
            new Request(
                way.key(),
                "GET",
                path,
                parameters,
                Map.of(),
                Map.of("host", "town.example"),
                "",
                "192.0.2.1",
                caller),
            null);
  }
}
