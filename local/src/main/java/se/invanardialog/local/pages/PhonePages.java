package se.invanardialog.local.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BinaryOperator;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.mail.Outbox;

/** A telephone for every number that a text message was sent to. */
final class PhonePages {
  private static final int SHOWN = 50;

  private final Outbox outbox;
  private final BinaryOperator<String> textIn;

  /**
   * @param textIn hands a text message in, from a number, and answers what is texted back
   */
  PhonePages(Outbox outbox, BinaryOperator<String> textIn) {
    this.outbox = outbox;
    this.textIn = textIn;
  }

  /** The telephone texts to the municipality. */
  Answer send(Exchange exchange) {
    String number = exchange.fields().getOrDefault("number", "").strip();
    String reply = textIn.apply(number, exchange.fields().getOrDefault("message", ""));
    if (!reply.isEmpty()) {
      outbox.addSms(number, reply);
    }
    return Answer.seeOther("/local/phone?number=" + number.replace("+", "%2B"));
  }

  Answer show(Exchange exchange) {
    String number = exchange.fields().getOrDefault("number", "").strip();
    return number.isEmpty() ? numbers() : messages(number);
  }

  private Answer numbers() {
    var rows = new StringBuilder();
    for (String number : outbox.telephones().reversed().stream().limit(SHOWN).toList()) {
      rows.append(
          "<li><a href=\"/local/phone?number=%s\"><bdi dir=\"ltr\">%s</bdi></a></li>"
              .formatted(Html.escape(number.replace("+", "%2B")), Html.escape(number)));
    }
    return Html.page(
        "Telefon",
        """
        <p class="lead">Här visas alla sms. Inget lämnar datorn.</p>
        <form method="get" action="/local/phone"><div class="ds-field">
        <label for="number">Telefonnummer</label>
        <input class="ds-input" id="number" name="number" type="tel"></div>
        <div class="btns"><button class="btn">Visa</button></div></form>
        <ul>%s</ul>
        """
            .formatted(rows.isEmpty() ? "<li>Inga sms har skickats.</li>" : rows));
  }

  private Answer messages(String number) {
    var rows = new StringBuilder();
    for (ObjectNode sms : outbox.to(number, SHOWN)) {
      rows.append(
          """
          <article><pre class="asis">%s</pre><p class="small soft">%s</p>%s</article>
          """
              .formatted(
                  Html.escape(sms.get("text").asText()),
                  Html.escape(sms.get("sentAt").asText()),
                  links(sms)));
    }
    return Html.page(
        "Telefon " + number,
        """
        <form method="post" action="/local/phone">%s<div class="ds-field">
        <label for="message">Sms till kommunen</label>
        <input class="ds-input" id="message" name="message" maxlength="160"></div>
        <div class="btns"><button class="btn">Skicka</button></div></form>
        %s
        <p><a href="/local/phone">Alla nummer</a></p>
        """
            .formatted(
                Html.hidden("number", number),
                rows.isEmpty() ? "<p>Inga sms till det numret.</p>" : rows));
  }

  private static String links(ObjectNode sms) {
    var links = new StringBuilder();
    sms.get("links")
        .forEach(link ->
            links.append("<p><a href=\"%1$s\">%1$s</a></p>".formatted(Html.escape(link.asText()))));
    return links.toString();
  }
}
