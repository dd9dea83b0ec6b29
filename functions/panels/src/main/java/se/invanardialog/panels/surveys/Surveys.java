package se.invanardialog.panels.surveys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.surveys.Survey.Base;
import se.invanardialog.panels.surveys.Survey.Design;

/** Surveys in the table. A change is written only when nobody has changed it meanwhile. */
public final class Surveys {
  public static final int MOST_LISTED = 50;

  /** What version 2 of the data model has that version 1 had not. */
  public static final UnaryOperator<Item> TOLD_AT_IS_KEPT = SurveyItems::withToldAt;

  private final Table table;
  private final Ids ids;

  public Surveys(Table table, Ids ids) {
    this.table = table;
    this.ids = ids;
  }

  /** A page of the officials' list, the newest first. */
  public record Listed(List<Survey> surveys, Optional<String> next) {
    public Listed {
      surveys = List.copyOf(surveys);
    }
  }

  /** As it is now: sees every change that was answered. */
  public Optional<Survey> find(String id) {
    return table.getConsistently(Keys.survey(id)).map(SurveyItems::read);
  }

  public Listed list(int limit, Optional<String> cursor) {
    var page =
        table.query(
            Query.index(Query.Index.BY_NEWEST, SurveyItems.SHELF)
                .backward()
                .limit(Math.min(limit, MOST_LISTED))
                .after(cursor));
    return new Listed(page.items().stream().map(SurveyItems::read).toList(), page.next());
  }

  /**
   * The ids of those to which something is to happen by now ({@link Survey#next}), oldest first.
   */
  public List<String> due(Instant now, int most) {
    return table
        .query(Query.index(Query.Index.BY_DUE, SurveyItems.DUE).to(now).limit(most))
        .items()
        .stream()
        .map(item -> item.text("id"))
        .toList();
  }

  /** A new one, with a name and a salt of its own. */
  public Survey.Draft draft(Design design, String by, Instant now) {
    String id = ids.next();
    return new Survey.Draft(new Base(id, 0, design, salt(), id, 1, by, now));
  }

  /** Writes a new one, with what belongs to it. */
  public void insert(Survey.Draft draft, List<Write> also) {
    var writes = new ArrayList<Write>();
    writes.add(Write.insert(SurveyItems.write(draft, 1)));
    writes.addAll(also);
    if (!table.write(writes).done()) {
      throw new IllegalStateException("A survey's id was taken");
    }
  }

  /**
   * Writes a transition.
   *
   * @param also further writes that belong to it, such as what was done by whom
   * @return false when the survey was changed meanwhile: nothing is written then
   */
  public boolean change(Survey from, Survey to, List<Write> also) {
    var writes = new ArrayList<Write>();
    writes.add(change(from, to));
    writes.addAll(also);
    return table.write(writes).done();
  }

  /**
   * Opens it. The next round of a repeated one is made in the same transaction, so it is made once.
   *
   * @return the opened one; empty when somebody else changed it first
   */
  public Optional<Survey.Open> open(Survey.Scheduled scheduled, Instant now, List<Write> also) {
    Survey.Open open = scheduled.open();
    var writes = new ArrayList<Write>(also);
    nextRound(scheduled.base(), now).ifPresent(next -> writes.add(Write.insert(item(next, 1))));
    return change(scheduled, open, writes) ? Optional.of(open) : Optional.empty();
  }

  private Optional<Survey> nextRound(Base base, Instant now) {
    return Rounds.after(base.design(), base.round())
        .map(design ->
            new Survey.Scheduled(
                new Base(
                    ids.next(),
                    0,
                    design,
                    salt(),
                    base.series(),
                    base.round() + 1,
                    base.createdBy(),
                    now)));
  }

  private static Write change(Survey from, Survey to) {
    int version = from.base().version();
    return new Write.Put(item(to, version + 1), Condition.is("version", version));
  }

  private static Item item(Survey survey, int version) {
    return SurveyItems.write(survey, version);
  }

  private String salt() {
    return ids.next() + ids.next();
  }
}
