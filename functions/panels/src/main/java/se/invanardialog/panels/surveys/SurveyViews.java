package se.invanardialog.panels.surveys;

import gg.jte.Content;
import java.util.List;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Words;

/** What the templates of the surveys' pages are given. */
public final class SurveyViews {
  private SurveyViews() {}

  /** A place to go; the one that is shown has no address. */
  public record Step(String label, String href, boolean current) {}

  /** A form of the builder, field by field. */
  public record FormView(
      Words words,
      String heading,
      String lead,
      List<Step> steps,
      String done,
      Content errors,
      String action,
      List<Content> fields,
      Content button) {}

  /** A question in the list. */
  public record QuestionRow(
      int number,
      String id,
      String text,
      String kind,
      String choices,
      List<String> notes,
      String href) {}

  public record QuestionList(
      Words words,
      List<Step> steps,
      String done,
      Content errors,
      String action,
      String version,
      List<QuestionRow> rows,
      List<Option> types,
      String newHref,
      String nextHref) {}

  /** A text in Swedish, and in the language that is worked on. */
  public record Pair(String path, String swedish, String other) {}

  public record TextsView(
      Words words,
      String heading,
      String lead,
      List<Step> steps,
      String done,
      Content errors,
      String action,
      String version,
      List<Option> languages,
      String language,
      String lang,
      String direction,
      List<Pair> pairs,
      Content button,
      String nextHref) {}

  public record DeskRow(String title, String href, String state, String when) {}

  /** What can be done to it now. */
  public record Button(String act, String label, boolean main) {}

  public record Tally(String label, String number) {}

  public record DeskView(
      Words words,
      String title,
      String state,
      String when,
      List<Step> steps,
      String done,
      String action,
      List<String> facts,
      List<Tally> tallies,
      List<Button> buttons,
      List<Step> links) {}

  public record Remark(String heading, String text, String about, String href) {}

  public record CheckView(
      Words words,
      List<Step> steps,
      String done,
      String path,
      List<Remark> missing,
      List<Remark> warnings,
      Content trialErrors,
      Content trialField,
      Content trialButton,
      boolean ready,
      String when) {}

  /**
   * A survey in the list.
   *
   * @param owed when feedback was promised; empty when it has been given, or nobody waits for it
   */
  public record ResidentRow(
      String title, String href, String when, String owed, String told, String result) {}

  /** What a resident is told about a survey. */
  public record ResidentView(
      String title,
      List<String> intro,
      String when,
      boolean paused,
      String answer,
      String result,
      String owed,
      String told,
      String decidedBy,
      String use,
      String feedback,
      List<String> whom,
      List<String> corrected) {}
}
