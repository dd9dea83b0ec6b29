package se.invanardialog.core.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.Platform;
import se.invanardialog.core.http.FieldError;
import se.invanardialog.core.http.HttpHandler;
import se.invanardialog.core.http.Request;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Caller;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.settings.Towns;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.core.texts.Words;

/** What the pages of one function share: the texts, the town, and how faults look. */
public final class Site implements HttpHandler.Faults {
  private static final Duration TOWN_KEPT = Duration.ofSeconds(5);
  private static final String OFFICIALS_START = "/official";

  private final Texts texts;
  private final Frame frame;
  private final ErrorPages errorPages;
  private final Towns towns;
  private final InstantSource time;
  private final String baseUrl;
  private final String signIn;
  private final String signOut;
  private volatile @Nullable Known known;

  private record Known(TownLook town, Instant readAt) {}

  /** Reads where the service is, and where officials sign in and out, from the environment. */
  public Site(Texts texts, Towns towns, Platform platform) {
    this.texts = texts;
    this.frame = new Frame(texts, Assets.load());
    this.errorPages = new ErrorPages(frame);
    this.towns = towns;
    this.time = platform.time();
    this.baseUrl = platform.setting("BASE_URL");
    this.signIn = platform.setting("SIGN_IN");
    this.signOut = platform.setting("SIGN_OUT");
    load();
  }

  /** Makes a page while the function is made: it asks nobody, and no reader waits for it. */
  private void load() {
    errorPages.notFound(Language.DEFAULT, TownLook.HAVSTAD);
  }

  /** The municipality, as it was set at most five seconds ago. */
  public TownLook town() {
    Instant now = time.instant();
    @Nullable Known town = known;
    if (town == null || Duration.between(town.readAt(), now).abs().compareTo(TOWN_KEPT) > 0) {
      town = new Known(towns.current(), now);
      known = town;
    }
    return town.town();
  }

  /** An official has set how the town looks: the next page here shows it. */
  public void townChanged() {
    known = null;
  }

  public static Language language(Request request) {
    return Language.orDefault(request.query().get("lang"));
  }

  public Words words(Request request) {
    return texts.in(language(request));
  }

  public Words words(Language language) {
    return texts.in(language);
  }

  public Response page(int status, Page page) {
    return Response.html(status, frame.render(page, town()));
  }

  /** The bar above an official's page. */
  public Desk desk(Request request) {
    Caller.Official official = request.official();
    return new Desk(
        official.name(), official.roles().stream().map(Role::word).sorted().toList(), signOut);
  }

  /** An address for a mail. */
  public String absolute(String path) {
    return baseUrl + path;
  }

  public String baseUrl() {
    return baseUrl;
  }

  /** A mailed link that is unknown, cut, foreign or too old. */
  public Response goneToken(Request request) {
    return request.isApi()
        ? Response.problem(
            404,
            "link-unknown",
            "The link is not valid",
            "It is unknown, cut short or too old. Ask for a new one.",
            List.of())
        : Response.html(404, errorPages.goneToken(language(request), town()));
  }

  /** Somebody else was first. */
  public Response conflict(Request request, String again) {
    return request.isApi()
        ? Response.problem(
            409,
            "conflict",
            "Somebody else was first",
            "Nothing was overwritten. Read it again and decide anew.",
            List.of())
        : Response.html(409, errorPages.conflict(language(request), town(), again));
  }

  @Override
  public Response notFound(Request request) {
    return request.isApi()
        ? Response.problem(
            404, "not-found", "Not found", "There is nothing at this address.", List.of())
        : Response.html(404, errorPages.notFound(language(request), town()));
  }

  @Override
  public Response signIn(Request request) {
    return request.isApi()
        ? Response.problem(401, "sign-in", "Sign in first", "Send a valid bearer token.", List.of())
            .with("www-authenticate", "Bearer")
        : Response.html(401, errorPages.signIn(language(request), town(), signInFor(request)));
  }

  /** Back to the page that was asked for; a form that was sent has to be filled in again. */
  private String signInFor(Request request) {
    String then =
        request.method().equals("GET")
            ? new Hrefs(Language.DEFAULT).to(request.path(), request.query())
            : OFFICIALS_START;
    return new Hrefs(language(request)).to(signIn, Map.of("then", then));
  }

  @Override
  public Response forbidden(Request request) {
    return request.isApi()
        ? Response.problem(
            403, "forbidden", "Not allowed", "Your roles do not allow this.", List.of())
        : Response.html(403, errorPages.forbidden(language(request), town()));
  }

  @Override
  public Response foreignForm(Request request) {
    return Response.html(403, errorPages.foreignForm(language(request), town()));
  }

  @Override
  public Response tooLarge(Request request) {
    return request.isApi()
        ? Response.problem(
            413,
            "too-large",
            "The body is too large",
            "Send at most " + HttpHandler.LONGEST_BODY + " characters.",
            List.of())
        : Response.html(413, errorPages.tooLarge(language(request), town()));
  }

  @Override
  public Response unreadable(Request request) {
    return request.isApi()
        ? Response.problem(
            400,
            "unreadable",
            "The body can't be read",
            "Send one JSON object with content-type application/json.",
            List.of())
        : Response.html(400, errorPages.unreadable(language(request), town()));
  }

  @Override
  public Response invalid(Request request, List<FieldError> errors) {
    return request.isApi()
        ? Response.problem(
            422,
            "invalid",
            "Some fields have to be put right",
            "See errors: each names a field and what to do.",
            errors)
        : Response.html(
            400,
            errorPages.invalid(
                language(request), town(), errors.stream().map(FieldError::message).toList()));
  }

  @Override
  public Response tooMany(Request request, Duration retryAfter) {
    String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
    return (request.isApi()
            ? Response.problem(
                429,
                "too-many",
                "Too many at once",
                "Nothing was lost. Try again in " + seconds + " seconds.",
                List.of())
            : Response.html(429, errorPages.tooMany(language(request), town(), retryAfter)))
        .with("retry-after", seconds);
  }

  @Override
  public Response broken(Request request, String reference) {
    return request.isApi()
        ? Response.problem(
            500,
            "fault",
            "Something went wrong on our side",
            "It was noted. Try again. Reference: " + reference,
            List.of())
        : Response.html(500, errorPages.fault(language(request), town(), reference));
  }

  /** Errors of fields, as the forms show them. */
  public static List<Problem> problems(List<FieldError> errors) {
    return errors.stream().map(error -> new Problem(error.field(), error.message())).toList();
  }
}
