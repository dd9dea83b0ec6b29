package se.invanardialog.panels.members;

import gg.jte.Content;
import java.time.InstantSource;
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
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.RuleBook;

/** The pages where a resident reads what joining means, and asks to join. */
final class PanelPages {
  private static final Templates TEMPLATES = new Templates("panels");
  private static final String PATH = "/panels";

  private final Site site;
  private final InstantSource time;
  private final Panels panels;
  private final RuleBook rules;
  private final Joining joining;

  PanelPages(MembersWiring wiring) {
    site = wiring.site;
    time = wiring.time;
    panels = wiring.panels;
    rules = wiring.below.rules;
    joining = wiring.joining;
  }

  List<Route> routes() {
    return List.of(
        Route.open("GET /panels", this::list),
        Route.open("GET /panels/{id}", this::show),
        Route.open("GET /panels/{id}/sent", this::sent),
        Route.open("POST /panels/{id}/members", this::ask));
  }

  private Response list(Request request) {
    Words words = site.words(request);
    var model =
        Map.<String, Object>of(
            "words", words, "hrefs", new Hrefs(words.language()), "panels", panels.all());
    return site.page(200, page(words, PATH, words.get("panels.title"), "panels", model));
  }

  private Response show(Request request) {
    Panel panel = panel(request);
    var typed = new HashMap<String, String>();
    typed.put("channel", Channel.MAIL.word());
    typed.put("pace", Pace.EVERY.word());
    return site.page(200, page(request, panel, typed, List.of()));
  }

  private Response ask(Request request) {
    Words words = site.words(request);
    Panel panel = panel(request);
    var typed = new LinkedHashMap<>(request.form());
    // A box that is not ticked is not sent: here it was asked for by itself.
    typed.putIfAbsent("consentProfile", "");
    var asked =
        joining.ask(
            panel.id(),
            Input.form(typed, words),
            words.language(),
            request.source(),
            time.instant());
    var hrefs = new Hrefs(words.language());
    return switch (asked) {
      case Joining.Asked.CheckYourMail() ->
          Response.seeOther(hrefs.to(PATH + "/" + panel.id() + "/sent"));
      case Joining.Asked.Unknown() -> throw new HttpHandler.NotFound();
      case Joining.Asked.NotOpen(_) -> Response.seeOther(hrefs.to(PATH + "/" + panel.id()));
      case Joining.Asked.Wrong(var errors) -> site.page(422, page(request, panel, typed, errors));
      case Joining.Asked.TooMany(var retryAfter) -> throw new HttpHandler.TooMany(retryAfter);
    };
  }

  private Response sent(Request request) {
    Words words = site.words(request);
    Panel panel = panel(request);
    var model =
        Map.<String, Object>of(
            "words",
            words,
            "days",
            words.count("members.days", Application.VALID.toDays()),
            "back",
            new Hrefs(words.language()).to(PATH + "/" + panel.id()));
    return site.page(
        200,
        page(words, request.path(), words.get("members.sent.title"), "sent", model).unlisted());
  }

  private Panel panel(Request request) {
    return panels.find(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Page page(
      Request request, Panel panel, Map<String, String> typed, List<FieldError> errors) {
    Words words = site.words(request);
    var hrefs = new Hrefs(words.language());
    var forms = new Forms(words, Site.problems(errors));
    String path = PATH + "/" + panel.id();
    var model = new HashMap<String, Object>();
    model.put("words", words);
    model.put("hrefs", hrefs);
    model.put("panel", panel);
    model.put("form", forms);
    model.put("action", hrefs.to(path + "/members"));
    model.put("contact", contact(forms, words, typed));
    model.put("ways", ways(forms, words, typed));
    model.put("profile", ProfileFields.of(panel, rules.current(), forms, words, typed));
    model.put("guardian", guardian(panel, forms, words, typed));
    model.put("consents", consents(panel, forms, words, typed));
    return page(words, path, panel.name().in(words.language()), "panel", model)
        .withErrors(!errors.isEmpty());
  }

  static List<Content> contact(Forms forms, Words words, Map<String, String> typed) {
    return List.of(
        forms.input(
            field("name", words, typed).autocomplete("name").max(Joining.LONGEST_NAME).optional()),
        forms.input(field("email", words, typed).hint(words.get("members.email.hint")).email()),
        forms.input(
            field("phone", words, typed)
                .hint(words.get("members.phone.hint"))
                .autocomplete("tel")
                .with("type", "tel")
                .with("dir", "ltr")));
  }

  static List<Content> ways(Forms forms, Words words, Map<String, String> typed) {
    var channels = new ArrayList<Option>();
    for (Channel channel : Channel.values()) {
      channels.add(new Option(channel.word(), words.get("members.channel." + channel.word())));
    }
    var paces = new ArrayList<Option>();
    for (Pace pace : Pace.values()) {
      paces.add(new Option(pace.word(), words.get("members.pace." + pace.word())));
    }
    return List.of(
        forms.radios(field("channel", words, typed).options(channels)),
        forms.textarea(
            field("address", words, typed)
                .hint(words.get("members.address.hint"))
                .autocomplete("street-address")
                .rows(3)
                .optional()),
        forms.radios(field("pace", words, typed).options(paces)));
  }

  private static List<Content> guardian(
      Panel panel, Forms forms, Words words, Map<String, String> typed) {
    return panel.guardianUnder() == 0
        ? List.of()
        : List.of(
            forms.input(
                field("guardianEmail", words, typed)
                    .hint(words.get("members.guardianEmail.hint", panel.guardianUnder()))
                    .email()
                    .autocomplete("off")));
  }

  private static List<Content> consents(
      Panel panel, Forms forms, Words words, Map<String, String> typed) {
    var consents = new ArrayList<Content>();
    consents.add(forms.checkbox(field("consent", words, typed)));
    if (!panel.asks().isEmpty()) {
      consents.add(forms.checkbox(field("consentProfile", words, typed)));
    }
    return consents;
  }

  private static Field field(String id, Words words, Map<String, String> typed) {
    String value = typed.getOrDefault(id, "");
    return Field.of(id, words.get("members." + id)).value(value);
  }

  private static Page page(
      Words words, String path, String title, String template, Map<String, Object> model) {
    return Page.of(
            words.language(), path, title, TEMPLATES.render("members/" + template + ".jte", model))
        .in(Section.PANELS);
  }
}
