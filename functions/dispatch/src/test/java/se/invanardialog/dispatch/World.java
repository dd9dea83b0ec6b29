package se.invanardialog.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import se.invanardialog.core.Outside;
import se.invanardialog.core.messages.Mailer;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.suggestions.Rules;
import se.invanardialog.suggestions.Suggestion;
import se.invanardialog.suggestions.Suggestions;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** Queue, schedule and mail around the fake table, pumped by hand. */
final class World {
  static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  static final String ID = "badramp";
  static final String MAILING = "answer-badramp";
  static final int DAYS = 30;

  final Outside outside = new Outside(NOON);
  final InMemoryTable table = new InMemoryTable();
  final DispatchWiring wiring = new DispatchWiring(outside.platform(), table);
  final DeliveryFunction delivery = new DeliveryFunction(wiring);
  final DispatchFunction dispatch = new DispatchFunction(wiring);

  /** What came back because it failed: the queue shows it again later. */
  final List<String> hidden = new ArrayList<>();

  Suggestions suggestions() {
    return wiring.suggestions.suggestions;
  }

  World() {
    publish(ID);
  }

  void publish(String id) {
    var content =
        new Suggestion.Content("Bygg en badramp", "Så att alla kommer i.", "", "", "", "sv");
    var author =
        new Suggestion.Author(
            person("ulla@exempel.se"), "Ulla Ek", "", "ulla@exempel.se", "", "", true);
    var base =
        new Suggestion.Base(id, 1, "", content, author, "online", 0, DAYS, NOON, NOON, false);
    suggestions().add(new Suggestion.Unconfirmed(base));
    change(id, one -> ((Suggestion.Unconfirmed) one).confirm("2026-118", NOON));
    change(id, one -> ((Suggestion.Submitted) one).publish(NOON, Rules.FIRST, "Fritidsnämnden"));
  }

  String person(String email) {
    return wiring.suggestions.pseudonyms.ofEmail(
        se.invanardialog.core.identity.EmailAddress.parse(email).orElseThrow());
  }

  void change(String id, UnaryOperator<Suggestion> transition, Write... also) {
    Suggestion from = suggestions().find(id).orElseThrow();
    if (!suggestions()
        .change(from, transition.apply(from), outside.now(), List.of(), List.of(also))) {
      throw new AssertionError("Not changed");
    }
  }

  /** As the suggestions' own answering leaves it: the answer and its mailing in one. */
  void answer() {
    Item answer =
        Item.at(Keys.answer(ID))
            .with("decision", "partly")
            .with("text", "Vi bygger en ramp nästa sommar.")
            .with("board", "Fritidsnämnden")
            .with("date", LocalDate.of(2026, 11, 20).toString())
            .with("registryNumber", "")
            .with("minutesParagraph", "§ 12")
            .with("publishedAt", outside.now());
    Item mailing =
        Outbox.mailing(MAILING, "answer", outside.now())
            .with("suggestion", ID)
            .with("decision", "partly")
            .with("text", "Vi bygger en ramp nästa sommar.");
    change(
        ID,
        one -> ((Suggestion.Open) one).answer(outside.now()),
        Write.put(answer),
        Write.put(mailing));
    wiring.suggestions.deliveries.goOn("mailing", MAILING);
  }

  /** A confirmed signature, written as the signatures write it. */
  void sign(String name, String email, boolean informed, String language, String state) {
    String person = person(email);
    table.write(
        Write.put(
            Item.at(Keys.signature(ID, person, 1))
                .with("suggestion", ID)
                .with("person", person)
                .with("slot", 1)
                .with("name", name)
                .with("email", email)
                .with("informed", informed)
                .with("language", language)
                .with("origin", "online")
                .with("stance", "for")
                .with("at", NOON)
                .with("state", state)
                .with("removal", state.equals("removed") ? "x" : null)
                .with("pending", "p")));
  }

  /** Delivers what lies on the queue until nothing does; what fails is hidden. */
  void pump() {
    for (List<String> bodies = outside.takeQueued();
        !bodies.isEmpty();
        bodies = outside.takeQueued()) {
      for (int start = 0; start < bodies.size(); start += 10) {
        deliver(bodies.subList(start, Math.min(start + 10, bodies.size())));
      }
    }
  }

  void deliver(List<String> bodies) {
    var event = new SQSEvent();
    var messages = new ArrayList<SQSMessage>();
    for (int at = 0; at < bodies.size(); at++) {
      var message = new SQSMessage();
      message.setMessageId("m" + at);
      message.setBody(bodies.get(at));
      messages.add(message);
    }
    event.setRecords(messages);
    delivery
        .handleRequest(event, null)
        .getBatchItemFailures()
        .forEach(failure ->
            hidden.add(bodies.get(Integer.parseInt(failure.getItemIdentifier().substring(1)))));
  }

  /** The queue shows what had failed. */
  void retry() {
    var again = List.copyOf(hidden);
    hidden.clear();
    for (String body : again) {
      deliver(List.of(body));
    }
    pump();
  }

  void minute() {
    dispatch.handleRequest(Map.of(), null);
  }

  List<String> recipients() {
    return outside.mails().stream()
        .map(mail -> mail.destination().toAddresses().getFirst())
        .toList();
  }

  static String key(SendEmailRequest mail) {
    return mail.content().simple().headers().stream()
        .filter(header -> header.name().equals(Mailer.KEY_HEADER))
        .map(MessageHeader::value)
        .findFirst()
        .orElseThrow();
  }
}
