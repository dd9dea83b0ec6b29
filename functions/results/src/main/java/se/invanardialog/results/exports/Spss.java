package se.invanardialog.results.exports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SPSS syntax that reads a CSV file of ours and says what is in it: GET DATA, VARIABLE LABELS,
 * VALUE LABELS and VARIABLE LEVEL, as IBM SPSS Statistics and PSPP read them.
 */
public final class Spss {
  public static final String TYPE = "application/x-spss-syntax; charset=utf-8";

  /** Of a variable's name, and of a label, in bytes; longer ones are cut by the program itself. */
  private static final int LONGEST_NAME = 64;

  private static final int LONGEST_LABEL = 240;
  private static final int LONGEST_VALUE_LABEL = 120;

  private static final Set<String> RESERVED =
      Set.of("ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH");

  private Spss() {}

  /** How its values can be compared. */
  public enum Level {
    NOMINAL,
    ORDINAL,
    SCALE
  }

  /**
   * One column of the file.
   *
   * @param width of the longest text in bytes; 0 for numbers
   * @param values what the codes stand for
   */
  public record Variable(
      String header, String label, Level level, int width, Map<String, String> values) {}

  /**
   * @param file the name of the CSV, which is to lie in the program's own folder
   */
  public static String syntax(String file, Csv csv, List<Variable> variables) {
    var names = names(variables);
    var lines = new ArrayList<String>();
    lines.add("* Encoding: UTF-8.");
    if (csv.decimal() == ',') {
      lines.add("SET DECIMAL=COMMA.");
    }
    lines.add("GET DATA /TYPE=TXT /FILE=" + quoted(file, Integer.MAX_VALUE));
    lines.add(
        "  /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS='"
            + csv.separator()
            + "' /QUALIFIER='\"' /FIRSTCASE=2");
    lines.add("  /VARIABLES=");
    for (int at = 0; at < variables.size(); at++) {
      int width = variables.get(at).width();
      lines.add("    " + names.get(at) + (width == 0 ? " F20.0" : " A" + width));
    }
    end(lines);
    for (int at = 0; at < variables.size(); at++) {
      describe(names.get(at), variables.get(at), lines);
    }
    lines.add("EXECUTE.");
    return String.join("\r\n", lines) + "\r\n";
  }

  private static void describe(String name, Variable variable, List<String> lines) {
    lines.add("VARIABLE LABELS " + name + " " + quoted(variable.label(), LONGEST_LABEL) + ".");
    lines.add("VARIABLE LEVEL " + name + " (" + variable.level() + ").");
    if (!variable.values().isEmpty()) {
      lines.add("VALUE LABELS " + name);
      variable
          .values()
          .forEach((code, label) ->
              lines.add(
                  "  "
                      + (variable.width() == 0 ? code : quoted(code, Integer.MAX_VALUE))
                      + " "
                      + quoted(label, LONGEST_VALUE_LABEL)));
      end(lines);
    }
  }

  private static void end(List<String> lines) {
    lines.add(lines.removeLast() + ".");
  }

  /** Letters, digits and _, beginning with a letter, and each once whatever the case. */
  private static List<String> names(List<Variable> variables) {
    var taken = new HashSet<String>();
    return variables.stream().map(variable -> name(variable.header(), taken)).toList();
  }

  private static String name(String header, Set<String> taken) {
    String plain = header.replaceAll("[^A-Za-z0-9_]", "_");
    boolean begins = plain.matches("[A-Za-z].*") && !RESERVED.contains(upper(plain));
    String name = begins ? plain : "v_" + plain;
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME - 4)).replaceAll("_+$", "");
    String free = name;
    for (int n = 2; !taken.add(upper(free)); n++) {
      free = name + "_" + n;
    }
    return free;
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** In one line, and never longer than so many bytes: a quotation mark inside is doubled. */
  private static String quoted(String text, int mostBytes) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    var kept = new StringBuilder();
    int bytes = 0;
    for (int letter : line.codePoints().toArray()) {
      String one = Character.toString(letter);
      bytes += one.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > mostBytes) {
        break;
      }
      kept.append(one);
    }
    return "'" + kept.toString().replace("'", "''") + "'";
  }

  /** How wide the texts of each column are. */
  public static List<Integer> widths(Sheet sheet) {
    return java.util.stream.IntStream.range(0, sheet.headers().size())
        .mapToObj(at ->
            sheet.rows().stream()
                .mapToInt(row ->
                    row.get(at) instanceof Sheet.Entry.Words(String text)
                        ? text.getBytes(StandardCharsets.UTF_8).length
                        : 0)
                .max()
                .orElse(0))
        .map(width -> Math.max(1, width))
        .collect(Collectors.toList());
  }
}
