package se.invanardialog.suggestions;

import java.util.Map;
import se.invanardialog.core.pages.Forms;

/**
 * The form that signs: on the suggestion's page, and again when something has to be put right. Its
 * template is {@code sign/form.jte}, which {@link SignForms} fills in for other modules.
 *
 * @param typed what has been typed, by field
 */
public record SignForm(Forms forms, Rules rules, Map<String, String> typed) {
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** Ticked until it has been sent unticked. */
  public String ticked(String field) {
    return typed.isEmpty() ? "yes" : value(field);
  }
}
