package se.invanardialog.session;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.HttpApi;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.identity.SessionTokens;
import se.invanardialog.core.log.Log;

/**
 * Tells the functions behind the HTTP API who calls. It never refuses: most calls are residents',
 * who have no session, and each function answers 401 and 403 itself.
 */
public final class AuthorizerFunction implements RequestStreamHandler, Resource {
  private static final String BEARER = "bearer ";
  private static final String COOKIE = "session";
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
    // Made ahead: it asks nobody, and whoever comes first after a snapshot does not wait for it.
    platform.parameters();
    HttpApi.load();
    Core.getGlobalContext().register(this);
  }

  /** Asks itself about somebody with no session, whose answer needs no key. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    byte[] nobody = HttpApi.reading("GET /", "/", Map.of(), "127.0.0.1");
    try {
      handleRequest(new ByteArrayInputStream(nobody), OutputStream.nullOutputStream(), null);
    } catch (IOException | RuntimeException fault) {
      Log.error("prime-failed", fault);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    Request request = HttpApi.read(event);
    HttpApi.writeCaller(Log.during(context, () -> contextOf(request)), answer);
  }

  /** What is told of whoever asks; nothing of who has no session and did not come by the CDN. */
  Map<String, Object> contextOf(Request request) {
    var context = new LinkedHashMap<String, Object>(callerOf(request));
    readersAddress(request).ifPresent(address -> context.put(Request.READERS_ADDRESS, address));
    return context;
  }

  /**
   * Where the reader is, who came by the CDN: the last address that somebody before the gateway
   * wrote down. Anybody can write such a header, so it is believed only from one who has the key.
   */
  private Optional<String> readersAddress(Request request) {
    byte[] key = originKey.get().getBytes(StandardCharsets.UTF_8);
    byte[] shown = request.header(ORIGIN_KEY).orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(key, shown)) {
      return Optional.empty();
    }
    return Arrays.stream(request.header("x-forwarded-for").orElse("").split(","))
        .map(String::strip)
        .filter(address -> !address.isEmpty() && !address.equals(request.source()))
        .reduce((earlier, later) -> later);
  }

  private Map<String, Object> callerOf(Request request) {
    return bearer(request)
        .or(() -> request.cookie(COOKIE))
        .map(token -> tokens.read(token, time.instant()))
        .map(caller ->
            switch (caller) {
              case Caller.Resident() -> Map.<String, Object>of();
              case Caller.Official official -> official.context();
            })
        .orElseGet(Map::of);
  }

  /** What a program carries; it goes before the cookie that a browser may add by itself. */
  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()).strip());
  }
}
