package se.invanardialog.suggestions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.limits.Limits;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;

/** What the officials' pages share: Swedish words, the frame with the desk's menu, the forms. */
final class OfficialDesk {
  /** Days before a deadline that it is shown as near. */
  static final int NEAR_DAYS = 3;

  static final String ONCE = "once";
  private static final Limits.Limit ONE_FORM =
      new Limits.Limit("official-form", 1, Duration.ofDays(7));
  private static final Templates TEMPLATES = new Templates("suggestions");

  final Wiring wiring;
  final Words words;

  OfficialDesk(Wiring wiring) {
    this.wiring = wiring;
    words = wiring.site.words(Language.DEFAULT);
  }

  Instant now() {
    return wiring.time.instant();
  }

  Input input(Map<String, String> form) {
    return Input.form(form, words);
  }

  Forms forms(List<FieldError> errors) {
    return new Forms(words, Site.problems(errors));
  }

  /** A page, 422 when its form has to be put right. */
  Response page(
      Request request,
      Section section,
      String path,
      String title,
      String template,
      Object view,
      List<FieldError> errors) {
    Page page =
        Page.official(wiring.site.desk(request), path, title, TEMPLATES.render(template, view))
            .in(section)
            .withErrors(!errors.isEmpty());
    return wiring.site.page(errors.isEmpty() ? 200 : 422, page);
  }

  /** The choices of a list that may be left unchosen when there is more than one. */
  List<Option> options(Collection<String> choices, boolean mustChoose) {
    var options = new ArrayList<Option>();
    if (!mustChoose) {
      options.add(new Option("", words.get("form.choose")));
    }
    choices.forEach(choice -> options.add(new Option(choice, choice)));
    return options;
  }

  /**
   * Whether this form was not sent before: a second press of the button does nothing again.
   *
   * @param form holds what {@link #once} put there
   */
  boolean first(Map<String, String> form) {
    String once = form.getOrDefault(ONCE, "");
    return !once.matches("[0-9A-Za-z_-]{1,64}")
        || wiring.limits.count(ONE_FORM, once, now()) instanceof Limits.Verdict.Within;
  }

  /** A name for one form that is shown. */
  String once() {
    return wiring.ids.next();
  }

  static boolean moderates(Request request) {
    return has(request, Role.MODERATOR);
  }

  static boolean answers(Request request) {
    return has(request, Role.RESPONDER);
  }

  static boolean rules(Request request) {
    return request.official().has(Role.ADMIN);
  }

  private static boolean has(Request request, Role role) {
    return request.official().has(role) || request.official().has(Role.ADMIN);
  }

  /** Who changed something; a sign-in may lack a name. */
  String who(String name) {
    return name.isBlank() ? words.get("desk.somebody") : name;
  }

  String title(Row row) {
    return row.title().isEmpty() ? words.get("desk.hidden-title") : row.title();
  }

  String state(String state) {
    return words.get("desk.state." + state);
  }

  /** {@code Förslag 2026-141 · Centrum · Papper}; empty parts are left out. */
  static String kick(String... parts) {
    return String.join(" · ", java.util.Arrays.stream(parts).filter(p -> !p.isEmpty()).toList());
  }
}
