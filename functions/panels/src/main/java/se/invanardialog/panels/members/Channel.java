package se.invanardialog.panels.members;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a member wants to be reached. */
public enum Channel {
  MAIL,
  SMS,
  BOTH,
  PAPER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The nearest to this that addresses of these kinds allow. */
  Channel allowed(boolean email, boolean phone) {
    return switch (this) {
      case MAIL, SMS, BOTH -> email && phone ? this : email ? MAIL : phone ? SMS : PAPER;
      case PAPER -> PAPER;
    };
  }

  public static Optional<Channel> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
