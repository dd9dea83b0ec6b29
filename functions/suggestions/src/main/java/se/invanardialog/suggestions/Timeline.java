package se.invanardialog.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.texts.Words;

/** What has happened, in the reader's words. */
public final class Timeline {
  private Timeline() {}

  /** The sentence of an event; a value that is a catalogue key is said in words. */
  static String text(Suggestions.Event event, Words words) {
    String key = "event." + event.event();
    if (!words.has(key)) {
      key = "event." + event.event().replaceAll("-?[0-9]+$", "");
    }
    var values = new ArrayList<Object>();
    for (String value : event.values()) {
      String known = "event.value." + value;
      values.add(
          words.has(known)
              ? words.get(known)
              : words.has(value) ? words.get(value) : number(value, words));
    }
    return words.has(key) ? words.get(key, values.toArray()) : event.event();
  }

  private static String number(String value, Words words) {
    return value.matches("[0-9]{1,12}") ? words.number(Long.parseLong(value)) : value;
  }

  /** One line of the page's timeline. */
  public record Line(String day, String date, String text, boolean now, boolean later) {}

  static List<Line> lines(Suggestions.Whole whole, Words words, Instant now) {
    var lines = new ArrayList<Line>();
    int thisYear = Words.day(now).getYear();
    for (Suggestions.Event event : whole.events()) {
      LocalDate day = Words.day(event.at());
      lines.add(
          new Line(
              day.toString(),
              day.getYear() == thisYear ? words.dayMonth(day) : words.date(day),
              text(event, words),
              false,
              false));
    }
    Row row = whole.row();
    if (row.openAt(now)) {
      LocalDate last = Rules.lastDay(row.closesAt().orElseThrow());
      lines.add(
          new Line(
              "",
              words.get("timeline.now"),
              words.get("timeline.open", words.date(last)),
              true,
              false));
    }
    if (row.answerDueAt().isPresent()) {
      LocalDate due = Rules.lastDay(row.answerDueAt().get());
      boolean late = row.answerDueAt().get().isBefore(now);
      lines.add(
          new Line(
              due.toString(),
              words.date(due),
              words.get(late ? "timeline.answer-late" : "timeline.answer-due", row.board()),
              late,
              !late));
    } else if (row.openAt(now) && row.threshold() > 0 && row.reachedAt().isEmpty()) {
      lines.add(
          new Line(
              "",
              words.count("timeline.threshold", row.threshold()),
              words.get("timeline.then", row.board()),
              false,
              true));
    }
    return lines;
  }
}
