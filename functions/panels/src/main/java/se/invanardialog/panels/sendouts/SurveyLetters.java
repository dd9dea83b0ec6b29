package se.invanardialog.panels.sendouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.MailFrame.Part;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.surveys.Survey;

/**
 * The letters and text messages about a survey. Who has chosen both gets one of each with the same
 * link; who has chosen paper gets none.
 */
final class SurveyLetters {
  /** So that ten letters fit in a batch of the queue. */
  static final int LONGEST_EXCERPT = 1_500;

  /** Of a title in a text message; the message has a link too, and may be in any letters. */
  static final int LONGEST_SMS_TITLE = 40;

  /**
   * Marks the key of the text message to one who gets a letter too, which counts as one sending.
   */
  static final String COPY = "+sms";

  private final Site site;
  private final Codes codes;
  private final Function<Member, String> myPath;
  private final Unsubscribing unsubscribing;

  /**
   * @param myPath the path of a member's own page
   */
  SurveyLetters(
      Site site, Codes codes, Function<Member, String> myPath, Unsubscribing unsubscribing) {
    this.site = site;
    this.codes = codes;
    this.myPath = myPath;
    this.unsubscribing = unsubscribing;
  }

  /**
   * To whom about what.
   *
   * @param answered whether the member has answered; only told to those who asked for feedback
   */
  record To(Member member, String code, boolean answered) {}

  /** None when the member has chosen paper, or has no address of the chosen kind. */
  List<Deliveries.Message> of(Survey survey, Panel panel, Purpose purpose, To to) {
    Member member = to.member();
    boolean mail = !member.email().isEmpty();
    boolean phone = !member.phone().isEmpty();
    var messages = new ArrayList<Deliveries.Message>();
    boolean mailed =
        switch (member.channel()) {
          case MAIL, BOTH -> mail;
          case SMS, PAPER -> false;
        };
    boolean texted =
        switch (member.channel()) {
          case SMS, BOTH -> phone;
          case MAIL, PAPER -> false;
        };
    if (mailed) {
      messages.add(new Deliveries.Message(letter(survey, panel, purpose, to), null, null));
    }
    if (texted) {
      String key = key(survey, purpose.word() + (mailed ? COPY : ""), to.code());
      messages.add(new Deliveries.Message(null, null, sms(key, survey, purpose, to)));
    }
    return messages;
  }

  /** Names the sending and the survey, and nobody. */
  private String key(Survey survey, String purpose, String code) {
    return key(codes, survey.base().id(), purpose, code);
  }

  static String key(Codes codes, String id, String purpose, String code) {
    return Keys.SURVEY_LETTER + id + "#" + purpose + "#" + codes.sending(id, purpose, code);
  }

  private Letter letter(Survey survey, Panel panel, Purpose purpose, To to) {
    Words words = words(to.member());
    Survey.Design design = survey.base().design();
    String title = design.title().in(words.language());
    String kind = kind(purpose, to);
    String name = panel.name().in(words.language());
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get(kind + ".lead", name, closing(words, design))));
    parts.add(new Part.Quote(title));
    parts.addAll(told(survey, purpose, words));
    parts.add(new Part.Button(words.get(kind + ".button"), link(survey, purpose, to, words)));
    String mine = site.absolute(new Hrefs(words.language()).to(myPath.apply(to.member())));
    parts.add(new Part.Link(words.get("sendout.my-page"), mine));
    String leave = site.absolute(new Hrefs(words.language()).to(unsubscribing.path(to.member())));
    parts.add(new Part.Link(words.get("sendout.leave"), leave));
    var frame =
        new MailFrame(
            words.get(kind + ".subject", title),
            words.get(kind + ".lead", name, closing(words, design)),
            words.get(kind + ".subject", title),
            parts,
            List.of(words.get("sendout.own-link"), words.get("sendout.why", name)));
    MailFrame.Twins twins = frame.render(site.town(), words);
    return new Letter(
        key(survey, purpose.word(), to.code()),
        to.member().email(),
        frame.subject(),
        twins.html(),
        twins.text(),
        leave);
  }

  private List<Part> told(Survey survey, Purpose purpose, Words words) {
    Language language = words.language();
    Survey.Design design = survey.base().design();
    var parts = new ArrayList<Part>();
    switch (purpose) {
      case Purpose.Invite(), Purpose.Remind(_), Purpose.Again() -> {
        String intro = design.intro().in(language);
        if (!intro.isBlank()) {
          parts.add(new Part.Paragraph(Paragraphs.beginning(intro, LONGEST_EXCERPT)));
        }
        parts.add(
            new Part.Paragraph(
                words.get("sendout.use", design.purpose().decidedBy().in(language))
                    + " "
                    + design.purpose().use().in(language)));
      }
      case Purpose.Feedback() -> {
        if (survey instanceof Survey.Closed closed) {
          closed
              .feedback()
              .ifPresent(feedback -> {
                parts.add(paragraph(words.get("feedback.found"), feedback.found().in(language)));
                parts.add(paragraph(words.get("feedback.next"), feedback.next().in(language)));
              });
        }
      }
    }
    return parts;
  }

  private static Part paragraph(String heading, String text) {
    return new Part.Paragraph(heading + " " + Paragraphs.beginning(text, LONGEST_EXCERPT));
  }

  private Sms sms(String key, Survey survey, Purpose purpose, To to) {
    Words words = words(to.member());
    String title =
        Paragraphs.beginning(
            survey.base().design().title().in(words.language()), LONGEST_SMS_TITLE);
    String text =
        words.get(
            kind(purpose, to) + ".sms",
            site.town().name(),
            title,
            link(survey, purpose, to, words));
    return new Sms(key, to.member().phone(), text);
  }

  private String link(Survey survey, Purpose purpose, To to, Words words) {
    String id = survey.base().id();
    String path =
        switch (purpose) {
          case Purpose.Invite(), Purpose.Remind(_), Purpose.Again() -> "/s/" + id + to.code();
          case Purpose.Feedback() -> "/results/" + id;
        };
    return site.absolute(new Hrefs(words.language()).to(path, Map.of()));
  }

  private static String kind(Purpose purpose, To to) {
    return switch (purpose) {
      case Purpose.Invite(), Purpose.Again() -> "invite";
      case Purpose.Remind(_) -> "remind";
      case Purpose.Feedback() -> to.answered() ? "feedback.answered" : "feedback.panel";
    };
  }

  private static String closing(Words words, Survey.Design design) {
    return words.dateTime(Objects.requireNonNull(design.closesAt(), "An open survey closes"));
  }

  private Words words(Member member) {
    return site.words(Language.orDefault(member.language()));
  }
}
