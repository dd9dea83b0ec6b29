package se.invanardialog.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened in Havstad, told to the service in the order it happened. */
final class Story {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMES_ON_A_SHEET = 20;
  private static final double LAST_DAY_AGO = 0.2;

  private final Town town;
  private final Instant end;
  private final JsonNode told;
  private final Town.Person moderator;
  private final PanelStory panel;
  private final Map<String, String> ids = new HashMap<>();
  private int people;
  private int sheets;

  /** One thing that happens, so many days before the story's end. */
  record Happening(double daysAgo, Runnable happens) {}

  Story(Town town, Instant end) {
    this.town = town;
    this.end = end;
    this.told = read("/demo.json");
    this.panel = new PanelStory(town, read("/demo-panel.json"), end, this::name);
    this.moderator = town.official("moderator,admin", "Mona Moderator", "");
  }

  private static JsonNode read(String name) {
    try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream(name), name)) {
      return JSON.readTree(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void tell() {
    town.call(moderator, "PUT", "/api/official/rules", told.get("rules"));
    var happenings = new ArrayList<Happening>();
    told.get("suggestions").forEach(each -> plan(each, happenings));
    panel.plan(happenings);
    happenings.sort(Comparator.comparingDouble(Happening::daysAgo).reversed());
    for (Happening each : happenings) {
      Instant at = end.minus(Duration.ofMinutes(Math.round(each.daysAgo() * 24 * 60)));
      town.waitUntil(at);
      each.happens().run();
    }
    town.settle();
    town.recount();
  }

  private void plan(JsonNode suggestion, List<Happening> happenings) {
    double began = suggestion.get("daysAgo").asDouble();
    happenings.add(new Happening(began, () -> suggest(suggestion)));
    if (!suggestion.get("decision").asText().equals("wait")) {
      happenings.add(new Happening(began - 0.6, () -> decide(suggestion)));
    }
    double last =
        Math.max(LAST_DAY_AGO, began - Math.min(suggestion.get("signingDays").asInt() - 1, 40));
    int parts = 4;
    int paper = suggestion.path("paper").asInt();
    int online = suggestion.path("online").asInt();
    for (int part = 0; part < parts; part++) {
      double at = began - 0.8 - (began - 0.8 - last) * part / (parts - 1);
      int onSheets = paper * (part + 1) / parts - paper * part / parts;
      int byMail = online * (part + 1) / parts - online * part / parts;
      if (onSheets > 0) {
        happenings.add(new Happening(at, () -> sheets(suggestion, onSheets)));
      }
      for (int each = 0; each < byMail; each++) {
        happenings.add(new Happening(at, () -> sign(suggestion)));
      }
    }
    JsonNode answer = suggestion.path("answer");
    if (answer.isObject()) {
      double at = answer.get("daysAgo").asDouble();
      happenings.add(new Happening(at, () -> answer(suggestion, answer)));
      JsonNode progress = answer.path("progress");
      if (progress.isObject()) {
        happenings.add(
            new Happening(
                progress.get("daysAgo").asDouble(), () -> progress(suggestion, answer, progress)));
      }
    }
  }

  private void suggest(JsonNode suggestion) {
    Town.Person author = Town.resident(people++);
    ObjectNode body = JSON.createObjectNode();
    for (String field :
        new String[] {
          "title", "proposal", "reason", "category", "district", "signingDays", "author"
        }) {
      body.set(field, suggestion.get(field));
    }
    String id = town.call(author, "POST", "/api/suggestions", body).get("id").asText();
    ids.put(suggestion.get("title").asText(), id);
    town.confirmByMail(author, suggestion.at("/author/email").asText());
  }

  private void decide(JsonNode suggestion) {
    String id = id(suggestion);
    int version = 0;
    for (JsonNode waiting :
        town.call(moderator, "GET", "/api/official/moderation", null).get("items")) {
      version = waiting.get("id").asText().equals(id) ? waiting.get("version").asInt() : version;
    }
    ObjectNode decision =
        JSON.createObjectNode()
            .put("decision", suggestion.get("decision").asText())
            .put("note", suggestion.path("note").asText())
            .put("version", version);
    if (suggestion.has("refusal")) {
      decision.put("reason", suggestion.get("refusal").asText());
    }
    if (suggestion.has("board")) {
      decision.put("board", suggestion.get("board").asText());
    }
    town.call(moderator, "POST", "/api/official/suggestions/" + id + "/decision", decision);
  }

  private void sheets(JsonNode suggestion, int names) {
    for (int done = 0; done < names; done += NAMES_ON_A_SHEET) {
      ObjectNode sheet = JSON.createObjectNode().put("sheet", "Lista %03d".formatted(++sheets));
      ArrayNode signers = sheet.putArray("signers");
      for (int each = done; each < Math.min(names, done + NAMES_ON_A_SHEET); each++) {
        int person = people++;
        signers.addObject().put("name", name(person)).put("postalCode", postalCode(person));
      }
      town.call(
          moderator,
          "POST",
          "/api/official/suggestions/" + id(suggestion) + "/paper-signatures",
          sheet);
    }
  }

  private void sign(JsonNode suggestion) {
    int person = people++;
    Town.Person signer = Town.resident(person);
    String email = "invanare%d@havstad.example".formatted(person);
    ObjectNode body =
        JSON.createObjectNode()
            .put("name", name(person))
            .put("email", email)
            .put("postalCode", postalCode(person))
            .put("showName", person % 2 == 0)
            .put("keepInformed", person % 3 != 0);
    town.call(signer, "POST", "/api/suggestions/" + id(suggestion) + "/signatures", body);
    town.confirmByMail(signer, email);
  }

  private void answer(JsonNode suggestion, JsonNode answer) {
    ObjectNode body = answer.deepCopy();
    body.remove("daysAgo");
    body.remove("progress");
    double daysAgo = answer.get("daysAgo").asDouble();
    LocalDate date =
        end.minus(Duration.ofHours(Math.round(daysAgo * 24))).atZone(ZoneOffset.UTC).toLocalDate();
    body.put("date", date.toString());
    town.call(
        responder(answer), "POST", "/api/official/suggestions/" + id(suggestion) + "/answer", body);
  }

  private void progress(JsonNode suggestion, JsonNode answer, JsonNode progress) {
    town.call(
        responder(answer),
        "POST",
        "/api/official/suggestions/" + id(suggestion) + "/progress",
        JSON.createObjectNode().put("text", progress.get("text").asText()));
  }

  private Town.Person responder(JsonNode answer) {
    return town.official("responder", "Rut Svarande", answer.get("board").asText());
  }

  private String id(JsonNode suggestion) {
    @Nullable String id = ids.get(suggestion.get("title").asText());
    return Objects.requireNonNull(id, "suggested before anything else");
  }

  private String name(int person) {
    JsonNode first = told.get("firstNames");
    JsonNode last = told.get("lastNames");
    int firsts = first.size();
    return first.get(person % firsts).asText()
        + " "
        + last.get((person + person / firsts) % last.size()).asText();
  }

  private String postalCode(int person) {
    var codes = new ArrayList<String>();
    told.at("/rules/districts").forEach(each -> each.forEach(code -> codes.add(code.asText())));
    return codes.get(person * 7 % codes.size());
  }
}
