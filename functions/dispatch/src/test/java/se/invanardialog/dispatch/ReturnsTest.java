package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.table.Keys;

class ReturnsTest {
  private static final String KEY = "S#enkat#invite#hash";

  private final World world = new World();

  private static String event(String kind, String detail) {
    return """
    {"eventType":"%s",%s,"mail":{"headers":[{"name":"From","value":"x"},\
    {"name":"X-Idempotency-Key","value":"%s"}],"destination":["anna@exempel.se"]}}\
    """
        .formatted(kind, detail, KEY);
  }

  private static String bounce(String type) {
    return event(
        "Bounce",
        "\"bounce\":{\"bounceType\":\"%s\",\"bouncedRecipients\":[{\"emailAddress\":\"anna@exempel.se\"}]}"
            .formatted(type));
  }

  private static String complaint() {
    return event(
        "Complaint",
        "\"complaint\":{\"complainedRecipients\":[{\"emailAddress\":\"Anna@exempel.se\"}]}");
  }

  private void send(String key) {
    world.wiring.suggestions.deliveries.send(
        new Letter(key, "anna@exempel.se", "Ämne", "<p>Hej</p>", "Hej", ""));
    world.pump();
  }

  private boolean stopped() {
    return world.table.getConsistently(Keys.stopped(world.person("anna@exempel.se"))).isPresent();
  }

  @Test
  void an_address_that_does_not_exist_is_never_mailed_again() {
    world.deliver(List.of(bounce("Permanent"), bounce("Permanent")));
    assertThat(world.hidden).isEmpty();
    assertThat(stopped()).isTrue();
    send("other#1");
    assertThat(world.recipients()).isEmpty();
  }

  @Test
  void a_mailbox_that_is_full_for_now_is_left_alone() {
    world.deliver(List.of(bounce("Transient")));
    assertThat(world.hidden).isEmpty();
    assertThat(stopped()).isFalse();
  }

  @Test
  void a_reader_who_calls_a_letter_spam_gets_no_more() {
    world.deliver(List.of(complaint()));
    assertThat(stopped()).isTrue();
  }

  @Test
  void the_sending_remembers_what_came_back_and_none_is_made_up() {
    world.deliver(List.of(bounce("Permanent")));
    assertThat(world.table.getConsistently(Keys.sending(KEY))).isEmpty();
    send("letter#1");
    String body = bounce("Permanent").replace(KEY, "letter#1");
    world.deliver(List.of(body, body));
    assertThat(world.table.getConsistently(Keys.sending("letter#1")).orElseThrow().text("returned"))
        .isEqualTo("bounce");
  }
}
