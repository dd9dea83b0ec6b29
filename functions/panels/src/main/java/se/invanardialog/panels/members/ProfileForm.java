package se.invanardialog.panels.members;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.invanardialog.core.http.Input;
import se.invanardialog.suggestions.Rules;

/** What a panel asks about its members, read from a form, a JSON body or a line of a file. */
final class ProfileForm {
  /** Nobody older joins a panel. */
  static final int GREATEST_AGE = 115;

  static final List<String> SEXES = List.of("woman", "man", "other");
  static final List<String> EDUCATIONS = List.of("primary", "secondary", "tertiary");
  static final List<String> LANGUAGES =
      List.of("sv", "fi", "en", "ar", "so", "fa", "ti", "ku", "bs", "pl", "other");
  static final List<String> YES_NO = List.of("yes", "no");
  private static final int LONGEST_DISTRICT = 80;

  private ProfileForm() {}

  /** Only what the panel asks is read; what is needed and was not said is an error. */
  static Map<String, String> read(Input input, Panel panel, Rules rules, LocalDate today) {
    var profile = new TreeMap<String, String>();
    for (Trait trait : panel.asks()) {
      String field = field(trait);
      boolean needed = panel.needs(trait);
      String said =
          !needed && undisclosed(input, trait)
              ? Member.UNDISCLOSED
              : switch (trait) {
                case BIRTH_YEAR -> birthYear(input, panel, today);
                case SEX -> input.oneOf(field, needed, choices(trait, rules));
                case DISTRICT -> district(input, needed, rules);
                case EDUCATION, LANGUAGE, BORN_ABROAD ->
                    input.oneOf(field, needed, choices(trait, rules));
              };
      if (!said.isEmpty()) {
        profile.put(trait.word(), said);
      }
    }
    return profile;
  }

  static String field(Trait trait) {
    return "profile." + trait.word();
  }

  /** The box beside a field that has to be typed. */
  static String unsaidField(Trait trait) {
    return "undisclosed." + trait.word();
  }

  private static boolean undisclosed(Input input, Trait trait) {
    return input.raw(field(trait)).strip().equals(Member.UNDISCLOSED)
        || input.flag(unsaidField(trait));
  }

  /** What can be chosen; empty for what is typed. */
  static List<String> choices(Trait trait, Rules rules) {
    return switch (trait) {
      case BIRTH_YEAR -> List.of();
      case SEX -> SEXES;
      case DISTRICT -> rules.districtNames();
      case EDUCATION -> EDUCATIONS;
      case LANGUAGE -> LANGUAGES;
      case BORN_ABROAD -> YES_NO;
    };
  }

  /** The categories of a variable that a panel can be compared by. */
  static List<String> categories(Trait trait, Panel panel, Rules rules) {
    return trait == Trait.BIRTH_YEAR ? panel.ageGroups() : choices(trait, rules);
  }

  private static String birthYear(Input input, Panel panel, LocalDate today) {
    String field = field(Trait.BIRTH_YEAR);
    int year = today.getYear();
    if (input.raw(field).isBlank()) {
      if (panel.needs(Trait.BIRTH_YEAR)) {
        input.error(field, "missing");
      }
      return "";
    }
    String digits = input.raw(field).strip();
    int born = digits.matches("[0-9]{4}") ? Integer.parseInt(digits) : 0;
    if (born < year - GREATEST_AGE || born > year) {
      input.error(field, "year", Integer.toString(year - GREATEST_AGE), Integer.toString(year));
      return "";
    }
    if (year - born < panel.minimumAge()) {
      input.error(field, "young", panel.minimumAge());
    }
    return Integer.toString(born);
  }

  /** By name, or by postal code, of which nothing but the district is kept. */
  private static String district(Input input, boolean needed, Rules rules) {
    String field = field(Trait.DISTRICT);
    boolean coded = input.raw(field).isBlank() && !input.raw("profile.postalCode").isBlank();
    if (coded) {
      String code = input.postalCode("profile.postalCode", false);
      if (code.isEmpty()) {
        return "";
      }
      if (!rules.inMunicipality(code)) {
        input.error("profile.postalCode", "elsewhere");
      }
      return rules.districtOf(code).orElse("");
    }
    return rules.districtNames().isEmpty()
        ? input.line(field, false, LONGEST_DISTRICT)
        : input.oneOf(field, needed, rules.districtNames());
  }
}
