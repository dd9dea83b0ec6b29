package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.invanardialog.core.table.Keys;

class TextsInTest {
  private static final String NUMBER = "+46701740605";

  private final World world = new World();

  /** As two-way SMS publishes it. */
  private static String event(String id, String text) {
    return """
    {"originationNumber":"%s","destinationNumber":"+46766861004","messageKeyword":"KEYWORD",\
    "messageBody":"%s","previousPublishedMessageId":"x","inboundMessageId":"%s"}\
    """
        .formatted(NUMBER, text, id);
  }

  private void textIn(String id, String text) {
    world.deliver(List.of(event(id, text)));
    world.pump();
  }

  private boolean stopped() {
    return world
        .table
        .getConsistently(Keys.stopped(world.wiring.suggestions.pseudonyms.ofPhone(NUMBER)))
        .isPresent();
  }

  private List<String> texted() {
    return world.outside.texts().stream().map(sms -> sms.message()).toList();
  }

  @Test
  void stop_stops_and_start_takes_it_back_with_an_answer() {
    textIn("1", "STOPP");
    assertThat(stopped()).isTrue();
    assertThat(texted()).isEmpty();

    textIn("2", "start");
    assertThat(stopped()).isFalse();
    assertThat(texted()).hasSize(1);
    assertThat(world.hidden).isEmpty();
  }

  @Test
  void one_that_comes_again_does_nothing_more_and_is_answered_once() {
    textIn("1", "STOP");
    textIn("2", "START");
    textIn("1", "STOP");
    textIn("2", "START");
    assertThat(stopped()).isFalse();
    assertThat(texted()).hasSize(1);
  }

  @Test
  void a_question_is_answered_with_what_can_be_texted() {
    textIn("1", "Vad är detta?");
    assertThat(texted()).hasSize(1);
    assertThat(texted().getFirst()).contains("STOPP", "START");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"originationNumber\":\"\"}",
        "{\"originationNumber\":\"+46701740605\"}",
        "{\"originationNumber\":\"Bolaget\",\"messageBody\":\"STOP\",\"inboundMessageId\":\"1\"}"
      })
  void what_can_not_be_answered_is_done_with(String body) {
    world.deliver(List.of(body));
    world.pump();
    assertThat(world.hidden).isEmpty();
    assertThat(texted()).isEmpty();
    assertThat(stopped()).isFalse();
  }
}
