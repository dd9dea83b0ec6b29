package se.invanardialog.session;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.core.log.Log;

/**
 * Tells the functions behind the HTTP API who calls. It never refuses: most calls are residents',
 * who have no session, and each function answers 401 and 403 itself.
 */
public final class AuthorizerFunction
    implements RequestHandler<APIGatewayV2CustomAuthorizerEvent, Map<String, Object>>, Resource {
  private static final String BEARER = "bearer ";
  private static final String COOKIE = "session=";
  private static final String ORIGIN_KEY = "x-origin-key";

  private final SessionTokens tokens;
  private final Supplier<String> originKey;
  private final InstantSource time;

  public AuthorizerFunction() {
    this(Platform.aws());
  }

  public AuthorizerFunction(Platform platform) {
    this.tokens = new SessionTokens(Secret.parameter(platform, "SESSION_KEY"));
    this.originKey = () -> platform.setting("ORIGIN_KEY");
    this.time = platform.time();
    Core.getGlobalContext().register(this);
  }

  /** Asks itself about somebody with no session, whose answer needs no key. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    var nobody = new APIGatewayV2CustomAuthorizerEvent();
    nobody.setCookies(List.of(COOKIE));
    try {
      handleRequest(nobody, null);
    } catch (RuntimeException fault) {
      Log.error("prime-failed", fault);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  @Override
  public Map<String, Object> handleRequest(
      APIGatewayV2CustomAuthorizerEvent event, @Nullable Context context) {
    return Log.during(context, () -> Map.of("isAuthorized", true, "context", contextOf(event)));
  }

  private Map<String, Object> contextOf(APIGatewayV2CustomAuthorizerEvent event) {
    var context = new LinkedHashMap<String, Object>(callerOf(event));
    readersAddress(event).ifPresent(address -> context.put(Request.READERS_ADDRESS, address));
    return context;
  }

  /**
   * Where the reader is, who came by the CDN: the last address that somebody before the gateway
   * wrote down. Anybody can write such a header, so it is believed only from one who has the key.
   */
  private Optional<String> readersAddress(APIGatewayV2CustomAuthorizerEvent event) {
    var headers = Objects.requireNonNullElse(event.getHeaders(), Map.<String, String>of());
    byte[] key = originKey.get().getBytes(StandardCharsets.UTF_8);
    byte[] shown = headers.getOrDefault(ORIGIN_KEY, "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(key, shown)) {
      return Optional.empty();
    }
    String gatewaySaw = event.getRequestContext().getHttp().getSourceIp();
    return Arrays.stream(headers.getOrDefault("x-forwarded-for", "").split(","))
        .map(String::strip)
        .filter(address -> !address.isEmpty() && !address.equals(gatewaySaw))
        .reduce((earlier, later) -> later);
  }

  private Map<String, Object> callerOf(APIGatewayV2CustomAuthorizerEvent event) {
    return bearer(event)
        .or(() -> cookie(event))
        .map(token -> tokens.read(token, time.instant()))
        .map(caller ->
            switch (caller) {
              case Caller.Resident() -> Map.<String, Object>of();
              case Caller.Official official -> official.context();
            })
        .orElseGet(Map::of);
  }

  /** What a program carries; it goes before the cookie that a browser may add by itself. */
  private static Optional<String> bearer(APIGatewayV2CustomAuthorizerEvent event) {
    @Nullable Map<String, String> headers = event.getHeaders();
    return Optional.ofNullable(headers == null ? null : headers.get("authorization"))
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  private static Optional<String> cookie(APIGatewayV2CustomAuthorizerEvent event) {
    return Objects.requireNonNullElse(event.getCookies(), List.<String>of()).stream()
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE))
        .map(cookie -> cookie.substring(COOKIE.length()))
        .findFirst();
  }
}
