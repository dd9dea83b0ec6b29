package se.invanardialog.core.texts;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the pages and mails say, in every language: the catalogues of one or more modules. */
public final class Texts {
  /** By the language's code, whose hash costs a function nothing to start with. */
  private final Map<String, Words> words;

  private Texts(Map<String, Words> words) {
    this.words = Map.copyOf(words);
  }

  /**
   * Reads the modules' catalogues.
   *
   * @throws IllegalStateException when a catalogue is missing, or two modules use the same key
   */
  public static Texts load(String... modules) {
    var all = new HashMap<String, Words>();
    for (Language language : Language.all()) {
      var texts = new HashMap<String, String>();
      for (String module : modules) {
        add(Catalogue.path(module, language.code()), texts);
      }
      all.put(language.code(), new Words(language, texts));
    }
    return new Texts(all);
  }

  /**
   * These texts and, in the municipality's language alone, those of officials' pages.
   *
   * @throws IllegalStateException when a catalogue is missing, or a key is used already
   */
  public Texts withOfficials(String... modules) {
    var all = new HashMap<>(words);
    var texts = in(Language.DEFAULT).all();
    for (String module : modules) {
      add(Catalogue.path(module, Language.DEFAULT.code()), texts);
    }
    all.put(Language.DEFAULT.code(), new Words(Language.DEFAULT, texts));
    return new Texts(all);
  }

  public Words in(Language language) {
    return Objects.requireNonNull(words.get(language.code()), language.code());
  }

  private static void add(String path, Map<String, String> texts) {
    Catalogue.read(path)
        .forEach((key, text) -> {
          if (texts.put((String) key, (String) text) != null) {
            throw new IllegalStateException(path + " repeats " + key);
          }
        });
  }
}
