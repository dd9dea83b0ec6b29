package se.invanardialog.core.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number that a text message can be sent to.
 *
 * @param text in E.164 form, {@code +46701234567}: the same for all ways of writing it
 */
public record PhoneNumber(String text) {
  /** E.164: at most 15 digits, the country's included. */
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** Mobile numbers by PTS's plan: 070, 072, 073, 076 and 079, seven digits after them. */
  private static final Pattern SWEDISH_MOBILE = Pattern.compile("\\+467[02369][0-9]{7}");

  private static final String SWEDEN = "+46";
  private static final int LONGEST_WRITTEN = 40;
  private static final Pattern BETWEEN =
      Pattern.compile("[\\s\\u00a0\\u202f().\\-/\\u2010-\\u2015]");
  private static final Pattern TRUNK_ZERO = Pattern.compile("\\(0\\)");

  /** As Swedes write it: {@code 070-123 45 67}, {@code +46 (0)70…}, {@code 0046…}. */
  public static Optional<PhoneNumber> parse(String written) {
    if (written.length() > LONGEST_WRITTEN) {
      return Optional.empty();
    }
    String stripped = written.strip();
    boolean abroad = stripped.startsWith("+") || stripped.startsWith("00");
    String plain = abroad ? TRUNK_ZERO.matcher(stripped).replaceFirst("") : stripped;
    String digits = BETWEEN.matcher(plain).replaceAll("");
    String whole =
        digits.startsWith("00")
            ? "+" + digits.substring(2)
            : digits.startsWith("0") ? SWEDEN + digits.substring(1) : digits;
    if (whole.startsWith(SWEDEN + "0")) {
      whole = SWEDEN + whole.substring(SWEDEN.length() + 1);
    }
    boolean reachable =
        whole.startsWith(SWEDEN)
            ? SWEDISH_MOBILE.matcher(whole).matches()
            : INTERNATIONAL.matcher(whole).matches();
    return reachable ? Optional.of(new PhoneNumber(whole)) : Optional.empty();
  }
}
