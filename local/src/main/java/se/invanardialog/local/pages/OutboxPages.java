package se.invanardialog.local.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import se.invanardialog.local.http.Answer;
import se.invanardialog.local.http.Exchange;
import se.invanardialog.local.mail.MailEvents;
import se.invanardialog.local.mail.Outbox;

/** Every message that was sent, for a person to read and for a test to follow links from. */
final class OutboxPages {
  private static final int SHOWN = 50;
  private static final int MOST = 1_000;

  private final Outbox outbox;
  private final MailEvents events;

  OutboxPages(Outbox outbox, MailEvents events) {
    this.outbox = outbox;
    this.events = events;
  }

  Answer json(Exchange exchange) {
    return Answer.json(200, mails(exchange, MOST)).with("cache-control", "no-store");
  }

  private List<ObjectNode> mails(Exchange exchange, int most) {
    String to = exchange.fields().getOrDefault("to", "");
    return to.isBlank() ? outbox.newest(most) : outbox.to(to, most);
  }

  private static String title(ObjectNode mail) {
    return mail.path("channel").asText().equals("sms") ? "Sms" : mail.get("subject").asText();
  }

  Answer list(Exchange exchange) {
    var rows = new StringBuilder();
    for (ObjectNode mail : mails(exchange, SHOWN)) {
      rows.append(
          """
          <article><h2><a href="/local/outbox/%d">%s</a></h2>
          <p class="small soft">Till <bdi>%s</bdi>, %s</p></article>
          """
              .formatted(
                  mail.get("number").asInt(),
                  Html.escape(title(mail)),
                  Html.escape(mail.get("to").asText()),
                  Html.escape(mail.get("sentAt").asText())));
    }
    String body =
        """
        <p class="lead">%d brev och sms har skickats. De nyaste står först; inget lämnar datorn.</p>
        <form method="get" action="/local/outbox"><div class="ds-field">
        <label for="to">Visa bara till e-postadress eller telefonnummer</label>
        <input class="ds-input" id="to" name="to" value="%s"></div>
        <div class="btns"><button class="btn">Visa</button></div></form>
        %s
        <p><a href="/local/outbox.json">Som JSON</a></p>
        """
            .formatted(
                outbox.size(),
                Html.escape(exchange.fields().getOrDefault("to", "")),
                rows.isEmpty() ? "<p>Här finns ingenting.</p>" : rows.toString());
    return Html.page("Utkorg", body);
  }

  Answer one(int number) {
    return outbox
        .numbered(number)
        .map(mail -> {
          var links = new StringBuilder();
          for (var link : mail.get("links")) {
            links.append(
                "<li><a href=\"%1$s\">%1$s</a></li>".formatted(Html.escape(link.asText())));
          }
          String frame =
              mail.get("html").asText().isEmpty()
                  ? "<p>Meddelandet har ingen HTML.</p>"
                  : """
                  <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" \
                  src="/local/outbox/%d/html" title="Brevet" width="100%%" height="600"></iframe>
                  """
                      .formatted(number);
          return Html.page(
              title(mail),
              """
              <p class="small soft">Till <bdi>%s</bdi>, %s</p>
              <h2>Länkar</h2><ul>%s</ul>
              <h2>Som HTML</h2>%s
              <h2>Som text</h2><pre class="asis">%s</pre>
              %s<p><a href="/local/outbox">Alla brev</a></p>
              """
                  .formatted(
                      Html.escape(mail.get("to").asText()),
                      Html.escape(mail.get("sentAt").asText()),
                      links,
                      frame,
                      Html.escape(mail.get("text").asText()),
                      complaintForm(mail)));
        })
        .orElseGet(() -> Answer.text(404, "No such mail\n"));
  }

  private static String complaintForm(ObjectNode mail) {
    return mail.path("channel").asText().equals("sms")
        ? ""
        : """
        <form method="post" action="/local/outbox/%d/complaint"><div class="btns">\
        <button class="btn">Mottagaren anmäler brevet som skräp</button></div></form>
        """
            .formatted(mail.get("number").asInt());
  }

  /** As when the reader presses the button for spam. */
  Answer complain(int number) {
    return outbox
        .numbered(number)
        .map(mail -> {
          events.complained(mail.get("to").asText());
          return Answer.seeOther("/local/outbox/" + number);
        })
        .orElseGet(() -> Answer.text(404, "No such mail\n"));
  }

  /** The mail's own HTML, unable to run or load anything. */
  Answer html(int number) {
    return outbox
        .numbered(number)
        .map(mail ->
            Answer.html(200, mail.get("html").asText())
                .with(
                    "content-security-policy",
                    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                        + " style-src 'unsafe-inline'; img-src data:"))
        .orElseGet(() -> Answer.text(404, "No such mail\n"));
  }
}
