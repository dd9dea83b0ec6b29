package se.invanardialog.core.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** What is shown when a page can't be: what happened, what is not lost, what to do now. */
public final class ErrorPages {
  private static final String START = "/";
  private static final long MINUTES_SAID_AS_MINUTES = 90;

  private final Frame frame;

  public ErrorPages(Frame frame) {
    this.frame = frame;
  }

  /** There is no such page or suggestion. */
  public String notFound(Language language, TownLook town) {
    Words words = frame.texts().in(language);
    var hrefs = new Hrefs(language);
    return page(
        language,
        town,
        "not-found",
        List.of(words.get("not-found.mail"), call(words, town)),
        List.of(
            new Notice.Link(words.get("not-found.search"), hrefs.to("/suggestions")),
            new Notice.Link(words.get("not-found.start"), hrefs.to(START))));
  }

  /** A mailed link that is unknown, cut, foreign or too old. */
  public String goneToken(Language language, TownLook town) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "token",
        List.of(words.get("token.whole"), words.get("token.again"), call(words, town)),
        List.of(
            new Notice.Link(
                words.get("not-found.search"), new Hrefs(language).to("/suggestions"))));
  }

  /** Over a limit; the time is rounded up. */
  public String tooMany(Language language, TownLook town, Duration retryAfter) {
    Words words = frame.texts().in(language);
    long minutes = Math.max(1, retryAfter.plusSeconds(59).toMinutes());
    String when =
        minutes <= MINUTES_SAID_AS_MINUTES
            ? words.count("too-many.minutes", minutes)
            : words.count("too-many.hours", retryAfter.plusMinutes(59).toHours());
    return page(
        language,
        town,
        "too-many",
        List.of(when, words.get("too-many.back"), call(words, town)),
        List.of());
  }

  /** More than can be taken in one form. */
  public String tooLarge(Language language, TownLook town) {
    return page(language, town, "too-large", List.of(), List.of());
  }

  /** Sent in a way that no form of ours sends. */
  public String unreadable(Language language, TownLook town) {
    return page(language, town, "unreadable", List.of(), List.of());
  }

  /** Sent from another site. */
  public String foreignForm(Language language, TownLook town) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "foreign-form",
        List.of(),
        List.of(new Notice.Link(words.get("not-found.start"), new Hrefs(language).to(START))));
  }

  /** Asked for with parameters that mean nothing; each message says how it is done right. */
  public String invalid(Language language, TownLook town, List<String> messages) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "invalid",
        messages,
        List.of(
            new Notice.Link(
                words.get("not-found.search"), new Hrefs(language).to("/suggestions"))));
  }

  /** Signed in, but without the role. */
  public String forbidden(Language language, TownLook town) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "forbidden",
        List.of(),
        List.of(new Notice.Link(words.get("forbidden.desk"), "/official")));
  }

  /**
   * For officials, and nobody is signed in.
   *
   * @param signIn where to sign in
   */
  public String signIn(Language language, TownLook town, String signIn) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "sign-in",
        List.of(),
        List.of(
            new Notice.Link(words.get("sign-in.title"), signIn),
            new Notice.Link(words.get("sign-in.start"), new Hrefs(language).to(START))));
  }

  /** Somebody else changed it first. */
  public String conflict(Language language, TownLook town, String again) {
    Words words = frame.texts().in(language);
    return page(
        language,
        town,
        "conflict",
        List.of(),
        List.of(new Notice.Link(words.get("conflict.again"), again)));
  }

  /**
   * Our own fault.
   *
   * @param reference finds it in the log; may be empty
   */
  public String fault(Language language, TownLook town, String reference) {
    Words words = frame.texts().in(language);
    var paragraphs = new ArrayList<>(List.of(words.get("fault.back"), call(words, town)));
    if (!reference.isEmpty()) {
      paragraphs.add(words.get("fault.reference", reference));
    }
    return page(language, town, "fault", paragraphs, List.of());
  }

  private String page(
      Language language,
      TownLook town,
      String kind,
      List<String> paragraphs,
      List<Notice.Link> links) {
    Words words = frame.texts().in(language);
    var notice =
        new Notice(words.get(kind + ".heading"), words.get(kind + ".lead"), paragraphs, links);
    Page page = Page.of(language, START, words.get(kind + ".title"), notice.content()).unlisted();
    return frame.render(page, town);
  }

  private static String call(Words words, TownLook town) {
    return words.get("help.call", town.phoneUnbroken());
  }
}
