package se.invanardialog.signatures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.signatures.Confirmation.OfMembership;
import se.invanardialog.signatures.Confirmation.OfSignature;
import se.invanardialog.signatures.Confirmation.OfSuggestion;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.Suggesting;
import se.invanardialog.suggestions.Suggestions;

/** The page behind a mailed link to confirm, in each state that it can be found in. */
final class ClickPage {
  private static final Templates TEMPLATES = new Templates("signatures");

  /** The link is ours, but its time is out. */
  static final int GONE = 410;

  private final Site site;
  private final Suggestions suggestions;
  private final Suggesting suggesting;
  private final SigningLinks links;

  ClickPage(SignatureWiring wiring) {
    site = wiring.site;
    suggestions = wiring.below.suggestions;
    suggesting = wiring.below.suggesting;
    links = wiring.links;
  }

  /**
   * What the page says.
   *
   * @param act the button's label, when there is something to do
   */
  record Said(
      int status,
      String heading,
      String lead,
      String title,
      List<String> facts,
      Optional<String> act,
      List<String> notes,
      List<Notice.Link> links) {}

  Response show(Request request, String token, Confirmation confirmation) {
    Words words = site.words(request);
    var hrefs = new Hrefs(words.language());
    Said said =
        switch (confirmation) {
          case OfSignature one -> ofSignature(one, words, hrefs);
          case OfSuggestion one -> ofSuggestion(one, words, hrefs);
          case OfMembership one -> MembershipClick.said(one.standing(), words, hrefs);
        };
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("heading", said.heading());
    model.put("lead", said.lead());
    model.put("title", said.title());
    model.put("facts", said.facts());
    model.put("notes", said.notes());
    model.put("links", said.links());
    model.put("action", hrefs.to("/confirm/" + token));
    said.act().ifPresent(label -> model.put("act", new Forms(words).act(label)));
    Page page =
        Page.of(
                words.language(),
                "/confirm/" + token,
                said.heading(),
                TEMPLATES.render("click.jte", model))
            .unlisted();
    return site.page(said.status(), page);
  }

  private Said ofSignature(OfSignature one, Words words, Hrefs hrefs) {
    Optional<Row> row = suggestions.row(one.suggestion());
    String title = row.map(Row::title).orElse("");
    var suggestion =
        new Notice.Link(words.get("click.done.see"), hrefs.to("/suggestions/" + one.suggestion()));
    return switch (one.state()) {
      case WAITING -> waiting(one, row, words);
      case CONFIRMED -> {
        var ways = new ArrayList<>(List.of(suggestion));
        one.signature()
            .ifPresent(signature ->
                ways.add(
                    new Notice.Link(
                        words.get("click.done.withdraw"),
                        hrefs.to(links.withdrawPath(signature)))));
        List<String> facts =
            one.signer().map(signer -> words.get("click.done.as", signer.name())).stream().toList();
        yield said(200, words, "click.done", title, facts, ways);
      }
      case WITHDRAWN -> said(200, words, "click.withdrawn", title, List.of(), List.of(suggestion));
      case EXPIRED -> said(GONE, words, "click.expired", title, List.of(), List.of(suggestion));
    };
  }

  private static Said waiting(OfSignature one, Optional<Row> row, Words words) {
    var facts = new ArrayList<String>();
    row.ifPresent(found -> facts.add(words.get("sign.number", found.number())));
    one.signer()
        .ifPresent(signer ->
            facts.add(
                signer.shown()
                    ? words.get("click.shown", signer.name())
                    : words.get("click.hidden")));
    boolean against =
        one.signer().map(signer -> signer.stance().equals(Signature.AGAINST)).orElse(false);
    String forgotten = one.until().map(until -> words.date(until.minusSeconds(1))).orElse("");
    return new Said(
        200,
        words.get("click.title"),
        words.get(against ? "click.lead-against" : "click.lead"),
        row.map(Row::title).orElse(""),
        facts,
        Optional.of(words.get("click.act")),
        List.of(words.get("click.not-you", forgotten), words.get("click.regret")),
        List.of());
  }

  private Said ofSuggestion(OfSuggestion one, Words words, Hrefs hrefs) {
    var follow =
        new Notice.Link(
            words.get("click.suggestion.done.follow"),
            hrefs.to(suggesting.followPath(one.suggestion())));
    var again = new Notice.Link(words.get("click.suggestion.again"), hrefs.to("/suggestions/new"));
    return switch (one.state()) {
      case WAITING ->
          new Said(
              200,
              words.get("click.suggestion.title"),
              words.get("click.suggestion.lead"),
              one.title(),
              List.of(),
              one.tooManyThisYear()
                  ? Optional.empty()
                  : Optional.of(words.get("click.suggestion.act")),
              List.of(
                  words.get(
                      one.tooManyThisYear()
                          ? "click.suggestion.too-many"
                          : "click.suggestion.not-you")),
              List.of());
      case CONFIRMED ->
          said(200, words, "click.suggestion.done", one.title(), List.of(), List.of(follow));
      case WITHDRAWN ->
          said(200, words, "click.suggestion.withdrawn", "", List.of(), List.of(again));
      case EXPIRED ->
          new Said(
              GONE,
              words.get("click.expired.title"),
              words.get("click.suggestion.expired.lead"),
              "",
              List.of(),
              Optional.empty(),
              List.of(),
              List.of(again));
    };
  }

  private static Said said(
      int status,
      Words words,
      String kind,
      String title,
      List<String> facts,
      List<Notice.Link> ways) {
    return new Said(
        status,
        words.get(kind + ".title"),
        words.get(kind + ".lead"),
        title,
        facts,
        Optional.empty(),
        List.of(),
        ways);
  }
}
