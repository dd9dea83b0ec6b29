package se.invanardialog.core.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

class MailerTest {
  private final List<SendEmailRequest> sent = new ArrayList<>();
  private final Mailer mailer =
      new Mailer(Mail::new, "dialog@havstad.example", Optional.of("events"));

  @Test
  void a_letter_is_sent_to_its_reader_in_both_forms_with_its_key() {
    mailer.send(new Letter("key", "anna@exempel.se", "Ämne", "<p>Hej Åsa</p>", "Hej Åsa", ""));
    SendEmailRequest request = sent.getFirst();
    assertThat(request.fromEmailAddress()).isEqualTo("dialog@havstad.example");
    assertThat(request.configurationSetName()).isEqualTo("events");
    assertThat(request.destination().toAddresses()).containsExactly("anna@exempel.se");
    var message = request.content().simple();
    assertThat(message.subject().data()).isEqualTo("Ämne");
    assertThat(message.subject().charset()).isEqualTo("UTF-8");
    assertThat(message.body().html().data()).isEqualTo("<p>Hej Åsa</p>");
    assertThat(message.body().text().data()).isEqualTo("Hej Åsa");
    assertThat(message.headers().stream().map(MessageHeader::name))
        .containsExactly(Mailer.KEY_HEADER);
  }

  @Test
  void a_letter_of_a_kind_that_can_be_left_says_where() {
    mailer.send(new Letter("key", "anna@exempel.se", "Ä", "h", "t", "https://x/leave"));
    assertThat(sent.getFirst().content().simple().headers())
        .contains(
            MessageHeader.builder().name("List-Unsubscribe").value("<https://x/leave>").build());
  }

  @Test
  void only_a_link_that_acts_by_itself_is_said_to() {
    mailer.send(new Letter("key", "anna@exempel.se", "Ä", "h", "t", "https://x/withdraw/1"));
    mailer.send(new Letter("key", "anna@exempel.se", "Ä", "h", "t", "https://x/unsubscribe/1"));
    assertThat(sent)
        .extracting(request ->
            request.content().simple().headers().stream()
                .anyMatch(header -> header.name().equals("List-Unsubscribe-Post")))
        .containsExactly(false, true);
  }

  private final class Mail implements SesV2Client {
    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
      sent.add(request);
      return SendEmailResponse.builder().messageId("1").build();
    }

    @Override
    public String serviceName() {
      return "ses";
    }

    @Override
    public void close() {}
  }
}
