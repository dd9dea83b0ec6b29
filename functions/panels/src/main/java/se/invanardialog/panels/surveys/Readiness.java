package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.members.Trait;
import se.invanardialog.panels.surveys.Survey.Design;

/** What a survey must have before it can be scheduled. */
final class Readiness {
  private final Design design;
  private final Input input;

  private Readiness(Design design, Input input) {
    this.design = design;
    this.input = input;
  }

  /**
   * Notes what is missing.
   *
   * @param panel the panel of the design, if there is one
   */
  static void check(Design design, Optional<Panel> panel, Instant now, Input input) {
    var ready = new Readiness(design, input);
    ready.purpose();
    ready.questions();
    ready.whom(panel);
    ready.when(now);
  }

  /** Those who answer are told who decides, what for, and by when they hear of it. */
  private void purpose() {
    var purpose = design.purpose();
    if (purpose.decidedBy().swedish().isBlank()) {
      input.error("purpose.decidedBy", "missing");
    }
    if (purpose.use().swedish().isBlank()) {
      input.error("purpose.use", "missing");
    }
    var by = purpose.feedbackBy();
    @Nullable Instant closes = design.closesAt();
    if (by == null) {
      input.error("purpose.feedbackBy", "missing");
    } else if (closes != null && by.isBefore(Words.day(closes))) {
      input.error("purpose.feedbackBy", "after-closing");
    }
  }

  private void questions() {
    if (design.questions().stream().noneMatch(Question::asks)) {
      input.error("questions", "no-question");
    }
    var repeat = design.repeat();
    int rounds = repeat == null ? 1 : repeat.rounds();
    for (int round = 1; round <= rounds; round++) {
      var asked = Rounds.of(design.questions(), round);
      int number = round;
      if (!design.questions().isEmpty() && asked.stream().noneMatch(Question::asks)) {
        input.error("questions", "empty-round", number);
      }
      asked.stream()
          .filter(
              one -> needs(one).anyMatch(id -> asked.stream().noneMatch(q -> q.id().equals(id))))
          .findFirst()
          .ifPresent(one -> input.error("questions", "round-lacks", one.id(), number));
    }
  }

  /** The questions that it builds on. */
  private static java.util.stream.Stream<String> needs(Question question) {
    var needs = new java.util.HashSet<String>();
    var showIf = question.showIf();
    if (showIf != null) {
      needs.add(showIf.question());
    }
    question.text().byLanguage().values().forEach(text -> needs.addAll(Markers.in(text)));
    return needs.stream();
  }

  private void whom(Optional<Panel> panel) {
    if (design.panel().isEmpty() && !design.open()) {
      input.error("panel", "whom");
    }
    if (!design.panel().isEmpty() && panel.isEmpty()) {
      input.error("panel", "no-panel");
    }
    var sample = design.sample();
    if (sample != null && !sample.strata().stream().allMatch(one -> asks(panel, one))) {
      input.error("sample.strata", "not-asked");
    }
    if (!design.filter().keySet().stream().allMatch(one -> asks(panel, one))) {
      input.error("filter", "not-asked");
    }
  }

  private static boolean asks(Optional<Panel> panel, String variable) {
    return Trait.ofVariable(variable)
        .filter(trait -> panel.map(one -> one.asks().contains(trait)).orElse(false))
        .isPresent();
  }

  private void when(Instant now) {
    @Nullable Instant closes = design.closesAt();
    if (closes == null) {
      input.error("closesAt", "missing");
    } else if (!closes.isAfter(now)) {
      input.error("closesAt", "passed");
    }
  }
}
