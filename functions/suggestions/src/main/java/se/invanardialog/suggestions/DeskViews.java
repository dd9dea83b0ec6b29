package se.invanardialog.suggestions;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Words;

/** What the officials' pages show, in words already. */
public final class DeskViews {
  private DeskViews() {}

  /** What was just done; the link may be empty. */
  public record Done(String text, String label, String href) {}

  /** One thing to do, with what must not be missed. */
  public record Task(String heading, String text, String due, String label, String href) {}

  public record Overview(
      Words words, String today, String name, List<Task> tasks, String recount) {}

  /** One that waits, in the list beside the case. */
  public record Queued(
      String id,
      String title,
      String language,
      String came,
      String left,
      boolean near,
      String notes,
      boolean current) {}

  /** What to look at; a quote of the text, or a link to the one it is like. */
  public record Flagged(String heading, String text, String title, String label, String href) {}

  /** Another suggestion that is like this one. */
  public record Alike(String number, String title, String language, String status, String href) {}

  /** What was typed in a form, and the choices. */
  public record Filled(
      Forms forms,
      Map<String, String> typed,
      List<Option> boards,
      List<Option> reasons,
      String once) {
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  /** One to decide on. */
  public record Case(
      String id,
      int version,
      String kick,
      String title,
      String language,
      Content proposal,
      Optional<Content> why,
      String from,
      List<Flagged> flags,
      List<Alike> alike,
      Filled form) {}

  public record Moderation(
      Words words,
      String waiting,
      String due,
      List<Queued> queue,
      Optional<Case> shown,
      Optional<Done> done) {}

  /** One that a board has to answer. */
  public record Awaited(
      String id,
      String title,
      String language,
      String kick,
      String left,
      boolean near,
      String due) {}

  public record AwaitingAnswer(
      Words words,
      String count,
      String late,
      List<Awaited> items,
      List<Option> boards,
      String board) {}

  /** A line of what has happened. */
  public record Happening(String when, String text, boolean now, boolean later) {}

  /** A name and what it is. */
  public record Fact(String label, String text) {}

  /** The board's answer as it stands. */
  public record Answered(String decision, Content text, String board, List<Fact> facts) {}

  public record Link(String label, String href) {}

  /** One suggestion with everything an official may do to it. */
  public record One(
      Words words,
      String id,
      String kick,
      String title,
      String language,
      Content proposal,
      Optional<Content> why,
      String state,
      String late,
      Optional<Gathering> gathering,
      List<Happening> happenings,
      Optional<Answered> answer,
      boolean mayAnswer,
      boolean mayTell,
      Filled form,
      List<Link> links,
      Optional<Done> done) {}

  /** The names so far; the bar repeats the sentence. */
  public record Gathering(String tally, Content bar, List<Fact> facts) {}

  /** One that a paper sheet may belong to. */
  public record Open(String number, String title, String language, String tally, String href) {}

  public record Paper(
      Words words, Filled form, Rules rules, String sought, List<Open> open, Optional<Done> done) {}

  /** Fields that belong together, to fill in or only to read. */
  public record Group(
      String id, String heading, String lead, List<Content> fields, List<Fact> facts) {}

  /** Who changed what, when. */
  public record Version(String heading, List<String> changes) {}

  public record RulesBook(
      Words words,
      boolean editable,
      Forms forms,
      String version,
      String current,
      List<Group> groups,
      List<Version> history,
      Optional<Link> town,
      Optional<Done> done) {}

  public record Town(Words words, Filled form, Optional<Done> done) {}
}
