package se.invanardialog.results.figures;

import java.util.List;
import java.util.Optional;

/**
 * What one group has answered, or all at one time.
 *
 * @param of what it is a group of; empty for all
 * @param hidden why there are no figures; empty when there are
 */
record Answered(
    String label,
    String of,
    String hidden,
    long n,
    List<Result.Share> shares,
    Optional<Result.Mean> mean) {
  /** All who answered a question. */
  static Answered all(String label, Result.Asked asked) {
    return new Answered(label, "", "", asked.n(), asked.shares(), asked.mean());
  }

  static Answered nothing(String label, String why) {
    return new Answered(label, "", why, 0, List.of(), Optional.empty());
  }

  Optional<Result.Share> share(Result.Share option) {
    return shares.stream().filter(share -> share.id().equals(option.id())).findFirst();
  }
}
