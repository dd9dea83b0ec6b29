package se.invanardialog.session;

import java.util.Optional;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Idempotency;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.settings.Towns;
import se.invanardialog.core.table.DynamoTable;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.texts.Texts;

/** What Lambda calls: officials sign in and out. */
public final class SessionFunction extends HttpHandler {
  public SessionFunction() {
    this(Platform.aws());
  }

  public SessionFunction(Platform platform) {
    this(
        platform,
        new DynamoTable(platform.dynamo(), platform.setting("TABLE")),
        new HttpWeb(),
        Ids.secure());
  }

  SessionFunction(Platform platform, Table table, Web web, Ids ids) {
    Site site = new Site(Texts.load("core", "session"), new Towns(table), platform);
    super(
        new SessionPages(site, signingIn(platform, web, ids)).routes(),
        site,
        new Idempotency(table, platform.time()));
  }

  /** The roles are read also where no provider is set: a fault in them is found when deployed. */
  private static Optional<SigningIn> signingIn(Platform platform, Web web, Ids ids) {
    var roles = RoleMap.of(platform.setting("OIDC_ROLES_CLAIM"), platform.setting("OIDC_ROLES"));
    return Registration.of(platform)
        .map(registration ->
            new SigningIn(
                registration,
                new Provider(registration, web),
                roles,
                Secret.parameter(platform, "SESSION_KEY"),
                new Pseudonyms(Secret.parameter(platform, "PSEUDONYM_KEY")),
                ids,
                platform.time()));
  }
}
