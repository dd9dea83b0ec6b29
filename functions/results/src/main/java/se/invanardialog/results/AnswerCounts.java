package se.invanardialog.results;

import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.results.themes.Coding;

/**
 * What a reply counts for, as additions to the tally of its cell. The Tally and the recount both
 * ask here. The names are in the data model; a skipped question counts for nothing.
 */
public final class AnswerCounts {
  /** How many have answered the survey. */
  public static final String N = "n";

  public static final String MODE = "mode:";

  /** Greater numbers count as this one in sums, so that no sum overflows. */
  public static final long LARGEST = 1_000_000;

  /** Greater ones share a bar of the histogram with those that begin with the same two digits. */
  public static final long LARGEST_ALONE = 100;

  private AnswerCounts() {}

  /** How many have answered a question. */
  public static String answered(String question) {
    return "q:" + question + ":n";
  }

  public static String chose(String question, String option) {
    return "q:" + question + ":o:" + option;
  }

  /** How many ranked it first. */
  public static String first(String question, String option) {
    return "q:" + question + ":f:" + option;
  }

  /** The sum of the places it was ranked at, 1 for the first. */
  public static String places(String question, String option) {
    return "q:" + question + ":p:" + option;
  }

  public static String sum(String question) {
    return "q:" + question + ":sum";
  }

  public static String squares(String question) {
    return "q:" + question + ":sq";
  }

  public static String bar(String question, long bucket) {
    return bars(question) + bucket;
  }

  /** What the names of all its bars begin with. */
  public static String bars(String question) {
    return "q:" + question + ":h:";
  }

  public static String inRow(String question, String row, String option) {
    return "q:" + question + ":g:" + row + ":" + option;
  }

  /** How many answers in words have been read and coded, also those that no theme fits. */
  public static String coded(String question) {
    return "q:" + question + ":coded";
  }

  /** How many of them are about the theme. */
  public static String theme(String question, String theme) {
    return "q:" + question + ":t:" + theme;
  }

  /** The least number of the bar that a number is counted in. */
  public static long bucket(long number) {
    long size = 1;
    while (Math.abs(number / size) > LARGEST_ALONE) {
      size *= 10;
    }
    return Math.floorDiv(number, size) * size;
  }

  public static Map<String, Long> of(Reply reply) {
    if (!reply.active()) {
      return Map.of();
    }
    var counts = new TreeMap<String, Long>();
    counts.put(N, 1L);
    counts.put(MODE + reply.mode().word(), 1L);
    reply.values().forEach((question, value) -> count(question, value, counts));
    return counts;
  }

  /** What is said of a reply's own words. */
  public static Map<String, Long> of(Coding coding) {
    var counts = new TreeMap<String, Long>();
    coding
        .themes()
        .forEach((question, themes) -> {
          counts.put(coded(question), 1L);
          themes.forEach(theme -> counts.put(theme(question, theme), 1L));
        });
    return counts;
  }

  private static void count(String question, Value value, Map<String, Long> counts) {
    counts.put(answered(question), 1L);
    switch (value) {
      case Value.Chosen chosen -> {
        for (int place = 0; place < chosen.options().size(); place++) {
          String option = chosen.options().get(place);
          counts.put(chose(question, option), 1L);
          counts.put(places(question, option), place + 1L);
        }
        if (!chosen.options().isEmpty()) {
          counts.put(first(question, chosen.options().getFirst()), 1L);
        }
      }
      case Value.Figure(long number) -> {
        long kept = Math.clamp(number, -LARGEST, LARGEST);
        counts.put(bar(question, bucket(kept)), 1L);
        counts.put(sum(question), kept);
        counts.put(squares(question), kept * kept);
      }
      case Value.Grid(var byRow) ->
          byRow.forEach((row, option) -> counts.put(inRow(question, row, option), 1L));
      case Value.Written _ -> {}
    }
  }
}
