package se.invanardialog.panels.sendouts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.surveys.Next;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;

/**
 * What happens to surveys by itself: each opens, reminds and closes at its moment, late if need be.
 * A change and what it causes are one transaction on condition that nobody changed the survey, so
 * that twice, or crashed half-way, is once.
 */
public final class Conducting {
  /** Looked at by one sweep; what is left is found by the next. */
  public static final int MOST_AT_ONCE = 100;

  private final Surveys surveys;
  private final Roster roster;
  private final Planning planning;
  private final Sendouts sendouts;

  Conducting(Surveys surveys, Roster roster, Planning planning, Sendouts sendouts) {
    this.surveys = surveys;
    this.roster = roster;
    this.planning = planning;
    this.sendouts = sendouts;
  }

  /** The ids of those with something to do. */
  public List<String> due(Instant now) {
    return surveys.due(now, MOST_AT_ONCE);
  }

  /** Does what is due with one survey. */
  public void conduct(String id, Instant now) {
    Optional<Survey> found = surveys.find(id);
    Optional<Next> next = found.flatMap(Survey::next).filter(one -> !one.at().isAfter(now));
    if (next.isEmpty()) {
      return;
    }
    switch (found.get()) {
      case Survey.Scheduled scheduled -> open(scheduled, now);
      case Survey.Open open -> {
        // A reminder of a survey that should have closed comes too late.
        if (next.get().act() == Next.Act.CLOSE || closes(open, now)) {
          surveys.change(open, open.close(now), List.of());
        } else {
          remind(open, now);
        }
      }
      case Survey.Paused paused -> surveys.change(paused, paused.close(now), List.of());
      case Survey.Closed closed -> afterwards(closed, next.get(), now);
      case Survey.Draft _, Survey.Stopped _ -> {}
    }
  }

  private void open(Survey.Scheduled scheduled, Instant now) {
    Survey.Base base = scheduled.base();
    var writes = new ArrayList<Write>();
    Optional<Panel> panel = roster.panel(base.design().panel());
    if (panel.isPresent()) {
      Plan plan = planning.plan(base.design(), panel.get(), Words.day(now));
      writes.addAll(plan.writes(base.id()));
      writes.addAll(Sendouts.begin(base.id(), new Purpose.Invite(), now));
    }
    if (surveys.open(scheduled, now, writes).isPresent() && panel.isPresent()) {
      sendouts.start(base.id(), new Purpose.Invite());
    }
  }

  private void remind(Survey.Open open, Instant now) {
    Survey.Open reminding = open.remind(now);
    String id = open.base().id();
    var purpose = new Purpose.Remind(reminding.reminded());
    boolean panel = roster.panel(open.base().design().panel()).isPresent();
    List<Write> also = panel ? Sendouts.begin(id, purpose, now) : List.of();
    if (surveys.change(open, reminding, also) && panel) {
      sendouts.start(id, purpose);
    }
  }

  /** Publishing with feedback, when its moment comes, and forgetting whose answer is whose. */
  private void afterwards(Survey.Closed closed, Next next, Instant now) {
    switch (next.act()) {
      case PUBLISH -> {
        String id = closed.base().id();
        boolean panel = roster.panel(closed.base().design().panel()).isPresent();
        List<Write> also = panel ? Sendouts.begin(id, new Purpose.Feedback(), now) : List.of();
        if (surveys.change(closed, closed.feedBack(now), also) && panel) {
          sendouts.start(id, new Purpose.Feedback());
        }
      }
      case FORGET -> surveys.change(closed, closed.forget(), List.of());
      case OPEN, REMIND, CLOSE -> {}
    }
  }

  private static boolean closes(Survey.Open open, Instant now) {
    Instant at = open.base().design().closesAt();
    return at != null && !at.isAfter(now);
  }
}
