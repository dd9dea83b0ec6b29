package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;

class ProgressTest {
  private static Item sending(String purpose, String state) {
    return Item.at(Keys.sending("S#enkat#" + purpose + "#hash")).with("state", state);
  }

  @Test
  void the_survey_is_read_from_the_key() {
    assertThat(Progress.survey(Keys.sending("S#enkat#invite#hash"))).contains("enkat");
    assertThat(Progress.survey(Keys.invitation("enkat", "h"))).contains("enkat");
    assertThat(Progress.survey(Keys.reply("enkat", "h"))).isEmpty();
    assertThat(Progress.survey(new Key("SIG#x#1", "p"))).isEmpty();
    assertThat(Progress.survey(Keys.sending("confirm#1"))).isEmpty();
  }

  @Test
  void a_sending_counts_when_it_is_sent_and_once() {
    Item before = sending("invite", "sending");
    Item after = sending("invite", "sent");
    assertThat(Progress.difference(Optional.empty(), Optional.of(before))).isEmpty();
    assertThat(Progress.difference(Optional.of(before), Optional.of(after)))
        .isEqualTo(Map.of("sent", 1L));
    assertThat(Progress.difference(Optional.of(after), Optional.of(after.with("at", "x"))))
        .isEmpty();
  }

  @Test
  void a_text_message_beside_a_letter_does_not_count_again() {
    assertThat(Progress.difference(Optional.empty(), Optional.of(sending("invite+sms", "sent"))))
        .isEmpty();
  }

  @Test
  void reminders_refusals_and_returns_have_counts_of_their_own() {
    assertThat(Progress.difference(Optional.empty(), Optional.of(sending("remind2", "sent"))))
        .isEqualTo(Map.of("reminded", 1L));
    assertThat(Progress.difference(Optional.empty(), Optional.of(sending("invite", "unwanted"))))
        .isEqualTo(Map.of("failed", 1L));
    Item sent = sending("invite", "sent");
    assertThat(Progress.difference(Optional.of(sent), Optional.of(sent.with("returned", "bounce"))))
        .isEqualTo(Map.of("bounced", 1L));
  }

  @Test
  void what_remains_is_planned_and_neither_sent_nor_failed_nor_on_paper() {
    var progress = new Progress(10, 2, 5, 1, 1, 0, 3);
    assertThat(progress.remaining()).isEqualTo(2);
  }
}
