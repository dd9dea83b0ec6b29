package se.invanardialog.suggestions.similar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds suggestions that are about the same, by their words alone: no model, no network, the same
 * answer every time. Three signals are weighed together, each the cosine of two weighted texts: the
 * stems, the runs of letters that compounds share, and the stems next to each other.
 *
 * <p>What a moderator refused as a duplicate is kept too, as other words for what it duplicates:
 * the next one who says it that way finds the original.
 *
 * <p>Lives in memory, some kilobytes a suggestion; may be used from many threads.
 */
public final class SimilarIndex {
  private static final double STEMS = 0.4;
  private static final double RUNS = 0.3;
  private static final double PAIRS = 0.3;

  /** So many of the best by stems and letter runs are compared by pairs of stems too. */
  private static final int LOOKED_AT_CLOSELY = 200;

  private static final String NONE = "";

  /** Pairs are counted by a hash in so many places: two that share one count as more usual. */
  private static final int PAIR_PLACES = 1 << 20;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Word> words = new HashMap<>();
  private final List<Word> wordsByNumber = new ArrayList<>();
  private final Map<Long, Postings> runs = new HashMap<>();
  private final int[] pairCounts = new int[PAIR_PLACES];
  private final Map<String, Integer> places = new HashMap<>();
  private final Deque<Integer> freePlaces = new ArrayDeque<>();
  private @Nullable Text[] texts = new Text[16];
  private int used;
  private volatile @Nullable Lengths lengths;

  /** Adds the text, or replaces the one of the same id. */
  public void put(String id, Terms terms) {
    put(id, id, terms);
  }

  /** Adds a text that was refused as a duplicate: whoever is like it is shown the original. */
  public void putDuplicate(String id, String original, Terms terms) {
    put(id, original, terms);
  }

  /** Adds a text that was refused for its own sake: it can be searched for, and is like none. */
  public void putRefused(String id, Terms terms) {
    put(id, NONE, terms);
  }

