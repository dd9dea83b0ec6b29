package se.invanardialog.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Seal;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Token;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.ResultFunction;
import se.invanardialog.results.TallyFunction;

/**
 * Reading a weighted result by group, with few answers and with many, and tallying answers. The
 * table is the fake in memory: what is measured is our own work.
 */
public final class Resulting {
  private static final List<Integer> ANSWERS = List.of(1_000, 100_000, 1_000_000);
  private static final double MOST_GROWTH = 1.2;
  private static final int WARM_UP = 150;
  private static final int READS = 400;
  private static final int TALLIED = 5_000;
  private static final int BATCH = 100;
  private static final List<String> AGES = List.of("16-29", "30-44", "45-64", "65-79", "80+");
  private static final Secret SECRET = new Secret(() -> new byte[32]);
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  /** A survey with so many answers. */
  private record Town(int answers, String survey, ResultFunction function, Latencies latencies) {}

  private Resulting() {}

  public static void main(String[] arguments) {
    var findings = new Findings();
    findings.heading("A weighted result by sex and age, p50");
    var towns = new ArrayList<Town>();
    for (int answers : ANSWERS) {
      var table = new InMemoryTable();
      String survey = survey(table, answers);
      towns.add(new Town(answers, survey, new ResultFunction(platform(), table), new Latencies()));
    }
    for (int read = 0; read < WARM_UP + READS; read++) {
      for (Town town : towns) {
        long from = System.nanoTime();
        read(town.function(), town.survey(), town.answers());
        if (read >= WARM_UP) {
          town.latencies().add(System.nanoTime() - from);
        }
      }
    }
    double least = towns.getFirst().latencies().millis(0.5);
    for (Town town : towns) {
      findings.say("%,12d answers  %s", town.answers(), town.latencies());
      findings.atMost(
          "p50 of " + town.answers() + " answers beside that of the fewest",
          MOST_GROWTH,
          town.latencies().millis(0.5) / least);
    }
    tally(findings);
    System.exit(findings.end());
  }

  private static void read(ResultFunction function, String survey, int answers) {
    var analyst = new Caller.Official("a", "A", Set.of(Role.ANALYST), Optional.empty());
    Response response =
        function.answer(
            new Request(
                "GET /api/official/results/{survey}",
                "GET",
                "/api/official/results/" + survey,
                Map.of("survey", survey),
                Map.of("by", "sex,ageGroup", "weighted", "true"),
                Map.of(),
                "",
                "192.0.2.1",
                analyst),
            "bench");
    if (response.status() != 200
        || !response.body().contains("\"n\":" + answers + ",")
        || !response.body().contains("weightedShare")) {
      throw new IllegalStateException("Not the result: " + response.body());
    }
  }

  private static String survey(InMemoryTable table, int answers) {
    var surveys = new Surveys(table, Ids.secure());
    Survey.Draft draft = surveys.draft(design(), "bench", NOW);
    surveys.insert(draft, List.of());
    String id = draft.base().id();
    surveys.change(surveys.find(id).orElseThrow(), new Survey.Open(draft.base(), 0), List.of());
    var chance = new Random(7);
    var sums = new HashMap<Cell, Map<String, Long>>();
    for (int person = 0; person < answers; person++) {
      Reply reply = new Reply(id, "r" + person, values(chance), Reply.Mode.WEB, cell(chance), true);
      var its = sums.computeIfAbsent(reply.cell(), cell -> new TreeMap<>());
      AnswerCounts.of(reply).forEach((name, n) -> its.merge(name, n, Long::sum));
    }
    sums.forEach((cell, counts) -> {
      Item item = Item.at(Keys.answerTally(id, cell.text()));
      for (var count : counts.entrySet()) {
        item = item.with(count.getKey(), count.getValue());
      }
      table.write(Write.put(item));
    });
    table.write(Write.put(Item.at(Keys.margins("adults")).with("margins", margins())));
    return id;
  }

  private static String margins() {
    var margins = new ArrayList<String>();
    for (String sex : List.of("woman", "man")) {
      margins.add("{\"variable\":\"sex\",\"category\":\"%s\",\"count\":5000}".formatted(sex));
    }
    for (String age : AGES) {
      margins.add("{\"variable\":\"ageGroup\",\"category\":\"%s\",\"count\":2000}".formatted(age));
    }
    return margins.toString();
  }

