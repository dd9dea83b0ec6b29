package se.invanardialog.panels.members;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table of Statistics Sweden as its database hands it out: as JSON-stat (json-stat.org, version 2
 * or the older one wrapped in {@code dataset}) or as CSV.
 *
 * @param rows the label of each dimension's category, by the dimension's label, and how many
 */
record ScbTable(List<Row> rows) {
  record Row(Map<String, String> categories, long count) {}

  private static final List<String> TIME = List.of("år", "tid", "year", "time", "tidpunkt");
  private static final List<String> CONTENTS =
      List.of("contentscode", "tabellinnehåll", "contents", "observations");

  /** Too many categories in all for a table that is pasted. */
  static final int MOST_ROWS = 50_000;

  /** What can't be read is empty. */
  static Optional<ScbTable> json(JsonNode body) {
    JsonNode data = body.has("dataset") ? body.path("dataset") : body;
    JsonNode dimensions = data.path("dimension");
    JsonNode ids = data.has("id") ? data.path("id") : dimensions.path("id");
    JsonNode sizes = data.has("size") ? data.path("size") : dimensions.path("size");
    if (!ids.isArray() || ids.isEmpty() || sizes.size() != ids.size()) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    var labels = new ArrayList<List<String>>();
    long all = 1;
    for (int at = 0; at < ids.size(); at++) {
      JsonNode dimension = dimensions.path(ids.get(at).asText());
      List<String> categories = categories(dimension.path("category"));
      if (categories.isEmpty() || categories.size() != sizes.get(at).asInt(-1)) {
        return Optional.empty();
      }
      names.add(name(ids.get(at).asText(), dimension.path("label").asText("")));
      labels.add(categories);
      all *= categories.size();
      if (all > MOST_ROWS) {
        return Optional.empty();
      }
    }
    var rows = new ArrayList<Row>();
    JsonNode values = data.path("value");
    for (int place = 0; place < all; place++) {
      var row = new LinkedHashMap<String, String>();
      int left = place;
      for (int at = names.size() - 1; at >= 0; at--) {
        List<String> categories = labels.get(at);
        row.put(names.get(at), categories.get(left % categories.size()));
        left /= categories.size();
      }
      JsonNode value = values.isArray() ? values.path(place) : values.path(Integer.toString(place));
      rows.add(new Row(row, Math.max(0, Math.round(value.asDouble(0)))));
    }
    return Optional.of(new ScbTable(latest(rows)));
  }

  private static String name(String id, String label) {
    String plain = id.toLowerCase(Locale.ROOT);
    return TIME.contains(plain) || CONTENTS.contains(plain) || label.isBlank() ? plain : label;
  }

  private static List<String> categories(JsonNode category) {
    JsonNode index = category.path("index");
    var codes = new ArrayList<String>();
    if (index.isArray()) {
      index.forEach(code -> codes.add(code.asText()));
    } else if (index.isObject()) {
      var byPlace = new TreeMap<Integer, String>();
      index.properties().forEach(one -> byPlace.put(one.getValue().asInt(), one.getKey()));
      codes.addAll(byPlace.values());
    } else {
      category.path("label").fieldNames().forEachRemaining(codes::add);
    }
    return codes.stream().map(code -> category.path("label").path(code).asText(code)).toList();
  }

  /** The first line names the dimensions, and the last columns hold numbers, the latest last. */
  static Optional<ScbTable> csv(List<List<String>> lines) {
    if (lines.size() < 2 || lines.size() > MOST_ROWS) {
      return Optional.empty();
    }
    List<String> head = lines.getFirst();
    List<List<String>> body = lines.subList(1, lines.size());
    if (body.stream().anyMatch(line -> line.size() != head.size())) {
      return Optional.empty();
    }
    int counts = head.size() - 1;
    if (counts < 1 || body.stream().noneMatch(line -> number(line.get(counts)) >= 0)) {
      return Optional.empty();
    }
    int dimensions = counts;
    while (dimensions > 1 && isCount(head, body, dimensions - 1)) {
      dimensions--;
    }
    var rows = new ArrayList<Row>();
    for (List<String> line : body) {
      var row = new LinkedHashMap<String, String>();
      for (int at = 0; at < dimensions; at++) {
        row.put(head.get(at), line.get(at));
      }
      rows.add(new Row(row, Math.max(0, number(line.get(counts)))));
    }
    return Optional.of(new ScbTable(latest(rows)));
  }

  /** Such as {@code Folkmängd 2024}: a name that ends with a year, over numbers. */
  private static boolean isCount(List<String> head, List<List<String>> body, int at) {
    return head.get(at).matches(".*\\b(19|20)[0-9]{2}$")
        && body.stream().allMatch(line -> number(line.get(at)) >= 0);
  }

  /** A whole number however its thousands are parted; -1 for what is none, such as {@code ..}. */
  private static long number(String text) {
    String digits = text.replaceAll("[\\s\\u00a0\\u202f]", "").replaceFirst("[.,]0+$", "");
    return digits.matches("[0-9]{1,12}") ? Long.parseLong(digits) : -1;
  }

  /** Of several years or contents, the last. */
  private static List<Row> latest(List<Row> rows) {
    List<Row> kept = rows;
    for (String name : rows.getFirst().categories().keySet()) {
      String plain = name.toLowerCase(Locale.ROOT);
      if (TIME.contains(plain) || CONTENTS.contains(plain)) {
        var categories = kept.stream().map(row -> row.categories().get(name)).distinct().toList();
        String last = TIME.contains(plain) ? Collections.max(categories) : categories.getFirst();
        kept =
            kept.stream()
                .filter(row -> last.equals(row.categories().get(name)))
                .map(row -> {
                  var fewer = new LinkedHashMap<>(row.categories());
                  fewer.remove(name);
                  return new Row(fewer, row.count());
                })
                .toList();
      }
    }
    return kept;
  }
}
