package se.invanardialog.results.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.results.AnswerCounts;
import se.invanardialog.results.exports.Csv;
import se.invanardialog.results.weighting.Margin;

/**
 * Takes all that is published of a survey: every grouping and question, weighted by every choice of
 * margins, as page, JSON, file and rows. A number can't be worked out of it, by whatever means,
 * when other answers with another number there would have been published in the very same words.
 */
class DisclosureAuditTest {
  private static final List<String> VARIABLES = List.of("sex", "ageGroup", "district");
  private static final Map<String, List<String>> CATEGORIES =
      Map.of(
          "sex", List.of("woman", "man", "other", ""),
          "ageGroup", List.of("16-29", "30-44", "45-64", "65+"),
          "district", List.of("Norr", "Söder", "Väst", ""));
  private static final List<Margin> MARGINS =
      List.of(
          new Margin(List.of("sex"), Map.of("woman", 490.0, "man", 500.0, "other", 10.0)),
          new Margin(
              List.of("ageGroup"),
              Map.of("16-29", 250.0, "30-44", 260.0, "45-64", 240.0, "65+", 250.0)),
          new Margin(List.of("district"), Map.of("Norr", 300.0, "Söder", 300.0, "Väst", 400.0)),
          new Margin(
              List.of("ageGroup", "sex"),
              crossed(CATEGORIES.get("ageGroup"), List.of("woman", "man", "other"))));
  private static final List<Optional<List<Margin>>> CHOICES =
      List.of(
          Optional.empty(),
          Optional.of(MARGINS.subList(0, 1)),
          Optional.of(MARGINS.subList(1, 2)),
          Optional.of(MARGINS.subList(0, 3)),
          Optional.of(MARGINS.subList(2, 4)));
  private static final Words WORDS = Texts.load("core", "results").in(Language.DEFAULT);

  private static Map<String, Double> crossed(List<String> ages, List<String> sexes) {
    var counts = new TreeMap<String, Double>();
    ages.forEach(age -> sexes.forEach(sex -> counts.put(age + Margin.JOINED + sex, 80.0)));
    return counts;
  }

  @Property(tries = 20)
  void a_small_group_is_hidden_in_all_that_is_published(@ForAll long seed) {
    List<Reply> answers = answers(new Random(seed));
    String all = published(answers);
    for (String variable : VARIABLES) {
      Map<String, List<Reply>> groups = by(variable, answers);
      for (String small : groups.keySet()) {
        int n = groups.get(small).size();
        if (n < 5 && answers.size() >= 5) {
          assertThat(
                  others(variable, small, answers, groups)
                      .anyMatch(other -> published(other).equals(all)))
              .as("%s %s of %d", variable, small, n)
              .isTrue();
        }
      }
    }
  }

  /** Truths in which the group has another size. */
  private static Stream<List<Reply>> others(
      String variable, String small, List<Reply> answers, Map<String, List<Reply>> groups) {
    int n = groups.get(small).size();
    var changed = groups.keySet().stream().filter(category -> !category.equals(small)).toList();
    var exchanged =
        changed.stream()
            .filter(category -> groups.get(category).size() != n)
            .map(category -> exchange(variable, small, category, answers));
    var moved =
        changed.stream()
            .flatMap(category ->
                groups.get(category).stream()
                    .limit(3)
                    .map(one -> move(variable, one, small, answers)));
    var left =
        changed.stream()
            .flatMap(category ->
                groups.get(small).stream().map(one -> move(variable, one, category, answers)));
    return Stream.of(
            exchanged, moved, left, scattered(variable, changed, groups.get(small), answers))
        .flatMap(truths -> truths);
  }

  /** Some of the small group, each in another one: 4, 4 and 4 could be 2, 5 and 5. */
  private static Stream<List<Reply>> scattered(
      String variable, List<String> others, List<Reply> small, List<Reply> answers) {
    return IntStream.rangeClosed(2, Math.min(others.size(), small.size() - 1))
        .mapToObj(leaving -> {
          List<Reply> truth = answers;
          for (int at = 0; at < leaving; at++) {
            truth = move(variable, small.get(at), others.get(at), truth);
          }
          return truth;
        });
  }

  private static List<Reply> exchange(
      String variable, String one, String other, List<Reply> answers) {
    return answers.stream()
        .map(reply -> {
          String category = reply.cell().of(variable).orElse("");
          return category.equals(one)
              ? in(variable, other, reply)
              : category.equals(other) ? in(variable, one, reply) : reply;
        })
        .toList();
  }

