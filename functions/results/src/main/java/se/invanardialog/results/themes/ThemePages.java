package se.invanardialog.results.themes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Notice;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/** Reading and coding a question's answers in words, with nothing but forms. */
final class ThemePages {
  private static final Templates TEMPLATES = new Templates("results");
  private static final String TICKS = "t.";
  private static final String SEEN = "seen.";

  private final ThemeDesk desk;

  ThemePages(ThemeDesk desk) {
    this.desk = desk;
  }

  Response page(Request request) {
    return desk.asked(request, request.query("question"))
        .map(asked ->
            asked
                .question()
                .map(question ->
                    page(request, asked.survey(), question, 200, done(request), "", List.of()))
                .orElseGet(() -> nothing(request, asked.survey())))
        .orElseGet(() -> desk.site().notFound(request));
  }

  /** A survey without a question that is answered in words. */
  private Response nothing(Request request, Survey survey) {
    Words words = desk.site().words(Language.DEFAULT);
    var notice =
        new Notice(
            words.get("desk.texts.title"),
            words.get("desk.texts.no-question"),
            List.of(),
            List.of(
                new Notice.Link(
                    words.get("feedback.back"), "/official/results/" + survey.base().id())));
    return desk.site()
        .page(
            404,
            Page.official(
                    desk.site().desk(request),
                    request.path(),
                    words.get("desk.texts.title"),
                    notice.content())
                .in(Section.RESULTS));
  }

  private Response page(
      Request request,
      Survey survey,
      Question question,
      int status,
      String done,
      String typed,
      List<FieldError> errors) {
    Words words = desk.site().words(Language.DEFAULT);
    String id = survey.base().id();
    boolean uncoded = request.query("uncoded").isPresent();
    var page = desk.interpreting().page(id, question.id(), request.query("from"), uncoded);
    var view =
        new TextsView(
            words,
            new Forms(words, Site.problems(errors)),
            survey,
            question,
            ThemeDesk.inWords(survey),
            desk.themesOf(id, question),
            page.texts(),
            page.next(),
            request.query("from"),
            uncoded,
            done,
            typed);
    return desk.site()
        .page(
            status,
            Page.official(
                    desk.site().desk(request),
                    view.action(),
                    words.get("desk.texts.title"),
                    TEMPLATES.render("texts.jte", view))
                .in(Section.RESULTS)
                .withErrors(!errors.isEmpty()));
  }

  /** What the last form did, said above the page it led to. */
  private String done(Request request) {
    Words words = desk.site().words(Language.DEFAULT);
    var said = new ArrayList<String>();
    for (String what : List.of("saved", "changed", "gone")) {
      request
          .query(what)
          .filter(number -> number.matches("[1-9][0-9]?"))
          .ifPresent(number -> said.add(words.count("desk.texts." + what, Long.parseLong(number))));
    }
    request
        .query("theme")
        .filter(did -> did.matches("added|renamed|removed"))
        .ifPresent(did -> said.add(words.get("desk.themes." + did)));
    return String.join(" ", said);
  }

  Response post(Request request) {
    var asked = desk.asked(request, request.query("question"));
    if (asked.flatMap(ThemeDesk.Asked::question).isEmpty()) {
      return desk.site().notFound(request);
    }
    String survey = asked.get().survey().base().id();
    Question question = asked.get().question().get();
    var known = desk.themesOf(survey, question).stream().map(Theme::id).toList();
    var form = request.values();
    var came = new EnumMap<Interpreting.Outcome, Integer>(Interpreting.Outcome.class);
    form.forEach((name, values) -> {
      if (name.startsWith(SEEN)) {
        String reply = name.substring(SEEN.length());
        var said =
            new Interpreting.Say(
                reply,
                ticked(Arrays.asList(values.getLast().split(","))),
                ticked(
                    form.getOrDefault(TICKS + reply, List.of()).stream()
                        .filter(one -> one.equals(TextsView.NONE) || known.contains(one))
                        .limit(Interpreting.MOST_OF_ONE)
                        .toList()));
        came.merge(desk.say(request, survey, question, said), 1, Integer::sum);
      }
    });
    var query = new StringBuilder(request.path()).append("?question=").append(question.id());
    request.query("from").ifPresent(from -> query.append("&from=").append(encoded(from)));
    request.query("uncoded").ifPresent(uncoded -> query.append("&uncoded=true"));
    for (var outcome :
        List.of(
            Interpreting.Outcome.SAVED, Interpreting.Outcome.CHANGED, Interpreting.Outcome.GONE)) {
      if (came.containsKey(outcome)) {
        query.append("&").append(ThemeDesk.word(outcome)).append("=").append(came.get(outcome));
      }
    }
    return Response.seeOther(query.toString());
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Nothing ticked says nothing; {@link TextsView#NONE} alone that no theme fits. */
  private static Optional<List<String>> ticked(List<String> ids) {
    var ticked = ids.stream().filter(id -> !id.isEmpty()).distinct().toList();
    return ticked.isEmpty()
        ? Optional.empty()
        : Optional.of(ticked.stream().filter(id -> !id.equals(TextsView.NONE)).toList());
  }

  /** The form beside the texts: one more theme, another name, or one less. */
  Response change(Request request) {
    Map<String, String> form = request.form();
    var asked = desk.asked(request, Optional.ofNullable(form.get("question")));
    if (asked.flatMap(ThemeDesk.Asked::question).isEmpty()) {
      return desk.site().notFound(request);
    }
    Survey survey = asked.get().survey();
    Question question = asked.get().question().get();
    String id = survey.base().id();
    Input input = Input.form(form, desk.site().words(Language.DEFAULT));
    String act = input.raw("act");
    String name = act.equals("remove") ? "" : input.line("name", true, ThemeRoutes.LONGEST_NAME);
    if (input.errors().isEmpty()) {
      Translated named = Translated.swedish(name);
      var outcome =
          switch (act) {
            case "rename" ->
                desk.themes().rename(id, input.raw("theme"), named, desk.audit(request, id));
            case "remove" -> desk.themes().remove(id, input.raw("theme"), desk.audit(request, id));
            default -> desk.themes().add(id, question.id(), named, desk.audit(request, id));
          };
      if (outcome instanceof Themes.Outcome.Unknown) {
        return desk.site().notFound(request);
      }
      ThemeDesk.refuse(outcome, input);
    }
    String did =
        switch (act) {
          case "rename" -> "renamed";
          case "remove" -> "removed";
          default -> "added";
        };
    return input.errors().isEmpty()
        ? Response.seeOther(
            "/official/results/" + id + "/texts?question=" + question.id() + "&theme=" + did)
        : page(request, survey, question, 400, "", name, input.errors());
  }
}
