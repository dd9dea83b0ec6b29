package se.invanardialog.core.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;

/** The letterhead above a page, the menu and the foot below it. */
public final class Frame {
  private static final Templates TEMPLATES = new Templates("core");

  private final Texts texts;
  private final Assets assets;

  public Frame(Texts texts, Assets assets) {
    this.texts = texts;
    this.assets = assets;
  }

  /** The whole page as HTML. */
  public String render(Page page, TownLook town) {
    Words words = texts.in(page.language());
    var hrefs = new Hrefs(page.language());
    var menu =
        page.desk()
            .map(desk -> officials(desk, words, hrefs))
            .orElseGet(() -> residents(words, hrefs));
    Map<String, Object> model =
        Map.of(
            "page", page,
            "town", town,
            "words", words,
            "hrefs", hrefs,
            "assets", assets,
            "menu", menu,
            "languages", languages(page),
            "roles", roles(page, words),
            "title", title(page, words));
    return Templates.html(TEMPLATES.render("frame/page.jte", model));
  }

  public Texts texts() {
    return texts;
  }

  private static String title(Page page, Words words) {
    return page.errors() ? words.get("frame.error-title", page.title()) : page.title();
  }

  private static List<MenuItem> residents(Words words, Hrefs hrefs) {
    return List.of(
        new MenuItem(
            words.get("frame.menu.suggestions"), hrefs.to("/suggestions"), Section.SUGGESTIONS),
        new MenuItem(words.get("frame.menu.new"), hrefs.to("/suggestions/new"), Section.NEW),
        new MenuItem(
            words.get("frame.menu.answers"),
            hrefs.to("/suggestions", Map.of("status", "answered")),
            Section.ANSWERS),
        new MenuItem(words.get("frame.menu.panels"), hrefs.to("/panels"), Section.PANELS),
        new MenuItem(words.get("frame.menu.surveys"), hrefs.to("/surveys"), Section.SURVEYS),
        new MenuItem(words.get("frame.menu.help"), "#help", Section.NONE));
  }

  /** Only what the roles allow: a menu does not lead to a closed door. */
  private static List<MenuItem> officials(Desk desk, Words words, Hrefs hrefs) {
    var menu = new ArrayList<MenuItem>();
    menu.add(new MenuItem(words.get("frame.desk.start"), hrefs.to("/official"), Section.OVERVIEW));
    boolean moderates = desk.roles().stream().anyMatch(Set.of("moderator", "admin")::contains);
    if (moderates) {
      menu.add(
          new MenuItem(
              words.get("frame.desk.moderation"),
              hrefs.to("/official/moderation"),
              Section.MODERATION));
    }
    menu.add(
        new MenuItem(
            words.get("frame.desk.answers"),
            hrefs.to("/official/awaiting-answer"),
            Section.AWAITING_ANSWER));
    if (moderates) {
      menu.add(
          new MenuItem(words.get("frame.desk.paper"), hrefs.to("/official/paper"), Section.PAPER));
    }
    if (desk.roles().stream().anyMatch(Set.of("planner", "admin")::contains)) {
      menu.add(
          new MenuItem(
              words.get("frame.desk.panels"), hrefs.to("/official/panels"), Section.PANELS));
    }
    if (desk.roles().stream().anyMatch(Set.of("planner", "analyst", "admin")::contains)) {
      menu.add(
          new MenuItem(
              words.get("frame.desk.surveys"), hrefs.to("/official/surveys"), Section.SURVEYS));
      menu.add(
          new MenuItem(
              words.get("frame.desk.results"), hrefs.to("/official/results"), Section.RESULTS));
    }
    menu.add(
        new MenuItem(words.get("frame.desk.rules"), hrefs.to("/official/rules"), Section.RULES));
    return List.copyOf(menu);
  }

  private static List<LanguageLink> languages(Page page) {
    if (page.desk().isPresent()) {
      return List.of();
    }
    return Language.all().stream()
        .filter(language -> !language.equals(page.language()))
        .map(language ->
            new LanguageLink(language, new Hrefs(language).to(page.path(), page.query())))
        .toList();
  }

  private static String roles(Page page, Words words) {
    return page.desk()
        .map(desk ->
            desk.roles().stream()
                .map(role -> words.get("role." + role))
                .collect(Collectors.joining(", ")))
        .orElse("");
  }

  /** A place in the menu. */
  public record MenuItem(String label, String href, Section section) {}

  /** The same page in another language. */
  public record LanguageLink(Language language, String href) {}
}
