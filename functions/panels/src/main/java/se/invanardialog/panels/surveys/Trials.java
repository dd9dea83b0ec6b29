package se.invanardialog.panels.surveys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.Ids;
import se.invanardialog.core.identity.Links;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.pages.MailFrame;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.suggestions.Wiring;

/**
 * Trying a survey out before it is sent: a mailed link that shows it, takes answers and keeps none.
 */
public final class Trials {
  static final int MOST_ADDRESSES = 20;
  static final Duration LINK_LASTS = Duration.ofDays(14);
  private static final String PURPOSE = "survey-trial";

  private final Links links;
  private final Deliveries deliveries;
  private final Site site;
  private final Ids ids;

  public Trials(Wiring below) {
    links = below.links;
    deliveries = below.deliveries;
    site = below.site;
    ids = below.ids;
  }

  /** {@code to}: a list of addresses. */
  List<EmailAddress> read(Input input, JsonNode body) {
    JsonNode list = body.path("to");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST_ADDRESSES) {
      input.error("to", "addresses", MOST_ADDRESSES);
      return List.of();
    }
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return read(input, texts);
  }

  List<EmailAddress> read(Input input, List<String> texts) {
    var addresses = texts.stream().map(String::strip).map(Trials::address).toList();
    if (addresses.isEmpty()
        || addresses.size() > MOST_ADDRESSES
        || addresses.stream().anyMatch(Optional::isEmpty)) {
      input.error("to", "addresses", MOST_ADDRESSES);
      return List.of();
    }
    return addresses.stream().flatMap(Optional::stream).distinct().toList();
  }

  private static Optional<EmailAddress> address(String text) {
    return text.length() > EmailAddress.LONGEST ? Optional.empty() : EmailAddress.parse(text);
  }

  void send(Survey survey, List<EmailAddress> to, Instant now) {
    String path = path(survey, now);
    Words words = site.words(Language.DEFAULT);
    var frame =
        new MailFrame(
            words.get("mail.trial.subject", survey.base().design().title().swedish()),
            words.get("mail.trial.lead"),
            words.get("mail.trial.heading"),
            List.of(
                new MailFrame.Part.Paragraph(words.get("mail.trial.lead")),
                new MailFrame.Part.Quote(survey.base().design().title().swedish()),
                new MailFrame.Part.Button(words.get("mail.trial.button"), site.absolute(path)),
                new MailFrame.Part.Paragraph(words.get("mail.trial.then"))),
            List.of());
    var twins = frame.render(site.town(), words);
    deliveries.sendAll(
        to.stream()
            .map(address ->
                new Letter(
                    "trial-" + ids.next(),
                    address.text(),
                    frame.subject(),
                    twins.html(),
                    twins.text(),
                    ""))
            .toList());
  }

  /** Where it is tried; who has the link may. */
  public String path(Survey survey, Instant now) {
    return "/trial/"
        + links.token(
            PURPOSE, survey.base().id(), Long.toString(now.plus(LINK_LASTS).getEpochSecond()));
  }

  /** The survey that a link is for, while it lasts. */
  public Optional<String> survey(String token, Instant now) {
    return links
        .read(PURPOSE, token, 2)
        .filter(parts -> Long.parseLong(parts[1]) > now.getEpochSecond())
        .map(parts -> parts[0]);
  }
}
