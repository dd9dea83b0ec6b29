package se.invanardialog.suggestions.similar;

import java.util.Arrays;

/** The texts that hold one word or letter run, each with its weight there: four bytes a text. */
final class Postings {
  static final int MOST_TEXTS = 1 << 24;
  private static final int WEIGHT_BITS = 8;
  private static final int WEIGHT_MASK = (1 << WEIGHT_BITS) - 1;

  private int[] entries = new int[2];
  private int size;

  void add(int text, int weight) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = text << WEIGHT_BITS | weight;
  }

  void remove(int text) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (entries[i] >>> WEIGHT_BITS != text) {
        entries[kept++] = entries[i];
      }
    }
    size = kept;
  }

  int size() {
    return size;
  }

  int text(int entry) {
    return entries[entry] >>> WEIGHT_BITS;
  }

  int weight(int entry) {
    return entries[entry] & WEIGHT_MASK;
  }
}
