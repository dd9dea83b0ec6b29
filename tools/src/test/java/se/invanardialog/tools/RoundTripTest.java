package se.invanardialog.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.core.table.Model;
import se.invanardialog.core.table.Steps;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What goes out and in again is as it was, and what must not go in is refused. */
class RoundTripTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
  private static final Steps STEPS =
      new Steps(List.of(item -> item.has("old") ? item.with("old", null).with("new", 1) : item));
  private static final List<String> NAUGHTY =
      List.of(
          "",
          " ",
          "Lekplats på Ängsvik 🛝",
          "rad\nrad\r\nrad\u2028rad\u2029rad\u0085",
          "\u0000\u0001\u001f\u007f\ufeff",
          "\"quoted\" \\ \\u00e5 {\"S\": \"x\"}",
          "</script><!-- '; drop table --",
          "=cmd|' /C calc'!A0",
          "مرحبا \u202eabc\u202c 👩‍👩‍👧‍👦 e\u0301",
          "{\"items\": 3}",
          "x".repeat(100_000));

  private static LocalDynamo dynamo;

  @BeforeAll
  static void start() {
    dynamo = new LocalDynamo();
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  private static Item item(String sort) {
    return Item.at(new Key("THING#å\"\n#", sort));
  }

  private static List<Item> everyKind() {
    var items = new ArrayList<Item>();
    for (int n = 0; n < NAUGHTY.size(); n++) {
      items.add(item("text" + n).with("text", NAUGHTY.get(n)).with("näme \"" + n, NAUGHTY.get(n)));
    }
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 127}));
    items.add(
        item("kinds")
            .with("number", AttributeValue.fromN("-12345678901234567890.12345678901234567"))
            .with("long", Long.MIN_VALUE)
            .with("yes", true)
            .with("no", AttributeValue.fromBool(false))
            .with("bytes", bytes)
            .with("noBytes", new byte[0])
            .with("nothing", AttributeValue.fromNul(true))
            .with("texts", AttributeValue.fromSs(List.of("a", "ö")))
            .with("numbers", AttributeValue.fromNs(List.of("1", "2.5")))
            .with("blobs", AttributeValue.fromBs(List.of(bytes.b())))
            .with("list", AttributeValue.fromL(List.of(bytes, AttributeValue.fromS("x"))))
            .with("noList", AttributeValue.fromL(List.of()))
            .with(
                "map", AttributeValue.fromM(Map.of("å", AttributeValue.fromM(Map.of("\n", bytes)))))
            .with("items", 7)
            .expiring(java.time.Instant.parse("2030-01-01T00:00:00Z")));
    return items;
  }

  private static Table filled(Table table) {
    everyKind().forEach(item -> table.write(Write.put(item)));
    return table;
  }

  private static String export(Table table) throws IOException {
    var out = new StringWriter();
    Exporting.export(table, out);
    return out.toString();
  }

  private static long take(String lines, Table table) throws IOException {
    return new Importing(table, STEPS, TODAY).take(new BufferedReader(new StringReader(lines)));
  }

  private static Stream<String> sorted(String lines) {
    return lines.lines().skip(1).sorted();
  }

  @Test
  void every_kind_of_value_and_every_text_comes_back_from_dynamodb_as_it_was() throws IOException {
    Table from = filled(dynamo.table("table-from"));
    Table to = dynamo.table("table-to");
    String lines = export(from);

    assertThat(take(lines, to)).isEqualTo(everyKind().size());

    for (Item item : everyKind()) {
      Item there = to.get(item.key()).orElseThrow().with(Model.IMPORTED, null);
      assertThat(there).isEqualTo(from.get(item.key()).orElseThrow());
    }
    assertThat(sorted(export(to))).containsExactlyElementsOf(sorted(lines).toList());
  }

  @Test
  void one_item_is_one_line_in_dynamodbs_own_json() throws IOException {
    var table = new InMemoryTable();
    table.write(Write.put(Item.at(new Key("P", "S")).with("n", 1).with("t", "a\nb")));

    assertThat(export(table).lines())
        .containsExactly(
            "{\"invanardialog\":\"export\",\"model\":1}",
            "{\"n\":{\"N\":\"1\"},\"pk\":{\"S\":\"P\"},\"sk\":{\"S\":\"S\"},\"t\":{\"S\":\"a\\nb\"}}",
            "{\"items\":1}");
  }

  @Test
  void an_old_export_is_taken_in_in_the_shape_of_the_current_version() throws IOException {
    var from = new InMemoryTable();
    from.write(Write.put(item("a").with("old", "x")));
    var to = new InMemoryTable();

    take(export(from), to);

    assertThat(to.get(item("a").key()))
        .contains(item("a").with("new", 1).with(Model.IMPORTED, TODAY.toString()));
    assertThat(Model.of(to)).isEqualTo(Model.at(2));
    assertThat(export(to)).startsWith("{\"invanardialog\":\"export\",\"model\":2}");
  }

  @Test
  void an_export_of_a_newer_version_is_refused() {
    var to = new InMemoryTable();
    assertThatThrownBy(() -> take(Lines.first(3) + "\n" + Lines.last(0), to))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("knows 2");
    assertThat(to.items()).isEmpty();
  }

  @Test
  void a_table_that_is_not_empty_is_refused_and_left_alone() throws IOException {
    String lines = export(filled(new InMemoryTable()));
    var to = new InMemoryTable();
    for (int n = 0; n < 30; n++) {
      to.write(Write.put(Item.at(new Key("RECOUNT", "n" + n))));
    }
    to.write(Write.put(Item.at(new Key("SETTINGS", "RULES"))));
    var before = to.items();

    assertThatThrownBy(() -> take(lines, to))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining("SETTINGS");
    assertThat(to.items()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void what_the_service_writes_by_itself_is_not_in_the_way() throws IOException {
    String lines = export(filled(new InMemoryTable()));
    var to = new InMemoryTable();
    to.write(Write.put(Item.at(Keys.recount()).with("checked", 0)), Model.at(2).write());

    assertThat(take(lines, to)).isEqualTo(everyKind().size());
  }

  @Test
  void an_import_that_is_cut_off_says_so_and_is_done_again() throws IOException {
    String lines = export(filled(new InMemoryTable()));
    String half = lines.substring(0, lines.lastIndexOf("{\"items\""));
    var to = new InMemoryTable();

    assertThatThrownBy(() -> take(half, to))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cut off");
    assertThat(Model.of(to).importing()).isTrue();
    assertThatThrownBy(() -> export(to)).hasMessageContaining("not finished");

    assertThat(take(lines, to)).isEqualTo(everyKind().size());
    assertThat(sorted(export(to))).containsExactlyElementsOf(sorted(lines).toList());
  }

  @Test
  void one_that_fell_in_the_middle_is_done_again() throws IOException {
    String lines = export(filled(new InMemoryTable()));
    var to = new InMemoryTable();
    var writes = new AtomicInteger();
    to.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> all) {
            if (writes.incrementAndGet() == 5) {
              throw new IllegalStateException("killed");
            }
          }
        });

    assertThatThrownBy(() -> take(lines, to)).isInstanceOf(IllegalStateException.class);
    assertThat(take(lines, to)).isEqualTo(everyKind().size());
  }

  @Test
  void what_is_no_export_is_refused_before_anything_is_written() {
    var to = new InMemoryTable();
    for (String lines : List.of("", "{}", "[]", "pk,sk", "{\"items\":0}")) {
      assertThatThrownBy(() -> take(lines, to))
          .as(lines)
          .isInstanceOf(Problem.class)
          .hasMessageContaining("no export");
    }
    assertThatThrownBy(() -> take(Lines.first(1) + "\n{\"pk\":{\"S\":1", to))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Line 2");
    assertThatThrownBy(() -> take(Lines.first(1) + "\n{\"items\":3}", to))
        .hasMessageContaining("has 0 items and says 3");
  }
}
