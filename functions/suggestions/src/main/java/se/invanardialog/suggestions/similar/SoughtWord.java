package se.invanardialog.suggestions.similar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A word typed in the search box, in every way a text may have it. */
record SoughtWord(String typed, Set<String> stems) {
  /** Nobody types more on purpose. */
  static final int MOST_WORDS = 12;

  private static final double SAME_STEM = 1;
  private static final double BEGINNING = 0.7;
  private static final double WITHIN_COMPOUND = 0.4;

  /** Fewer letters are inside too many words by chance; at the end a stem may be shorter. */
  private static final int SHORTEST_COMPOUND_PART = 4;

  /** The language of what is typed is not known: a stem of any will do. */
  static List<SoughtWord> all(String query) {
    List<String> typed = Words.of(query, MOST_WORDS);
    List<String> telling = typed.stream().filter(word -> !saysNothing(word)).toList();
    return telling.stream().map(SoughtWord::of).toList();
  }

  private static boolean saysNothing(String word) {
    return Stream.of(Stemming.SWEDISH, Stemming.ENGLISH)
        .anyMatch(stemming -> StopWords.of(stemming).contains(word));
  }

  private static SoughtWord of(String typed) {
    return new SoughtWord(
        typed,
        Stream.of(Stemming.values())
            .map(stemming -> Stemming.stem(stemming.stemmer(), typed))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /**
   * 0 when the text's word is another.
   *
   * @param folded the text's stem without marks over the letters
   */
  double likeness(String stem, String folded) {
    if (stems.contains(stem) || stems.contains(folded)) {
      return SAME_STEM;
    }
    if (stem.startsWith(typed) || folded.startsWith(typed)) {
      return BEGINNING;
    }
    return stems.stream().anyMatch(part -> isWithin(part, stem) || isWithin(part, folded))
        ? WITHIN_COMPOUND
        : 0;
  }

  private boolean isWithin(String part, String stem) {
    return part.length() >= SHORTEST_COMPOUND_PART
        ? stem.contains(part)
        : typed.length() >= SHORTEST_COMPOUND_PART && stem.endsWith(part);
  }
}
