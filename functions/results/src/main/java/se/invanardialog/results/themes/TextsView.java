package se.invanardialog.results.themes;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Pager;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Markers;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;

/**
 * A question's answers in words, as the analyst reads and codes them.
 *
 * @param done what has just been done; empty at first
 */
public record TextsView(
    Words words,
    Forms forms,
    Survey survey,
    Question question,
    List<Question> questions,
    List<Theme> themes,
    List<Interpreting.Written> written,
    Optional<String> next,
    Optional<String> from,
    boolean uncoded,
    String done,
    String typed) {
  /** Ticked when the words were read and no theme fits. */
  static final String NONE = "none";

  private static final Hrefs HREFS = new Hrefs(Language.DEFAULT);

  /** One of the texts, with what can be ticked. */
  public record Text(String reply, String words, String seen, Content ticks) {}

  /** Another question, or a part of this one's texts. */
  public record Link(String label, String href, boolean current) {}

  public String text(String key) {
    return words.get(key);
  }

  public String title() {
    return survey.base().design().title().swedish();
  }

  public String asked() {
    return asked(question);
  }

  /** What was answered before is each one's own. */
  private static String asked(Question one) {
    return Markers.fill(one.text().swedish(), _ -> "…");
  }

  public String result() {
    return "/official/results/" + survey.base().id();
  }

  public String path() {
    return result() + "/texts";
  }

  /** Where the ticks are sent: the same page again. */
  public String action() {
    return HREFS.to(path(), query(from));
  }

  private Map<String, String> query(Optional<String> place) {
    return Map.of(
        "question", question.id(), "from", place.orElse(""), "uncoded", uncoded ? "true" : "");
  }

  public List<Link> others() {
    var links = new ArrayList<Link>();
    questions.forEach(one ->
        links.add(
            new Link(
                asked(one),
                HREFS.to(path(), Map.of("question", one.id())),
                one.id().equals(question.id()))));
    return links;
  }

  public List<Link> parts() {
    return List.of(
        new Link(
            words.get("desk.texts.all"),
            HREFS.to(path(), Map.of("question", question.id())),
            !uncoded),
        new Link(
            words.get("desk.texts.uncoded"),
            HREFS.to(path(), Map.of("question", question.id(), "uncoded", "true")),
            uncoded));
  }

  public List<Text> texts() {
    var options = new ArrayList<Option>();
    themes.forEach(theme -> options.add(new Option(theme.id(), theme.name().swedish())));
    options.add(new Option(NONE, words.get("desk.texts.none-fits")));
    return written.stream()
        .map(one ->
            new Text(
                one.reply(),
                one.text(),
                seen(one.themes()),
                forms.checkboxes(
                    Field.of("t." + one.reply(), words.get("desk.texts.about"))
                        .options(options)
                        .value(seen(one.themes())))))
        .toList();
  }

  /** Why there is nothing to read here. */
  public String nothing() {
    if (next.isPresent()) {
      return words.get("desk.texts.none-here");
    }
    return words.get(uncoded ? "desk.texts.all-coded" : "desk.texts.none");
  }

  /** Themes by comma; {@link #NONE} when none fits, nothing when it is not coded. */
  static String seen(Optional<List<String>> themes) {
    if (themes.isEmpty()) {
      return "";
    }
    var ids = new StringJoiner(",").setEmptyValue(NONE);
    themes.get().forEach(ids::add);
    return ids.toString();
  }

  public Content add() {
    return forms.input(
        Field.of("name", words.get("desk.themes.name"))
            .hint(words.get("desk.themes.name.hint"))
            .value(typed)
            .max(ThemeRoutes.LONGEST_NAME));
  }

  public Content pager() {
    return Pager.of(
        words,
        from.map(any -> HREFS.to(path(), query(Optional.empty()))),
        next.map(place -> HREFS.to(path(), query(Optional.of(place)))));
  }
}
