package se.invanardialog.panels.sendouts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a send-out is for; one letter to each for each purpose. */
public sealed interface Purpose {
  /** As it stands in keys. */
  String word();

  record Invite() implements Purpose {
    @Override
    public String word() {
      return "invite";
    }
  }

  /**
   * @param number 1 for the first
   */
  record Remind(int number) implements Purpose {
    @Override
    public String word() {
      return "remind" + number;
    }
  }

  record Feedback() implements Purpose {
    @Override
    public String word() {
      return "feedback";
    }
  }

  /** Once more through those invited, for what was held back by a pause or by quiet hours. */
  record Again() implements Purpose {
    @Override
    public String word() {
      return "again";
    }
  }

  Pattern REMINDER = Pattern.compile("remind([1-9])");

  /**
   * @throws IllegalArgumentException when it is no purpose
   */
  static Purpose of(String word) {
    Matcher reminder = REMINDER.matcher(word);
    if (reminder.matches()) {
      return new Remind(Integer.parseInt(reminder.group(1)));
    }
    return switch (word) {
      case "invite" -> new Invite();
      case "feedback" -> new Feedback();
      case "again" -> new Again();
      default -> throw new IllegalArgumentException("No purpose");
    };
  }
}
