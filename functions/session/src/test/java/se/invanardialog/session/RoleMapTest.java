package se.invanardialog.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;

/** What the provider says of a person, and who they are here by that. */
class RoleMapTest extends Browsing {
  @Test
  void groups_mean_roles_and_a_board_and_those_that_are_not_named_mean_nothing() {
    assertThat(signedIn(List.of("Chefer", "Okänd")))
        .isEqualTo(official(Set.of(Role.PLANNER, Role.ANALYST), ""));
    assertThat(signedIn(List.of("CN=Svarare,OU=Kultur,DC=havstad", "Drift")))
        .isEqualTo(official(Set.of(Role.RESPONDER, Role.ADMIN), "Kulturnämnden"));
    assertThat(signedIn("Drift")).isEqualTo(official(Set.of(Role.ADMIN), ""));
    assertThat(signedIn(List.of("Svarare miljö", "CN=Svarare,OU=Kultur,DC=havstad")))
        .as("of two boards the one that is named first")
        .isEqualTo(official(Set.of(Role.RESPONDER), "Kulturnämnden"));
  }

  private Caller signedIn(Object groups) {
    jar.clear();
    provider.claims.put("groups", groups);
    assertThat(signIn().status()).isEqualTo(303);
    return caller();
  }

  private Caller official(Set<Role> roles, String board) {
    String subject = ((Caller.Official) caller()).subject();
    return new Caller.Official(
        subject, "Mona Lind", roles, Optional.of(board).filter(each -> !each.isEmpty()));
  }

  @Test
  void a_claim_can_lie_inside_another() {
    settings.put("OIDC_ROLES_CLAIM", "realm_access.roles");
    function = made();
    provider.claims.put("realm_access", Map.of("roles", List.of("Drift")));

    assertThat(signIn().status()).isEqualTo(303);
    assertThat(((Caller.Official) caller()).roles()).containsExactly(Role.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Okänd", "drift", "moderator"})
  void who_has_no_role_is_not_signed_in(String group) {
    provider.claims.put("groups", List.of(group));

    assertRefused(signIn(), 403, "Du har ingen behörighet här än");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chefer=boss", "Chefer", "=admin", "Chefer=", "Chefer=admin,"})
  void a_map_of_roles_that_means_nothing_is_found_when_the_function_is_made(String map) {
    settings.put("OIDC_ROLES", map);

    assertThatThrownBy(this::made)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OIDC_ROLES");
  }

  @Test
  void a_name_is_cut_and_may_be_missing() {
    provider.claims.put("name", "x\n".repeat(200));
    signIn();
    assertThat(((Caller.Official) caller()).name()).isEqualTo("x".repeat(100));

    provider.claims.put("name", "");
    jar.clear();
    signIn();
    assertThat(((Caller.Official) caller()).name()).isEmpty();
  }
}
