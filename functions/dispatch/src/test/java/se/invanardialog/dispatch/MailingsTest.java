package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.messages.Letter;
import se.invanardialog.core.messages.Outbox;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Write;

class MailingsTest {
  @Test
  void the_answer_reaches_the_author_and_every_signer_who_asked_and_nobody_else() {
    var world = new World();
    world.sign("Ester", "ester@exempel.se", true, "sv", "active");
    world.sign("Bo", "bo@exempel.se", true, "en", "active");
    world.sign("Tyst", "tyst@exempel.se", false, "sv", "active");
    world.sign("Borta", "borta@exempel.se", true, "sv", "withdrawn");
    world.sign("Robot", "robot@exempel.se", true, "sv", "removed");
    world.answer();
    world.pump();
    assertThat(world.recipients())
        .containsExactlyInAnyOrder("ulla@exempel.se", "ester@exempel.se", "bo@exempel.se");
    assertThat(due(world)).isEmpty();
    var english =
        world.outside.mails().get(world.recipients().indexOf("bo@exempel.se")).content().simple();
    assertThat(english.subject().data()).isEqualTo("Fritidsnämnden has answered");
    assertThat(english.body().text().data())
        .contains("Vi bygger en ramp", "Bygg en badramp", "?lang=en", "/withdraw/");
  }

  @Test
  void an_author_who_has_signed_gets_one_letter() {
    var world = new World();
    world.sign("Ulla Ek", "ulla@exempel.se", true, "sv", "active");
    world.answer();
    world.pump();
    assertThat(world.recipients()).containsExactly("ulla@exempel.se");
  }

  @Test
  void work_and_letters_that_come_twice_send_nothing_twice() {
    var world = new World();
    people(world, 60);
    world.answer();
    world.wiring.suggestions.deliveries.goOn("mailing", World.MAILING);
    var first = world.outside.takeQueued();
    world.deliver(first);
    var letters = world.outside.takeQueued();
    world.deliver(letters);
    world.deliver(letters);
    world.deliver(first);
    world.pump();
    everyoneOnce(world, 60);
  }

  @Test
  void a_crash_at_any_write_or_sending_leaves_every_signer_with_one_letter() {
    for (int crashAt = 0; crashAt < 130; crashAt += 3) {
      for (Fault fault : Fault.values()) {
        interrupted(crashAt, fault);
      }
    }
  }

  /** Where the function dies. */
  private enum Fault {
    BEFORE_WRITE,
    AFTER_WRITE,
    BEFORE_MAIL,
    AFTER_MAIL,
    BEFORE_QUEUE
  }

  private static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static void interrupted(int crashAt, Fault fault) {
    var world = new World();
    people(world, 25);
    world.answer();
    var left = new int[] {crashAt};
    Runnable die =
        () -> {
          if (left[0]-- == 0) {
            throw new Crashed();
          }
        };
    switch (fault) {
      case BEFORE_MAIL -> world.outside.beforeMail(mail -> die.run());
      case AFTER_MAIL -> world.outside.afterMail(mail -> die.run());
      case BEFORE_QUEUE -> world.outside.beforeQueue(body -> die.run());
      case BEFORE_WRITE, AFTER_WRITE ->
          world.table.faults(
              new InMemoryTable.Faults() {
                @Override
                public void before(List<Write> writes) {
                  if (fault == Fault.BEFORE_WRITE) {
                    die.run();
                  }
                }

                @Override
                public void after(List<Write> writes) {
                  if (fault == Fault.AFTER_WRITE) {
                    die.run();
                  }
                }
              });
    }
    world.pump();
    for (int minute = 0; minute < 8; minute++) {
      world.outside.pass(Duration.ofMinutes(1));
      world.minute();
      world.pump();
      world.retry();
    }
    assertThat(world.hidden).isEmpty();
    assertThat(due(world)).isEmpty();
    everyoneOnce(world, 25);
  }

  private static void people(World world, int many) {
    IntStream.range(0, many)
        .forEach(at -> world.sign("N" + at, "n" + at + "@exempel.se", true, "sv", "active"));
  }

  /** Given a receiver that keeps keys: a letter sent again says which one it is. */
  private static void everyoneOnce(World world, int many) {
    var keys = new HashSet<String>();
    var got = new ArrayList<String>();
    world
        .outside
        .mails()
        .forEach(mail -> {
          if (keys.add(World.key(mail))) {
            got.add(mail.destination().toAddresses().getFirst());
          }
        });
    assertThat(got).doesNotHaveDuplicates().hasSize(many + 1).contains("ulla@exempel.se");
    assertThat(world.outside.mails().size()).isLessThanOrEqualTo(many + 2);
  }

  private static List<String> due(World world) {
    return world.table.query(Query.index(Query.Index.BY_DUE, Outbox.WORK)).items().stream()
        .map(item -> item.text("id"))
        .toList();
  }

  @Test
  void a_mailing_whose_message_was_lost_is_found_by_the_minutes_sweep() {
    var world = new World();
    people(world, 5);
    world.answer();
    world.outside.takeQueued();
    world.minute();
    assertThat(world.outside.takeQueued()).isEmpty();
    world.outside.pass(Duration.ofMinutes(1));
    world.minute();
    world.pump();
    everyoneOnce(world, 5);
  }

  @Test
  void a_letter_written_with_a_change_is_sent_once() {
    var world = new World();
    var letter = new Letter("published-1", "ulla@exempel.se", "Publicerat", "<p>h</p>", "t", "");
    world.table.write(Outbox.letter(letter, world.outside.now()));
    world.wiring.suggestions.deliveries.goOn("mailing", "published-1");
    world.wiring.suggestions.deliveries.goOn("mailing", "published-1");
    world.pump();
    assertThat(world.recipients()).containsExactly("ulla@exempel.se");
    assertThat(due(world)).isEmpty();
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void a_letter_carries_the_beginning_of_a_long_answer_so_that_ten_fit_in_a_batch() {
    var world = new World();
    people(world, 1);
    world.answer();
    world.table.write(
        Write.update(Keys.mailing(World.MAILING)).set("text", "Långt svar. ".repeat(1_600)));
    world.deliver(world.outside.takeQueued());
    assertThat(world.outside.takeQueued())
        .hasSize(2)
        .allSatisfy(body -> assertThat(body.length()).isLessThan(20_000));
  }

  @Test
  void progress_is_told_to_the_same_people() {
    var world = new World();
    people(world, 3);
    world.answer();
    world.pump();
    world.table.write(
        Write.put(
            Outbox.mailing("progress-1", "progress", world.outside.now())
                .with("suggestion", World.ID)
                .with("text", "Nu gräver vi.")));
    world.wiring.suggestions.deliveries.goOn("mailing", "progress-1");
    world.pump();
    assertThat(world.outside.mails()).hasSize(8);
    assertThat(world.outside.mails().getLast().content().simple().body().text().data())
        .contains("Nu gräver vi.");
  }
}
