package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Sms;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

class SendingTest {
  private final World world = new World();
  private final Letter letter =
      new Letter("confirm#1", "ester@exempel.se", "Bekräfta", "<p>Hej</p>", "Hej", "");

  private void send() {
    world.wiring.suggestions.deliveries.send(letter);
    world.pump();
  }

  @Test
  void a_message_that_comes_twice_sends_one_letter() {
    send();
    send();
    assertThat(world.recipients()).containsExactly("ester@exempel.se");
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void a_letter_that_wants_it_says_where_to_leave() {
    world.wiring.suggestions.deliveries.send(
        new Letter("k", "ester@exempel.se", "S", "h", "t", "https://x.example/withdraw/1"));
    world.pump();
    assertThat(world.outside.mails().getFirst().content().simple().headers())
        .anyMatch(header -> header.name().equals("List-Unsubscribe"));
  }

  @Test
  void an_address_that_wants_no_mail_gets_none() {
    world.table.write(
        Write.put(Item.at(Keys.stopped(world.person("ester@exempel.se"))).with("at", World.NOON)));
    send();
    assertThat(world.recipients()).isEmpty();
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void a_mail_service_that_asks_us_to_wait_gets_the_letter_again_soon() {
    world.outside.beforeMail(mail -> {
      throw TooManyRequestsException.builder().message("slow").build();
    });
    send();
    assertThat(world.hidden).hasSize(1);
    world.outside.beforeMail(mail -> {});
    world.retry();
    assertThat(world.recipients()).hasSize(1);
  }

  @Test
  void a_letter_that_may_have_been_sent_waits_for_the_lease_and_keeps_its_key() {
    world.outside.afterMail(mail -> {
      throw SdkClientException.create("connection lost");
    });
    send();
    world.outside.afterMail(mail -> {});
    world.retry();
    assertThat(world.recipients()).hasSize(1);
    assertThat(world.hidden).hasSize(1);
    world.outside.pass(Sending.LEASE.plus(Duration.ofMillis(1)));
    world.retry();
    assertThat(world.outside.mails()).hasSize(2);
    assertThat(world.outside.mails().stream().map(World::key)).containsOnly("confirm#1");
    world.retry();
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void a_letter_that_will_never_be_taken_is_given_up() {
    world.outside.beforeMail(mail -> {
      throw MessageRejectedException.builder().message("no").build();
    });
    send();
    world.outside.beforeMail(mail -> {});
    send();
    assertThat(world.recipients()).isEmpty();
    assertThat(world.hidden).isEmpty();
    assertThat(world.table.getConsistently(Keys.sending("confirm#1")).orElseThrow().text("state"))
        .isEqualTo("failed");
  }

  @Test
  void a_crash_before_the_first_word_is_written_sends_nothing_and_the_next_try_sends() {
    world.table.faults(
        new InMemoryTable.Faults() {
          @Override
          public void before(List<Write> writes) {
            throw new IllegalStateException("store gone");
          }
        });
    send();
    assertThat(world.recipients()).isEmpty();
    world.table.faults(new InMemoryTable.Faults() {});
    world.retry();
    assertThat(world.recipients()).hasSize(1);
  }

  @Test
  void a_text_message_that_comes_twice_is_sent_once() {
    var sms = new Sms("invite#1", "+46701740605", "Hej");
    world.wiring.suggestions.deliveries.send(sms);
    world.wiring.suggestions.deliveries.send(sms);
    world.pump();
    assertThat(world.outside.texts()).hasSize(1);
    assertThat(world.outside.texts().getFirst().phoneNumber()).isEqualTo("+46701740605");
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void a_number_that_wants_no_text_messages_gets_none() {
    String person = world.wiring.suggestions.pseudonyms.ofPhone("+46701740605");
    world.table.write(Write.put(Item.at(Keys.stopped(person)).with("at", World.NOON)));
    world.wiring.suggestions.deliveries.send(new Sms("invite#1", "+46701740605", "Hej"));
    world.pump();
    assertThat(world.outside.texts()).isEmpty();
  }

  @Test
  void what_is_not_ours_on_the_queue_fails_alone() {
    world.wiring.suggestions.deliveries.send(letter);
    var bodies = new java.util.ArrayList<>(world.outside.takeQueued());
    bodies.addFirst("{\"nonsense\":");
    world.deliver(bodies);
    assertThat(world.recipients()).hasSize(1);
    assertThat(world.hidden).containsExactly("{\"nonsense\":");
  }
}
