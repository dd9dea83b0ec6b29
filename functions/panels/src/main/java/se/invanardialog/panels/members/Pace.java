package se.invanardialog.panels.members;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a member wants to be asked. */
public enum Pace {
  EVERY,
  /** At most once in 30 days. */
  MONTHLY;

  public static final int MONTH_DAYS = 30;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Pace> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
