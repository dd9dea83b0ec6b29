package se.invanardialog.panels.sendouts;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/**
 * What residents text to us. STOP holds for good and from everything; START takes it back. A
 * message that comes again, as gateways send them, is answered the same and does nothing more, also
 * when the resident has texted something else in between.
 */
public final class Texting {
  /** Longer than a gateway tries again. */
  static final Duration REMEMBERED = Duration.ofDays(8);

  private static final Set<String> STOP = Set.of("stop", "stopp", "sluta", "avsluta", "avbryt");
  private static final Set<String> START = Set.of("start", "starta", "börja");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{7,14}");
  private static final String STOPPED_BY = "stop";

  private final Table table;
  private final Pseudonyms pseudonyms;
  private final Site site;
  private final Words words;

  Texting(Table table, Pseudonyms pseudonyms, Site site) {
    this.table = table;
    this.pseudonyms = pseudonyms;
    this.site = site;
    words = site.words(Language.DEFAULT);
  }

  /** What was understood. */
  enum Understood {
    STOPPED,
    STARTED,
    /** A question about what can be texted, or anything else. */
    HELP,
    /** Not from a number that can be answered. */
    NOBODY
  }

  /**
   * @param id the gateway's name for the message
   * @param from in E.164 form
   */
  Understood take(String id, String from, String text, Instant now) {
    if (!NUMBER.matcher(from).matches() || id.isBlank()) {
      return Understood.NOBODY;
    }
    String word = firstWord(text);
    if (STOP.contains(word)) {
      once(id, now, stop(from, now));
      return Understood.STOPPED;
    }
    if (START.contains(word)) {
      once(id, now, start(from));
      return Understood.STARTED;
    }
    return Understood.HELP;
  }

  /** Takes it, and what is to be texted back: nothing to nobody. */
  public String answer(String id, String from, String text, Instant now) {
    String town = site.town().name();
    return switch (take(id, from, text, now)) {
      case STOPPED -> words.get("sms.stopped", town);
      case STARTED -> words.get("sms.started", town);
      case HELP -> words.get("sms.help", town, site.absolute("/panels"));
      case NOBODY -> "";
    };
  }

  private static String firstWord(String text) {
    return text.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", 2)[0];
  }

  /** Refused when the message has been taken before; that it does nothing then is as it should. */
  private void once(String id, Instant now, Write act) {
    table.write(
        Write.insert(Item.at(Keys.texted(pseudonyms.of("sms", id))).expiring(now.plus(REMEMBERED))),
        act);
  }

  private Write stop(String from, Instant now) {
    return Write.put(
        Item.at(Keys.stopped(pseudonyms.ofPhone(from))).with("by", STOPPED_BY).with("at", now));
  }

  private Write start(String from) {
    return new Write.Delete(Keys.stopped(pseudonyms.ofPhone(from)), Condition.always());
  }
}
