package se.invanardialog.panels.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.MailFrame.Part;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Application.Step;

/** The letters and text messages that answer who joins a panel, or wants the link again. */
final class MemberLetters {
  private final Site site;
  private final MemberLinks links;
  private final Deliveries deliveries;

  MemberLetters(Site site, MemberLinks links, Deliveries deliveries) {
    this.site = site;
    this.links = links;
    this.deliveries = deliveries;
  }

  /** A membership, to be named in a letter with its link. */
  record Membership(Panel panel, Member member) {}

  void confirm(Panel panel, Application application, Step step) {
    Words words = words(application.member());
    String url = url(words, links.confirmPath(application, step));
    String kind = application.joining() ? "join" : "move";
    String name = panel.name().in(words.language());
    String key = key("confirm", application, step);
    if (step == Step.SMS) {
      text(key, application.member().phone(), words.get("members.sms." + kind, name, url));
      return;
    }
    String until = words.date(application.until());
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(hello(application.member(), words)));
    parts.add(new Part.Paragraph(words.get("members.mail." + kind + ".text", name)));
    parts.add(new Part.Button(words.get("members.mail." + kind + ".button"), url));
    parts.add(new Part.Paragraph(words.get("members.mail.until", until)));
    parts.add(new Part.Paragraph(words.get("members.mail.not-you")));
    mail(
        key,
        application.member().email(),
        new MailFrame(
            words.get("members.mail." + kind + ".subject"),
            words.get("members.mail.preheader", until),
            words.get("members.mail." + kind + ".heading"),
            parts,
            List.of(words.get("members.mail.why", name))),
        words);
  }

  /** Says so to the address alone. */
  void already(Panel panel, Member member, Application application, Step step) {
    Words words = words(application.member());
    String name = panel.name().in(words.language());
    String key = key("already", application, step);
    if (step == Step.SMS) {
      String url = url(words, links.pagePath(member, member.phone()));
      text(key, member.phone(), words.get("members.sms.already", name, url));
      return;
    }
    List<Part> parts =
        List.of(
            new Part.Paragraph(words.get("mail.hello")),
            new Part.Paragraph(words.get("members.mail.already.text", name)),
            new Part.Button(
                words.get("members.mail.page.button"),
                url(words, links.pagePath(member, member.email()))),
            new Part.Paragraph(words.get("members.mail.not-you")));
    mail(
        key,
        member.email(),
        new MailFrame(
            words.get("members.mail.already.subject"),
            words.get("members.mail.already.preheader"),
            words.get("members.mail.already.heading"),
            parts,
            List.of(words.get("members.mail.why", name))),
        words);
  }

  /** Asks the guardian, once the youth has pressed the button. */
  void guardian(Panel panel, Application application) {
    Words words = words(application.member());
    String name = panel.name().in(words.language());
    String until = words.date(application.until());
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get("mail.hello")));
    parts.add(
        new Part.Paragraph(
            application.member().name().isEmpty()
                ? words.get("members.mail.guardian.text", name)
                : words.get("members.mail.guardian.text-name", application.member().name(), name)));
    parts.add(new Part.Paragraph(words.get("members.mail.guardian.what")));
    parts.add(
        new Part.Button(
            words.get("members.mail.guardian.button"),
            url(words, links.confirmPath(application, Step.GUARDIAN))));
    parts.add(new Part.Paragraph(words.get("members.mail.until", until)));
    parts.add(new Part.Paragraph(words.get("members.mail.guardian.no")));
    mail(
        key("guardian", application, Step.GUARDIAN),
        application.guardian(),
        new MailFrame(
            words.get("members.mail.guardian.subject"),
            words.get("members.mail.preheader", until),
            words.get("members.mail.guardian.heading"),
            parts,
            List.of(words.get("members.mail.why", name))),
        words);
  }

  /** Tells the guardian that the consent is kept, and how it is taken back. */
  void consented(Panel panel, Application application, Member member) {
    Words words = words(application.member());
    String name = panel.name().in(words.language());
    mail(
        key("consented", application, Step.GUARDIAN),
        application.guardian(),
        new MailFrame(
            words.get("members.mail.consented.subject"),
            words.get("members.mail.consented.preheader"),
            words.get("members.mail.consented.heading"),
            List.of(
                new Part.Paragraph(words.get("mail.hello")),
                new Part.Paragraph(words.get("members.mail.consented.text", name)),
                new Part.Paragraph(words.get("members.mail.consented.keep")),
                new Part.Button(
                    words.get("members.mail.consented.button"),
                    url(words, links.guardianPath(member)))),
            List.of(words.get("members.mail.why", name))),
        words);
  }

  /**
   * The way to my page, for each panel.
   *
   * @param id of the wish, so that each gets one answer
   */
  void pages(String id, List<Membership> memberships, boolean byMail, Language language) {
    Words words = site.words(language);
    Member first = memberships.getFirst().member();
    if (!byMail) {
      for (Membership one : memberships) {
        String url = url(words, links.pagePath(one.member(), one.member().phone()));
        text(
            "page#" + id + "#" + one.panel().id(),
            first.phone(),
            words.get("members.sms.page", one.panel().name().in(language), url));
      }
      return;
    }
    var parts = new ArrayList<Part>();
    parts.add(new Part.Paragraph(words.get("mail.hello")));
    parts.add(new Part.Paragraph(words.get("members.mail.page.text")));
    for (Membership one : memberships) {
      String url = url(words, links.pagePath(one.member(), one.member().email()));
      String panel = one.panel().name().in(language);
      parts.add(
          memberships.size() == 1
              ? new Part.Button(words.get("members.mail.page.button"), url)
              : new Part.Link(words.get("members.mail.page.link", panel), url));
    }
    parts.add(new Part.Paragraph(words.get("members.mail.not-you")));
    mail(
        "page#" + id,
        first.email(),
        new MailFrame(
            words.get("members.mail.page.subject"),
            words.get("members.mail.page.preheader"),
            words.get("members.mail.page.heading"),
            parts,
            List.of(
                words.get(
                    "members.mail.why",
                    words.list(
                        memberships.stream()
                            .map(one -> one.panel().name().in(language))
                            .toList())))),
        words);
  }

  private static String hello(Member member, Words words) {
    return member.name().isEmpty()
        ? words.get("mail.hello")
        : words.get("mail.hello-name", member.name());
  }

  private static String key(String kind, Application application, Step step) {
    return "member-" + kind + "#" + application.id() + "#" + step.letter;
  }

  private void mail(String key, String to, MailFrame frame, Words words) {
    MailFrame.Twins twins = frame.render(site.town(), words);
    deliveries.send(new Letter(key, to, frame.subject(), twins.html(), twins.text(), ""));
  }

  private void text(String key, String number, String text) {
    deliveries.send(new Sms(key, number, text));
  }

  private String url(Words words, String path) {
    return site.absolute(new Hrefs(words.language()).to(path, Map.of()));
  }

  private Words words(Member member) {
    return site.words(Language.orDefault(member.language()));
  }
}