  /** Most cells are filled by a thousand answers already, so that all three have the same. */
  private static Cell cell(Random chance) {
    return new Cell(
        Map.of(
            "sex",
            chance.nextInt(5) < 3 ? "woman" : "man",
            "ageGroup",
            AGES.get(chance.nextInt(AGES.size())),
            "district",
            "d" + chance.nextInt(5)));
  }

  private static Map<String, Value> values(Random chance) {
    var values = new LinkedHashMap<String, Value>();
    for (int question = 0; question < 10; question++) {
      values.put("q" + question, new Value.Chosen(List.of("o" + chance.nextInt(5)), ""));
    }
    return values;
  }

  private static Survey.Design design() {
    var questions = new ArrayList<Question>();
    for (int number = 0; number < 10; number++) {
      var options = new ArrayList<Question.Option>();
      for (int option = 0; option < 5; option++) {
        options.add(new Question.Option("o" + option, Translated.swedish("Svar " + option)));
      }
      questions.add(
          new Question(
              "q" + number,
              Question.Type.ONE,
              Translated.swedish("Fråga " + number),
              null,
              options,
              List.of(),
              null,
              null,
              null,
              null,
              false,
              false,
              false,
              null,
              List.of()));
    }
    return new Survey.Design(
        "adults",
        false,
        Translated.swedish("Enkät"),
        Translated.NOTHING,
        new Survey.Purpose(Translated.NOTHING, Translated.NOTHING, null),
        questions,
        null,
        Map.of(),
        Map.of(),
        NOW,
        NOW.plusSeconds(86_400),
        List.of(),
        null);
  }

  private static void tally(Findings findings) {
    findings.heading("Tallying answers, records as the stream has them");
    var source = new InMemoryTable();
    var replies = new Replies(source, new Seal(SECRET, "reply"), new Codes(SECRET));
    var chance = new Random(11);
    for (int person = 0; person < TALLIED; person++) {
      replies.put(
          new Token("bench0000000", "code" + person),
          values(chance),
          Reply.Mode.WEB,
          cell(chance),
          Map.of());
    }
    var records = new ArrayList<DynamodbStreamRecord>();
    for (InMemoryTable.Change change : source.takeChanges()) {
      records.add(record(change, records.size()));
    }
    var table = new InMemoryTable();
    var function = new TallyFunction(table, () -> NOW, SECRET);
    long from = System.nanoTime();
    for (int at = 0; at < records.size(); at += BATCH) {
      var batch = new DynamodbEvent();
      batch.setRecords(records.subList(at, Math.min(records.size(), at + BATCH)));
      if (!function.handleRequest(batch, null).getBatchItemFailures().isEmpty()) {
        findings.difference("A batch was not tallied");
      }
    }
    double seconds = (System.nanoTime() - from) / 1e9;
    long n =
        table
            .get(Keys.surveyProgress("bench0000000"))
            .map(item -> item.number("answered"))
            .orElse(0L);
    findings.same("answers tallied", (long) TALLIED, n);
    findings.say("%-58s %14.0f", "answers a second", TALLIED / seconds);
    findings.say("%-58s %14.1f", "a batch of 100, ms", seconds * 1_000 * BATCH / TALLIED);
  }

  private static DynamodbStreamRecord record(InMemoryTable.Change change, int place) {
    var dynamo = new StreamRecord();
    dynamo.setSequenceNumber("%021d".formatted(place));
    dynamo.setKeys(
        Map.of(
            "pk", new AttributeValue().withS(change.key().partition()),
            "sk", new AttributeValue().withS(change.key().sort())));
    change
        .after()
        .ifPresent(item -> {
          var image = new HashMap<String, AttributeValue>();
          item.attributes()
              .forEach((name, value) ->
                  image.put(
                      name,
                      value.b() == null
                          ? new AttributeValue().withS(value.s())
                          : new AttributeValue().withB(value.b().asByteBuffer())));
          dynamo.setNewImage(image);
        });
    var record = new DynamodbStreamRecord();
    record.setEventID(change.eventId());
    record.setDynamodb(dynamo);
    return record;
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
        () -> NOW,
        null,
        null,
        null,
        null,
        null);
  }
}
