package se.invanardialog.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What happened in Havstad's e-panel: who joined, what they were asked, and what they said. */
final class PanelStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFICIAL = "/api/official/";
  private static final String HEADING =
      "email,phone,name,channel,pace,birthYear,sex,district,education,consentDate\r\n";
  private static final int MEMBERS_AT_ONCE = 50;
  private static final int FIRST_BORN_YOUNG = 1982;
  private static final double SOON_DAYS = 0.05;
  private static final int HUNDRED = 100;

  private final Town town;
  private final Instant end;
  private final JsonNode told;
  private final IntFunction<String> names;
  private final Town.Person planner;

  /** Always the same, so that the town is the same each time it is told of. */
  private final Random chance;

  private final List<Member> members = new ArrayList<>();
  private final Map<JsonNode, Going> going = new HashMap<>();
  private String panel = "";

  private record Member(String reached, boolean young) {}

  /** A survey that is out, and those who have not answered it. */
  private record Going(String id, List<Member> silent) {}

  PanelStory(Town town, JsonNode told, Instant end, IntFunction<String> names) {
    this.town = town;
    this.told = told;
    this.end = end;
    this.names = names;
    planner = town.official("planner,analyst,admin", "Petra Planerare", "");
    chance = new Random(told.at("/members/seed").asLong());
  }

  void plan(List<Story.Happening> happenings) {
    happenings.add(new Story.Happening(told.get("daysAgo").asDouble(), this::recruit));
    for (JsonNode survey : told.get("surveys")) {
      happenings.add(new Story.Happening(survey.get("daysAgo").asDouble(), () -> schedule(survey)));
      happenings.add(
          new Story.Happening(
              survey.get("opensDaysAgo").asDouble() - SOON_DAYS, () -> invited(survey)));
      survey
          .path("remindersDays")
          .forEach(days -> happenings.add(swept(survey, "opensDaysAgo", days.asDouble())));
      if (survey.get("closesDaysAgo").asDouble() > 0) {
        happenings.add(swept(survey, "closesDaysAgo", 0));
      }
      survey
          .get("answers")
          .properties()
          .forEach(day ->
              happenings.add(
                  new Story.Happening(
                      Double.parseDouble(day.getKey()),
                      () -> answer(survey, day.getValue().asInt()))));
      JsonNode feedback = survey.path("feedback");
      if (feedback.isObject()) {
        happenings.add(
            new Story.Happening(
                feedback.get("daysAgo").asDouble(), () -> feedBack(survey, feedback)));
      }
    }
  }

  /** The clock stops soon after something is due, and lets it be done before anything else. */
  private Story.Happening swept(JsonNode survey, String from, double days) {
    return new Story.Happening(survey.get(from).asDouble() - days - SOON_DAYS, town::sweep);
  }

  private void recruit() {
    panel = town.call(planner, "POST", OFFICIAL + "panels", told.get("panel")).get("id").asText();
    town.call(planner, "PUT", OFFICIAL + "panels/" + panel + "/margins", told.get("margins"));
    var file = new StringBuilder(HEADING);
    JsonNode of = told.get("members");
    String joined = date(told.get("daysAgo").asDouble() + 1);
    for (int each = 0; each < of.get("count").asInt(); each++) {
      String[] born = drawn(of.get("born")).split("-");
      int first = Integer.parseInt(born[0]);
      int year = first + chance.nextInt(Integer.parseInt(born[1]) - first + 1);
      String channel = drawn(of.get("channel"));
      String email = channel.equals("sms") ? "" : "panel%d@havstad.example".formatted(each);
      String phone = channel.equals("mail") ? "" : "+46701740%03d".formatted(each);
      file.append(
          String.join(
              ",",
              email,
              phone,
              names.apply(each),
              channel,
              drawn(of.get("pace")),
              Integer.toString(year),
              drawn(of.get("sex")),
              drawn(of.get("district")),
              drawn(of.get("education")),
              joined + "\r\n"));
      members.add(new Member(email.isEmpty() ? phone : email, year >= FIRST_BORN_YOUNG));
      if (members.size() % MEMBERS_AT_ONCE == 0) {
        readIn(file);
        file = new StringBuilder(HEADING);
      }
    }
    readIn(file);
  }

  private void readIn(StringBuilder file) {
    town.send(
        planner, "POST", OFFICIAL + "panels/" + panel + "/members", "text/csv", file.toString());
  }

  private void schedule(JsonNode survey) {
    ObjectNode design = survey.get("design").deepCopy();
    design.put("panel", panel);
    design.put("opensAt", at(survey.get("opensDaysAgo").asDouble()).toString());
    design.put("closesAt", at(survey.get("closesDaysAgo").asDouble()).toString());
    design.set("remindersDays", survey.path("remindersDays").deepCopy());
    double feedback =
        survey
            .path("feedback")
            .path("daysAgo")
            .asDouble(survey.get("closesDaysAgo").asDouble() - 14);
    design.withObject("/purpose").put("feedbackBy", date(feedback - 2));
    String id = town.call(planner, "POST", OFFICIAL + "surveys", design).get("id").asText();
    town.call(planner, "POST", OFFICIAL + "surveys/" + id + "/schedule", null);
    going.put(survey, new Going(id, new ArrayList<>()));
  }

  private void invited(JsonNode survey) {
    town.sweep();
    town.settle();
    List<Member> silent = going(survey).silent();
    silent.addAll(members);
    Collections.shuffle(silent, chance);
  }

  private void answer(JsonNode survey, int howMany) {
    List<Member> silent = going(survey).silent();
    int answered = 0;
    while (answered < howMany && !silent.isEmpty()) {
      Member member = silent.removeLast();
      Optional<String> path = town.linkTo(member.reached(), "/s/", going(survey).id());
      if (path.isPresent()) {
        town.call(
            Town.resident(silent.size()),
            "PUT",
            "/api/invitations/" + path.get() + "/answers",
            answers(survey, member));
        answered++;
      }
    }
  }

  private ObjectNode answers(JsonNode survey, Member member) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode answers = body.putObject("answers");
    for (JsonNode question : survey.at("/design/questions")) {
      JsonNode when = question.path("showIf");
      if (when.isMissingNode() || holds(when, answers)) {
        String id = question.get("id").asText();
        answers.set(id, said(question, survey.at("/says/" + id), member));
      }
    }
    return body;
  }

  private static boolean holds(JsonNode when, ObjectNode answers) {
    String said = answers.path(when.get("question").asText()).asText();
    for (JsonNode one : when.get("anyOf")) {
      if (one.asText().equals(said)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable JsonNode said(JsonNode question, JsonNode says, Member member) {
    JsonNode weights = says.path(member.young() ? "young" : "old");
    return switch (question.get("type").asText()) {
      case "one" -> question.at("/options/" + place(weights) + "/id");
      case "scale" ->
          JSON.getNodeFactory().numberNode(question.get("min").asInt() + place(weights));
      case "several" -> several(question, weights);
      default ->
          chance.nextInt(HUNDRED) < says.get("share").asInt()
              ? says.get("texts").get(chance.nextInt(says.get("texts").size()))
              : null;
    };
  }

  /** Each option by its own chance, the last only when no other is; not more than may be. */
  private ArrayNode several(JsonNode question, JsonNode weights) {
    ArrayNode chosen = JSON.createArrayNode();
    int last = weights.size() - 1;
    for (int each = 0; each < last && chosen.size() < question.get("max").asInt(); each++) {
      if (chance.nextInt(HUNDRED) < weights.get(each).asInt()) {
        chosen.add(question.at("/options/" + each + "/id"));
      }
    }
    return chosen.isEmpty() ? chosen.add(question.at("/options/" + last + "/id")) : chosen;
  }

  private void feedBack(JsonNode survey, JsonNode feedback) {
    ObjectNode body = feedback.deepCopy();
    body.remove("daysAgo");
    town.call(planner, "PUT", OFFICIAL + "surveys/" + going(survey).id() + "/feedback", body);
  }

  private Going going(JsonNode survey) {
    return Objects.requireNonNull(going.get(survey), "scheduled before anything else");
  }

  /** One of the names, each as often as its weight says. */
  private String drawn(JsonNode weighted) {
    var each = weighted.fieldNames();
    String name = each.next();
    for (int left = place(weighted); left > 0; left--) {
      name = each.next();
    }
    return name;
  }

  private int place(JsonNode weights) {
    int all = 0;
    for (JsonNode weight : weights) {
      all += weight.asInt();
    }
    int left = chance.nextInt(all);
    int place = 0;
    for (JsonNode weight : weights) {
      left -= weight.asInt();
      if (left < 0) {
        break;
      }
      place++;
    }
    return place;
  }

  private Instant at(double daysAgo) {
    return end.minus(Duration.ofMinutes(Math.round(daysAgo * 24 * 60)));
  }

  private String date(double daysAgo) {
    return at(daysAgo).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
