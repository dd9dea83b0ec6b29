package se.invanardialog.panels.members;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.pages.Field;
import se.invanardialog.core.pages.Forms;
import se.invanardialog.core.pages.Option;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Rules;

/** The fields for what a panel asks about its members, each with a way to rather not say. */
final class ProfileFields {
  /** More choices than this are a list to open. */
  private static final int MOST_RADIOS = 5;

  private ProfileFields() {}

  static List<Content> of(
      Panel panel, Rules rules, Forms forms, Words words, Map<String, String> typed) {
    var fields = new ArrayList<Content>();
    for (Trait trait : panel.asks()) {
      boolean needed = panel.needs(trait);
      String id = ProfileForm.field(trait);
      String key = "members.profile." + trait.word();
      Field field =
          Field.of(id, words.get(key))
              .value(typed.getOrDefault(id, ""))
              .hint(words.get(key + ".hint"));
      List<String> choices = ProfileForm.choices(trait, rules);
      if (choices.isEmpty()) {
        field = field.value(field.value().equals(Member.UNDISCLOSED) ? "" : field.value());
        fields.add(forms.input(trait == Trait.BIRTH_YEAR ? field.number().max(4) : field));
        if (!needed) {
          fields.add(unsaid(trait, forms, words, typed));
        }
      } else {
        var options = options(trait, choices, needed, words);
        fields.add(
            options.size() > MOST_RADIOS
                ? forms.select(field.options(withChoose(options, words)))
                : forms.radios(field.options(options)));
      }
    }
    return fields;
  }

  private static Content unsaid(Trait trait, Forms forms, Words words, Map<String, String> typed) {
    String id = ProfileForm.unsaidField(trait);
    boolean ticked =
        typed.getOrDefault(id, "").equals("yes")
            || typed.getOrDefault(ProfileForm.field(trait), "").equals(Member.UNDISCLOSED);
    return forms.checkbox(
        Field.of(id, words.get("members.undisclosed." + trait.word())).value(ticked ? "yes" : ""));
  }

  private static List<Option> options(
      Trait trait, List<String> choices, boolean needed, Words words) {
    var options = new ArrayList<Option>();
    choices.forEach(choice -> options.add(new Option(choice, label(trait, choice, words))));
    if (!needed) {
      options.add(new Option(Member.UNDISCLOSED, words.get("members.undisclosed")));
    }
    return options;
  }

  private static List<Option> withChoose(List<Option> options, Words words) {
    var all = new ArrayList<Option>();
    all.add(new Option("", words.get("form.choose")));
    all.addAll(options);
    return all;
  }

  /** A category as people say it; a district, a year or an age group is its own name. */
  static String label(Trait trait, String category, Words words) {
    // A key that ends with "other" would be a form of a number.
    String key =
        "members.category." + trait.word() + "." + (category.equals("other") ? "else" : category);
    return words.has(key)
        ? words.get(key)
        : trait == Trait.BIRTH_YEAR ? category.replace('-', '–') : category;
  }
}
