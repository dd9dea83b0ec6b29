package se.invanardialog.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a run prints, and whether everything came out as it must. */
final class Findings {
  private final List<String> differences = new ArrayList<>();

  @SuppressWarnings("AnnotateFormatMethod")
  void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
    System.out.flush();
  }

  void heading(String title) {
    say("%n%s%n%s", title, "-".repeat(title.length()));
  }

  /** Prints both, and remembers when they differ. */
  void same(String what, Object expected, Object found) {
    boolean same = Objects.equals(expected, found);
    say("%-58s %14s  %s", what, found, same ? "as expected" : "EXPECTED " + expected);
    if (!same) {
      difference(what + ": expected " + expected + ", found " + found);
    }
  }

  void atLeast(String what, double least, double found) {
    boolean enough = found >= least;
    say("%-58s %14.3f  %s %.3f", what, found, enough ? "at least" : "LESS THAN", least);
    if (!enough) {
      difference(what + ": " + found + " is less than " + least);
    }
  }

  void atMost(String what, double most, double found) {
    boolean little = found <= most;
    say("%-58s %14.3f  %s %.3f", what, found, little ? "at most" : "MORE THAN", most);
    if (!little) {
      difference(what + ": " + found + " is more than " + most);
    }
  }

  synchronized void difference(String what) {
    differences.add(what);
  }

  boolean clean() {
    return differences.isEmpty();
  }

  /** The verdict, as an exit code. */
  int end() {
    heading(clean() ? "No difference" : differences.size() + " differences");
    differences.stream().limit(50).forEach(each -> say("- %s", each));
    return clean() ? 0 : 1;
  }
}
