package se.invanardialog.core.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A language that residents can read the pages in. The languages are listed in {@code
 * texts/languages.properties}; a new one is a line there and a catalogue in each module.
 *
 * @param code as in the {@code lang} attribute and the {@code ?lang=} of an address
 * @param name in the language itself
 */
public record Language(
    String code, String name, boolean rightToLeft, boolean machineMade, Plurals plurals) {

  private static final List<Language> ALL = read();

  /** The language of the municipality, of officials, and of an address without {@code ?lang=}. */
  public static final Language DEFAULT = ALL.getFirst();

  /** In the order that the page frame shows them. */
  public static List<Language> all() {
    return ALL;
  }

  public static Optional<Language> of(@Nullable String code) {
    return ALL.stream().filter(language -> language.code.equals(code)).findFirst();
  }

  /** The language asked for, or the municipality's when it is unknown or left out. */
  public static Language orDefault(@Nullable String code) {
    return of(code).orElse(DEFAULT);
  }

  public boolean isDefault() {
    return code.equals(DEFAULT.code);
  }

  /** The value of the {@code dir} attribute. */
  public String direction() {
    return rightToLeft ? "rtl" : "ltr";
  }

  private static List<Language> read() {
    Properties listed = Catalogue.read("texts/languages.properties");
    return Arrays.stream(listed.getProperty("order", "").split(" "))
        .map(code -> one(code, listed))
        .toList();
  }

  private static Language one(String code, Properties listed) {
    return new Language(
        code,
        listed.getProperty(code + ".name", code),
        listed.getProperty(code + ".direction", "ltr").equals("rtl"),
        listed.getProperty(code + ".machine-made", "false").equals("true"),
        Plurals.valueOf(
            listed.getProperty(code + ".plurals", "one_other").toUpperCase(Locale.ROOT)));
  }
}
