package se.invanardialog.panels.sendouts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.http.Route;

/**
 * Where the SMS gateway hands in what residents text (46elks: a form with {@code id, from, to,
 * message}; the body of the answer is texted back). It signs in by HTTP Basic.
 */
final class TextingRoutes {
  static final String USER = "sms";

  private final Texting texting;
  private final Supplier<String> password;
  private final InstantSource time;

  TextingRoutes(Texting texting, Supplier<String> password, InstantSource time) {
    this.texting = texting;
    this.password = password;
    this.time = time;
  }

  List<Route> routes() {
    return List.of(Route.open("POST /sms/in", this::in));
  }

  private Response in(Request request) {
    if (!fromGateway(request)) {
      return Response.of(401, "text/plain; charset=utf-8", "")
          .with("www-authenticate", "Basic realm=\"sms\"");
    }
    Map<String, String> form = request.form();
    String reply =
        texting.answer(
            form.getOrDefault("id", ""),
            form.getOrDefault("from", ""),
            form.getOrDefault("message", ""),
            time.instant());
    return Response.of(200, "text/plain; charset=utf-8", reply);
  }

  private boolean fromGateway(Request request) {
    String wanted =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((USER + ":" + password.get()).getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(
        wanted.getBytes(StandardCharsets.UTF_8),
        request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8));
  }
}
