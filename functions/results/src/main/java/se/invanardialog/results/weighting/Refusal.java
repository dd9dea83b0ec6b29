package se.invanardialog.results.weighting;

import java.util.List;

/** Why answers can't be weighted in a way that can be trusted. */
public sealed interface Refusal {
  /** Nothing is known about the population. */
  record NoMargins() implements Refusal {}

  /** The categories of every margin are so small that only all of them together may be told. */
  record SmallGroups() implements Refusal {}

  record TooFew(long answers, int least) implements Refusal {}

  /**
   * Nobody who answered is in a category that people live in.
   *
   * @param mergeWith categories beside it which it can be put together with, the likeliest first
   */
  record EmptyCategory(String margin, String category, List<String> mergeWith) implements Refusal {}

  /** Somebody who answered is in a category that the margin lacks. */
  record UnknownCategory(String margin, String category) implements Refusal {}

  /**
   * The margins can't all be met by the combinations that answered.
   *
   * @param wanted the category's share of the population
   * @param got its share after raking
   */
  record Contradiction(String margin, String category, double wanted, double got)
      implements Refusal {}

  record NoConvergence(int rounds) implements Refusal {}

  /** The margins can be met only by letting somebody count for more than the cap allows. */
  record TooHeavy(String margin, String category, double cap) implements Refusal {}
}
