package se.invanardialog.suggestions.similar;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How much each feature (a word, a run of letters, a pair of words) says about one text: BM25F,
 * with the title counted {@value #TITLE} times, long texts held back, and repetition soon full.
 * Tuned on one half of some moderators' decisions, measured on the other: see docs/performance.md.
 */
final class Weights<F> {
  /** A weight is kept in a byte. */
  static final int FULL = 255;

  private static final double TITLE = 3;
  private static final double HALF_FULL_AT = 3;
  private static final double LENGTH_SHARE = 0.3;
  private static final double USUAL_TITLE_WORDS = 7;
  private static final double USUAL_TEXT_WORDS = 70;

  private final Map<F, double[]> counts = new LinkedHashMap<>();
  private final double perTitleWord;
  private final double perTextWord;

  Weights(int titleWords, int textWords) {
    perTitleWord = TITLE / (1 - LENGTH_SHARE + LENGTH_SHARE * titleWords / USUAL_TITLE_WORDS);
    perTextWord = 1 / (1 - LENGTH_SHARE + LENGTH_SHARE * textWords / USUAL_TEXT_WORDS);
  }

  void addTitle(Collection<F> features) {
    add(features, perTitleWord);
  }

  void addText(Collection<F> features) {
    add(features, perTextWord);
  }

  private void add(Collection<F> features, double each) {
    for (F feature : features) {
      counts.computeIfAbsent(feature, unseen -> new double[1])[0] += each;
    }
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** In the order of first appearance, so that sums come out alike on every machine. */
  void forEach(BiConsumer<F, Integer> taker) {
    counts.forEach((feature, count) ->
        taker.accept(
            feature, Math.max(1, (int) Math.round(FULL * count[0] / (count[0] + HALF_FULL_AT)))));
  }

  /** What a feature is worth that so many of the texts have: the rarer the more. */
  static double rarity(int having, int texts) {
    return Math.log(1 + (Math.max(0, texts - having) + 0.5) / (having + 0.5));
  }
}
