package se.invanardialog.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.texts.Words;

/**
 * How names are counted, and what the last recount found.
 *
 * @param at when it was done; empty before the first
 */
public record RecountPage(
    Words words,
    Optional<Instant> at,
    long checked,
    long differing,
    long repaired,
    long unsettled,
    long surveys,
    long surveysDiffering,
    long panels,
    long panelsDiffering) {
  /** A line of the table. */
  public record Line(String label, String number) {}

  static RecountPage of(
      Words words, Optional<Item> result, Optional<Item> surveys, Optional<Item> panels) {
    return new RecountPage(
        words,
        result.map(item -> item.instant("at")),
        number(result, "checked"),
        number(result, "differing"),
        number(result, "repaired"),
        number(result, "unsettled"),
        number(surveys, "checked"),
        number(surveys, "differing"),
        number(panels, "checked"),
        number(panels, "differing"));
  }

  private static long number(Optional<Item> result, String name) {
    return result.map(item -> item.number(name, 0)).orElse(0L);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("at", at.orElse(null));
    json.put("checked", checked);
    json.put("differing", differing);
    json.put("repaired", repaired);
    json.put("unsettled", unsettled);
    json.put("surveys", surveys);
    json.put("surveysDiffering", surveysDiffering);
    json.put("panels", panels);
    json.put("panelsDiffering", panelsDiffering);
    return json;
  }

  public String text(String key) {
    return words.get(key);
  }

  public String when() {
    return at.map(time -> words.get("recount.when", words.dateTime(time))).orElse("");
  }

  public String sentence() {
    if (differing > repaired) {
      return words.count("recount.left", differing - repaired);
    }
    return repaired > 0 ? words.count("recount.repaired", repaired) : words.get("recount.right");
  }

  public List<Line> lines() {
    var lines = new ArrayList<Line>();
    lines.add(line("recount.checked", checked));
    lines.add(line("recount.differing", differing));
    lines.add(line("recount.put-right", repaired));
    if (unsettled > 0) {
      lines.add(line("recount.unsettled", unsettled));
    }
    if (surveys > 0) {
      lines.add(line("recount.surveys", surveys));
      lines.add(line("recount.surveys-differing", surveysDiffering));
    }
    if (panels > 0) {
      lines.add(line("recount.panels", panels));
      lines.add(line("recount.panels-differing", panelsDiffering));
    }
    return lines;
  }

  private Line line(String key, long number) {
    return new Line(words.get(key), words.number(number));
  }
}
