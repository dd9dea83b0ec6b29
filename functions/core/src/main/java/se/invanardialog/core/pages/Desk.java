package se.invanardialog.core.pages;

import java.util.List;

/**
 * The bar above an official's page.
 *
 * @param name who is signed in; may be empty
 * @param roles as in {@code moderator}
 * @param signOut where the button that signs out posts to; empty when there is none
 */
public record Desk(String name, List<String> roles, String signOut) {
  public Desk {
    roles = List.copyOf(roles);
  }

  /** Signs out where everybody does. */
  public Desk(String name, List<String> roles) {
    this(name, roles, "/session/sign-out");
  }
}
