package se.invanardialog.core.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class SmsTest {
  @Test
  void plain_letters_fill_160_alone_and_153_in_each_of_several() {
    assertThat(Sms.parts("")).isEqualTo(1);
    assertThat(Sms.parts("å".repeat(160))).isEqualTo(1);
    assertThat(Sms.parts("å".repeat(161))).isEqualTo(2);
    assertThat(Sms.parts("a".repeat(306))).isEqualTo(2);
    assertThat(Sms.parts("a".repeat(307))).isEqualTo(3);
  }

  @Test
  void some_signs_take_two_places() {
    assertThat(Sms.parts("€".repeat(80))).isEqualTo(1);
    assertThat(Sms.parts("€".repeat(80) + "a")).isEqualTo(2);
  }

  @Test
  void one_letter_from_outside_makes_the_whole_message_wide() {
    assertThat(Sms.parts("a".repeat(69) + "ش")).isEqualTo(1);
    assertThat(Sms.parts("a".repeat(70) + "ش")).isEqualTo(2);
    assertThat(Sms.parts("ش".repeat(134))).isEqualTo(2);
    assertThat(Sms.parts("ش".repeat(135))).isEqualTo(3);
  }

  @Test
  void a_message_too_long_to_be_sent_is_not_made() {
    assertThatThrownBy(() -> new Sms("k", "+46701740605", "a".repeat(460)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_sender_is_a_name_or_a_number_that_can_be_answered() {
    assertThat(attributes("Havstad")).contains("AWS.SNS.SMS.SenderID");
    assertThat(attributes("+46766860000")).contains("AWS.MM.SMS.OriginationNumber");
  }

  private static List<String> attributes(String from) {
    var sent = new ArrayList<PublishRequest>();
    var service =
        new SnsClient() {
          @Override
          public PublishResponse publish(PublishRequest request) {
            sent.add(request);
            return PublishResponse.builder().build();
          }

          @Override
          public String serviceName() {
            return "sns";
          }

          @Override
          public void close() {}
        };
    new Texter(() -> service, from).send(new Sms("k", "+46701740605", "Hej"));
    assertThat(sent.getFirst().phoneNumber()).isEqualTo("+46701740605");
    assertThat(sent.getFirst().message()).isEqualTo("Hej");
    return List.copyOf(sent.getFirst().messageAttributes().keySet());
  }
}
