package se.invanardialog.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import se.invanardialog.local.template.LambdaResource.HttpRoute;

class ApiRoutesTest {
  private final ApiRoutes<String> routes = new ApiRoutes<>();

  ApiRoutesTest() {
    for (String key :
        new String[] {
          "GET /",
          "GET /suggestions",
          "GET /suggestions/new",
          "GET /suggestions/{id}",
          "POST /suggestions/{id}/signatures",
          "GET /suggestions/{id}/print",
          "GET /files/{path+}",
          "ANY /any/{x}",
          "GET /any/{x}"
        }) {
      add(key);
    }
  }

  private void add(String key) {
    int space = key.indexOf(' ');
    routes.add(new HttpRoute(key.substring(0, space), key.substring(space + 1), true), key);
  }

  private String found(String method, String path) {
    return routes.find(method, path).map(match -> match.behind()).orElse("none");
  }

  @Test
  void an_exact_path_goes_before_one_with_a_variable() {
    assertThat(found("GET", "/suggestions/new")).isEqualTo("GET /suggestions/new");
    assertThat(found("GET", "/suggestions/news")).isEqualTo("GET /suggestions/{id}");
    assertThat(found("GET", "/suggestions/new/print")).isEqualTo("GET /suggestions/{id}/print");
  }

  @Test
  void the_start_page_is_only_the_slash() {
    assertThat(found("GET", "/")).isEqualTo("GET /");
    assertThat(found("GET", "//")).isEqualTo("none");
  }

  @Test
  void a_slash_at_the_end_and_an_empty_part_match_nothing() {
    assertThat(found("GET", "/suggestions/")).isEqualTo("none");
    assertThat(found("GET", "/suggestions/x/")).isEqualTo("none");
    assertThat(found("POST", "/suggestions//signatures")).isEqualTo("none");
  }

  @Test
  void another_method_matches_nothing_unless_the_route_takes_any() {
    assertThat(found("POST", "/suggestions/new")).isEqualTo("none");
    assertThat(found("HEAD", "/")).isEqualTo("none");
    assertThat(found("DELETE", "/any/1")).isEqualTo("ANY /any/{x}");
    assertThat(found("GET", "/any/1")).isEqualTo("GET /any/{x}");
  }

  @Test
  void variables_are_decoded_and_a_broken_escape_stays_as_it_is() {
    assertThat(routes.find("GET", "/suggestions/%C3%A5%20b").orElseThrow().parameters())
        .isEqualTo(Map.of("id", "å b"));
    assertThat(routes.find("GET", "/suggestions/%zz%").orElseThrow().parameters())
        .isEqualTo(Map.of("id", "%zz%"));
    assertThat(routes.find("GET", "/suggestions/a+b").orElseThrow().parameters())
        .isEqualTo(Map.of("id", "a+b"));
  }

  @Test
  void a_greedy_variable_takes_the_rest() {
    assertThat(routes.find("GET", "/files/a/b/c").orElseThrow().parameters())
        .isEqualTo(Map.of("path", "a/b/c"));
    assertThat(found("GET", "/files")).isEqualTo("none");
  }

  @Test
  void the_default_route_takes_what_nothing_else_takes() {
    routes.add(new HttpRoute("ANY", "$default", true), "default");

    assertThat(found("GET", "/elsewhere")).isEqualTo("default");
    assertThat(found("GET", "/suggestions/new")).isEqualTo("GET /suggestions/new");
  }

  @Test
  void two_routes_under_one_key_are_refused() {
    assertThatThrownBy(() -> add("GET /suggestions/{other}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
