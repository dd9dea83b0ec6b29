package se.invanardialog.signatures;

import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.SignForms;

/** The form for signing on a page of its own, for one who has something to put right. */
final class SignPage {
  private static final Templates TEMPLATES = new Templates("signatures");

  private SignPage() {}

  /** With all that was typed, and what is wrong with it. */
  static Page page(
      Row row, Rules rules, Words words, Map<String, String> typed, List<FieldError> errors) {
    var forms = new Forms(words, Site.problems(errors));
    var hrefs = new Hrefs(words.language());
    String path = "/suggestions/" + row.id();
    Map<String, Object> model =
        Map.of(
            "words", words,
            "form", forms,
            "signing",
                SignForms.of(
                    new se.invanardialog.suggestions.SignForm(forms, rules, typed),
                    row.id(),
                    words),
            "title", row.title(),
            "back", hrefs.to(path));
    return Page.of(
            words.language(), path, words.get("sign.title"), TEMPLATES.render("sign.jte", model))
        .in(Section.SUGGESTIONS)
        .unlisted()
        .withErrors(!errors.isEmpty());
  }
}
