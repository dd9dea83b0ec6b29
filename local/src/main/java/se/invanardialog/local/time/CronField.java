package se.invanardialog.local.time;

import java.util.BitSet;
import java.util.List;

/** The values one field of a cron expression holds. */
record CronField(BitSet values) {
  boolean holds(int value) {
    return values.get(value);
  }

  /**
   * @param names for the field's values from its first on, parted by spaces; may be empty
   * @throws IllegalArgumentException for anything but lists, ranges, steps and names
   */
  static CronField of(String text, int first, int last, String names) {
    var values = new BitSet();
    for (String part : text.split(",")) {
      String[] stepped = part.split("/");
      int step = stepped.length > 1 ? Integer.parseInt(stepped[1]) : 1;
      String range = stepped[0];
      int from = first;
      int to = last;
      if (!range.equals("*") && !range.equals("?")) {
        String[] ends = range.split("-");
        from = value(ends[0], first, names);
        to = ends.length > 1 ? value(ends[1], first, names) : stepped.length > 1 ? last : from;
      }
      if (step < 1 || from < first || to > last || from > to) {
        throw new IllegalArgumentException(text);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return new CronField(values);
  }

  private static int value(String text, int first, String names) {
    int named = List.of(names.split(" ")).indexOf(text);
    return named < 0 ? Integer.parseInt(text) : named + first;
  }
}
