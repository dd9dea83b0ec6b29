package se.invanardialog.local.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.time.MovableClock;
import se.invanardialog.local.time.Schedules;

/** Shows the service's time, moves it forward, and fires what becomes due. */
final class ClockPages {
  private static final Duration FURTHEST = Duration.ofDays(3_650);
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEEE d MMMM y 'kl.' HH.mm", Locale.of("sv"))
          .withZone(ZoneId.of("Europe/Stockholm"));

  private final MovableClock clock;
  private final Schedules schedules;

  ClockPages(MovableClock clock, Schedules schedules) {
    this.clock = clock;
    this.schedules = schedules;
  }

  Answer show(Exchange exchange) {
    return exchange.accepts("text/html") ? page() : now();
  }

  private Answer now() {
    return Answer.json(200, Map.of("now", clock.instant().toString()))
        .with("cache-control", "no-store");
  }

  Answer move(Exchange exchange) {
    Map<String, String> fields = exchange.fields();
    Duration further;
    try {
      further = further(fields);
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException unclear) {
      return Answer.gateway(400, "Give days=NUMBER, hours=NUMBER or until=2026-12-01T08:00:00Z");
    }
    if (further.isNegative() || further.compareTo(FURTHEST) > 0) {
      return Answer.gateway(400, "The clock only moves forward, at most ten years at a time");
    }
    clock.move(further);
    schedules.fireDue();
    return exchange.accepts("text/html") ? Answer.seeOther("/local/clock") : now();
  }

  private Duration further(Map<String, String> fields) {
    if (fields.containsKey("until")) {
      Instant until = OffsetDateTime.parse(fields.getOrDefault("until", "")).toInstant();
      return Duration.between(clock.instant(), until);
    }
    if (fields.containsKey("days")) {
      return Duration.ofDays(Long.parseLong(fields.getOrDefault("days", "").strip()));
    }
    return Duration.ofHours(Long.parseLong(fields.getOrDefault("hours", "").strip()));
  }

  Answer run(Exchange exchange) {
    String name = exchange.fields().getOrDefault("schedule", "");
    return switch (schedules.run(name)) {
      case DONE ->
          exchange.accepts("text/html")
              ? Answer.seeOther("/local/clock")
              : Answer.json(200, Map.of("ran", name));
      case FAILED -> Answer.gateway(500, name + " failed; the reason is in the log");
      case UNKNOWN -> Answer.gateway(404, "No such schedule. There are: " + schedules.names());
    };
  }

  private Answer page() {
    var rows = new StringBuilder();
    schedules
        .nextTimes()
        .forEach((name, next) ->
            rows.append(
                """
                <li><b>%1$s</b>, nästa gång %2$s
                <form method="post" action="/local/run">%3$s<div class="btns">\
                <button class="btn quiet">Kör %1$s nu</button></div></form></li>
                """
                    .formatted(
                        Html.escape(name), SHOWN.format(next), Html.hidden("schedule", name))));
    return Html.page(
        "Klocka",
        """
        <p class="lead">I tjänsten är det <b><time datetime="%s">%s</time></b>.</p>
        <p>Tiden går att flytta framåt, aldrig bakåt. Det som då hinner bli dags körs genast.</p>
        <form method="post" action="/local/clock"><div class="ds-field">
        <label for="days">Dagar framåt</label>
        <input class="ds-input w-s" id="days" name="days" inputmode="numeric" value="1"></div>
        <div class="btns"><button class="btn">Flytta fram</button></div></form>
        <form method="post" action="/local/clock"><div class="ds-field">
        <label for="hours">Timmar framåt</label>
        <input class="ds-input w-s" id="hours" name="hours" inputmode="numeric" value="1"></div>
        <div class="btns"><button class="btn">Flytta fram</button></div></form>
        <h2>Det som körs på tid</h2><ul>%s</ul>
        """
            .formatted(clock.instant(), SHOWN.format(clock.instant()), rows));
  }
}
