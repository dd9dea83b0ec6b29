package se.invanardialog.signatures;

import java.time.Instant;
import se.invanardialog.core.identity.Pseudonyms;

/**
 * One person's word on a suggestion, in one of its states. Only an active one counts.
 *
 * <pre>
 * Active ⇄ Removed (as fraud, and restored)
 *    ╲      ╱
 *   Withdrawn
 * </pre>
 */
public sealed interface Signature {
  /** The states' names, as stored; the Tally counts by them. */
  String ACTIVE = "active";

  String WITHDRAWN = "withdrawn";
  String REMOVED = "removed";

  String FOR = "for";
  String AGAINST = "against";

  Given given();

  String state();

  /** Where it came from. */
  enum Origin {
    ONLINE,
    PAPER;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Origin of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * Who signs and what they chose. Name and address can be erased; the count stays.
   *
   * @param shown whether the name may be shown on the suggestion's page
   * @param email empty on paper without an address
   * @param postalCode empty when it was not given
   * @param stance {@code for} or {@code against}
   * @param informed whether they want the board's answer by mail
   */
  record Signer(
      String name,
      boolean shown,
      String email,
      String postalCode,
      String stance,
      boolean informed,
      String language) {
    String plainName() {
      return Pseudonyms.plainName(name);
    }

    /** Two people who may share an address: other names, and the same postal code said by both. */
    boolean mayShareAddressWith(Signer other) {
      return !plainName().equals(other.plainName())
          && !postalCode.isEmpty()
          && postalCode.equals(other.postalCode);
    }
  }

  /**
   * What every signature has.
   *
   * @param slot 1, or 2 for the second person of a household with one address
   * @param district by the postal code, or empty
   * @param network where it was asked from, or empty
   * @param sheet the paper's number, or empty
   * @param request what it came from: the id of the asked-for mail, or the line of a sheet
   */
  record Given(
      String suggestion,
      String person,
      int slot,
      Signer signer,
      String district,
      String network,
      Origin origin,
      String sheet,
      String request,
      Instant at) {
    Given inSlot(int other) {
      return new Given(
          suggestion, person, other, signer, district, network, origin, sheet, request, at);
    }
  }

  record Active(Given given) implements Signature {
    public Withdrawn withdraw(Instant now) {
      return new Withdrawn(given, now);
    }

    @Override
    public String state() {
      return ACTIVE;
    }
  }

  /** Taken back by the signer. */
  record Withdrawn(Given given, Instant withdrawnAt) implements Signature {
    /** Whether it may be given again by a request that came after it was taken back. */
    boolean before(Instant asked) {
      return withdrawnAt.isBefore(asked);
    }

    @Override
    public String state() {
      return WITHDRAWN;
    }
  }

  /** Taken out as suspected fraud, which its sender is not told. */
  record Removed(Given given, String removal) implements Signature {
    public Withdrawn withdraw(Instant now) {
      return new Withdrawn(given, now);
    }

    @Override
    public String state() {
      return REMOVED;
    }
  }
}
