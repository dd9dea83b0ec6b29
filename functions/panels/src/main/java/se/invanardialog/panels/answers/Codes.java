package se.invanardialog.panels.answers;

import java.math.BigInteger;
import java.util.Base64;
import se.invanardialog.core.identity.Secret;

/**
 * The codes in survey links. A member's code follows from key, survey, the survey's salt and
 * member, and is stored nowhere; the invitation is found by one hash of it and the answer by
 * another. Without the key neither leads to the other; when the salt is thrown away not even the
 * key joins them.
 */
public final class Codes {
  /** 16 of 31 letters: 79 bits. */
  public static final int LETTERS = 16;

  /** Of an open link's code: so many letters by chance, the rest says that we made it. */
  private static final int BY_CHANCE = 11;

  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int CODE_BYTES = 24;
  private static final int HASH_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Secret secret;

  public Codes(Secret secret) {
    this.secret = secret;
  }

  /** The same for the same member each time, so that a reminder carries the same link. */
  public String of(String survey, String salt, String member) {
    return letters(secret.sign("code", survey + "|" + salt + "|" + member, CODE_BYTES), LETTERS);
  }

  /**
   * A code for somebody who answers by an open link: nobody is behind it.
   *
   * @param chance at least eleven letters that can't be guessed
   */
  public String open(String survey, String chance) {
    String begins = chance.substring(0, BY_CHANCE);
    return begins + mark(survey, begins);
  }

  /** Whether the code is one of {@link #open}, of this survey. */
  public boolean isOpen(String survey, String code) {
    String begins = code.substring(0, BY_CHANCE);
    return code.equals(begins + mark(survey, begins));
  }

  private String mark(String survey, String begins) {
    return letters(secret.sign("open", survey + "|" + begins, CODE_BYTES), LETTERS - BY_CHANCE);
  }

  private static String letters(byte[] bytes, int howMany) {
    var number = new BigInteger(1, bytes);
    var base = BigInteger.valueOf(ALPHABET.length());
    var code = new StringBuilder(howMany);
    for (int at = 0; at < howMany; at++) {
      BigInteger[] parts = number.divideAndRemainder(base);
      code.append(ALPHABET.charAt(parts[1].intValue()));
      number = parts[0];
    }
    return code.toString();
  }

  /** Names the invitation. */
  public String invitation(String survey, String code) {
    return hash("invited", survey, code);
  }

  /** Names the answer. */
  public String reply(String survey, String code) {
    return hash("replied", survey, code);
  }

  /** Names the answers begun but not sent. */
  public String half(String survey, String code) {
    return hash("begun", survey, code);
  }

  /** Sorts options into an order by chance that is the same for the same holder each time. */
  public String order(String survey, String code, String question, String option) {
    return hash("order " + question + " " + option, survey, code);
  }

  /** Names a sending to the holder of the code, which must not say who got it. */
  public String sending(String survey, String purpose, String code) {
    return hash("sent " + purpose, survey, code);
  }

  private String hash(String purpose, String survey, String code) {
    return ENCODER.encodeToString(secret.sign(purpose, survey + "|" + code, HASH_BYTES));
  }
}
