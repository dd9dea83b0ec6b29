package se.invanardialog.core.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who asks: a resident, who needs no account, or an official with roles. */
public sealed interface Caller {
  record Resident() implements Caller {}

  /**
   * @param subject the sign-in's stable name for the person, never a personal identity number
   * @param board the board that a responder answers for; empty means any
   */
  record Official(String subject, String name, Set<Role> roles, Optional<String> board)
      implements Caller {
    public Official {
      roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
      return roles.contains(role);
    }

    /** As the authoriser hands it on, and as it stands in a session token. */
    public Map<String, Object> context() {
      var context = new LinkedHashMap<String, Object>();
      context.put("sub", subject);
      context.put("name", name);
      context.put(
          "roles", roles.stream().map(Role::word).sorted().collect(Collectors.joining(",")));
      context.put("board", board.orElse(""));
      return context;
    }
  }

  /** Reads the authoriser's context; anything incomplete is a resident. */
  static Caller of(Map<String, ?> context) {
    if (!(context.get("sub") instanceof String subject) || subject.isBlank()) {
      return new Resident();
    }
    var roles = EnumSet.noneOf(Role.class);
    Arrays.stream(text(context, "roles").split(","))
        .map(String::strip)
        .forEach(word -> Role.of(word).ifPresent(roles::add));
    String board = text(context, "board");
    return new Official(
        subject,
        text(context, "name"),
        roles,
        board.isBlank() ? Optional.empty() : Optional.of(board));
  }

  private static String text(Map<String, ?> context, String name) {
    return context.get(name) instanceof String value ? value : "";
  }
}
