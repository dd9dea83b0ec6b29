package se.invanardialog.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.invanardialog.core.identity.Role;

/**
 * What the provider's groups, or roles, mean here: {@code GROUP=role,role@Board; GROUP=role …}. A
 * group that is not named gives nothing.
 */
final class RoleMap {
  private final String claim;
  private final List<Entry> entries;

  private RoleMap(String claim, List<Entry> entries) {
    this.claim = claim;
    this.entries = entries;
  }

  private record Entry(String group, Set<Role> roles, Optional<String> board) {}

  /**
   * What somebody may do.
   *
   * @param board of the first group that has one: one board is less than any board
   */
  record Granted(Set<Role> roles, Optional<String> board) {}

  /**
   * @param claim the name of the claim that holds the groups, or a path of names with dots
   * @throws IllegalStateException when the map can't be read or names an unknown role
   */
  static RoleMap of(String claim, String map) {
    var entries = new ArrayList<Entry>();
    for (String part : map.split(";")) {
      if (!part.isBlank()) {
        entries.add(entry(part));
      }
    }
    return new RoleMap(claim, List.copyOf(entries));
  }

  /** The last sign divides: a directory's name of a group has such signs in it. */
  private static Entry entry(String part) {
    int equals = part.lastIndexOf('=');
    String group = equals < 0 ? "" : part.substring(0, equals).strip();
    if (group.isEmpty()) {
      throw new IllegalStateException("OIDC_ROLES needs GROUP=role: " + part.strip());
    }
    String[] meaning = part.substring(equals + 1).split("@", 2);
    var roles = EnumSet.noneOf(Role.class);
    for (String word : meaning[0].split(",", -1)) {
      roles.add(
          Role.of(word.strip())
              .orElseThrow(() ->
                  new IllegalStateException("OIDC_ROLES names no role of ours: " + word.strip())));
    }
    return new Entry(
        group,
        roles,
        Optional.of(meaning.length > 1 ? meaning[1].strip() : "").filter(each -> !each.isEmpty()));
  }

  Granted of(JsonNode claims) {
    Set<String> groups = groups(claims);
    var roles = EnumSet.noneOf(Role.class);
    Optional<String> board = Optional.empty();
    for (Entry entry : entries) {
      if (groups.contains(entry.group())) {
        roles.addAll(entry.roles());
        board = board.or(entry::board);
      }
    }
    return new Granted(roles, board);
  }

  private Set<String> groups(JsonNode claims) {
    JsonNode found = claims.path(claim);
    if (found.isMissingNode()) {
      found = claims;
      for (String name : claim.split("\\.")) {
        found = found.path(name);
      }
    }
    var groups = new HashSet<String>();
    if (found.isTextual()) {
      groups.add(found.textValue());
    } else if (found.isArray()) {
      found.forEach(each -> groups.add(each.asText("")));
    }
    return groups;
  }
}
