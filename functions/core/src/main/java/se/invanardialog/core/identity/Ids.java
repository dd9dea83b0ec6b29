package se.invanardialog.core.identity;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * New names for things: letters and digits that can't be mistaken for each other when read aloud.
 */
public final class Ids {
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int LENGTH = 12;

  private final RandomGenerator chance;

  public Ids(RandomGenerator chance) {
    this.chance = chance;
  }

  /** Chance is asked for when an id is made, not when the function starts. */
  public static Ids secure() {
    return new Ids(
        new RandomGenerator() {
          @Override
          public long nextLong() {
            return Holder.RANDOM.nextLong();
          }
        });
  }

  /** 12 letters, 59 bits. */
  public String next() {
    var id = new StringBuilder(LENGTH);
    for (int at = 0; at < LENGTH; at++) {
      id.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  private static final class Holder {
    static final SecureRandom RANDOM = new SecureRandom();
  }
}
