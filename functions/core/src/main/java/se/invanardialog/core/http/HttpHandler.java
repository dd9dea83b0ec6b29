package se.invanardialog.core.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.log.Log;
import se.invanardialog.core.table.Table;

/**
 * A function behind the HTTP API: finds the route, asks who before what, and turns every fault into
 * an answer. One switch for verdicts, one catch for our own errors.
 */
public abstract class HttpHandler implements RequestStreamHandler {
  /** Longer bodies are refused before they are read: the largest form or paper sheet fits. */
  public static final int LONGEST_BODY = 1_000_000;

  private static final String CONTENT_SECURITY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Map<String, Route> routes;
  private final Faults faults;
  private final Idempotency idempotency;
  private final Priming priming;

  @SuppressWarnings("this-escape") // Its last line: nothing here is used before all of it is made.
  protected HttpHandler(List<Route> routes, Faults faults, Idempotency idempotency) {
    var all = new LinkedHashMap<String, Route>();
    for (Route route : routes) {
      if (all.put(route.key(), route) != null) {
        throw new IllegalStateException("Two routes " + route.key());
      }
    }
    this.routes = all;
    this.faults = faults;
    this.idempotency = idempotency;
    HttpApi.load();
    this.priming = Priming.of(this);
  }

  /** How a fault looks, to a person or to a program. */
  public interface Faults {
    Response notFound(Request request);

    Response signIn(Request request);

    Response forbidden(Request request);

    Response foreignForm(Request request);

    Response tooLarge(Request request);

    Response unreadable(Request request);

    Response invalid(Request request, List<FieldError> errors);

    Response tooMany(Request request, Duration retryAfter);

    Response broken(Request request, String reference);
  }

  /** Over a limit: nothing was done, and it may be tried again then. */
  public static final class TooMany extends RuntimeException {
    private final transient Duration retryAfter;

    public TooMany(Duration retryAfter) {
      super("Too many");
      this.retryAfter = retryAfter;
    }
  }

  /** There is nothing at that address. */
  public static final class NotFound extends RuntimeException {
    public NotFound() {
      super("Not found");
    }
  }

  /** The route keys, for the test that holds template, code and document together. */
  public Set<String> routeKeys() {
    return routes.keySet();
  }

  /** What is done before a snapshot of the function is taken. */
  public Resource priming() {
    return priming;
  }

  public Map<String, Access> access() {
    var access = new LinkedHashMap<String, Access>();
    routes.forEach((key, route) -> access.put(key, route.access()));
    return access;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
      throws IOException {
    HttpApi.write(handle(HttpApi.read(event), context), answer);
  }

  /** What is asked and answered, with every shield. */
  public Response handle(Request request, @Nullable Context context) {
    String reference = context == null ? "" : context.getAwsRequestId();
    return Log.during(context, () -> secured(answer(request, reference)));
  }

  public Response answer(Request request, String reference) {
    @Nullable Route route = routes.get(request.route());
    if (route == null) {
      return faults.notFound(request);
    }
    try {
      return switch (route.access().of(request.caller())) {
        case SIGN_IN -> faults.signIn(request);
        case FORBIDDEN -> faults.forbidden(request);
        case ALLOWED -> allowed(route, request);
      };
    } catch (Invalid invalid) {
      return faults.invalid(request, invalid.errors());
    } catch (Request.Unreadable unreadable) {
      return faults.unreadable(request);
    } catch (Table.BadCursor foreign) {
      return faults.invalid(
          request,
          List.of(new FieldError("cursor", "unknown", "Börja om från första sidan / start over")));
    } catch (TooMany over) {
      return faults.tooMany(request, over.retryAfter);
    } catch (NotFound none) {
      return faults.notFound(request);
    } catch (RuntimeException fault) {
      Log.error("route-failed", fault, "route", request.route(), "request", reference);
      return faults.broken(request, reference);
    }
  }

  private Response allowed(Route route, Request request) {
    if (request.body().length() > LONGEST_BODY) {
      return faults.tooLarge(request);
    }
    boolean acts = !request.method().equals("GET");
    if (acts && !request.isApi() && foreign(request)) {
      return faults.foreignForm(request);
    }
    return acts && request.isApi()
        ? idempotency.once(request, () -> route.handler().apply(request))
        : route.handler().apply(request);
  }

  /**
   * A form that another site sent in the reader's name. Every browser since 2020 says where a form
   * comes from; one that says nothing is let through, since a session cookie is not sent by it from
   * elsewhere (SameSite).
   */
  private static boolean foreign(Request request) {
    String site = request.headers().getOrDefault("sec-fetch-site", "same-origin");
    if (!site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    @Nullable String origin = request.headers().get("origin");
    if (origin == null || origin.equals("null")) {
      return origin != null && !request.headers().containsKey("sec-fetch-site");
    }
    try {
      URI from = URI.create(origin);
      String host =
          request
              .header("x-forwarded-host")
              .orElse(request.headers().getOrDefault("host", from.getAuthority()));
      return !host.equals(from.getAuthority());
    } catch (IllegalArgumentException notAnAddress) {
      return true;
    }
  }

  private static Response secured(Response response) {
    return response
        .with("content-security-policy", CONTENT_SECURITY)
        .with("referrer-policy", "same-origin")
        .with("strict-transport-security", "max-age=63072000; includeSubDomains")
        .with("permissions-policy", "camera=(), geolocation=(), microphone=()");
  }
}
