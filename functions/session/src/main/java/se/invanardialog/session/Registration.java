package se.invanardialog.session;

import java.util.Optional;
import java.util.function.Supplier;
import se.invanardialog.core.Platform;

/**
 * How the service is known to the officials' sign-in, the OpenID provider.
 *
 * @param issuer the provider's own name, from which everything else about it is found
 * @param secret fetched each time, so that a new one holds at once; empty for a client that has
 *     none and proves itself by PKCE
 * @param callback where the provider sends people back to
 * @param farewell where it sends them when they have signed out
 */
record Registration(
    String issuer,
    String clientId,
    Supplier<Optional<String>> secret,
    String callback,
    String farewell) {
  static final String CALLBACK = "/session/callback";

  /** Empty where no provider is set. */
  static Optional<Registration> of(Platform platform) {
    String baseUrl = platform.setting("BASE_URL");
    return platform
        .optional("OIDC_ISSUER")
        .map(issuer ->
            new Registration(
                issuer,
                platform.setting("OIDC_CLIENT_ID"),
                () -> platform.optional("OIDC_CLIENT_SECRET").map(platform::stored),
                baseUrl + CALLBACK,
                baseUrl + "/"));
  }
}