  private static List<Reply> move(String variable, Reply who, String to, List<Reply> answers) {
    return answers.stream().map(reply -> reply == who ? in(variable, to, reply) : reply).toList();
  }

  private static Reply in(String variable, String category, Reply reply) {
    return new Reply(
        reply.survey(),
        reply.id(),
        reply.values(),
        reply.mode(),
        cell(reply.cell(), variable, category),
        true);
  }

  private static Cell cell(Cell cell, String variable, String category) {
    var categories = new TreeMap<>(cell.categories());
    if (category.isEmpty()) {
      categories.remove(variable);
    } else {
      categories.put(variable, category);
    }
    return new Cell(categories);
  }

  private static Map<String, List<Reply>> by(String variable, List<Reply> answers) {
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                reply -> reply.cell().of(variable).orElse(""), TreeMap::new, Collectors.toList()));
  }

  private static String published(List<Reply> answers) {
    var all = new ArrayList<String>();
    var tallies = tallies(answers);
    var base = SurveyOfTest.base(1);
    for (Optional<List<Margin>> margins : CHOICES) {
      var wish = new Figuring.Wish(VARIABLES, margins, false);
      Result result = Figuring.of(base, tallies, Map.of(), 400, wish, Instant.EPOCH);
      all.add(Response.json(200, new ResultJson(result, WORDS).body()).body());
      new Charts(WORDS, result, List.of()).all().forEach(chart -> all.add(drawn(chart)));
      var sheets = new ResultSheets(result, WORDS);
      List.of(sheets.figures(), sheets.codebook(), sheets.about())
          .forEach(sheet -> all.add(Csv.INTERNATIONAL.write(sheet)));
    }
    all.add(Csv.INTERNATIONAL.write(AnswerRows.sheet(base, answers)));
    return String.join("\n", all);
  }

  /** All that a chart says, its bars as the shares that they are drawn of. */
  private static String drawn(Chart chart) {
    var said = new ArrayList<>(List.of(chart.heading(), chart.note(), chart.hidden().toString()));
    Stream.concat(
            chart.facets().stream().flatMap(facet -> facet.lines().stream()),
            chart.lines().stream())
        .map(line -> List.of(line.label(), line.hidden(), line.share(), line.cells()).toString())
        .forEach(said::add);
    return String.join("\n", said);
  }

  private static List<Tally> tallies(List<Reply> answers) {
    var cells = new HashMap<Cell, Map<String, Long>>();
    for (Reply reply : answers) {
      var counts = cells.computeIfAbsent(reply.cell(), cell -> new TreeMap<>());
      AnswerCounts.of(reply).forEach((name, n) -> counts.merge(name, n, Long::sum));
    }
    return cells.entrySet().stream()
        .map(cell -> new Tally(cell.getKey(), cell.getValue()))
        .sorted(java.util.Comparator.comparing(tally -> tally.cell().text()))
        .toList();
  }

  /** From a handful to a hundred, with groups of very different sizes. */
  private static List<Reply> answers(Random chance) {
    int n = 5 + chance.nextInt(chance.nextBoolean() ? 20 : 90);
    double lopsided = 1 + chance.nextInt(4);
    var answers = new ArrayList<Reply>();
    for (int at = 0; at < n; at++) {
      var cell = Cell.ALL;
      for (String variable : VARIABLES) {
        List<String> categories = CATEGORIES.get(variable);
        int place = (int) (categories.size() * Math.pow(chance.nextDouble(), lopsided));
        cell = cell(cell, variable, categories.get(place));
      }
      answers.add(new Reply("s", "r" + at, values(chance), mode(chance), cell, true));
    }
    return answers;
  }

  private static Reply.Mode mode(Random chance) {
    return chance.nextInt(10) == 0 ? Reply.Mode.PAPER : Reply.Mode.WEB;
  }

  private static Map<String, Value> values(Random chance) {
    var values = new HashMap<String, Value>();
    if (chance.nextInt(20) > 0) {
      values.put(
          "q1", new Value.Chosen(List.of("abc".substring(chance.nextInt(3)).substring(0, 1)), ""));
    }
    if (chance.nextInt(4) > 0) {
      values.put("q2", new Value.Figure(1 + chance.nextInt(5)));
    }
    if (chance.nextInt(3) == 0) {
      values.put(
          "q3", new Value.Chosen(chance.nextBoolean() ? List.of("a", "b") : List.of("b"), ""));
    }
    if (chance.nextBoolean()) {
      values.put("q4", new Value.Figure(chance.nextInt(60)));
    }
    return values;
  }
}
