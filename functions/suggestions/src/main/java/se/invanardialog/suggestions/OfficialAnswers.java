package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Bars;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.DeskViews.Answered;
import se.invanardialog.suggestions.DeskViews.Awaited;
import se.invanardialog.suggestions.DeskViews.AwaitingAnswer;
import se.invanardialog.suggestions.DeskViews.Done;
import se.invanardialog.suggestions.DeskViews.Fact;
import se.invanardialog.suggestions.DeskViews.Filled;
import se.invanardialog.suggestions.DeskViews.Gathering;
import se.invanardialog.suggestions.DeskViews.Happening;
import se.invanardialog.suggestions.DeskViews.Link;
import se.invanardialog.suggestions.DeskViews.One;

/** What a board has to answer, and one suggestion with all that an official may do to it. */
final class OfficialAnswers {
  private static final String AWAITING = "/official/awaiting-answer";
  private static final String PATH = "/official/suggestions";
  private static final String ALL_BOARDS = "all";
  private static final int NEAR_DAYS = 14;

  private final OfficialDesk desk;
  private final Wiring wiring;
  private final Words words;

  OfficialAnswers(OfficialDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + AWAITING, OfficialApi.OFFICIALS, this::awaiting),
        new Route("GET " + PATH + "/{id}", OfficialApi.OFFICIALS, this::one),
        new Route("POST " + PATH + "/{id}", OfficialApi.RESPONDERS, this::act));
  }

  private Response awaiting(Request request) {
    Instant now = desk.now();
    String board = request.query("board").or(() -> OfficialApi.board(request)).orElse(ALL_BOARDS);
    var all = wiring.answering.awaiting(Optional.empty(), now);
    var shown =
        all.stream()
            .filter(one -> board.equals(ALL_BOARDS) || one.row().board().equals(board))
            .toList();
    long late = shown.stream().filter(one -> one.daysLeft() < 0).count();
    var boards = new LinkedHashSet<String>(wiring.rules.current().boards());
    all.stream().map(one -> one.row().board()).filter(b -> !b.isEmpty()).forEach(boards::add);
    OfficialApi.board(request).ifPresent(boards::add);
    var options = new ArrayList<Option>();
    options.add(new Option(ALL_BOARDS, words.get("desk.awaiting.all")));
    boards.forEach(one -> options.add(new Option(one, one)));
    var view =
        new AwaitingAnswer(
            words,
            shown.isEmpty() ? "" : words.count("desk.awaiting.count", shown.size()),
            late == 0 ? "" : words.count("desk.awaiting.late", late),
            shown.stream().map(this::awaited).toList(),
            options,
            board);
    return desk.page(
        request,
        Section.AWAITING_ANSWER,
        AWAITING,
        words.get("desk.awaiting.title"),
        "official/awaiting.jte",
        view,
        List.of());
  }

  private Awaited awaited(Answering.Awaiting awaiting) {
    Row row = awaiting.row();
    String due = row.answerDueAt().map(Rules::lastDay).map(words::date).orElse("");
    String reached =
        row.reachedAt()
            .map(at -> words.get("desk.awaiting.reached", words.date(at)))
            .orElseGet(() -> words.get("desk.awaiting.closed"));
    return new Awaited(
        row.id(),
        desk.title(row),
        row.language(),
        OfficialDesk.kick(
            words.get("desk.number", row.number()),
            row.board(),
            words.count("desk.signatures", row.signatures())),
        words.daysLeft(awaiting.daysLeft()),
        awaiting.daysLeft() <= NEAR_DAYS,
        reached + " " + words.get("desk.awaiting.due", due));
  }

  private Response one(Request request) {
    return page(request, whole(request), Map.of(), List.of());
  }

  private Suggestions.Whole whole(Request request) {
    return wiring.suggestions.whole(request.parameter("id")).orElseThrow(HttpHandler.NotFound::new);
  }

  private Response act(Request request) {
    var form = request.form();
    return form.getOrDefault("act", "").equals("progress")
        ? progress(request, form)
        : answer(request, form);
  }

  private Response answer(Request request, Map<String, String> form) {
    Instant now = desk.now();
    Input input = desk.input(form);
    Answer answer = wiring.answering.read(input, now);
    if (!input.errors().isEmpty()) {
      return page(request, whole(request), form, input.errors());
    }
    return outcome(
        request,
        form,
        wiring.answering.answer(request.parameter("id"), answer, request.official(), now),
        "answer");
  }

  private Response progress(Request request, Map<String, String> form) {
    Input input = desk.input(form);
    String text = input.text("progress", true, Answering.LONGEST_PROGRESS);
    if (!input.errors().isEmpty()) {
      return page(request, whole(request), form, input.errors());
    }
    String id = request.parameter("id");
    if (!desk.first(form)) {
      return Response.seeOther(PATH + "/" + id + "?done=progress");
    }
    return outcome(
        request,
        form,
        wiring.answering.progress(id, text, request.official(), desk.now()),
        "progress");
  }

  private Response outcome(
      Request request, Map<String, String> form, Answering.Outcome outcome, String act) {
    String id = request.parameter("id");
    return switch (outcome) {
      case DONE -> Response.seeOther(PATH + "/" + id + "?done=" + act);
      case NOT_NOW -> wiring.site.conflict(request, PATH + "/" + id);
      case NOT_YOURS -> {
        String own = request.official().board().orElse("");
        String field = act.equals("progress") ? "progress" : "board";
        yield page(
            request,
            whole(request),
            form,
            List.of(new FieldError(field, "not-yours", words.get("desk.answer.not-yours", own))));
      }
      case UNKNOWN -> throw new HttpHandler.NotFound();
    };
  }

  private Response page(
      Request request,
      Suggestions.Whole whole,
      Map<String, String> typed,
      List<FieldError> errors) {
    Instant now = desk.now();
    var base = whole.suggestion().base();
    var content = base.content();
    Row row = whole.row();
    boolean answers = OfficialDesk.answers(request);
    var view =
        new One(
            words,
            base.id(),
            OfficialDesk.kick(
                words.get("desk.number", base.number()),
                content.district(),
                content.category(),
                words.get("desk.origin." + base.origin())),
            content.title(),
            content.language(),
            Paragraphs.of(content.proposal()),
            content.reason().isBlank()
                ? Optional.empty()
                : Optional.of(Paragraphs.of(content.reason())),
            standing(whole, now),
            row.answerDueAt().map(this::due).orElse(""),
            row.answerDueAt().filter(due -> Answering.daysLeft(due, now) <= NEAR_DAYS).isPresent(),
            gathering(row),
            happenings(whole, now),
            whole.answer().map(this::answered),
            answers && answerable(whole.suggestion()),
            answers && whole.suggestion() instanceof Suggestion.Answered,
            filled(request, row, typed, errors),
            links(request, whole),
            done(request));
    return desk.page(
        request,
        Section.AWAITING_ANSWER,
        PATH + "/" + base.id(),
        content.title(),
        "official/one.jte",
        view,
        errors);
  }

  private String due(Instant due) {
    return words.get(
        Answering.daysLeft(due, desk.now()) < 0 ? "desk.one.answer-late" : "desk.one.answer-due",
        words.date(Rules.lastDay(due)));
  }

  private static boolean answerable(Suggestion suggestion) {
    return switch (suggestion) {
      case Suggestion.Open _, Suggestion.Closed _ -> true;
      case Suggestion.Unconfirmed _,
          Suggestion.Submitted _,
          Suggestion.Changing _,
          Suggestion.Answered _,
          Suggestion.Refused _,
          Suggestion.Withdrawn _ ->
          false;
    };
  }

  private String standing(Suggestions.Whole whole, Instant now) {
    return switch (whole.suggestion()) {
      case Suggestion.Unconfirmed _ -> desk.state(Suggestion.UNCONFIRMED);
      case Suggestion.Submitted _ -> words.get("desk.one.submitted");
      case Suggestion.Changing changing ->
          words.get("desk.one.changing", words.date(changing.until()));
      case Suggestion.Open open ->
          whole.row().openAt(now)
              ? words.get("desk.one.open", words.date(Rules.lastDay(open.published().closesAt())))
              : words.get("desk.one.closed");
      case Suggestion.Closed _ -> words.get("desk.one.closed");
      case Suggestion.Answered answered ->
          words.get("desk.one.answered", words.date(answered.at()));
      case Suggestion.Refused refused ->
          words.get(
              "desk.one.refused",
              words.date(refused.at()),
              words.get(refused.refusal().reason().textKey()));
      case Suggestion.Withdrawn withdrawn ->
          words.get("desk.one.withdrawn", words.date(withdrawn.at()));
    };
  }

  private Optional<Gathering> gathering(Row row) {
    if (row.publishedAt().isEmpty() || row.state().equals(Suggestion.REFUSED)) {
      return Optional.empty();
    }
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(words.get("desk.one.online"), words.number(row.online())));
    facts.add(new Fact(words.get("desk.one.paper"), words.number(row.paper())));
    if (row.against() > 0) {
      facts.add(new Fact(words.get("desk.one.against"), words.number(row.against())));
    }
    if (!row.board().isEmpty()) {
      facts.add(new Fact(words.get("desk.one.board"), row.board()));
    }
    row.reachedAt()
        .ifPresent(at -> facts.add(new Fact(words.get("desk.one.reached"), words.date(at))));
    return Optional.of(
        new Gathering(
            row.threshold() > 0
                ? words.get(
                    "desk.one.tally", words.number(row.signatures()), words.number(row.threshold()))
                : words.count("desk.signatures", row.signatures()),
            Bars.bar(row.signatures(), Math.max(1, row.threshold())),
            facts));
  }

  private List<Happening> happenings(Suggestions.Whole whole, Instant now) {
    return Timeline.lines(whole, words, now).stream()
        .map(line -> new Happening(line.date(), line.text(), line.now(), line.later()))
        .toList();
  }

  private Answered answered(Answer answer) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(words.get("desk.one.board"), answer.board()));
    facts.add(new Fact(words.get("desk.answer.date"), words.date(answer.date())));
    if (!answer.registryNumber().isEmpty()) {
      facts.add(new Fact(words.get("desk.answer.registry"), answer.registryNumber()));
    }
    if (!answer.minutesParagraph().isEmpty()) {
      facts.add(new Fact(words.get("desk.answer.paragraph"), answer.minutesParagraph()));
    }
    return new Answered(
        words.get("decision." + answer.decision()),
        Paragraphs.of(answer.text()),
        answer.board(),
        facts);
  }

  private Filled filled(
      Request request, Row row, Map<String, String> typed, List<FieldError> errors) {
    var filled = new HashMap<String, String>();
    var own = OfficialApi.board(request);
    filled.put("board", own.orElse(row.board()));
    filled.put("date", Words.day(desk.now()).toString());
    filled.putAll(typed);
    var boards = new LinkedHashSet<String>();
    own.ifPresentOrElse(
        boards::add,
        () -> {
          boards.addAll(wiring.rules.current().boards());
          if (!row.board().isEmpty()) {
            boards.add(row.board());
          }
        });
    return new Filled(
        desk.forms(errors),
        filled,
        desk.options(boards, !filled.getOrDefault("board", "").isEmpty()),
        decisions(),
        typed.getOrDefault(OfficialDesk.ONCE, desk.once()));
  }

  private List<Option> decisions() {
    return Answering.DECISIONS.stream()
        .map(decision ->
            new Option(
                decision, words.get("decision." + decision), words.get("desk.answer." + decision)))
        .toList();
  }

  private List<Link> links(Request request, Suggestions.Whole whole) {
    String id = whole.suggestion().base().id();
    var links = new ArrayList<Link>();
    if (whole.row().listed()) {
      links.add(new Link(words.get("desk.see-public"), "/suggestions/" + id));
    }
    if (OfficialDesk.moderates(request)) {
      switch (whole.suggestion()) {
        case Suggestion.Submitted _ ->
            links.add(new Link(words.get("desk.one.moderate"), "/official/moderation/" + id));
        case Suggestion.Open _, Suggestion.Closed _, Suggestion.Answered _ -> {
          links.add(new Link(words.get("desk.one.sheets"), PATH + "/" + id + "/paper-signatures"));
          links.add(new Link(words.get("desk.one.removals"), PATH + "/" + id + "/removals"));
        }
        case Suggestion.Unconfirmed _,
            Suggestion.Changing _,
            Suggestion.Refused _,
            Suggestion.Withdrawn _ -> {}
      }
    }
    return links;
  }

  private Optional<Done> done(Request request) {
    return request
        .query("done")
        .filter(List.of("answer", "progress")::contains)
        .map(act -> new Done(words.get("desk.one.done." + act), "", ""));
  }
}
