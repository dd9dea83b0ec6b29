package se.invanardialog.local.pages;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;

/** Lets anybody on this machine be any official. */
final class SignInPages {
  /** Long, so that a clock moved forward does not sign anybody out in the middle of a trial. */
  private static final Duration LASTS = Duration.ofDays(3_650);

  private static final Map<Role, String> TITLES = titles();

  private final SessionTokens tokens;
  private final InstantSource time;

  /** A wish that can't be met, in words for whoever made it. */
  private static final class Unclear extends RuntimeException {
    private final String wanted;

    Unclear(String wanted) {
      super(wanted);
      this.wanted = wanted;
    }
  }

  SignInPages(String key, InstantSource time) {
    byte[] decoded = Base64.getDecoder().decode(key.getBytes(StandardCharsets.US_ASCII));
    this.tokens = new SessionTokens(new Secret(decoded::clone));
    this.time = time;
  }

  private static Map<Role, String> titles() {
    var titles = new LinkedHashMap<Role, String>();
    titles.put(Role.MODERATOR, "Moderator – granskar förslag");
    titles.put(Role.RESPONDER, "Svarande – svarar för en nämnd");
    titles.put(Role.PLANNER, "Planerare – planerar dialoger");
    titles.put(Role.ANALYST, "Analytiker – läser resultat");
    titles.put(Role.ADMIN, "Administratör – ändrar regler");
    return titles;
  }

  Answer token(Exchange exchange) {
    try {
      return Answer.json(200, Map.of("access_token", issue(exchange.fields())))
          .with("cache-control", "no-store");
    } catch (Unclear unclear) {
      return Answer.gateway(400, unclear.wanted);
    }
  }

  Answer signIn(Exchange exchange) {
    try {
      var fields = exchange.fields();
      String next = fields.getOrDefault("next", "");
      boolean ours = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
      return Answer.seeOther(ours ? next : "/official")
          .withCookie("session=" + issue(fields) + "; Path=/; HttpOnly; SameSite=Lax");
    } catch (Unclear unclear) {
      return Answer.gateway(400, unclear.wanted);
    }
  }

  Answer signOut() {
    return Answer.seeOther("/").withCookie("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }

  private String issue(Map<String, String> fields) {
    Set<Role> roles = new LinkedHashSet<>();
    Arrays.stream(fields.getOrDefault("roles", "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word ->
            roles.add(
                Role.of(word)
                    .orElseThrow(() -> new Unclear("No such role: " + word + ". " + choice()))));
    if (roles.isEmpty()) {
      throw new Unclear("roles is missing. " + choice());
    }
    String words = roles.stream().map(Role::word).sorted().collect(Collectors.joining("-"));
    String name = fields.getOrDefault("name", "").strip();
    var official =
        new Caller.Official(
            "local-" + (name.isEmpty() ? words : name),
            name,
            roles,
            Optional.of(fields.getOrDefault("board", "").strip()).filter(each -> !each.isEmpty()));
    return tokens.issue(official, time.instant().plus(LASTS));
  }

  private static String choice() {
    return "Roles: "
        + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
  }

  Answer page(Exchange exchange) {
    var choices = new StringBuilder();
    TITLES.forEach((role, title) ->
        choices.append(
            """
            <div class="ds-field"><input class="ds-input" type="checkbox" id="role-%1$s" \
            name="roles" value="%1$s"%2$s><label for="role-%1$s">%3$s</label></div>
            """
                .formatted(
                    role.word(), role == Role.MODERATOR ? " checked" : "", Html.escape(title))));
    return Html.page(
        "Jag är …",
        """
        <p class="lead">Här blir du den du väljer. Vill du se hur det går till i drift? \
        <a href="/session/sign-in?then=/official">Logga in med kommunens inloggning</a>.</p>
        <form method="post" action="/local/sign-in">
        <fieldset class="ds-fieldset"><legend>Roller</legend>%s</fieldset>
        <div class="ds-field"><label for="board">Nämnd <span class="soft">(för svarande)</span></label>
        <input class="ds-input" id="board" name="board" autocomplete="off"></div>
        <div class="ds-field"><label for="name">Namn <span class="soft">(valfritt)</span></label>
        <input class="ds-input" id="name" name="name" autocomplete="off"></div>
        %s<div class="btns"><button class="btn">Logga in</button></div></form>
        <form method="post" action="/local/sign-out"><div class="btns">\
        <button class="btn quiet">Logga ut</button></div></form>
        """
            .formatted(choices, Html.hidden("next", exchange.fields().getOrDefault("next", ""))));
  }
}
