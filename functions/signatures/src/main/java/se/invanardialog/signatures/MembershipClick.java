package se.invanardialog.signatures;

import java.util.List;
import java.util.Optional;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Joining;
import se.invanardialog.signatures.ClickPage.Said;

/** What the page behind a link to confirm says of a membership. */
final class MembershipClick {
  private MembershipClick() {}

  static Said said(Joining.Standing standing, Words words, Hrefs hrefs) {
    String panel = standing.panel().map(one -> one.name().in(words.language())).orElse("");
    List<Notice.Link> panels =
        List.of(new Notice.Link(words.get("membership.again"), hrefs.to("/panels")));
    return switch (standing.state()) {
      case WAITING ->
          new Said(
              200,
              words.get(
                  standing.ofGuardian() ? "membership.guardian.title" : "membership.waiting.title"),
              words.get(
                  standing.ofGuardian() ? "membership.guardian.lead" : "membership.waiting.lead"),
              panel,
              List.of(),
              Optional.of(
                  words.get(
                      standing.ofGuardian()
                          ? "membership.guardian.act"
                          : "membership.waiting.act")),
              List.of(
                  words.get(standing.ofGuardian() ? "members.mail.guardian.what" : "panel.leave"),
                  words.get(
                      "membership.waiting.not-you", standing.until().map(words::date).orElse(""))),
              List.of());
      case WAITING_FOR_GUARDIAN -> plain(200, "membership.guardian.wait", panel, panels, words);
      case CONFIRMED ->
          standing.ofGuardian()
              ? plain(200, "membership.guardian.done", panel, panels, words)
              : plain(
                  200,
                  "membership.done",
                  panel,
                  standing.page().isEmpty()
                      ? panels
                      : List.of(
                          new Notice.Link(
                              words.get("membership.done.page"), hrefs.to(standing.page()))),
                  words);
      case LEFT -> plain(200, "membership.left", "", panels, words);
      case EXPIRED -> plain(ClickPage.GONE, "membership.expired", "", panels, words);
    };
  }

  private static Said plain(
      int status, String key, String panel, List<Notice.Link> ways, Words words) {
    return new Said(
        status,
        words.get(key + ".title"),
        words.get(key + ".lead"),
        panel,
        List.of(),
        Optional.empty(),
        List.of(),
        ways);
  }
}
