package se.invanardialog.panels.members;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Input;
import se.invanardialog.suggestions.Rules;

/**
 * Margins as they come: our own list, typed lines, or a table of Statistics Sweden, whose names for
 * things are put into ours. A dimension that the panel does not ask about is summed over.
 */
final class MarginsForm {
  private static final String FIELD = "margins";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern AGES =
      Pattern.compile(
          "([0-9]{1,3})(?:\\s*[-–]\\s*([0-9]{1,3})|(\\+|\\s*[-–]\\s*w?))?(?:\\s*(?:år|years?))?");
  private static final Pattern TOTAL =
      Pattern.compile(
          "(tot(alt?|alen)?|samtliga|båda könen|alla|both sexes|all)\\b.*|tot[0-9+-].*");
  private static final List<String> OWN_HEAD = List.of("variable", "category", "count");
  private static final long MOST_PEOPLE = 100_000_000;

  private final Panel panel;
  private final Rules rules;
  private final Input input;

  MarginsForm(Panel panel, Rules rules, Input input) {
    this.panel = panel;
    this.rules = rules;
    this.input = input;
  }

  /** Whatever was sent or pasted; what is wrong is told to the input. */
  List<Margin> read(String text) {
    String plain = text.startsWith(Csv.BOM) ? text.substring(1).strip() : text.strip();
    if (plain.isEmpty()) {
      input.error(FIELD, "missing");
      return List.of();
    }
    if (plain.startsWith("{") || plain.startsWith("[")) {
      try {
        return json(JSON.readTree(plain));
      } catch (JsonProcessingException broken) {
        input.error(FIELD, "table");
        return List.of();
      }
    }
    List<List<String>> lines = Csv.read(plain);
    List<String> head =
        lines.getFirst().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return head.equals(OWN_HEAD) ? own(lines) : table(ScbTable.csv(lines));
  }

  List<Margin> json(JsonNode body) {
    if (!body.isArray()) {
      return table(ScbTable.json(body));
    }
    var lines = new ArrayList<List<String>>();
    lines.add(OWN_HEAD);
    body.forEach(
        one -> lines.add(OWN_HEAD.stream().map(name -> one.path(name).asText("")).toList()));
    return own(lines);
  }

  private List<Margin> own(List<List<String>> lines) {
    var sums = new LinkedHashMap<Cell, Long>();
    for (List<String> line : lines.subList(1, lines.size())) {
      @Nullable Cell cell = line.size() < 3 ? null : cell(line.get(0), line.get(1));
      String count = line.size() < 3 ? "" : line.get(2).replaceAll("[\\s\\u00a0]", "");
      if (!input.errors().isEmpty()) {
        return List.of();
      }
      if (cell == null || !count.matches("[0-9]{1,9}") || Long.parseLong(count) > MOST_PEOPLE) {
        input.error(FIELD, "line", String.join(", ", line));
        return List.of();
      }
      sums.merge(cell, Long.parseLong(count), Long::sum);
    }
    return margins(sums);
  }

  /** In our own words, or as people say it; a category that the panel lacks is told of. */
  private @Nullable Cell cell(String variable, String category) {
    String[] variables = variable.split("\\s*[×*]\\s*");
    String[] categories = category.split("\\s*[×*]\\s*");
    if (variables.length != categories.length) {
      return null;
    }
    var cell = new TreeMap<String, String>();
    for (int at = 0; at < variables.length; at++) {
      Optional<Trait> trait = trait(variables[at]);
      if (trait.isEmpty() || !panel.asks().contains(trait.get())) {
        return null;
      }
      Optional<String> own = new Category(categories[at]).in(trait.get());
      if (own.isEmpty()) {
        unknown(trait.get(), categories[at], variables[at]);
        return null;
      }
      cell.put(trait.get().variable(), own.get());
    }
    return new Cell(cell);
  }

  private List<Margin> table(Optional<ScbTable> table) {
    if (table.isEmpty() || table.get().rows().isEmpty()) {
      input.error(FIELD, "table");
      return List.of();
    }
    List<ScbTable.Row> rows = table.get().rows();
    var traits = traits(rows);
    if (traits.isEmpty()) {
      input.error(FIELD, "unknown", String.join(", ", rows.getFirst().categories().keySet()));
      return List.of();
    }
    var sums = new LinkedHashMap<Cell, Long>();
    for (ScbTable.Row row : withoutTotals(rows)) {
      var cell = new TreeMap<String, String>();
      for (var one : traits.entrySet()) {
        String said = row.categories().getOrDefault(one.getKey(), "");
        if (unsaid(said)) {
          cell.clear();
          break;
        }
        Optional<String> category = new Category(said).in(one.getValue());
        if (category.isEmpty()) {
          unknown(one.getValue(), said, one.getKey());
          return List.of();
        }
        cell.put(one.getValue().variable(), category.get());
      }
      if (!cell.isEmpty()) {
        sums.merge(new Cell(cell), row.count(), Long::sum);
      }
    }
    return margins(sums);
  }

  private void unknown(Trait trait, String said, String column) {
    if (trait == Trait.BIRTH_YEAR) {
      input.error(FIELD, "age", said, String.join(", ", panel.ageGroups()));
    } else {
      input.error(FIELD, "category", said, column);
    }
  }

