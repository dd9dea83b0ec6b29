package se.invanardialog.panels.sendouts;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import se.invanardialog.core.http.Route;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Panels;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.suggestions.Wiring;

/** How send-outs are put together, on what panels, surveys and answers have. */
public final class SendoutsWiring {
  public final Sendouts sendouts;
  public final Conducting conducting;
  public final Texting texting;
  private final ProgressPages pages;
  private final Unsubscribing unsubscribing;
  private final Wiring below;

  /**
   * What may be sent when.
   *
   * @param mailsPerMinute letters to many; those to one are not held back
   * @param quiet when no text message is sent
   */
  public record Limits(int mailsPerMinute, int smsPerMinute, QuietHours quiet) {
    public static final Limits USUAL =
        new Limits(Rates.MAILS_PER_MINUTE, Rates.SMS_PER_MINUTE, QuietHours.NIGHT);
  }

  /**
   * @param myPath the path of a member's own page
   */
  public SendoutsWiring(
      Wiring below,
      Surveys surveys,
      Panels panels,
      Codes codes,
      Replies replies,
      Function<Member, String> myPath,
      Limits limits) {
    var roster = new Roster(below.table, panels);
    var planning = new Planning(below.table, roster, below.pseudonyms);
    unsubscribing = new Unsubscribing(below.table, below.links, below.site);
    var letters = new SurveyLetters(below.site, codes, myPath, unsubscribing);
    var pieces = new Pieces(below.table, roster, replies, codes, planning, letters);
    var rates = new Rates(below.table, limits.mailsPerMinute(), limits.smsPerMinute());
    sendouts =
        new Sendouts(
            below.table, below.time, surveys, pieces, below.deliveries, rates, limits.quiet());
    conducting = new Conducting(surveys, roster, planning, sendouts);
    texting = new Texting(below.table, below.pseudonyms, below.site);
    pages = new ProgressPages(below.table, surveys, below.site);
    this.below = below;
  }

  public List<Route> routes() {
    return Stream.concat(pages.routes().stream(), unsubscribing.routes().stream()).toList();
  }

  /**
   * @param password of the SMS gateway; asked for at each call
   */
  public List<Route> texting(Supplier<String> password) {
    return new TextingRoutes(texting, password, below.time).routes();
  }
}
