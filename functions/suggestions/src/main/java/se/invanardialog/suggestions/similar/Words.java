package se.invanardialog.suggestions.similar;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Cuts a text into its words, small letters, one spelling of each letter. */
final class Words {
  /** Longer runs are no words; their beginning is enough to tell them apart. */
  static final int LONGEST_WORD_CHARACTERS = 48;

  /** A word of one letter says nothing. */
  static final int SHORTEST_WORD_CHARACTERS = 2;

  private Words() {}

  static List<String> of(String text, int most) {
    List<String> words = new ArrayList<>();
    each(text, most, words::add);
    return words;
  }

  private static void each(String text, int most, Consumer<String> taker) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder word = new StringBuilder();
    int taken = 0;
    int length = plain.length();
    for (int at = 0; at < length && taken < most; ) {
      int letter = plain.codePointAt(at);
      at += Character.charCount(letter);
      if (belongs(letter)) {
        word.appendCodePoint(letter);
      } else if (!invisible(letter)) {
        taken += end(word, taker);
      }
    }
    if (taken < most) {
      end(word, taker);
    }
  }

  private static int end(StringBuilder word, Consumer<String> taker) {
    int length = word.codePointCount(0, word.length());
    if (length > LONGEST_WORD_CHARACTERS) {
      word.setLength(word.offsetByCodePoints(0, LONGEST_WORD_CHARACTERS));
    }
    if (length >= SHORTEST_WORD_CHARACTERS) {
      taker.accept(word.toString());
    }
    word.setLength(0);
    return length >= SHORTEST_WORD_CHARACTERS ? 1 : 0;
  }

  private static boolean belongs(int letter) {
    return Character.isLetterOrDigit(letter)
        || switch (Character.getType(letter)) {
          case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
          default -> false;
        };
  }

  /** Soft hyphens, zero-width joiners and direction marks do not part a word. */
  private static boolean invisible(int letter) {
    return Character.getType(letter) == Character.FORMAT;
  }

  /** The word as someone writes it who has no å, ä, ö or é on the keyboard. */
  static String folded(String word) {
    String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
