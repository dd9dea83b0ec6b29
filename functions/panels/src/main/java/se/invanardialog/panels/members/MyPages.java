package se.invanardialog.panels.members;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.RuleBook;

/** My page, behind the mailed link, and the page where the link is asked for again. */
final class MyPages {
  private static final Templates TEMPLATES = new Templates("panels");
  private static final String PATH = "/members";

  /** The member has left, and the address shows nothing any more. */
  private static final int GONE = 410;

  private final Site site;
  private final InstantSource time;
  private final RuleBook rules;
  private final MyPage myPage;
  private final MemberLinks links;

  MyPages(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    rules = wiring.below.rules;
    myPage = wiring.myPage;
    links = wiring.links;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /members", this::again),
        Route.open("POST /members", this::sendLinks),
        Route.open("GET /members/{token}", this::show),
        Route.open("POST /members/{token}", this::save),
        Route.open("POST /members/{token}/leave", this::leave),
        Route.open("GET /members/{token}/data", this::data));
  }

  private Response again(Request request) {
    Words words = site.words(request);
    if (request.query("sent").isPresent()) {
      var notice =
          new Notice(
              words.get("members.again.sent.title"),
              words.get("members.again.sent.lead"),
              List.of(words.get("members.again.sent.wait"), words.get("members.again.sent.none")),
              List.of(
                  new Notice.Link(
                      words.get("members.again.panels"),
                      new Hrefs(words.language()).to("/panels"))));
      return site.page(
          200,
          Page.of(words.language(), PATH, words.get("members.again.sent.title"), notice.content())
              .asked(Map.of("sent", "yes"))
              .in(Section.PANELS)
              .unlisted());
    }
    return againPage(request, "", List.of());
  }

  private Response sendLinks(Request request) {
    Words words = site.words(request);
    Map<String, String> typed = request.form();
    Input input = Input.form(typed, words);
    var wait = myPage.sendLinks(input, words.language(), request.source(), time.instant());
    if (!input.errors().isEmpty()) {
      return againPage(request, typed.getOrDefault("address", ""), input.errors());
    }
    if (wait.isPresent()) {
      throw new HttpHandler.TooMany(wait.get());
    }
    return Response.seeOther(new Hrefs(words.language()).to(PATH, Map.of("sent", "yes")));
  }

  private Response againPage(Request request, String typed, List<FieldError> errors) {
    Words words = site.words(request);
    var forms = new Forms(words, Site.problems(errors));
    var model =
        Map.<String, Object>of(
            "words",
            words,
            "form",
            forms,
            "action",
            new Hrefs(words.language()).to(PATH),
            "field",
            forms.input(
                Field.of("address", words.get("members.again.address"))
                    .hint(words.get("members.again.address.hint"))
                    .value(typed)
                    .with("dir", "ltr")
                    .autocomplete("email")));
    Page page =
        Page.of(
                words.language(),
                PATH,
                words.get("members.again.title"),
                TEMPLATES.render("members/again.jte", model))
            .in(Section.PANELS)
            .withErrors(!errors.isEmpty());
    return site.page(errors.isEmpty() ? 200 : 422, page);
  }

  private Response show(Request request) {
    return switch (myPage.open(request.parameter("token"), time.instant())) {
      case MyPage.Opened.Mine(Panel panel, Member member) ->
          site.page(200, mine(request, panel, member, typed(member), List.of()));
      case MyPage.Opened.Guarded(Panel panel, Member member) -> guarded(request, panel, member);
      case MyPage.Opened.Unguarded() -> unguarded(request);
      case MyPage.Opened.Left() -> left(request);
      case MyPage.Opened.Unknown() -> site.goneToken(request);
    };
  }

  private Response save(Request request) {
    Words words = site.words(request);
    Map<String, String> typed = request.form();
    String token = request.parameter("token");
    return switch (myPage.change(token, Input.form(typed, words), time.instant())) {
      case MyPage.Changed.Done(_, Member member, var waiting) -> {
        // The link holds a print of an address, which may be another now.
        String done = waiting.isEmpty() ? "saved" : "saved-waiting";
        yield Response.seeOther(
            new Hrefs(Language.orDefault(member.language()))
                .to(links.pagePath(member), Map.of("done", done)));
      }
      case MyPage.Changed.Wrong(Panel panel, Member member, var errors) ->
          site.page(422, mine(request, panel, member, typed, errors));
      case MyPage.Changed.NotOpened(MyPage.Opened.Left()) -> left(request);
      case MyPage.Changed.NotOpened(_) -> site.goneToken(request);
    };
  }

  private Response leave(Request request) {
    String token = request.parameter("token");
    return myPage.leave(token, time.instant())
        ? Response.seeOther(new Hrefs(Site.language(request)).to(PATH + "/" + token))
        : site.goneToken(request);
  }

  private Response data(Request request) {
    return switch (myPage.open(request.parameter("token"), time.instant())) {
      case MyPage.Opened.Mine(Panel panel, Member member) -> MemberApi.file(panel, member);
      case MyPage.Opened.Left() -> left(request);
      case MyPage.Opened.Guarded _, MyPage.Opened.Unguarded _, MyPage.Opened.Unknown _ ->
          site.goneToken(request);
    };
  }

  private Response left(Request request) {
    Words words = site.words(request);
    var hrefs = new Hrefs(words.language());
    var notice =
        new Notice(
            words.get("members.left.title"),
            words.get("members.left.lead"),
            List.of(words.get("members.left.kept")),
            List.of(
                new Notice.Link(words.get("members.left.panels"), hrefs.to("/panels")),
                new Notice.Link(words.get("members.left.again"), hrefs.to(PATH))));
    return site.page(
        GONE,
        Page.of(words.language(), request.path(), words.get("members.left.title"), notice.content())
            .in(Section.PANELS)
            .unlisted());
  }

  /** What the guardian said yes to, and the button that takes it back. */
  private Response guarded(Request request, Panel panel, Member member) {
    Words words = site.words(request);
    LocalDate day = member.consents().getOrDefault(Member.GUARDIAN, member.joined());
    var model =
        Map.<String, Object>of(
            "words", words,
            "form", new Forms(words, List.of()),
            "panel", panel.name().in(words.language()),
            "since", words.date(day),
            "action", new Hrefs(words.language()).to(request.path() + "/leave"));
    return site.page(
        200,
        Page.of(
                words.language(),
                request.path(),
                words.get("members.guarded.title"),
                TEMPLATES.render("members/guarded.jte", model))
            .in(Section.PANELS)
            .unlisted());
  }

  private Response unguarded(Request request) {
    Words words = site.words(request);
    var notice =
        new Notice(
            words.get("members.unguarded.title"),
            words.get("members.unguarded.lead"),
            List.of(words.get("members.unguarded.age")),
            List.of());
    return site.page(
        GONE,
        Page.of(
                words.language(),
                request.path(),
                words.get("members.unguarded.title"),
                notice.content())
            .in(Section.PANELS)
            .unlisted());
  }

  private static Map<String, String> typed(Member member) {
    var typed = new LinkedHashMap<String, String>();
    typed.put("name", member.name());
    typed.put("email", member.email());
    typed.put("phone", member.phone());
    typed.put("address", member.address());
    typed.put("channel", member.channel().word());
    typed.put("pace", member.pace().word());
    typed.put("pausedUntil", member.pausedUntil().map(LocalDate::toString).orElse(""));
    typed.put("language", member.language());
    member.profile().forEach((word, said) -> typed.put("profile." + word, said));
    return typed;
  }

  private Page mine(
      Request request,
      Panel panel,
      Member member,
      Map<String, String> typed,
      List<FieldError> errors) {
    Words words = site.words(request);
    var hrefs = new Hrefs(words.language());
    var forms = new Forms(words, Site.problems(errors));
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("form", forms);
    model.put("panel", panel.name().in(words.language()));
    model.put("action", hrefs.to(request.path()));
    model.put("leave", hrefs.to(PATH + "/" + request.parameter("token") + "/leave"));
    model.put("data", PATH + "/" + request.parameter("token") + "/data");
    model.put("done", request.query("done").filter(done -> done.matches("saved|saved-waiting")));
    model.put("facts", facts(member, words));
    model.put("contact", PanelPages.contact(forms, words, typed));
    model.put("ways", PanelPages.ways(forms, words, typed));
    model.put("profile", ProfileFields.of(panel, rules.current(), forms, words, typed));
    model.put(
        "pause",
        forms.input(
            Field.of("pausedUntil", words.get("members.pausedUntil"))
                .hint(words.get("members.pausedUntil.hint"))
                .value(typed.getOrDefault("pausedUntil", ""))
                .date()
                .optional()));
    model.put(
        "language",
        forms.select(
            Field.of("language", words.get("members.language"))
                .value(typed.getOrDefault("language", ""))
                .options(
                    Language.all().stream()
                        .map(one -> new Option(one.code(), one.name()))
                        .toList())));
    return Page.of(
            words.language(),
            request.path(),
            words.get("members.mine.title"),
            TEMPLATES.render("members/mine.jte", model))
        .in(Section.PANELS)
        .withErrors(!errors.isEmpty())
        .unlisted();
  }

  private static List<String> facts(Member member, Words words) {
    var facts = new ArrayList<String>();
    facts.add(words.get("members.fact.joined", words.date(member.joined())));
    member
        .consents()
        .forEach((purpose, day) ->
            facts.add(words.get("members.fact.consent." + purpose, words.date(day))));
    member
        .invited()
        .ifPresent(day -> facts.add(words.get("members.fact.invited", words.date(day))));
    return facts;
  }
}
