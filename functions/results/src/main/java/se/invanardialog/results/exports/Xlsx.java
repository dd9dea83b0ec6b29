package se.invanardialog.results.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook in Office Open XML (ECMA-376), no more than tables need: texts in place, numbers as
 * numbers, headers in bold and kept in view. Texts are typed as texts, so none is run as a formula;
 * they are disarmed all the same, for whoever saves the sheet as CSV.
 */
public final class Xlsx {
  public static final String TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** Excel's own limits. */
  private static final int LONGEST_NAME = 31;

  private static final int LONGEST_TEXT = 32_767;
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  private static final String KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Xlsx() {}

  public static byte[] write(List<Sheet> sheets) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("[Content_Types].xml", types(sheets.size()));
    parts.put(
        "_rels/.rels",
        HEAD
            + "<Relationships xmlns=\""
            + PACKAGE
            + "relationships\"><Relationship Id=\"r1\" Type=\""
            + RELATIONS
            + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    parts.put("xl/workbook.xml", workbook(sheets));
    parts.put("xl/_rels/workbook.xml.rels", relations(sheets.size()));
    parts.put("xl/styles.xml", styles());
    for (int at = 0; at < sheets.size(); at++) {
      parts.put("xl/worksheets/sheet" + (at + 1) + ".xml", sheet(sheets.get(at)));
    }
    return zip(parts);
  }

  private static String types(int sheets) {
    var xml =
        new StringBuilder(HEAD)
            .append("<Types xmlns=\"")
            .append(PACKAGE)
            .append("content-types\"><Default Extension=\"rels\" ContentType=\"")
            .append("application/vnd.openxmlformats-package.relationships+xml\"/>")
            .append(override("/xl/workbook.xml", "sheet.main+xml"))
            .append(override("/xl/styles.xml", "styles+xml"));
    for (int at = 1; at <= sheets; at++) {
      xml.append(override("/xl/worksheets/sheet" + at + ".xml", "worksheet+xml"));
    }
    return xml.append("</Types>").toString();
  }

  private static String override(String part, String kind) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + KIND + kind + "\"/>";
  }

  private static String workbook(List<Sheet> sheets) {
    var xml =
        new StringBuilder(HEAD)
            .append("<workbook xmlns=\"")
            .append(MAIN)
            .append("\" xmlns:r=\"")
            .append(RELATIONS)
            .append("\"><sheets>");
    for (int at = 1; at <= sheets.size(); at++) {
      xml.append("<sheet name=\"")
          .append(escaped(name(sheets.get(at - 1).name(), at)))
          .append("\" sheetId=\"")
          .append(at)
          .append("\" r:id=\"r")
          .append(at)
          .append("\"/>");
    }
    return xml.append("</sheets></workbook>").toString();
  }

  /** A number first, so that no two are alike. */
  private static String name(String wanted, int at) {
    String name = at + " " + wanted.replaceAll("[\\[\\]:*?/\\\\'\\p{Cc}]", " ").strip();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
  }

  private static String relations(int sheets) {
    var xml =
        new StringBuilder(HEAD)
            .append("<Relationships xmlns=\"")
            .append(PACKAGE)
            .append("relationships\">");
    for (int at = 1; at <= sheets; at++) {
      xml.append("<Relationship Id=\"r")
          .append(at)
          .append("\" Type=\"")
          .append(RELATIONS)
          .append("/worksheet\" Target=\"worksheets/sheet")
          .append(at)
          .append(".xml\"/>");
    }
    return xml.append("<Relationship Id=\"s\" Type=\"")
        .append(RELATIONS)
        .append("/styles\" Target=\"styles.xml\"/></Relationships>")
        .toString();
  }

  private static String styles() {
    return HEAD
        + "<styleSheet xmlns=\""
        + MAIN
        + "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf xfId=\"0\"/><xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/>"
        + "</cellXfs></styleSheet>";
  }

  private static String sheet(Sheet sheet) {
    var xml =
        new StringBuilder(HEAD)
            .append("<worksheet xmlns=\"")
            .append(MAIN)
            .append("\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" ")
            .append("topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
            .append("</sheetView></sheetViews><sheetData><row r=\"1\">");
    for (int column = 0; column < sheet.headers().size(); column++) {
      xml.append(text(reference(column, 1), sheet.headers().get(column), " s=\"1\""));
    }
    xml.append("</row>");
    int line = 1;
    for (List<Sheet.Entry> row : sheet.rows()) {
      line++;
      xml.append("<row r=\"").append(line).append("\">");
      for (int column = 0; column < row.size(); column++) {
        xml.append(entry(reference(column, line), row.get(column)));
      }
      xml.append("</row>");
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static String entry(String at, Sheet.Entry entry) {
    return switch (entry) {
      case Sheet.Entry.Words(String words) -> text(at, words, "");
      case Sheet.Entry.Count(long number) -> number(at, Long.toString(number));
      case Sheet.Entry.Amount(double number, int decimals) ->
          number(at, Csv.plain(number, decimals));
      case Sheet.Entry.Nothing() -> "";
    };
  }

  private static String number(String at, String number) {
    return "<c r=\"" + at + "\"><v>" + number + "</v></c>";
  }

  private static String text(String at, String text, String style) {
    String safe = Formulas.disarmed(text);
    String cut = safe.length() <= LONGEST_TEXT ? safe : safe.substring(0, LONGEST_TEXT);
    return "<c r=\""
        + at
        + "\" t=\"inlineStr\""
        + style
        + "><is><t xml:space=\"preserve\">"
        + escaped(cut)
        + "</t></is></c>";
  }

  /** {@code A1}, {@code AA17}. */
  static String reference(int column, int row) {
    var letters = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / 26) {
      letters.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return letters.append(row).toString();
  }

  private static String escaped(String text) {
    var xml = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '"' -> xml.append("&quot;");
            default -> {
              if (allowed(character)) {
                xml.appendCodePoint(character);
              }
            }
          }
        });
    return xml.toString();
  }

  /** XML 1.0 has no other control characters and no half of a pair. */
  private static boolean allowed(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xd7ff)
        || (character >= 0xe000 && character <= 0xfffd)
        || character >= 0x10000;
  }

  /** The same tables give the same bytes. */
  private static byte[] zip(Map<String, String> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (var part : parts.entrySet()) {
        var entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
