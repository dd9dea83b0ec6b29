package se.invanardialog.suggestions.similar;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs of {@value #LETTERS} letters in a word, its borders counted as letters. They find what
 * compounds share: "badramp" and "ramp vid badplatsen".
 */
final class LetterRuns {
  static final int LETTERS = 4;
  private static final char BORDER = '_';

  private LetterRuns() {}

  /** Each run packed into a number, a character in 16 bits. */
  static List<Long> of(String word) {
    String bordered = BORDER + word + BORDER;
    int runs = Math.max(1, bordered.length() - LETTERS + 1);
    List<Long> packed = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      long run = 0;
      for (int j = i; j < Math.min(bordered.length(), i + LETTERS); j++) {
        run = run << Character.SIZE | bordered.charAt(j);
      }
      packed.add(run);
    }
    return packed;
  }

  static List<Long> of(List<String> words) {
    List<Long> runs = new ArrayList<>(words.size() * 6);
    words.forEach(word -> runs.addAll(of(word)));
    return runs;
  }
}
