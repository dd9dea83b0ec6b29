package se.invanardialog.core.texts;

import java.util.List;

/**
 * How a language counts: which form of a text goes with a number (the rules are Unicode's CLDR).
 */
public enum Plurals {
  ONE_OTHER("one", "other") {
    @Override
    String form(long n) {
      return n == 1 ? "one" : "other";
    }
  },
  ARABIC("zero", "one", "two", "few", "many", "other") {
    @Override
    String form(long n) {
      long rest = n % 100;
      if (n >= 0 && n <= 2) {
        return n == 0 ? "zero" : n == 1 ? "one" : "two";
      }
      return rest >= 3 && rest <= 10 ? "few" : rest >= 11 ? "many" : "other";
    }
  };

  private final String forms;

  Plurals(String... forms) {
    this.forms = String.join(" ", forms);
  }

  /** The last part of the key, such as {@code one} in {@code signatures.one}. */
  abstract String form(long n);

  /** Every form that a catalogue of the language must have. */
  public List<String> forms() {
    return List.of(forms.split(" "));
  }
}
