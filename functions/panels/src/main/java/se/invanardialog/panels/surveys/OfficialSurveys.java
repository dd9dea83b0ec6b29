package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Building.Act;
import se.invanardialog.panels.surveys.Survey.Design;
import se.invanardialog.panels.surveys.SurveyViews.Button;
import se.invanardialog.panels.surveys.SurveyViews.DeskRow;
import se.invanardialog.panels.surveys.SurveyViews.DeskView;
import se.invanardialog.panels.surveys.SurveyViews.FormView;
import se.invanardialog.panels.surveys.SurveyViews.Step;
import se.invanardialog.panels.surveys.SurveyViews.Tally;

/** The list of surveys, a new one, and how one is doing. */
final class OfficialSurveys {
  private static final String ALL = SurveyDesk.ALL;
  private static final String ONE = ALL + "/{id}";
  private static final List<String> TALLIES =
      List.of("planned", "sent", "failed", "bounced", "reminded", "answered", "open");

  private final SurveyDesk desk;
  private final SurveysWiring wiring;
  private final Words words;

  OfficialSurveys(SurveyDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + ALL, OfficialSurveyApi.PLANNERS, this::list),
        new Route("GET " + ALL + "/new", OfficialSurveyApi.PLANNERS, this::fresh),
        new Route("POST " + ALL, OfficialSurveyApi.PLANNERS, this::create),
        new Route("GET " + ONE, OfficialSurveyApi.PLANNERS, this::one),
        new Route("POST " + ONE, OfficialSurveyApi.PLANNERS, this::act));
  }

  private Response list(Request request) {
    var listed = wiring.surveys.list(Surveys.MOST_LISTED, request.query("cursor"));
    var rows =
        listed.surveys().stream()
            .map(survey ->
                new DeskRow(
                    titled(survey), SurveyDesk.path(survey), desk.state(survey), when(survey)))
            .toList();
    return desk.page(
        request,
        words.get("desk.surveys.title"),
        "surveys/official/list.jte",
        Map.of(
            "words",
            words,
            "rows",
            rows,
            "next",
            listed
                .next()
                .map(next -> new Hrefs(words.language()).to(ALL, Map.of("cursor", next)))
                .orElse("")),
        List.of());
  }

  private String titled(Survey survey) {
    var repeat = survey.base().design().repeat();
    return repeat == null
        ? SurveyDesk.title(survey)
        : words.get(
            "desk.surveys.round", SurveyDesk.title(survey), survey.base().round(), repeat.rounds());
  }

  /** The next or latest thing that happens to it. */
  private String when(Survey survey) {
    return switch (survey) {
      case Survey.Closed closed ->
          words.get("desk.surveys.closed-at", words.dateTime(closed.closedAt()));
      case Survey.Draft _, Survey.Stopped _ ->
          words.get("desk.surveys.created-at", words.date(survey.base().createdAt()));
      case Survey.Scheduled _, Survey.Open _, Survey.Paused _ ->
          survey.next().map(this::next).orElse("");
    };
  }

  private String next(Next next) {
    return words.get(
        "desk.surveys.next." + next.act().name().toLowerCase(java.util.Locale.ROOT),
        words.dateTime(next.at()));
  }

  private Response fresh(Request request) {
    return fresh(request, "", List.of());
  }

  private Response fresh(
      Request request, String typed, List<se.invanardialog.core.http.FieldError> errors) {
    var forms = desk.forms(errors);
    var view =
        new FormView(
            words,
            words.get("desk.surveys.new.title"),
            words.get("desk.surveys.new.lead"),
            List.of(),
            "",
            forms.errorSummary(),
            ALL,
            List.of(
                forms.input(
                    Field.of("title.sv", words.get("desk.surveys.field.title.sv"))
                        .hint(words.get("desk.surveys.field.title.sv.hint"))
                        .value(typed)
                        .max(DesignInput.LONGEST_TITLE)),
                forms.hidden("once", wiring.below.ids.next())),
            forms.act(words.get("desk.surveys.new.save")));
    return desk.page(
        request,
        words.get("desk.surveys.new.title"),
        "surveys/official/form.jte",
        Map.of("view", view),
        errors);
  }

  private Response create(Request request) {
    String title = request.form().getOrDefault("title.sv", "");
    var tree = SurveyItems.object();
    tree.putObject("title").put("sv", title);
    Input input = Input.json(tree, words);
    Design design = DesignInput.read(tree, input);
    if (!input.errors().isEmpty()) {
      return fresh(request, title, input.errors());
    }
    var draft = wiring.building.create(design, request.official(), wiring.time.instant());
    return Response.seeOther(SurveyDesk.path(draft) + "/about");
  }

  private Response one(Request request) {
    Survey survey = desk.survey(request);
    boolean sent =
        survey instanceof Survey.Open
            || survey instanceof Survey.Paused
            || survey instanceof Survey.Closed;
    var view =
        new DeskView(
            words,
            titled(survey),
            desk.state(survey),
            when(survey),
            desk.steps(survey, ""),
            desk.done(request),
            SurveyDesk.path(survey),
            facts(survey),
            sent ? tallies(survey) : List.of(),
            buttons(survey),
            links(survey));
    return desk.page(
        request,
        SurveyDesk.title(survey),
        "surveys/official/one.jte",
        Map.of("view", view),
        List.of());
  }

  /** What there is to see and do on pages of their own. */
  private List<Step> links(Survey survey) {
    String path = SurveyDesk.path(survey);
    String id = survey.base().id();
    Step preview = link("preview", path + "/preview");
    Step progress = link("progress", path + "/progress");
    Step paper = link("paper", path + "/paper");
    Step print = link("print", path + "/print");
    Step result = link("result", "/official/results/" + id);
    Step open = link("public", "/surveys/" + id + "/about");
    var links =
        new ArrayList<>(
            switch (survey) {
              case Survey.Draft _, Survey.Scheduled _ -> List.of(preview, print);
              case Survey.Open _, Survey.Paused _ -> List.of(progress, result, paper, print, open);
              case Survey.Closed _ -> List.of(result, progress, open);
              case Survey.Stopped _ -> List.of(preview);
            });
    String panel = survey.base().design().panel();
    if (!panel.isEmpty() && links.contains(progress)) {
      String compared = "/official/panels/" + panel + "/representativeness?survey=" + id;
      links.add(links.indexOf(progress) + 1, link("represented", compared));
    }
    return links;
  }

  private Step link(String name, String href) {
    return new Step(words.get("desk.surveys.link." + name), href, false);
  }

  private List<String> facts(Survey survey) {
    Design design = survey.base().design();
    var facts = new ArrayList<String>();
    long asked = design.questions().stream().filter(Question::asks).count();
    facts.add(words.count("desk.surveys.fact.questions", asked));
    wiring
        .building
        .panel(design)
        .ifPresent(
            panel -> facts.add(words.get("desk.surveys.fact.panel", panel.name().swedish())));
    if (design.open()) {
      facts.add(words.get("desk.surveys.fact.open"));
    }
    var sample = design.sample();
    if (sample != null) {
      facts.add(words.get("desk.surveys.fact.sample", sample.size(), sample.seed()));
    }
    @Nullable Instant opens = design.opensAt();
    @Nullable Instant closes = design.closesAt();
    if (opens != null && closes != null) {
      facts.add(words.get("desk.surveys.fact.when", words.dateTime(opens), words.dateTime(closes)));
    }
    var by = design.purpose().feedbackBy();
    if (by != null) {
      facts.add(words.get("desk.surveys.fact.feedback", words.date(by)));
    }
    return facts;
  }

  private List<Tally> tallies(Survey survey) {
    Optional<Item> progress = wiring.table.get(Keys.surveyProgress(survey.base().id()));
    return TALLIES.stream()
        .map(name ->
            new Tally(
                words.get("desk.surveys.tally." + name),
                words.number(progress.map(item -> item.number(name, 0)).orElse(0L))))
        .toList();
  }

  private List<Button> buttons(Survey survey) {
    var buttons = new ArrayList<Button>();
    for (Act act : Act.values()) {
      if (act != Act.SCHEDULE && Building.after(act, survey, wiring.time.instant()).isPresent()) {
        buttons.add(new Button(act.word(), words.get("desk.surveys.act." + act.word()), false));
      }
    }
    buttons.add(new Button("copy", words.get("desk.surveys.act.copy"), false));
    return buttons;
  }

  private Response act(Request request) {
    String id = request.parameter("id");
    String word = request.form().getOrDefault("act", "");
    Instant now = wiring.time.instant();
    if (word.equals("copy")) {
      return wiring
          .building
          .copy(id, request.official(), now)
          .map(draft -> Response.seeOther(SurveyDesk.path(draft) + "?done=copied"))
          .orElseThrow(HttpHandler.NotFound::new);
    }
    Survey survey = desk.survey(request);
    return Act.of(word)
        .map(act ->
            desk.after(
                request,
                wiring.building.act(act, id, request.official(), now, words),
                SurveyDesk.path(survey) + "?done=" + act.word()))
        .orElseGet(() -> Response.seeOther(SurveyDesk.path(survey)));
  }
}
