package se.invanardialog.suggestions;

import gg.jte.Content;
import java.util.Map;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;

/** Draws {@link SignForm}. */
public final class SignForms {
  private static final Templates TEMPLATES = new Templates("suggestions");

  private SignForms() {}

  public static Content of(SignForm form, String suggestion, Words words) {
    return TEMPLATES.render(
        "sign/form.jte",
        Map.of(
            "form",
            form,
            "words",
            words,
            "action",
            new Hrefs(words.language()).to("/suggestions/" + suggestion + "/signatures")));
  }
}
