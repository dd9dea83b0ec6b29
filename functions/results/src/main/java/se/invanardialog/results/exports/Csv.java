package se.invanardialog.results.exports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * RFC 4180, with a byte order mark so that Excel reads it as UTF-8.
 *
 * @param separator between fields
 * @param decimal mark in numbers
 */
public record Csv(char separator, char decimal) {
  public static final String TYPE = "text/csv; charset=utf-8";

  /** As the RFC has it. */
  public static final Csv INTERNATIONAL = new Csv(',', '.');

  /** As a spreadsheet set to Swedish opens it: semicolons, and a comma in numbers. */
  public static final Csv SWEDISH = new Csv(';', ',');

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final String LINE_END = "\r\n";

  public String write(Sheet sheet) {
    var csv = new StringBuilder().append(BYTE_ORDER_MARK);
    csv.append(
        sheet.headers().stream()
            .map(header -> field(Formulas.disarmed(header)))
            .collect(Collectors.joining(String.valueOf(separator))));
    csv.append(LINE_END);
    for (List<Sheet.Entry> row : sheet.rows()) {
      csv.append(
          row.stream()
              .map(entry -> field(text(entry)))
              .collect(Collectors.joining(String.valueOf(separator))));
      csv.append(LINE_END);
    }
    return csv.toString();
  }

  private String text(Sheet.Entry entry) {
    return switch (entry) {
      case Sheet.Entry.Words(String words) -> Formulas.disarmed(words);
      case Sheet.Entry.Count(long number) -> Long.toString(number);
      case Sheet.Entry.Amount(double number, int decimals) ->
          plain(number, decimals).replace('.', decimal);
      case Sheet.Entry.Nothing() -> "";
    };
  }

  static String plain(double number, int decimals) {
    return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private String field(String text) {
    boolean quoted =
        text.indexOf(separator) >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
