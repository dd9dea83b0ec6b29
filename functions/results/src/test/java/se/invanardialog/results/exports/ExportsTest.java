package se.invanardialog.results.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExportsTest {
  private static Sheet sheet(String header, String text) {
    return new Sheet(
        "Svar",
        List.of(header, "n", "andel"),
        List.of(Sheet.row().text(text).count(7).amount(0.125, 3).done()));
  }

  @Test
  void csv_begins_with_a_byte_order_mark_and_ends_each_line_as_the_rfc_says() {
    assertThat(Csv.INTERNATIONAL.write(sheet("Svar", "Ja")))
        .isEqualTo("\ufeffSvar,n,andel\r\nJa,7,0.125\r\n");
  }

  @Test
  void a_swedish_spreadsheet_gets_semicolons_and_commas() {
    assertThat(Csv.SWEDISH.write(sheet("Svar", "Ja; absolut")))
        .isEqualTo("\ufeffSvar;n;andel\r\n\"Ja; absolut\";7;0,125\r\n");
  }

  @Test
  void quotes_are_doubled_and_line_ends_kept() {
    assertThat(Csv.INTERNATIONAL.write(sheet("Svar", "\"Ja\"\nkanske")))
        .contains("\"\"\"Ja\"\"\nkanske\",7");
  }

  @Test
  void nothing_a_resident_or_an_official_wrote_is_run_as_a_formula() {
    for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|x", "＝1")) {
      assertThat(Csv.INTERNATIONAL.write(sheet(formula, formula)).replace("\"", "").lines())
          .allMatch(line ->
              line.replace("\ufeff", "").startsWith("'")
                  || line.isBlank()
                  || !line.contains(",7,"));
      assertThat(
              parts(Xlsx.write(List.of(sheet(formula, formula)))).get("xl/worksheets/sheet1.xml"))
          .contains("preserve\">'")
          .doesNotContain("<f>");
    }
  }

  @Test
  void places_are_named_as_spreadsheets_name_them() {
    assertThat(Xlsx.reference(0, 1)).isEqualTo("A1");
    assertThat(Xlsx.reference(25, 2)).isEqualTo("Z2");
    assertThat(Xlsx.reference(26, 3)).isEqualTo("AA3");
    assertThat(Xlsx.reference(702, 4)).isEqualTo("AAA4");
  }

  @Property(tries = 200)
  void a_workbook_is_well_formed_whatever_was_written(@ForAll String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var parts = parts(Xlsx.write(List.of(sheet(text, text), sheet("b", text))));
    assertThat(parts).hasSize(7);
    for (String xml : parts.values()) {
      factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Map<String, String> parts(byte[] workbook) {
    var parts = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    return parts;
  }
}
