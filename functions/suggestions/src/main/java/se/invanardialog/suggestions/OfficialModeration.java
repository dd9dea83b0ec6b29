package se.invanardialog.suggestions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Paragraphs;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.DeskViews.Alike;
import se.invanardialog.suggestions.DeskViews.Case;
import se.invanardialog.suggestions.DeskViews.Done;
import se.invanardialog.suggestions.DeskViews.Filled;
import se.invanardialog.suggestions.DeskViews.Flagged;
import se.invanardialog.suggestions.DeskViews.Moderation;
import se.invanardialog.suggestions.DeskViews.Queued;

/** The queue beside the suggestion that is read, and the decision on it. */
final class OfficialModeration {
  private static final String PATH = "/official/moderation";
  private static final int ALIKE_SHOWN = 3;

  private final OfficialDesk desk;
  private final Wiring wiring;
  private final Words words;

  OfficialModeration(OfficialDesk desk) {
    this.desk = desk;
    wiring = desk.wiring;
    words = desk.words;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET " + PATH, OfficialApi.MODERATORS, this::first),
        new Route("GET " + PATH + "/{id}", OfficialApi.MODERATORS, this::chosen),
        new Route("POST " + PATH + "/{id}", OfficialApi.MODERATORS, this::decide));
  }

  private Response first(Request request) {
    var queue = wiring.moderating.queue(desk.now());
    return page(request, queue, queue.stream().findFirst(), Map.of(), List.of());
  }

  private Response chosen(Request request) {
    Instant now = desk.now();
    String id = request.parameter("id");
    var chosen = wiring.moderating.waiting(id, now);
    if (chosen.isEmpty()) {
      known(id);
      return Response.seeOther("/official/suggestions/" + id);
    }
    return page(request, wiring.moderating.queue(now), chosen, Map.of(), List.of());
  }

  private Response decide(Request request) {
    Instant now = desk.now();
    String id = request.parameter("id");
    var form = request.form();
    var input = desk.input(form);
    var decision = wiring.moderating.read(input);
    if (!input.errors().isEmpty()) {
      var chosen = wiring.moderating.waiting(id, now);
      if (chosen.isEmpty()) {
        known(id);
        return overtaken(request, id);
      }
      return page(request, wiring.moderating.queue(now), chosen, form, input.errors());
    }
    return switch (wiring.moderating.decide(id, decision, request.official(), now)) {
      case Moderating.Outcome.Decided _ ->
          Response.seeOther(PATH + "?done=" + decision.decision() + "&id=" + id);
      case Moderating.Outcome.Overtaken() -> overtaken(request, id);
      case Moderating.Outcome.Unknown() -> throw new HttpHandler.NotFound();
    };
  }

  private void known(String id) {
    if (wiring.suggestions.row(id).isEmpty()) {
      throw new HttpHandler.NotFound();
    }
  }

  private Response overtaken(Request request, String id) {
    return wiring.site.conflict(request, PATH + "/" + id);
  }

  private Response page(
      Request request,
      List<Moderating.Waiting> queue,
      Optional<Moderating.Waiting> shown,
      Map<String, String> typed,
      List<FieldError> errors) {
    String id = shown.map(one -> one.suggestion().base().id()).orElse("");
    var view =
        new Moderation(
            words,
            queue.isEmpty() ? "" : words.count("desk.moderation.waiting", queue.size()),
            queue.stream().findFirst().map(this::due).orElse(""),
            queue.stream().map(one -> queued(one, id)).toList(),
            shown.map(one -> shown(one, typed, errors)),
            done(request));
    return desk.page(
        request,
        Section.MODERATION,
        PATH + (id.isEmpty() ? "" : "/" + id),
        words.get("desk.moderation.title"),
        "official/moderation.jte",
        view,
        errors);
  }

  private String due(Moderating.Waiting first) {
    return words.get("desk.moderation.due", words.daysLeft(first.daysLeft()));
  }

  private Queued queued(Moderating.Waiting waiting, String current) {
    var base = waiting.suggestion().base();
    var notes = new ArrayList<String>();
    if (!waiting.flags().isEmpty()) {
      notes.add(words.count("desk.moderation.flags", waiting.flags().size()));
    }
    if (base.origin().equals(Suggesting.PAPER)) {
      notes.add(words.get("desk.moderation.on-paper"));
    }
    if (base.resubmitted()) {
      notes.add(words.get("desk.moderation.again"));
    }
    return new Queued(
        base.id(),
        base.content().title(),
        base.content().language(),
        words.get("desk.moderation.came", words.dayMonth(base.receivedAt())),
        capital(words.daysLeft(waiting.daysLeft())) + ".",
        waiting.daysLeft() <= OfficialDesk.NEAR_DAYS,
        String.join(" ", notes),
        base.id().equals(current));
  }

  private Case shown(
      Moderating.Waiting waiting, Map<String, String> typed, List<FieldError> errors) {
    var base = waiting.suggestion().base();
    var content = base.content();
    var alike =
        wiring
            .similarity
            .similar(
                content.title(),
                content.proposal() + "\n" + content.reason(),
                content.language(),
                ALIKE_SHOWN)
            .stream()
            .filter(one -> one.score() >= Similarity.ALIKE)
            .map(one -> alike(one.row()))
            .toList();
    var filled = new HashMap<>(typed);
    if (typed.isEmpty()) {
      waiting.flags().stream()
          .filter(flag -> flag.code().equals("duplicate"))
          .findFirst()
          .flatMap(flag -> wiring.suggestions.row(flag.quote()))
          .ifPresent(row -> filled.put("duplicateOf", row.number()));
    }
    Rules rules = wiring.rules.current();
    return new Case(
        base.id(),
        base.version(),
        OfficialDesk.kick(
            words.get("desk.number", base.number()),
            content.district(),
            content.category(),
            words.get("desk.origin." + base.origin()),
            words.count("desk.signing-days", base.signingDays())),
        content.title(),
        content.language(),
        Paragraphs.of(content.proposal()),
        content.reason().isBlank()
            ? Optional.empty()
            : Optional.of(Paragraphs.of(content.reason())),
        from(base.author()),
        flags(waiting),
        alike,
        new Filled(desk.forms(errors), filled, desk.options(rules.boards(), true), reasons(), ""));
  }

  private String from(Suggestion.Author author) {
    String name = author.name().isEmpty() ? words.get("desk.erased") : author.name();
    return author.alias().isEmpty()
        ? words.get("desk.moderation.from", name)
        : words.get("desk.moderation.from-alias", name, author.alias());
  }

  private List<Option> reasons() {
    var reasons = new ArrayList<Option>();
    reasons.add(new Option("", words.get("form.choose")));
    Arrays.stream(Suggestion.Reason.values())
        .forEach(reason ->
            reasons.add(
                new Option(
                    reason.code(),
                    reason.hidesText()
                        ? words.get("desk.reason.hides", words.get(reason.textKey()))
                        : words.get(reason.textKey()))));
    return reasons;
  }

  private List<Flagged> flags(Moderating.Waiting waiting) {
    var flags = new ArrayList<Flagged>();
    for (Flags.Flag flag : waiting.flags()) {
      if (flag.code().equals("duplicate")) {
        wiring.suggestions.row(flag.quote()).ifPresent(row -> flags.add(duplicate(row)));
      } else {
        String key = "desk.flag." + flag.code();
        flags.add(
            new Flagged(
                words.get(key), words.get(key + ".text", flag.quote().strip()), "", "", ""));
      }
    }
    return flags;
  }

  private Flagged duplicate(Row row) {
    return new Flagged(
        words.get("desk.flag.duplicate", row.number()),
        words.get("desk.flag.duplicate.text", desk.state(row.stateAt(desk.now()))),
        desk.title(row),
        words.get("desk.compare"),
        "/suggestions/" + row.id());
  }

  private Alike alike(Row row) {
    return new Alike(
        row.number(),
        desk.title(row),
        row.language(),
        desk.state(row.stateAt(desk.now())),
        "/suggestions/" + row.id());
  }

  private Optional<Done> done(Request request) {
    return request
        .query("done")
        .filter(Moderating.DECISIONS::contains)
        .map(decision -> {
          String id = request.query("id").orElse("");
          boolean public_ =
              !decision.equals(Moderating.ASK_TO_CHANGE)
                  && wiring.suggestions.row(id).filter(Row::listed).isPresent();
          return new Done(
              words.get("desk.moderation.done." + decision),
              public_ ? words.get("desk.see-public") : "",
              public_ ? "/suggestions/" + id : "");
        });
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
