package se.invanardialog.panels.sendouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.Outside;
import se.invanardialog.core.identity.Pseudonyms;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.texts.Texts;
import se.invanardialog.suggestions.Wiring;

class TextingTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String NUMBER = "+46701740605";

  private final InMemoryTable table = new InMemoryTable();
  private final Pseudonyms pseudonyms = new Pseudonyms(new Secret(() -> new byte[32]));
  private final Texting texting =
      new Texting(
          table,
          pseudonyms,
          new Wiring(
                  new Outside(NOW).platform(), table, Texts.load("core", "suggestions", "sendouts"))
              .site);

  private boolean stopped() {
    return table.getConsistently(Keys.stopped(pseudonyms.ofPhone(NUMBER))).isPresent();
  }

  @Test
  void stop_in_any_spelling_holds_until_start() {
    assertThat(texting.take("1", NUMBER, "  Stopp! tack", NOW))
        .isEqualTo(Texting.Understood.STOPPED);
    assertThat(stopped()).isTrue();
    assertThat(texting.take("2", NUMBER, "Start", NOW)).isEqualTo(Texting.Understood.STARTED);
    assertThat(stopped()).isFalse();
  }

  @Test
  void a_message_that_comes_again_does_nothing_more() {
    texting.take("1", NUMBER, "STOP", NOW);
    texting.take("2", NUMBER, "START", NOW);
    assertThat(texting.take("1", NUMBER, "STOP", NOW.plusSeconds(3_600)))
        .isEqualTo(Texting.Understood.STOPPED);
    assertThat(stopped()).isFalse();
  }

  @Test
  void a_word_that_only_begins_like_stop_stops_nothing() {
    assertThat(texting.take("1", NUMBER, "Stoppar ni bussen?", NOW))
        .isEqualTo(Texting.Understood.HELP);
    assertThat(stopped()).isFalse();
  }

  @Test
  void help_and_anything_else_is_told_what_can_be_texted() {
    assertThat(texting.take("1", NUMBER, "HJÄLP", NOW)).isEqualTo(Texting.Understood.HELP);
    assertThat(texting.take("2", NUMBER, "", NOW)).isEqualTo(Texting.Understood.HELP);
  }

  @Test
  void what_is_not_from_a_number_is_not_answered() {
    assertThat(texting.take("1", "Bolaget", "STOP", NOW)).isEqualTo(Texting.Understood.NOBODY);
    assertThat(table.items()).isEmpty();
  }

  @Test
  void the_number_is_not_kept() {
    texting.take("1", NUMBER, "STOP", NOW);
    assertThat(table.items().toString()).doesNotContain("701740605");
  }
}
