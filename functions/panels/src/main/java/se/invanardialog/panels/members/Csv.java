package se.invanardialog.panels.members;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180; Swedish programs part them by semicolon, some by tab. */
final class Csv {
  static final String BOM = "\ufeff";
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /**
   * The lines with something in them; the sign that parts is the one the first line has most of.
   */
  static List<List<String>> read(String text) {
    String plain = text.startsWith(BOM) ? text.substring(1) : text;
    char between = between(plain);
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < plain.length(); at++) {
      char sign = plain.charAt(at);
      if (quoted) {
        if (sign != '"') {
          field.append(sign);
        } else if (at + 1 < plain.length() && plain.charAt(at + 1) == '"') {
          field.append('"');
          at++;
        } else {
          quoted = false;
        }
      } else if (sign == '"' && field.isEmpty()) {
        quoted = true;
      } else if (sign == between) {
        row.add(taken(field));
      } else if (sign == '\n' || sign == '\r') {
        row.add(taken(field));
        end(row, rows);
      } else {
        field.append(sign);
      }
    }
    row.add(taken(field));
    end(row, rows);
    return rows;
  }

  private static String taken(StringBuilder field) {
    String text = field.toString().strip();
    field.setLength(0);
    return text;
  }

  private static void end(List<String> row, List<List<String>> rows) {
    if (row.stream().anyMatch(text -> !text.isEmpty())) {
      rows.add(List.copyOf(row));
    }
    row.clear();
  }

  private static char between(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return List.of(',', ';', '\t').stream()
        .max(
            java.util.Comparator.comparingLong(
                sign -> first.chars().filter(one -> one == sign).count()))
        .orElse(',');
  }

  /** A line; what a spreadsheet would take for a formula is told to be text by an apostrophe. */
  static String line(List<String> fields) {
    return fields.stream().map(Csv::written).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String written(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",;\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** As it was before {@link #line} made it safe. */
  static String plain(String text) {
    return text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0
        ? text.substring(1)
        : text;
  }
}
