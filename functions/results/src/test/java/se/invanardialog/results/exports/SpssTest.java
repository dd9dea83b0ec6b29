package se.invanardialog.results.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SpssTest {
  private static Spss.Variable text(String header, String label, Map<String, String> values) {
    return new Spss.Variable(header, label, Spss.Level.NOMINAL, 5, new TreeMap<>(values));
  }

  @Test
  void a_file_is_read_with_names_labels_and_levels() {
    var number = new Spss.Variable("q2", "Hur många?", Spss.Level.SCALE, 0, Map.of());
    var one = text("q1", "Känner du dig 'trygg'?", Map.of("a", "Ja", "b", "Nej"));

    assertThat(Spss.syntax("abc.rows.csv", Csv.SWEDISH, List.of(one, number)).lines())
        .containsExactly(
            "* Encoding: UTF-8.",
            "SET DECIMAL=COMMA.",
            "GET DATA /TYPE=TXT /FILE='abc.rows.csv'",
            "  /ENCODING='UTF8' /ARRANGEMENT=DELIMITED /DELIMITERS=';' /QUALIFIER='\"' /FIRSTCASE=2",
            "  /VARIABLES=",
            "    q1 A5",
            "    q2 F20.0.",
            "VARIABLE LABELS q1 'Känner du dig ''trygg''?'.",
            "VARIABLE LEVEL q1 (NOMINAL).",
            "VALUE LABELS q1",
            "  'a' 'Ja'",
            "  'b' 'Nej'.",
            "VARIABLE LABELS q2 'Hur många?'.",
            "VARIABLE LEVEL q2 (SCALE).",
            "EXECUTE.");
  }

  @Test
  void every_name_is_one_that_the_program_takes_and_no_two_are_alike() {
    var headers = List.of("by", "q-1", "q_1", "Q_1", "1a", "_x", "å", "x".repeat(90), "ends_");
    var variables = headers.stream().map(header -> text(header, "", Map.of())).toList();
    var names =
        Spss.syntax("f", Csv.INTERNATIONAL, variables)
            .lines()
            .filter(line -> line.startsWith("VARIABLE LEVEL"))
            .map(line -> line.split(" ")[2])
            .toList();

    assertThat(names).hasSize(headers.size()).allMatch(name -> name.matches("[A-Za-z]\\w{0,63}"));
    assertThat(names.stream().map(String::toUpperCase).collect(Collectors.toSet()))
        .hasSize(headers.size())
        .doesNotContain("BY");
  }

  @Property(tries = 300)
  void no_text_ends_its_quotation_or_its_line(@ForAll String naughty) {
    String syntax =
        Spss.syntax("f", Csv.INTERNATIONAL, List.of(text("q1", naughty, Map.of("a", naughty))));
    var lines = List.of(syntax.split("\r\n"));
    assertThat(lines).hasSize(10);
    for (String line : List.of(lines.get(5), lines.get(8))) {
      assertThat(line.chars().filter(letter -> letter == '\'').count() % 2).isZero();
      assertThat(line).doesNotContain("\n", "\r").endsWith("'.");
    }
  }
}
