package se.invanardialog.tools;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import se.invanardialog.core.Platform;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Words;
import se.invanardialog.local.LocalService;
import se.invanardialog.local.StartProblem;
import se.invanardialog.local.store.DataFolder;
import se.invanardialog.local.store.Store;
import se.invanardialog.local.template.TableResource;
import se.invanardialog.results.ModelSteps;

/** {@code tools/data}: takes everything out of a table, or into one. */
public final class Data {
  private static final String USAGE =
      """
      tools/data export --table NAME > FILE      from DynamoDB, by the usual AWS environment
      tools/data export --folder FOLDER > FILE   from the data folder of a service that is stopped
      tools/data import --table NAME < FILE      into an empty table
      tools/data import --folder FOLDER < FILE\
      """;

  interface Act {
    void on(Table table) throws IOException;
  }

  private Data() {}

  public static void main(String[] arguments) {
    try {
      if (arguments.length != 3) {
        throw new Problem(USAGE);
      }
      Act act =
          switch (arguments[0]) {
            case "export" -> Data::export;
            case "import" -> Data::take;
            default -> throw new Problem(USAGE);
          };
      switch (arguments[1]) {
        case "--table" -> act.on(new DynamoTable(Platform.aws().dynamo(), arguments[2]));
        case "--folder" -> inFolder(Path.of(arguments[2]), act);
        default -> throw new Problem(USAGE);
      }
    } catch (Problem | StartProblem problem) {
      stop(String.valueOf(problem.getMessage()));
    } catch (IOException | RuntimeException failed) {
      failed.printStackTrace();
      stop("It failed: " + failed.getMessage());
    }
  }

  private static void stop(String message) {
    System.err.println(message);
    System.exit(1);
  }

  static void inFolder(Path folder, Act act) throws IOException {
    Path template = Path.of(System.getProperty("root", "")).resolve("template.yaml");
    TableResource table = LocalService.template(template, "http://localhost").table();
    try (DataFolder data = DataFolder.at(folder);
        Store store = Store.open(data, table)) {
      act.on(new DynamoTable(store.client(), table.name()));
    }
  }

  private static void export(Table table) throws IOException {
    var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    System.err.println(Exporting.export(table, out) + " items exported");
  }

  private static void take(Table table) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LocalDate today = Words.day(Clock.systemUTC().instant());
    long items = new Importing(table, ModelSteps.ALL, today).take(in);
    System.err.println(items + " items imported");
  }
}
