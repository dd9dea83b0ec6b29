package se.invanardialog.core.texts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an official has written in one or more languages, by the languages' codes. Swedish is always
 * there; {@link #EASY} is easy Swedish.
 */
public record Translated(@JsonValue Map<String, String> byLanguage) {
  /** Easy Swedish ({@code lättläst}), a wording beside the usual one. */
  public static final String EASY = "sv-easy";

  public static final Translated NOTHING = new Translated(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Translated(Map<String, String> byLanguage) {
    var kept = new LinkedHashMap<String, String>();
    byLanguage.forEach((code, text) -> {
      if (!text.isBlank()) {
        kept.put(code, text);
      }
    });
    this.byLanguage = Collections.unmodifiableMap(kept);
  }

  public static Translated swedish(String text) {
    return new Translated(Map.of(Language.DEFAULT.code(), text));
  }

  /** In that language, or in Swedish where it has not been translated. */
  public String in(Language language) {
    return in(language.code());
  }

  /** By a code that may also be {@link #EASY}. */
  public String in(String code) {
    return byLanguage.getOrDefault(code, swedish());
  }

  public String swedish() {
    return byLanguage.getOrDefault(Language.DEFAULT.code(), "");
  }

  public boolean isEmpty() {
    return byLanguage.isEmpty();
  }

  public Translated with(String code, String text) {
    var all = new LinkedHashMap<>(byLanguage);
    all.put(code, text);
    return new Translated(all);
  }
}
