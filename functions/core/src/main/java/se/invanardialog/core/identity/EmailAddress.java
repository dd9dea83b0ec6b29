package se.invanardialog.core.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to.
 *
 * @param text as written, the domain in lower case and ASCII
 * @param canonical the same for all spellings that reach one mailbox
 */
public record EmailAddress(String text, String canonical) {
  /** RFC 5321, 4.5.3.1. */
  public static final int LONGEST = 254;

  private static final int LONGEST_LOCAL_PART = 64;

  /** Only these: the mail service can't send to a name with å before the at sign (RFC 6531). */
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Set<String> DOTS_IGNORED = Set.of("gmail.com", "googlemail.com");

  public static Optional<EmailAddress> parse(String written) {
    String text = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
    int at = text.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL_PART || text.length() > LONGEST) {
      return Optional.empty();
    }
    String local = text.substring(0, at);
    String domain;
    try {
      domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
    if (!LOCAL_PART.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()
        || local.length() + 1 + domain.length() > LONGEST) {
      return Optional.empty();
    }
    return Optional.of(new EmailAddress(local + "@" + domain, canonical(local, domain)));
  }

  /** The part after the at sign, the key by which waves of false addresses are found. */
  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static String canonical(String local, String domain) {
    String plain = local.toLowerCase(Locale.ROOT);
    int plus = plain.indexOf('+');
    if (plus > 0) {
      plain = plain.substring(0, plus);
    }
    return DOTS_IGNORED.contains(domain)
        ? plain.replace(".", "") + "@gmail.com"
        : plain + "@" + domain;
  }
}
