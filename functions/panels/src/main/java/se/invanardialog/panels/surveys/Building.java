package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.Audit;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Panels;
import se.invanardialog.panels.surveys.Survey.Design;

/** What a planner does with a survey. Each act leaves its trace, and of two at once one is told. */
public final class Building {
  /** As JSON; an item of the table holds at most 400 kB. */
  static final int LARGEST_DESIGN_BYTES = 300_000;

  private final Surveys surveys;
  private final Panels panels;

  public Building(Surveys surveys, Panels panels) {
    this.surveys = surveys;
    this.panels = panels;
  }

  /** How it went. */
  public sealed interface Outcome {
    record Done(Survey survey) implements Outcome {}

    /** Somebody else was first. */
    record Overtaken() implements Outcome {}

    /** Its state does not allow it. */
    record NotNow(Survey survey) implements Outcome {}

    /** It lacks what a scheduled survey must have, or more than the wording was changed. */
    record Unready(List<FieldError> errors) implements Outcome {
      public Unready {
        errors = List.copyOf(errors);
      }
    }

    record Unknown() implements Outcome {}
  }

  /** What can be done without saying more. */
  enum Act {
    SCHEDULE,
    TAKE_BACK,
    STOP,
    PAUSE,
    RESUME,
    CLOSE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Optional<Act> of(String word) {
      return java.util.Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }
  }

  Survey.Draft create(Design design, Caller.Official by, Instant now) {
    return insert(design, "survey-created", by, now);
  }

  /** A draft with all of an old one but its days. */
  Optional<Survey.Draft> copy(String id, Caller.Official by, Instant now) {
    return surveys
        .find(id)
        .map(old -> {
          Design design = Rounds.bank(old.base().design());
          var why = design.purpose();
          var undated = new Survey.Purpose(why.decidedBy(), why.use(), null);
          return insert(design.during(null, null, undated), "survey-copied", by, now);
        });
  }

  private Survey.Draft insert(Design design, String act, Caller.Official by, Instant now) {
    Survey.Draft draft = surveys.draft(design, by.subject(), now);
    surveys.insert(draft, List.of(Audit.entry(by, act, draft.base().id(), now)));
    return draft;
  }

  /**
   * @param version the one that was read; 0 for whichever is there
   */
  Outcome save(String id, int version, Design design, Caller.Official by, Instant now) {
    return change(
        id,
        version,
        survey ->
            survey instanceof Survey.Draft draft
                ? Optional.of(draft.redesign(design))
                : Optional.empty(),
        List.of(Audit.entry(by, "survey-saved", id, now)));
  }

  Outcome act(Act act, String id, Caller.Official by, Instant now, Words words) {
    if (act == Act.SCHEDULE) {
      var problems = surveys.find(id).map(survey -> problems(survey, now, words));
      if (problems.isPresent() && !problems.get().isEmpty()) {
        return new Outcome.Unready(problems.get());
      }
    }
    return change(
        id,
        0,
        survey -> after(act, survey, now),
        List.of(Audit.entry(by, "survey-" + act.word(), id, now)));
  }

  /** What keeps a draft from being scheduled. */
  List<FieldError> problems(Survey survey, Instant now, Words words) {
    if (!(survey instanceof Survey.Draft)) {
      return List.of();
    }
    Design design = survey.base().design();
    Input input = Input.form(Map.of(), words);
    Readiness.check(design, panel(design), now, input);
    return input.errors();
  }

  Optional<Panel> panel(Design design) {
    return design.panel().isEmpty() ? Optional.empty() : panels.find(design.panel());
  }

  /** Another wording of a survey that has been sent, with what was changed kept for all to see. */
  Outcome correct(String id, int version, Design design, Caller.Official by, Instant now) {
    Optional<Survey> found = surveys.find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var changes = Wording.changes(found.get().base().design(), design);
    if (changes.isEmpty()) {
      return new Outcome.NotNow(found.get());
    }
    var also = new ArrayList<Write>();
    also.add(Audit.entry(by, "survey-corrected", id, now));
    also.addAll(Wording.log(id, changes.get(), now));
    return change(
        id,
        version,
        survey ->
            switch (survey) {
              case Survey.Open open -> Optional.of(open.correct(design));
              case Survey.Paused paused -> Optional.of(paused.correct(design));
              case Survey.Draft _, Survey.Scheduled _, Survey.Closed _, Survey.Stopped _ ->
                  Optional.empty();
            },
        also);
  }

  private Outcome change(
      String id, int version, Function<Survey, Optional<Survey>> to, List<Write> also) {
    Optional<Survey> found = surveys.find(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    Survey from = found.get();
    if (version != 0 && version != from.base().version()) {
      return new Outcome.Overtaken();
    }
    Optional<Survey> next = to.apply(from);
    if (next.isEmpty()) {
      return new Outcome.NotNow(from);
    }
    return surveys.change(from, next.get(), also)
        ? new Outcome.Done(next.get())
        : new Outcome.Overtaken();
  }

  /** Empty when the state has no such way out. */
  static Optional<Survey> after(Act act, Survey survey, Instant now) {
    return switch (survey) {
      case Survey.Draft draft ->
          switch (act) {
            case SCHEDULE -> Optional.of(draft.schedule(now));
            case STOP -> Optional.of(draft.stop());
            case TAKE_BACK, PAUSE, RESUME, CLOSE -> Optional.empty();
          };
      case Survey.Scheduled scheduled ->
          switch (act) {
            case TAKE_BACK -> Optional.of(scheduled.takeBack());
            case STOP -> Optional.of(scheduled.stop());
            case SCHEDULE, PAUSE, RESUME, CLOSE -> Optional.empty();
          };
      case Survey.Open open ->
          switch (act) {
            case PAUSE -> Optional.of(open.pause());
            case CLOSE -> Optional.of(open.close(now));
            case SCHEDULE, TAKE_BACK, STOP, RESUME -> Optional.empty();
          };
      case Survey.Paused paused ->
          switch (act) {
            case RESUME -> Optional.of(paused.resume());
            case CLOSE -> Optional.of(paused.close(now));
            case SCHEDULE, TAKE_BACK, STOP, PAUSE -> Optional.empty();
          };
      case Survey.Closed _, Survey.Stopped _ -> Optional.empty();
    };
  }
}
