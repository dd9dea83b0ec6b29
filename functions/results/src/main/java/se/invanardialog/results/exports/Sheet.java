package se.invanardialog.results.exports;

import java.util.ArrayList;
import java.util.List;

/** A table on its way into a file. */
public record Sheet(String name, List<String> headers, List<List<Entry>> rows) {
  public Sheet {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  /** What stands in one place of it. */
  public sealed interface Entry {
    record Words(String text) implements Entry {}

    record Count(long number) implements Entry {}

    /**
     * @param decimals how many of them are written
     */
    record Amount(double number, int decimals) implements Entry {}

    record Nothing() implements Entry {}
  }

  /** Fills a row from the left. */
  public static final class Row {
    private final List<Entry> entries = new ArrayList<>();

    public Row text(String text) {
      entries.add(new Entry.Words(text));
      return this;
    }

    public Row count(long number) {
      entries.add(new Entry.Count(number));
      return this;
    }

    public Row amount(double number, int decimals) {
      entries.add(new Entry.Amount(number, decimals));
      return this;
    }

    public Row nothing() {
      entries.add(new Entry.Nothing());
      return this;
    }

    public List<Entry> done() {
      return List.copyOf(entries);
    }
  }

  public static Row row() {
    return new Row();
  }
}
