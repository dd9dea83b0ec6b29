package se.invanardialog.core.texts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language, and how it writes numbers and dates.
 *
 * <p>A place for a value is written {@code {0}}, {@code {1}} or by name, {@code {town}}; a number
 * given as a value is written as the language writes it. Months and weekdays come from the
 * catalogue, so that a page never depends on what the Java runtime carries.
 */
public final class Words {
  /** Keeps a number and its unit on one line. */
  public static final char NO_BREAK = '\u00a0';

  /** The days that residents are promised are days here. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  private final Language language;
  private final Map<String, String> texts;

  Words(Language language, Map<String, String> texts) {
    this.language = language;
    this.texts = Map.copyOf(texts);
  }

  public Language language() {
    return language;
  }

  /** A copy, to add to. */
  Map<String, String> all() {
    return new HashMap<>(texts);
  }

  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /**
   * The text of a key, as it stands.
   *
   * @throws IllegalArgumentException when the catalogue lacks the key
   */
  public String get(String key) {
    @Nullable String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("No text " + key + " in " + language.code());
    }
    return text;
  }

  /** The text with {@code {0}}, {@code {1}} … filled in. */
  public String get(String key, Object... values) {
    var named = new HashMap<String, Object>();
    for (int i = 0; i < values.length; i++) {
      named.put(Integer.toString(i), values[i]);
    }
    return get(key, named);
  }

  /**
   * The text with {@code {name}} filled in.
   *
   * @throws IllegalArgumentException when the text asks for a value that is not given
   */
  public String get(String key, Map<String, ?> values) {
    return fill(key, get(key), values);
  }

  /**
   * The form of a text that goes with the number, such as {@code key.one}. The number itself is
   * {@code {0}}, the values are {@code {1}} and on.
   */
  public String count(String key, long n, Object... values) {
    var all = new Object[values.length + 1];
    all[0] = n;
    System.arraycopy(values, 0, all, 1, values.length);
    return get(key + "." + language.plurals().form(n), all);
  }

  /** {@code 1 234}, with a space that does not break. */
  public String number(long n) {
    var digits = new StringBuilder(Long.toString(n));
    int first = n < 0 ? 1 : 0;
    for (int i = digits.length() - 3; i > first; i -= 3) {
      digits.insert(i, get("number.thousands"));
    }
    return digits.toString();
  }

  /** {@code 51 %}, rounded to a whole one. */
  public String percent(double share) {
    return get("number.percent", number(Math.round(share * 100)));
  }

  /** {@code 15 december 2026}. */
  public String date(LocalDate day) {
    return get("date.year", dayMonth(day), Integer.toString(day.getYear()));
  }

  /** {@code 15 december}. */
  public String dayMonth(LocalDate day) {
    return get(
        "date.day", Integer.toString(day.getDayOfMonth()), get("month." + day.getMonthValue()));
  }

  /** {@code tisdag 15 december}. */
  public String weekdayDate(LocalDate day) {
    return get("date.weekday", weekday(day), dayMonth(day));
  }

  /** {@code tisdag 15 december 2026}. */
  public String longDate(LocalDate day) {
    return get("date.weekday", weekday(day), date(day));
  }

  /** {@code tisdag}. */
  public String weekday(LocalDate day) {
    return get("weekday." + day.getDayOfWeek().getValue());
  }

  /** {@code december}. */
  public String month(LocalDate day) {
    return get("month." + day.getMonthValue());
  }

  public String date(Instant time) {
    return date(day(time));
  }

  public String longDate(Instant time) {
    return longDate(day(time));
  }

  public String dayMonth(Instant time) {
    return dayMonth(day(time));
  }

  public String weekdayDate(Instant time) {
    return weekdayDate(day(time));
  }

  /** {@code 15 december 2026 klockan 14.05}. */
  public String dateTime(Instant time) {
    return get("date.time", date(time), clock(time));
  }

  /** {@code 14.05}. */
  public String clock(Instant time) {
    LocalTime local = time.atZone(ZONE).toLocalTime();
    return get("time.clock", twoDigits(local.getHour()), twoDigits(local.getMinute()));
  }

  /** {@code 23 dagar kvar}; nought is the last day itself. */
  public String daysLeft(long days) {
    return days == 0
        ? get("days.last")
        : days < 0 ? count("days.late", -days) : count("days.left", days);
  }

  /** Days from one moment's day to another's, in the residents' time zone; negative when past. */
  public static long daysBetween(Instant from, Instant to) {
    return ChronoUnit.DAYS.between(day(from), day(to));
  }

  /** {@code i dag}, {@code i går}, {@code för 3 dagar sedan}, {@code om 3 dagar}. */
  public String relative(Instant time, Instant now) {
    long days = daysBetween(now, time);
    if (days == 0) {
      return get("days.today");
    }
    if (days == 1) {
      return get("days.tomorrow");
    }
    if (days == -1) {
      return get("days.yesterday");
    }
    return days < 0 ? count("days.ago", -days) : count("days.in", days);
  }

  /** {@code Centrum, Tångeby och Ängsvik}. */
  public String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    String all = String.join(get("list.comma"), items.subList(0, items.size() - 1));
    return get("list.and", all, items.getLast());
  }

  /** The day it is here. */
  public static LocalDate day(Instant time) {
    return time.atZone(ZONE).toLocalDate();
  }

  private static String twoDigits(int n) {
    return n < 10 ? "0" + n : Integer.toString(n);
  }

  private String fill(String key, String text, Map<String, ?> values) {
    var filled = new StringBuilder(text.length() + 32);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      @Nullable Object value = values.get(text.substring(open + 1, close));
      if (value == null) {
        throw new IllegalArgumentException(
            "Text " + key + " wants " + text.substring(open, close + 1));
      }
      filled.append(text, at, open).append(written(value));
      at = close + 1;
    }
    return filled.append(text, at, text.length()).toString();
  }

  private String written(Object value) {
    return switch (value) {
      case Integer n -> number(n);
      case Long n -> number(n);
      default -> value.toString();
    };
  }
}
