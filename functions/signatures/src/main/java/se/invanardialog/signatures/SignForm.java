package se.invanardialog.signatures;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.pages.Page;
import se.invanardialog.core.pages.Section;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.pages.Templates;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Row;
import se.invanardialog.suggestions.Rules;

/** The form for signing on a page of its own, for one who has something to put right. */
final class SignForm {
  private static final Templates TEMPLATES = new Templates("signatures");

  private SignForm() {}

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
            "fields", fields(rules, words, forms, typed),
            "title", row.title(),
            "back", hrefs.to(path),
            "action", hrefs.to(path + "/signatures"));
    return Page.of(
            words.language(), path, words.get("sign.title"), TEMPLATES.render("sign.jte", model))
        .in(Section.SUGGESTIONS)
        .unlisted()
        .withErrors(!errors.isEmpty());
  }

  private static List<Content> fields(
      Rules rules, Words words, Forms forms, Map<String, String> typed) {
    var fields = new ArrayList<Content>();
    if (rules.forAndAgainst()) {
      fields.add(forms.radios(stance(words).value(typed.getOrDefault("stance", Signature.FOR))));
    }
    fields.add(forms.input(name(rules, words).value(typed.getOrDefault("name", ""))));
    fields.add(
        forms.input(
            Field.of("email", words.get("sign.email"))
                .hint(words.get("sign.email.hint"))
                .email()
                .value(typed.getOrDefault("email", ""))));
    fields.add(forms.input(postalCode(rules, words).value(typed.getOrDefault("postalCode", ""))));
    if (rules.namesShown()) {
      fields.add(checkbox(forms, "showName", words.get("sign.show-name"), typed));
    }
    fields.add(checkbox(forms, "keepInformed", words.get("sign.keep-informed"), typed));
    return fields;
  }

  private static Field stance(Words words) {
    return Field.of("stance", words.get("sign.stance"))
        .options(
            List.of(
                new Option(Signature.FOR, words.get("sign.stance.for")),
                new Option(Signature.AGAINST, words.get("sign.stance.against"))));
  }

  private static Field name(Rules rules, Words words) {
    return Field.of("name", words.get("sign.name"))
        .hint(words.get(rules.aliasAllowed() ? "sign.name.hint-alias" : "sign.name.hint"))
        .autocomplete("name");
  }

  private static Field postalCode(Rules rules, Words words) {
    boolean needed = rules.needsPostalCodeToSign();
    return Field.of("postalCode", words.get("sign.postal-code"))
        .hint(words.get(needed ? "sign.postal-code.hint-needed" : "sign.postal-code.hint"))
        .postalCode();
  }

  private static Content checkbox(
      Forms forms, String name, String label, Map<String, String> typed) {
    return forms.checkbox(Field.of(name, label).value(typed.getOrDefault(name, "")));
  }
}
