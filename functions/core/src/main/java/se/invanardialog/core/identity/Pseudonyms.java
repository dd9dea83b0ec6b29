package se.invanardialog.core.identity;

import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;

/**
 * A person is a pseudonym: a keyed hash of the canonical address, so that one person is counted
 * once and the table does not say who. 16 bytes, as 22 letters.
 */
public final class Pseudonyms {
  public static final int BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Secret secret;

  public Pseudonyms(Secret secret) {
    this.secret = secret;
  }

  public String ofEmail(EmailAddress address) {
    return of("email", address.canonical());
  }

  /** Of a number in E.164 form. */
  public String ofPhone(String number) {
    return of("phone", number);
  }

  /** A signature on paper without an address: the same name and postal code is the same person. */
  public String ofPaper(String name, String postalCode) {
    return of("paper", plainName(name) + "|" + postalCode);
  }

  /** Of where a request comes from: see {@link Network#place}. */
  public String ofPlace(String address) {
    return of("place", Network.place(address));
  }

  /** Anything else that must be recognised but not read, such as a source address. */
  public String of(String kind, String text) {
    return ENCODER.encodeToString(secret.sign("pseudonym:" + kind, text, BYTES));
  }

  /** Case, accents' encoding and white space do not make another person. */
  public static String plainName(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
