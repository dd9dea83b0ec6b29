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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What happened in Havstad's e-panel: who joined, what they were asked, and what they said. */
final class PanelStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OFFICIAL = "/api/official/";
  private static final String SURVEYS = OFFICIAL + "surveys";
  private static final String OPENS = "opensDaysAgo";
  private static final String CLOSES = "closesDaysAgo";
  private static final String HEADING =
      "email,phone,name,channel,pace,birthYear,sex,district,education,consentDate\r\n";
  private static final int MEMBERS_AT_ONCE = 50;
  private static final int FIRST_BORN_YOUNG = 1982;
  private static final double SOON_DAYS = 0.05;
  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  private final Town town;
  private final Instant end;
  private final JsonNode told;
  private final IntFunction<String> names;
  private final Town.Person planner;

  /** Always the same, so that the town is the same each time it is told of. */
  private final Random chance;

  private final List<Member> members = new ArrayList<>();
  private String panel = "";

  private record Member(String reached, boolean young) {}

  /** One of the times that a survey asks. */
  private static final class Round {
    private final JsonNode survey;
    private final JsonNode told;
    private final int number;

    /** Those who have been asked and have not answered. */
    private final List<Member> silent = new ArrayList<>();

    private String id = "";

    Round(JsonNode survey, JsonNode told, int number) {
      this.survey = survey;
      this.told = told;
      this.number = number;
    }

    double daysAgo(String field) {
      int later = (number - 1) * survey.at("/design/repeat/everyDays").asInt();
      return survey.get(field).asDouble() - later;
    }
  }

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
      var rounds = rounds(survey);
      happenings.add(
          new Story.Happening(survey.get("daysAgo").asDouble(), () -> schedule(rounds.getFirst())));
      rounds.forEach(round -> plan(round, rounds.getFirst(), happenings));
    }
  }

  /** What is told of one that asks once is told of the survey itself. */
  private static List<Round> rounds(JsonNode survey) {
    var rounds = new ArrayList<Round>();
    survey.path("rounds").forEach(round -> rounds.add(new Round(survey, round, rounds.size() + 1)));
    return rounds.isEmpty() ? List.of(new Round(survey, survey, 1)) : rounds;
  }

  private void plan(Round round, Round first, List<Story.Happening> happenings) {
    happenings.add(
        new Story.Happening(round.daysAgo(OPENS) - SOON_DAYS, () -> invited(round, first)));
    round
        .survey
        .path("remindersDays")
        .forEach(days -> happenings.add(swept(round, OPENS, days.asDouble())));
    if (round.daysAgo(CLOSES) > 0) {
      happenings.add(swept(round, CLOSES, 0));
    }
    round
        .told
        .get("answers")
        .properties()
        .forEach(day ->
            happenings.add(
                new Story.Happening(
                    Double.parseDouble(day.getKey()),
                    () -> answer(round, day.getValue().asInt()))));
    JsonNode feedback = round.told.path("feedback");
    if (feedback.isObject()) {
      happenings.add(
          new Story.Happening(feedback.get("daysAgo").asDouble(), () -> feedBack(round, feedback)));
    }
    JsonNode published = round.told.path("publishedDaysAgo");
    if (published.isNumber()) {
      happenings.add(new Story.Happening(published.asDouble(), () -> publish(round)));
    }
  }

  /** The clock stops soon after something is due, and lets it be done before anything else. */
  private Story.Happening swept(Round round, String from, double days) {
    return new Story.Happening(round.daysAgo(from) - days - SOON_DAYS, town::sweep);
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

  private void schedule(Round first) {
    ObjectNode design = first.survey.get("design").deepCopy();
    design.put("panel", panel);
    design.put("opensAt", at(first.daysAgo(OPENS)).toString());
    design.put("closesAt", at(first.daysAgo(CLOSES)).toString());
    design.set("remindersDays", first.survey.path("remindersDays").deepCopy());
    double feedback =
        first.told.path("feedback").path("daysAgo").asDouble(first.daysAgo(CLOSES) - 14);
    design.withObject("/purpose").put("feedbackBy", date(feedback - 2));
    first.id = town.call(planner, "POST", SURVEYS, design).get("id").asText();
    town.call(planner, "POST", SURVEYS + "/" + first.id + "/schedule", null);
  }

  private void invited(Round round, Round first) {
    town.sweep();
    town.settle();
    for (JsonNode survey : town.call(planner, "GET", SURVEYS, null).get("items")) {
      if (survey.get("series").asText().equals(first.id)
          && survey.get("round").asInt() == round.number) {
        round.id = survey.get("id").asText();
      }
    }
    round.silent.addAll(members);
    Collections.shuffle(round.silent, chance);
  }

  private void answer(Round round, int howMany) {
    int answered = 0;
    while (answered < howMany && !round.silent.isEmpty()) {
      Member member = round.silent.removeLast();
      Optional<String> path = town.linkTo(member.reached(), "/s/", round.id);
      if (path.isPresent()) {
        town.call(
            Town.resident(round.silent.size()),
            "PUT",
            "/api/invitations/" + path.get() + "/answers",
            answers(round, member));
        answered++;
      }
    }
  }

  private ObjectNode answers(Round round, Member member) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode answers = body.putObject("answers");
    for (JsonNode question : round.survey.at("/design/questions")) {
      JsonNode when = question.path("showIf");
      if (when.isMissingNode() || holds(when, answers)) {
        String id = question.get("id").asText();
        answers.set(id, said(question, round.told.at("/says/" + id), member));
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
      case "number" -> JSON.getNodeFactory().numberNode(TEN * place(weights) + chance.nextInt(TEN));
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

  private void feedBack(Round round, JsonNode feedback) {
    ObjectNode body = feedback.deepCopy();
    body.remove("daysAgo");
    town.call(planner, "PUT", SURVEYS + "/" + round.id + "/feedback", body);
  }

  private void publish(Round round) {
    town.call(planner, "POST", SURVEYS + "/" + round.id + "/publish", null);
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
