package se.invanardialog.suggestions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.invanardialog.suggestions.Suggestion.Content;

/** What a moderator should look at. A flag never refuses by itself. */
final class Flags {
  private static final Pattern PERSONAL_NUMBER =
      Pattern.compile("(?<!\\d)(?:19|20)?(\\d{6})[-+ ]?(\\d{4})(?!\\d)");
  private static final Pattern PHONE =
      Pattern.compile("(?<![\\d-])(?:\\+46|0)[ -]?\\d{1,3}(?:[ -]?\\d{2,3}){2,4}(?![\\d-])");
  private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");
  private static final Pattern LINK = Pattern.compile("(?i)https?://|www\\.\\w");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?U)\\p{Lu}\\w+(?:gatan|vägen|stigen|gränd|gränden|torget|backen|allén|plan)\\s+\\d+"
              + "\\s?[A-Za-z]?\\b");

  /** Few and plain on purpose: the moderator reads the text, the flag only says where to look. */
  private static final Pattern SWEARING =
      Pattern.compile(
          "(?iU)\\b(fan|fans|jävl\\w*|helvet\\w*|skit\\w*|fitt\\w*|kuk\\w*|hor[ao]\\w*|idiot\\w*"
              + "|bög\\w*|cp-?\\w*|neger\\w*|svartskall\\w*|fuck\\w*|shit\\w*|cunt\\w*|bitch\\w*"
              + "|asshole\\w*|bastard\\w*)\\b");

  private static final double LOOKS_THE_SAME = 0.5;

  private Flags() {}

  /**
   * A flag.
   *
   * @param code {@code personal-number}, {@code phone}, {@code email}, {@code address}, {@code
   *     swearing}, {@code link} or {@code duplicate}
   * @param quote what was found, or the id of the one that it looks like
   */
  record Flag(String code, String quote) {}

  static List<Flag> of(Content content, Optional<Similarity.Found> nearest) {
    String text = content.title() + "\n" + content.proposal() + "\n" + content.reason();
    var flags = new ArrayList<Flag>();
    Matcher number = PERSONAL_NUMBER.matcher(text);
    while (number.find()) {
      if (luhn(number.group(1) + number.group(2))) {
        flags.add(new Flag("personal-number", ""));
        break;
      }
    }
    find(flags, "phone", PHONE, text);
    find(flags, "email", EMAIL, text);
    find(flags, "address", ADDRESS, text);
    find(flags, "swearing", SWEARING, text);
    find(flags, "link", LINK, text);
    nearest
        .filter(match -> match.score() >= LOOKS_THE_SAME)
        .ifPresent(match -> flags.add(new Flag("duplicate", match.row().id())));
    return flags;
  }

  private static void find(List<Flag> flags, String code, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (matcher.find()) {
      flags.add(new Flag(code, matcher.group()));
    }
  }

  /** The check digit of a Swedish personal number, over its ten last digits. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int at = 0; at < digits.length(); at++) {
      int product = (digits.charAt(at) - '0') * (at % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
  }
}
