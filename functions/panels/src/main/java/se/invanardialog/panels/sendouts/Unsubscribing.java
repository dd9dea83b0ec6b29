package se.invanardialog.panels.sendouts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.identity.Links;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Member;

/**
 * The way out that stands in every letter about a survey: a page with a button, and the POST that
 * mail programs send by themselves (RFC 8058). The member is paused for good and remains a member;
 * my page takes it back. Letters that the member asks for still come.
 */
public final class Unsubscribing {
  /** Until somebody takes it back. */
  static final LocalDate FOR_GOOD = LocalDate.of(9999, 12, 31);

  private static final Templates TEMPLATES = new Templates("panels");
  private static final String PURPOSE = "unsubscribe";
  private static final int PARTS = 2;

  private final Table table;
  private final Links links;
  private final Site site;

  Unsubscribing(Table table, Links links, Site site) {
    this.table = table;
    this.links = links;
    this.site = site;
  }

  String path(Member member) {
    return Letter.ONE_CLICK + links.token(PURPOSE, member.panel(), member.id());
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /unsubscribe/{token}", request -> page(request, false)),
        Route.open("POST /unsubscribe/{token}", this::act));
  }

  /** The same page for all, also for who has left since. */
  private Response act(Request request) {
    member(request)
        .ifPresent(parts ->
            table.write(
                Write.update(Keys.member(parts[0], parts[1]))
                    .set("pausedUntil", FOR_GOOD.toString())
                    .add("version", 1)
                    .when(Condition.existing())));
    return page(request, true);
  }

  private Optional<String[]> member(Request request) {
    return links.read(PURPOSE, request.parameter("token"), PARTS);
  }

  private Response page(Request request, boolean done) {
    if (member(request).isEmpty()) {
      return site.goneToken(request);
    }
    Words words = site.words(request);
    String title = words.get(done ? "unsubscribe.done.title" : "unsubscribe.title");
    var model =
        Map.<String, Object>of(
            "words", words, "title", title, "done", done, "path", request.path());
    Page page =
        Page.of(
                words.language(),
                request.path(),
                title,
                TEMPLATES.render("sendouts/unsubscribe.jte", model))
            .unlisted();
    return site.page(200, page);
  }
}
