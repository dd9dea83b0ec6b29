package se.invanardialog.panels.members;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.invanardialog.core.http.Input;
import se.invanardialog.core.identity.EmailAddress;
import se.invanardialog.core.identity.PhoneNumber;

/**
 * Where a new member can be reached, as it was written in a form, a body or a line of a list.
 *
 * @param phone in E.164 form; empty when there is none
 */
record Reach(Optional<EmailAddress> email, String phone, Channel channel) {
  private static final int LONGEST_PHONE = 40;

  static Reach read(Input input) {
    Optional<EmailAddress> email = input.email("email", false);
    String phone = phone(input, "phone");
    if (input.raw("email").isBlank() && input.raw("phone").isBlank()) {
      input.error("email", "neither");
    }
    List<String> channels = Stream.of(Channel.values()).map(Channel::word).toList();
    Channel channel =
        Channel.of(input.oneOf("channel", false, channels))
            .orElse(input.raw("email").isBlank() ? Channel.SMS : Channel.MAIL);
    checkReach(input, channel);
    return new Reach(email, phone, channel);
  }

  static Pace pace(Input input) {
    List<String> paces = Stream.of(Pace.values()).map(Pace::word).toList();
    return Pace.of(input.oneOf("pace", false, paces)).orElse(Pace.EVERY);
  }

  /** In E.164 form; empty when it was left out. */
  static String phone(Input input, String field) {
    String written = input.line(field, false, LONGEST_PHONE);
    if (written.isEmpty()) {
      return "";
    }
    Optional<PhoneNumber> number = PhoneNumber.parse(written);
    if (number.isEmpty()) {
      input.error(field, "mobile");
    }
    return number.map(PhoneNumber::text).orElse("");
  }

  /** Whoever wants to be reached one way must have said where. */
  private static void checkReach(Input input, Channel channel) {
    boolean mail = channel == Channel.MAIL || channel == Channel.BOTH;
    boolean sms = channel == Channel.SMS || channel == Channel.BOTH;
    if (mail && input.raw("email").isBlank() && !input.raw("phone").isBlank()) {
      input.error("email", "channel");
    }
    if (sms && input.raw("phone").isBlank() && !input.raw("email").isBlank()) {
      input.error("phone", "channel");
    }
  }
}
