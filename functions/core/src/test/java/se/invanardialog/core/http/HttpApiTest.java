package se.invanardialog.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Caller;

class HttpApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Request read(String event) throws IOException {
    return HttpApi.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode written(Response response) throws IOException {
    var out = new ByteArrayOutputStream();
    HttpApi.write(response, out);
    return JSON.readTree(out.toByteArray());
  }

  @Test
  void what_is_left_out_or_null_is_empty() throws IOException {
    Request nothing =
        new Request("", "", "", Map.of(), Map.of(), Map.of(), "", "", new Caller.Resident());
    assertThat(read("{}")).isEqualTo(nothing);
    assertThat(
            read(
                """
                {"routeKey": null, "rawPath": null, "headers": null, "cookies": null, "body": null,
                 "pathParameters": {"id": null}, "queryStringParameters": null,
                 "requestContext": {"http": {"method": null, "sourceIp": null},
                   "authorizer": {"lambda": null}}}
                """))
        .isEqualTo(nothing);
  }

  @Test
  void the_address_that_the_authorizer_tells_goes_before_the_gateways() throws IOException {
    assertThat(
            read("""
            {"requestContext": {"http": {"sourceIp": "203.0.113.9"},
              "authorizer": {"lambda": {"address": "192.0.2.7"}}}}
            """)
                .source())
        .isEqualTo("192.0.2.7");
  }

  @Property
  void any_text_is_read_as_it_was_sent(@ForAll String value) throws IOException {
    Request request =
        read(JSON.writeValueAsString(Map.of("body", value, "headers", Map.of("A", value))));
    String sent = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(request.body()).isEqualTo(sent);
    assertThat(request.headers()).containsEntry("a", sent);
  }

  @Property
  void any_text_can_be_answered(@ForAll String value) throws IOException {
    assertThat(written(Response.html(200, value)).get("body").asText())
        .isEqualTo(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
