package se.invanardialog.core.table;

/** Every key of the table is made here. */
public final class Keys {
  /** The Tally's stream filter in the template names the same prefix. */
  public static final String SIGNATURES = "SIG#";

  /**
   * Signatures of one suggestion lie in so many partitions, since one takes 1,000 writes a second.
   * It can't be changed later.
   */
  public static final int SIGNATURE_SHARDS = 16;

  private Keys() {}

  public static Key limit(String what, String subject, long window) {
    return new Key("LIMIT#" + what + "#" + subject, Long.toString(window));
  }

  public static Key idempotency(String hash) {
    return new Key("IDEMPOTENT#" + hash, "ANSWER");
  }

  public static Key settings(String kind, String version) {
    return new Key("SETTINGS", kind + "#" + version);
  }

  /** The suggestion: what the author wrote and where it stands. */
  public static Key suggestion(String id) {
    return new Key(suggestionPartition(id), "SUGGESTION");
  }

  /** What lists and counts need of a suggestion; the Tally adds to it. */
  public static Key row(String id) {
    return new Key(suggestionPartition(id), "ROW");
  }

  public static String suggestionPartition(String id) {
    return "SUGGESTION#" + id;
  }

  /** Something that has happened to a suggestion, in order. */
  public static Key event(String id, String at, String what) {
    return new Key(suggestionPartition(id), EVENTS + at + "#" + what);
  }

  public static final String EVENTS = "EVENT#";

  /** Finds a suggestion by the number that people know it by. */
  public static Key number(String number) {
    return new Key("NUMBER#" + number, "NUMBER");
  }

  /** A form half filled in, kept for a day under a name that can't be guessed. */
  public static Key draft(String id) {
    return new Key("DRAFT#" + id, "DRAFT");
  }

  public static Key answer(String id) {
    return new Key(suggestionPartition(id), "ANSWER");
  }

  /** An official's act: who did what when. */
  public static Key audit(String subject, String at, String id) {
    return new Key("AUDIT#" + subject, at + "#" + id);
  }

  public static Key counter(String what) {
    return new Key("COUNTER", what);
  }

  public static Key pendingSignature(String suggestion, String person, String id) {
    return new Key("PENDING#" + suggestion + "#" + shard(person), person + "#" + id);
  }

  /**
   * One signature of one person.
   *
   * @param slot 1, or 2 for the second person of a household with one address
   */
  public static Key signature(String suggestion, String person, int slot) {
    return new Key(signatures(suggestion, shard(person)), person + "#" + slot);
  }

  public static String signatures(String suggestion, int shard) {
    return SIGNATURES + suggestion + "#" + shard;
  }

  /** The suggestion that a key of {@link #signature} belongs to. */
  public static String suggestionOf(String signaturePartition) {
    return signaturePartition.substring(
        SIGNATURES.length(), signaturePartition.indexOf('#', SIGNATURES.length()));
  }

  public static int shard(String person) {
    return Math.floorMod(person.hashCode(), SIGNATURE_SHARDS);
  }

  /** That the Tally has counted this record of the stream. */
  public static Key seen(String eventId) {
    return new Key("SEEN#" + eventId, "SEEN");
  }

  public static Key removal(String id) {
    return new Key("REMOVAL#" + id, "REMOVAL");
  }

  /** A letter to many, with how far it has come. */
  public static Key mailing(String id) {
    return new Key("MAILING#" + id, "MAILING");
  }

  /** That one letter is being sent or was sent. */
  public static Key sending(String letter) {
    return new Key("SENDING#" + letter, "SENDING");
  }

  /** An address that mail must not be sent to any more. */
  public static Key stopped(String person) {
    return new Key("STOPPED#" + person, "STOPPED");
  }

  public static Key recount() {
    return new Key("RECOUNT", "LATEST");
  }

  /** How far the recount under way has come. */
  public static Key recountProgress() {
    return new Key("RECOUNT", "PROGRESS");
  }
}
