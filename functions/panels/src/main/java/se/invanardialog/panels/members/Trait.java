package se.invanardialog.panels.members;

import java.util.Arrays;
import java.util.Optional;

/** What a panel may ask about its members, and results may be weighted and grouped by. */
public enum Trait {
  BIRTH_YEAR("birthYear", "ageGroup"),
  SEX("sex", "sex"),
  DISTRICT("district", "district"),
  EDUCATION("education", "education"),
  LANGUAGE("language", "language"),
  BORN_ABROAD("bornAbroad", "bornAbroad");

  private final String word;
  private final String variable;

  Trait(String word, String variable) {
    this.word = word;
    this.variable = variable;
  }

  /** As the API and a member's profile name it. */
  public String word() {
    return word;
  }

  /** As margins, cells and results name it: a year of birth is there an age group. */
  public String variable() {
    return variable;
  }

  public static Optional<Trait> of(String word) {
    return Arrays.stream(values()).filter(trait -> trait.word.equals(word)).findFirst();
  }

  public static Optional<Trait> ofVariable(String variable) {
    return Arrays.stream(values()).filter(trait -> trait.variable.equals(variable)).findFirst();
  }
}
