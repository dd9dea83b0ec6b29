package se.invanardialog.suggestions.similar;

import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/** How a language takes off its endings: "badplatsen" and "badplatser" are both "badplats". */
enum Stemming {
  SWEDISH {
    @Override
    SnowballStemmer stemmer() {
      return new SwedishStemmer();
    }
  },
  ENGLISH {
    @Override
    SnowballStemmer stemmer() {
      return new EnglishStemmer();
    }
  },
  SPANISH {
    @Override
    SnowballStemmer stemmer() {
      return new SpanishStemmer();
    }
  },
  ARABIC {
    @Override
    SnowballStemmer stemmer() {
      return new ArabicStemmer();
    }
  };

  /** As in the Swedish Snowball algorithm. */
  private static final String LETTERS_BEFORE_ENDING_S = "bcdfghjklmnoprtvy";

  private static final int SHORTEST_STEM = 3;

  /** A stemmer keeps the word it works on, so nobody may share one with another thread. */
  abstract SnowballStemmer stemmer();

  /** Any other language is read as Swedish, which is what most residents write. */
  static Stemming of(String language) {
    String code = language.length() < 2 ? "" : language.substring(0, 2);
    return switch (code) {
      case "en" -> ENGLISH;
      case "es" -> SPANISH;
      case "ar" -> ARABIC;
      default -> SWEDISH;
    };
  }

  static String stem(SnowballStemmer stemmer, String word) {
    stemmer.setCurrent(word);
    stemmer.stem();
    String stem = stemmer.getCurrent();
    if (stem.isEmpty()) {
      return word;
    }
    return stemmer instanceof SwedishStemmer ? withoutLastS(stem) : stem;
  }

  /** Snowball makes "badplat" of "badplats" but "badplats" of "badplatser": they must meet. */
  private static String withoutLastS(String stem) {
    int last = stem.length() - 1;
    boolean ending =
        last >= SHORTEST_STEM
            && stem.charAt(last) == 's'
            && LETTERS_BEFORE_ENDING_S.indexOf(stem.charAt(last - 1)) >= 0;
    return ending ? stem.substring(0, last) : stem;
  }
}
