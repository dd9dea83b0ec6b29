package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Suggestions that are left, confirmed and published, to be signed. */
final class Published {
  private final Service.Client client;

  Published(Service.Client client) {
    this.client = client;
  }

  /** The id of a new one; {@code n} tells its author from others of the series. */
  String suggestion(String title, String series, int n) {
    ObjectNode body =
        Service.object()
            .put("title", title)
            .put("proposal", "Ett förslag att skriva under, nummer " + n + ".")
            .put("reason", "För att räkna dem som gör det.")
            .put("language", "sv");
    body.set("author", People.author(series, n));
    String id =
        client
            .expect(202, "POST", "/api/suggestions", body.toString(), People.address(n))
            .path("id")
            .asText();
    String token = client.link(People.email(series, n), "/confirm/");
    client.expect(200, "POST", "/api/confirmations/" + token, "", People.address(n));
    return id;
  }

  /** Publishes whatever waits, as many at once as the crowd has. */
  void publishAll(Crowd crowd) {
    for (JsonNode items = waiting(); !items.isEmpty(); items = waiting()) {
      crowd.each(
          items.valueStream().toList(),
          (moderator, item) -> new Published(moderator).publish(item));
    }
  }

  private JsonNode waiting() {
    return client.get("/api/official/moderation").path("items");
  }

  private void publish(JsonNode item) {
    client.post(
        200,
        "/api/official/suggestions/" + item.path("id").asText() + "/decision",
        Service.object().put("decision", "publish").put("version", item.path("version").asInt()));
  }
}