  private static boolean unsaid(String said) {
    return said.toLowerCase(Locale.ROOT).contains("uppgift");
  }

  private List<Margin> margins(Map<Cell, Long> sums) {
    if (sums.isEmpty() || sums.size() > Margins.MOST) {
      input.error(FIELD, "table");
      return List.of();
    }
    return sums.entrySet().stream()
        .map(one -> Margin.of(one.getKey().categories(), one.getValue()))
        .toList();
  }

  /** The dimensions that the panel asks about, by their names. */
  private Map<String, Trait> traits(List<ScbTable.Row> rows) {
    var traits = new LinkedHashMap<String, Trait>();
    for (String name : rows.getFirst().categories().keySet()) {
      trait(name)
          .filter(panel.asks()::contains)
          .filter(trait -> trait != Trait.DISTRICT || hasDistricts(rows, name))
          .ifPresent(trait -> traits.put(name, trait));
    }
    return traits;
  }

  /** A table's region is mostly the municipality itself. */
  private boolean hasDistricts(List<ScbTable.Row> rows, String name) {
    return rows.stream()
        .map(row -> row.categories().getOrDefault(name, ""))
        .anyMatch(said -> new Category(said).in(Trait.DISTRICT).isPresent());
  }

  /** A total beside its parts would count everybody twice. */
  private static List<ScbTable.Row> withoutTotals(List<ScbTable.Row> rows) {
    List<ScbTable.Row> kept = rows;
    for (String name : rows.getFirst().categories().keySet()) {
      var parts = kept.stream().filter(row -> !total(row, name)).toList();
      kept = parts.isEmpty() ? kept : parts;
    }
    return kept;
  }

  private static boolean total(ScbTable.Row row, String name) {
    return TOTAL
        .matcher(row.categories().getOrDefault(name, "").toLowerCase(Locale.ROOT).strip())
        .matches();
  }

  private static Optional<Trait> trait(String name) {
    String plain = name.toLowerCase(Locale.ROOT).strip();
    return Trait.ofVariable(name.strip())
        .or(() -> Trait.of(name.strip()))
        .or(() ->
            switch (plain) {
              case "kön", "kon", "sex", "gender" -> Optional.of(Trait.SEX);
              case "ålder", "alder", "age", "åldersgrupp", "åldersklass" ->
                  Optional.of(Trait.BIRTH_YEAR);
              case "region", "kommundel", "stadsdel", "område", "delområde", "district" ->
                  Optional.of(Trait.DISTRICT);
              default ->
                  plain.contains("utbildning") || plain.contains("education")
                      ? Optional.of(Trait.EDUCATION)
                      : plain.contains("född") || plain.contains("födelse")
                          ? Optional.of(Trait.BORN_ABROAD)
                          : Optional.empty();
            });
  }

  /** A category as somebody else names it. */
  private final class Category {
    private final String said;

    private Category(String said) {
      this.said = said.strip();
    }

    Optional<String> in(Trait trait) {
      return ProfileForm.categories(trait, panel, rules).contains(said)
          ? Optional.of(said)
          : switch (trait) {
            case BIRTH_YEAR -> ageGroup();
            case SEX ->
                starting(
                    Map.of(
                        "kvin", "woman", "wom", "woman", "män", "man", "man", "man", "men", "man"));
            case DISTRICT -> district();
            case EDUCATION ->
                starting(
                    Map.of(
                        "förgymnasial", "primary",
                        "gymnasial", "secondary",
                        "eftergymnasial", "tertiary",
                        "forskar", "tertiary"));
            case BORN_ABROAD ->
                starting(
                    Map.of("utrikes", "yes", "utlandet", "yes", "inrikes", "no", "sverige", "no"));
            case LANGUAGE -> Optional.empty();
          };
    }

    private Optional<String> starting(Map<String, String> words) {
      String plain = said.toLowerCase(Locale.ROOT);
      return words.entrySet().stream()
          .filter(one -> plain.startsWith(one.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** With or without the code that tables put before a region's name. */
    private Optional<String> district() {
      String name = said.replaceFirst("^[0-9A-Z]{2,}\\s+", "");
      return rules.districtNames().stream()
          .filter(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase(said))
          .findFirst();
    }

    /** An age, or ages that lie in one of the panel's groups. */
    private Optional<String> ageGroup() {
      Matcher ages = AGES.matcher(said.toLowerCase(Locale.ROOT));
      if (!ages.matches()) {
        return Optional.empty();
      }
      int from = Integer.parseInt(ages.group(1));
      boolean upward = ages.group(3) != null;
      int to =
          ages.group(2) != null
              ? Integer.parseInt(ages.group(2))
              : upward ? ProfileForm.GREATEST_AGE : from;
      String group = panel.ageGroupOf(from);
      return group.equals(panel.ageGroupOf(to)) ? Optional.of(group) : Optional.empty();
    }
  }

  /** The margins as lines to go on typing in. */
  static String text(List<Margin> margins) {
    return Csv.line(OWN_HEAD)
        + margins.stream()
            .map(one ->
                Csv.line(List.of(one.variable(), one.category(), Long.toString(one.count()))))
            .collect(Collectors.joining());
  }
}
