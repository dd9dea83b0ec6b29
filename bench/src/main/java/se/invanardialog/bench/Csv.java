package se.invanardialog.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of comma-separated values, with quotes and line breaks inside them (RFC 4180). */
final class Csv {
  private Csv() {}

  static List<List<String>> read(String text, char separator) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (quoted) {
        if (letter != '"') {
          field.append(letter);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(text.charAt(++i));
        } else {
          quoted = false;
        }
      } else if (letter == '"') {
        quoted = true;
      } else if (letter == separator) {
        row.add(take(field));
      } else if (letter == '\n') {
        row.add(take(field));
        rows.add(row);
        row = new ArrayList<>();
      } else if (letter != '\r' && letter != '\uFEFF') {
        field.append(letter);
      }
    }
    if (!field.isEmpty() || !row.isEmpty()) {
      row.add(take(field));
      rows.add(row);
    }
    return rows;
  }

  private static String take(StringBuilder field) {
    String value = field.toString();
    field.setLength(0);
    return value;
  }
}
