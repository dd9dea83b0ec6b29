package se.invanardialog.results.figures;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.table.Condition;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Surveys;
import se.invanardialog.results.themes.Themes;
import se.invanardialog.results.weighting.Margin;

/** Reads what surveys come to: by officials at once, by everybody when it has been published. */
final class Results {
  /** The rounds before that a trend shows. */
  static final int MOST_ROUNDS = 8;

  private static final int MOST_LISTED = 50;

  private final Table table;
  private final InstantSource time;
  private final Surveys surveys;
  private final Themes themes;

  Results(Table table, InstantSource time, Ids ids) {
    this.table = table;
    this.time = time;
    this.surveys = new Surveys(table, ids);
    this.themes = new Themes(table);
  }

  Surveys surveys() {
    return surveys;
  }

  /** Surveys that have been open: what there is a result of. */
  Optional<Survey> asked(String id) {
    return surveys.find(id).filter(Results::hasResult);
  }

  Optional<Survey.Closed> published(String id) {
    return surveys.find(id).flatMap(this::published);
  }

  /** From the moment of its feedback, also before the sweep has come by. */
  private Optional<Survey.Closed> published(Survey survey) {
    Instant now = time.instant();
    return survey instanceof Survey.Closed closed
            && closed
                .publishedAt()
                .or(() -> closed.feedback().map(Survey.Feedback::publishAt))
                .map(at -> !at.isAfter(now))
                .orElse(false)
        ? Optional.of(closed)
        : Optional.empty();
  }

  private static boolean hasResult(Survey survey) {
    return switch (survey) {
      case Survey.Draft _, Survey.Scheduled _, Survey.Stopped _ -> false;
      case Survey.Open _, Survey.Paused _, Survey.Closed _ -> true;
    };
  }

  List<Survey> allAsked() {
    return surveys.list(MOST_LISTED, Optional.empty()).surveys().stream()
        .filter(Results::hasResult)
        .toList();
  }

  List<Survey.Closed> allPublished() {
    return surveys.list(MOST_LISTED, Optional.empty()).surveys().stream()
        .flatMap(survey -> published(survey).stream())
        .toList();
  }

  /** Feedback that was promised by a day that has passed. */
  List<Survey.Closed> owed() {
    Instant now = time.instant();
    var today = se.invanardialog.core.texts.Words.day(now);
    return surveys.list(MOST_LISTED, Optional.empty()).surveys().stream()
        .filter(Survey.Closed.class::isInstance)
        .map(Survey.Closed.class::cast)
        .filter(closed -> closed.owes(now))
        .filter(closed -> {
          var by = closed.base().design().purpose().feedbackBy();
          return by != null && by.isBefore(today);
        })
        .toList();
  }

  /** What the panel's answers can be weighted by, of what is known and was asked. */
  List<Margin> margins(Survey survey, List<String> chosen) {
    return KnownMargins.of(table, survey.base().design().panel()).stream()
        .filter(margin -> chosen.isEmpty() || chosen.contains(margin.name()))
        .toList();
  }

  Result of(Survey survey, Figuring.Wish wish) {
    String id = survey.base().id();
    long invited =
        table.get(Keys.surveyProgress(id)).map(item -> item.number("planned", 0)).orElse(0L);
    return Figuring.of(
        survey.base(), Tally.all(table, id), themes.of(id), invited, wish, time.instant());
  }

  /** The latest rounds of a repeated survey up to this one, oldest first. */
  List<Survey> rounds(Survey survey, boolean publicOnly) {
    var base = survey.base();
    if (base.design().repeat() == null && base.round() == 1) {
      return List.of(survey);
    }
    return table
        .query(
            Query.index(Query.Index.BY_NEWEST, "surveys")
                .backward()
                .where(Condition.is("series", base.series())))
        .items()
        .stream()
        .flatMap(item -> surveys.find(item.text("id")).stream())
        .filter(one -> one.base().round() <= base.round() && hasResult(one))
        .filter(one -> !publicOnly || published(one).isPresent())
        .sorted(Comparator.comparingInt(one -> -one.base().round()))
        .limit(MOST_ROUNDS)
        .sorted(Comparator.comparingInt(one -> one.base().round()))
        .toList();
  }

  Instant now() {
    return time.instant();
  }
}