  private void put(String id, String shownAs, Terms terms) {
    lock.writeLock().lock();
    try {
      if (isKnown(id, shownAs, terms)) {
        return;
      }
      drop(id);
      int place = freePlaces.isEmpty() ? used++ : freePlaces.pop();
      if (place >= Postings.MOST_TEXTS) {
        throw new IllegalStateException("More texts than an index in memory is for");
      }
      if (place == texts.length) {
        texts = Arrays.copyOf(texts, place * 2);
      }
      Text text = new Text(id, shownAs, numbers(terms.title()), numbers(terms.text()));
      texts[place] = text;
      places.put(id, place);
      stemWeights(terms).forEach((stem, weight) -> word(stem).postings.add(place, weight));
      runWeights(terms)
          .forEach((run, weight) ->
              runs.computeIfAbsent(run, unseen -> new Postings()).add(place, weight));
      pairWeights(text.title, text.text).forEach((pair, weight) -> pairCounts[placeOf(pair)]++);
      lengths = null;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Whoever fills an index reads some again: that costs nothing. */
  private boolean isKnown(String id, String shownAs, Terms terms) {
    @Nullable Integer place = places.get(id);
    return place != null
        && at(place).shownAs.equals(shownAs)
        && at(place).reads(numbers(terms.title()), numbers(terms.text()));
  }

  public void remove(String id) {
    lock.writeLock().lock();
    try {
      drop(id);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void drop(String id) {
    @Nullable Integer place = places.remove(id);
    if (place == null) {
      return;
    }
    Text text = at(place);
    texts[place] = null;
    freePlaces.push(place);
    Terms terms = new Terms(stems(text.title), stems(text.text));
    stemWeights(terms).forEach((stem, weight) -> word(stem).postings.remove(place));
    runWeights(terms)
        .forEach((run, weight) -> {
          Postings postings = runs.get(run);
          if (postings != null) {
            postings.remove(place);
          }
        });
    pairWeights(text.title, text.text).forEach((pair, weight) -> pairCounts[placeOf(pair)]--);
    lengths = null;
  }

  public int size() {
    lock.readLock().lock();
    try {
      return places.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * The texts most like this one, best first; a text in the index is its own first match.
   *
   * <p>The score is 0..1. Two texts that share only usual words stay below {@link Likeness#SLIGHT}.
   */
  public List<Match> similar(Terms query, int limit) {
    lock.readLock().lock();
    try {
      if (query.isEmpty() || places.isEmpty() || limit <= 0) {
        return List.of();
      }
      return new Comparing(query, lengths()).best(limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * The suggestions that have every one of the words, as the same stem, as its beginning, or inside
   * a compound; best first. Duplicates are left out.
   */
  public List<Match> search(String query, int limit) {
    List<SoughtWord> sought = SoughtWord.all(query);
    lock.readLock().lock();
    try {
      if (sought.isEmpty() || limit <= 0) {
        return List.of();
      }
      double[] scores = new double[used];
      Arrays.fill(scores, 1);
      for (SoughtWord word : sought) {
        double[] found = found(word);
        for (int place = 0; place < used; place++) {
          scores[place] = found[place] == 0 ? 0 : scores[place] * found[place];
        }
      }
      List<Match> matches = new ArrayList<>();
      for (int place = 0; place < used; place++) {
        Text text = texts[place];
        if (text != null && scores[place] > 0 && !text.isDuplicate()) {
          matches.add(new Match(text.id, Math.pow(scores[place], 1.0 / sought.size())));
        }
      }
      return best(matches, limit);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** For each text how well it has the word: the best of the ways in which it has it. */
  private double[] found(SoughtWord sought) {
    double[] found = new double[used];
    for (Word word : wordsByNumber) {
      double likeness = word.postings.size() == 0 ? 0 : sought.likeness(word.stem, word.folded);
      if (likeness > 0) {
        for (int i = 0; i < word.postings.size(); i++) {
          int place = word.postings.text(i);
          double weight = likeness * (0.5 + 0.5 * word.postings.weight(i) / Weights.FULL);
          found[place] = Math.max(found[place], weight);
        }
      }
    }
    return found;
  }

  private static List<Match> best(List<Match> matches, int limit) {
    return matches.stream()
        .sorted(Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::id))
        .limit(limit)
        .toList();
  }

  private Text at(int place) {
    Text text = texts[place];
    if (text == null) {
      throw new IllegalStateException("An empty place in the index is still pointed at");
    }
    return text;
  }

  private Word word(String stem) {
    return words.computeIfAbsent(
        stem,
        unseen -> {
          Word word = new Word(wordsByNumber.size(), stem);
          wordsByNumber.add(word);
          return word;
        });
  }

  private int[] numbers(List<String> stems) {
    return stems.stream().mapToInt(stem -> word(stem).number).toArray();
  }

  private List<String> stems(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(number -> wordsByNumber.get(number).stem).toList();
  }

  private static Weights<String> stemWeights(Terms terms) {
    Weights<String> weights = new Weights<>(terms.title().size(), terms.text().size());
    weights.addTitle(terms.title());
    weights.addText(terms.text());
    return weights;
  }

  private static Weights<Long> runWeights(Terms terms) {
    Weights<Long> weights = new Weights<>(terms.title().size(), terms.text().size());
    weights.addTitle(LetterRuns.of(terms.title()));
    weights.addText(LetterRuns.of(terms.text()));
    return weights;
  }

  private static Weights<Long> pairWeights(int[] title, int[] text) {
    Weights<Long> weights = new Weights<>(title.length, text.length);
    weights.addTitle(pairs(title));
    weights.addText(pairs(text));
    return weights;
  }

  private static List<Long> pairs(int[] numbers) {
    List<Long> pairs = new ArrayList<>(numbers.length);
    for (int i = 1; i < numbers.length; i++) {
      pairs.add((long) numbers[i - 1] << Integer.SIZE | (numbers[i] & 0xffff_ffffL));
    }
    return pairs;
  }

  private static int placeOf(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 44);
  }

  private double pairRarity(long pair) {
    return Weights.rarity(pairCounts[placeOf(pair)], places.size());
  }

  /** Rarities shift with every text, and each text's length with them: made anew when asked for. */
  private Lengths lengths() {
    Lengths known = lengths;
    if (known == null) {
      known = new Lengths(new double[used], new double[used]);
      for (Word word : wordsByNumber) {
        add(word.postings, known.stems);
      }
      for (Postings postings : runs.values()) {
        add(postings, known.runs);
      }
      lengths = known;
    }
    return known;
  }

  private void add(Postings postings, double[] squares) {
    double rarity = Weights.rarity(postings.size(), places.size());
    for (int i = 0; i < postings.size(); i++) {
      double part = rarity * postings.weight(i);
      squares[postings.text(i)] += part * part;
    }
  }

  private static final class Word {
    final int number;
    final String stem;
    final String folded;
    final Postings postings = new Postings();

    Word(int number, String stem) {
      this.number = number;
      this.stem = stem;
      this.folded = Words.folded(stem);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Text(String id, String shownAs, int[] title, int[] text) {
    boolean isOriginal() {
      return id.equals(shownAs);
    }

    boolean isDuplicate() {
      return !isOriginal() && !shownAs.equals(NONE);
    }

    boolean reads(int[] otherTitle, int[] otherText) {
      return Arrays.equals(title, otherTitle) && Arrays.equals(text, otherText);
    }
  }

  /** Squares of the texts' lengths as vectors, by place. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Lengths(double[] stems, double[] runs) {}

  private record Candidate(int place, double score, boolean same) {}

  /** One query against all texts. */
  private final class Comparing {
    private final Lengths lengths;
    private final int[] title;
    private final int[] text;
    private final Weights<Long> pairs;
    private final double[] byStems = new double[used];
    private final double[] byRuns = new double[used];
    private double stemsSquare;
    private double runsSquare;

    Comparing(Terms query, Lengths lengths) {
      this.lengths = lengths;
      Map<String, Integer> unknown = new HashMap<>();
      title = numbersOf(query.title(), unknown);
      text = numbersOf(query.text(), unknown);
      pairs = pairWeights(title, text);
      stemWeights(query)
          .forEach((stem, weight) -> {
            Word word = words.get(stem);
            stemsSquare += add(word == null ? null : word.postings, weight, byStems);
          });
      runWeights(query).forEach((run, weight) -> runsSquare += add(runs.get(run), weight, byRuns));
    }

    /** Stems that no text has get numbers of their own, below zero. */
    private int[] numbersOf(List<String> stems, Map<String, Integer> unknown) {
      return stems.stream()
          .mapToInt(stem -> {
            Word word = words.get(stem);
            return word != null
                ? word.number
                : unknown.computeIfAbsent(stem, unseen -> -1 - unknown.size());
          })
          .toArray();
    }

    private double add(@Nullable Postings postings, int weight, double[] products) {
      double rarity = Weights.rarity(postings == null ? 0 : postings.size(), places.size());
      if (postings != null) {
        double worth = weight * rarity * rarity;
        for (int i = 0; i < postings.size(); i++) {
          products[postings.text(i)] += worth * postings.weight(i);
        }
      }
      return weight * rarity * weight * rarity;
    }

    List<Match> best(int limit) {
      List<Candidate> candidates = new ArrayList<>();
      for (int place = 0; place < used; place++) {
        if (byRuns[place] > 0) {
          candidates.add(new Candidate(place, atFirstSight(place), false));
        }
      }
      Comparator<Candidate> bestFirst =
          Comparator.comparingDouble(Candidate::score)
              .thenComparing(Candidate::same)
              .reversed()
              .thenComparing(candidate -> at(candidate.place).id);
      List<Candidate> looked =
          candidates.stream()
              .sorted(bestFirst)
              .limit(Math.max(LOOKED_AT_CLOSELY, 2L * limit))
              .map(this::closely)
              .sorted(bestFirst)
              .toList();
      Map<String, Double> shown = new LinkedHashMap<>();
      for (Candidate candidate : looked) {
        String id = at(candidate.place).shownAs;
        if (shown.size() < limit && isShown(id)) {
          shown.putIfAbsent(id, candidate.score);
        }
      }
      return shown.entrySet().stream().map(e -> new Match(e.getKey(), e.getValue())).toList();
    }

    private boolean isShown(String id) {
      return Optional.ofNullable(places.get(id)).map(place -> at(place).isOriginal()).orElse(false);
    }

    private double atFirstSight(int place) {
      double stems = cosine(byStems[place], stemsSquare, lengths.stems[place]);
      double runs = cosine(byRuns[place], runsSquare, lengths.runs[place]);
      return (STEMS * stems + RUNS * runs) / (STEMS + RUNS);
    }

    private Candidate closely(Candidate candidate) {
      Text other = at(candidate.place);
      boolean same = other.reads(title, text);
      if (pairs.isEmpty()) {
        return new Candidate(candidate.place, rounded(candidate.score), same);
      }
      double score = (STEMS + RUNS) * candidate.score + PAIRS * byPairs(other);
      return new Candidate(candidate.place, rounded(score), same);
    }

    private double byPairs(Text other) {
      Map<Long, Integer> theirs = new HashMap<>();
      double[] sums = new double[3];
      pairWeights(other.title, other.text)
          .forEach((pair, weight) -> {
            theirs.put(pair, weight);
            sums[0] += square(weight * pairRarity(pair));
          });
      pairs.forEach((pair, weight) -> {
        double worth = weight * pairRarity(pair);
        sums[1] += square(worth);
        sums[2] += worth * theirs.getOrDefault(pair, 0) * pairRarity(pair);
      });
      return cosine(sums[2], sums[0], sums[1]);
    }

    private static double square(double x) {
      return x * x;
    }

    private static double cosine(double product, double oneSquare, double otherSquare) {
      double lengths = Math.sqrt(oneSquare) * Math.sqrt(otherSquare);
      return lengths == 0 ? 0 : Math.min(1, product / lengths);
    }

    /** What the sums' order of adding changes must not change the order of the matches. */
    private static double rounded(double score) {
      return Math.round(score * 1e6) / 1e6;
    }
  }
}
