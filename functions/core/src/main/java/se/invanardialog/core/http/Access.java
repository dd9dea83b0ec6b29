package se.invanardialog.core.http;

import java.util.Set;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;

/** Who may use a route. */
public sealed interface Access {
  record Everyone() implements Access {}

  /** Officials who hold one of the roles. */
  record Officials(Set<Role> roles) implements Access {}

  static Access everyone() {
    return new Everyone();
  }

  static Access officials(Role... roles) {
    return new Officials(Set.of(roles));
  }

  /** What to say to this caller. */
  enum Verdict {
    ALLOWED,
    SIGN_IN,
    FORBIDDEN
  }

  default Verdict of(Caller caller) {
    return switch (this) {
      case Everyone() -> Verdict.ALLOWED;
      case Officials(var roles) ->
          switch (caller) {
            case Caller.Resident() -> Verdict.SIGN_IN;
            case Caller.Official official ->
                official.roles().stream().anyMatch(roles::contains)
                    ? Verdict.ALLOWED
                    : Verdict.FORBIDDEN;
          };
    };
  }
}
