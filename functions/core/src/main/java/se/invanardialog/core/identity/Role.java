package se.invanardialog.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an official may do. One person may hold several. */
public enum Role {
  MODERATOR,
  PLANNER,
  RESPONDER,
  ANALYST,
  ADMIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
