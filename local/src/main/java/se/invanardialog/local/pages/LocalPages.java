package se.invanardialog.local.pages;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.mail.MailEvents;
import se.invanardialog.local.mail.Outbox;
import se.invanardialog.local.time.MovableClock;
import se.invanardialog.local.time.Schedules;

/** What exists only on a developer's machine: outbox, clock, sign-in, and whether all is done. */
public final class LocalPages {
  private static final Duration LONGEST_IDLE_WAIT = Duration.ofSeconds(10);
  private static final Pattern MAIL = Pattern.compile("/local/outbox/(\\d{1,9})(/html)?");

  private static final Pattern COMPLAINT = Pattern.compile("/local/outbox/(\\d{1,9})/complaint");

  private final OutboxPages outbox;
  private final PhonePages phone;
  private final ClockPages clock;
  private final SignInPages signIn;
  private final OidcPages oidc;
  private final Predicate<Duration> idle;
  private final Supplier<Map<String, Integer>> queues;

  /**
   * @param textIn hands in a text message, from a number, and answers what is texted back
   * @param sessionKey Base64, as the parameter store holds it
   * @param oidc the provider that officials sign in at
   * @param idle waits that long at most for stream and queue to be drained
   * @param queues how many messages each holds
   */
  public LocalPages(
      Outbox outbox,
      MailEvents events,
      BinaryOperator<String> textIn,
      MovableClock time,
      Schedules schedules,
      String sessionKey,
      OidcPages oidc,
      Predicate<Duration> idle,
      Supplier<Map<String, Integer>> queues) {
    this.outbox = new OutboxPages(outbox, events);
    this.phone = new PhonePages(outbox, textIn);
    this.clock = new ClockPages(time, schedules);
    this.signIn = new SignInPages(sessionKey, time);
    this.oidc = oidc;
    this.idle = idle;
    this.queues = queues;
  }

  /** Empty when the address is not one of these pages'. */
  public Optional<Answer> answer(Exchange exchange) {
    String path = exchange.path();
    if (!path.equals("/local") && !path.startsWith("/local/")) {
      return Optional.empty();
    }
    if (path.startsWith(OidcPages.PATH + "/")) {
      @Nullable Answer provided = oidc.answer(exchange);
      return Optional.of(provided == null ? Answer.gateway(404, "Not Found") : provided);
    }
    @Nullable Answer found =
        switch (exchange.method() + " " + path) {
          case "GET /local", "GET /local/" -> index();
          case "GET /local/outbox" -> outbox.list(exchange);
          case "GET /local/outbox.json" -> outbox.json(exchange);
          case "GET /local/phone" -> phone.show(exchange);
          case "POST /local/phone" -> phone.send(exchange);
          case "GET /local/clock" -> clock.show(exchange);
          case "POST /local/clock" -> clock.move(exchange);
          case "POST /local/run" -> clock.run(exchange);
          case "GET /local/idle" ->
              idle.test(LONGEST_IDLE_WAIT)
                  ? Answer.empty(204)
                  : Answer.gateway(503, "Stream or queue is not drained");
          case "GET /local/queues" -> Answer.json(200, queues.get());
          case "GET /local/token" -> signIn.token(exchange);
          case "GET /local/sign-in" -> signIn.page(exchange);
          case "POST /local/sign-in" -> signIn.signIn(exchange);
          case "POST /local/sign-out" -> signIn.signOut();
          default ->
              switch (exchange.method()) {
                case "GET" -> mail(path);
                case "POST" -> complaint(path);
                default -> null;
              };
        };
    return Optional.of(found == null ? Answer.gateway(404, "Not Found") : found);
  }

  private @Nullable Answer mail(String path) {
    Matcher mail = MAIL.matcher(path);
    if (!mail.matches()) {
      return null;
    }
    int number = Integer.parseInt(mail.group(1));
    return mail.group(2) == null ? outbox.one(number) : outbox.html(number);
  }

  private @Nullable Answer complaint(String path) {
    Matcher mail = COMPLAINT.matcher(path);
    return mail.matches() ? outbox.complain(Integer.parseInt(mail.group(1))) : null;
  }

  private Answer index() {
    var sizes = new StringBuilder();
    queues.get().forEach((name, size) -> sizes.append("<li>%s: %d</li>".formatted(name, size)));
    return Html.page(
        "Allt på en dator",
        """
        <p class="lead">Hela tjänsten körs här, med samma funktioner som i molnet.</p>
        <ul>
        <li><a href="/">Invånarnas startsida</a></li>
        <li><a href="/official">Handläggarnas sidor</a>, där du <a href="/session/sign-in?then=/official">\
        loggar in</a> som i drift eller <a href="/local/sign-in">väljer dina roller</a></li>
        <li><a href="/local/outbox">Utkorgen</a> med alla brev och sms som skickats</li>
        <li><a href="/local/phone">Telefonen</a> med sms</li>
        <li><a href="/local/clock">Klockan</a>, som går att flytta framåt</li>
        <li><a href="/api/openapi.yaml">API:et som OpenAPI</a></li>
        </ul>
        <h2>Köer</h2><ul>%s</ul>
        """
            .formatted(sizes));
  }
}
