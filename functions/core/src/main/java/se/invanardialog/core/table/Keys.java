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

  /** A changed number would count again what is delivered a second time after the change. */
  private static final int SEEN_LANES = 4;

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

  /**
   * Which records the Tally has counted of the signatures of one suggestion that were written in
   * one second: one of a few items, so that a rush needs few and none grows large.
   */
  public static Key seen(String signaturePartition, long epochSecond) {
    String suggestion = suggestionOf(signaturePartition);
    int shard =
        Integer.parseInt(signaturePartition.substring(signaturePartition.lastIndexOf('#') + 1));
    return new Key("SEEN#" + suggestion + "#" + shard % SEEN_LANES, Long.toString(epochSecond));
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

  /** That a resident's text message has been taken in; by a hash of the gateway's name for it. */
  public static Key texted(String message) {
    return new Key("SMSIN#" + message, "SMSIN");
  }

  /** What the table says of the shape of its items. */
  public static Key model() {
    return new Key(MODEL, MODEL);
  }

  private static final String MODEL = "MODEL";

  public static Key recount() {
    return new Key("RECOUNT", "LATEST");
  }

  /** What the last recount of surveys found. */
  public static Key surveyRecount() {
    return new Key("RECOUNT", "SURVEYS");
  }

  /** What the last recount of panels found. */
  public static Key panelRecount() {
    return new Key("RECOUNT", "PANELS");
  }

  /** How far the recount under way has come. */
  public static Key recountProgress() {
    return new Key("RECOUNT", "PROGRESS");
  }

  /** The panels, one item each, in one partition: a municipality has a handful. */
  public static final String PANELS = "PANELS";

  public static Key panel(String id) {
    return new Key(PANELS, id);
  }

  /** How many live in the panel's area, by variable and category. */
  public static Key margins(String panel) {
    return new Key("PANEL#" + panel, "MARGINS");
  }

  /** Members of one panel lie in so many partitions; a send-out works on each by itself. */
  public static final int MEMBER_SHARDS = 16;

  /** The Tally's stream filter in the template names these prefixes. */
  public static final String MEMBERS = "MEMBER#";

  public static final String INVITATIONS = "INV#";
  public static final String ANSWERS = "REPLY#";
  public static final String SURVEY_SENDINGS = "SENDING#S#";
  public static final String CODINGS = "CODING#";

  public static Key member(String panel, String id) {
    return new Key(members(panel, memberShard(id)), id);
  }

  public static String members(String panel, int shard) {
    return MEMBERS + panel + "#" + shard;
  }

  public static int memberShard(String id) {
    return Math.floorMod(id.hashCode(), MEMBER_SHARDS);
  }

  /** That an address or a number (its pseudonym) is a member of the panel: whoever has it first. */
  public static Key memberClaim(String panel, String person) {
    return new Key("CLAIM#" + panel + "#" + person, "CLAIM");
  }

  /** What somebody wrote who wants to join, or a member's new address; forgotten after a week. */
  public static Key application(String id) {
    return new Key("JOINING#" + id, "JOINING");
  }

  /** How many members a cell of the panel has; only the Tally adds to it. */
  public static Key memberTally(String panel, String cell) {
    return new Key(memberTallies(panel), MEMBER_TALLY + cell);
  }

  public static final String MEMBER_TALLY = "TALLY#";

  /** How many in a cell a survey has invited; only the Tally adds to it. */
  public static Key invitedTally(String survey, String cell) {
    return new Key("SURVEY#" + survey, INVITED_TALLY + cell);
  }

  public static final String INVITED_TALLY = "INVITED#";

  public static String memberTallies(String panel) {
    return "PANEL#" + panel;
  }

  public static Key survey(String id) {
    return new Key("SURVEY#" + id, "SURVEY");
  }

  /** Planned, sent, failed, answered: only the Tally adds to it. */
  public static Key surveyProgress(String id) {
    return new Key("SURVEY#" + id, "PROGRESS");
  }

  /** A text of a survey that was put right after it was sent. */
  public static Key surveyWording(String survey, java.time.Instant at, int number) {
    return new Key(
        surveyWordings(survey).partition(),
        surveyWordings(survey).sort() + Times.text(at) + "#" + number);
  }

  public static Key surveyWordings(String survey) {
    return new Key("SURVEY#" + survey, "WORDING#");
  }

  /** Whom it asks, and how finely they are told apart; written when it opens. */
  public static Key surveyPlan(String id) {
    return new Key("SURVEY#" + id, "PLAN");
  }

  /** The members of one shard that a sample's draw fell on. */
  public static Key surveyChosen(String id, int shard) {
    return new Key("SURVEY#" + id, "CHOSEN#" + shard);
  }

  /** A quota's cell, with how many have answered in it. */
  public static Key quota(String survey, String cell) {
    return new Key("SURVEY#" + survey, "QUOTA#" + cell);
  }

  /** Begins the key of a letter that belongs to a survey; {@link #SURVEY_SENDINGS} are those. */
  public static final String SURVEY_LETTER = "S#";

  public static final String SENDOUTS = "SENDOUT#";

  /** How far a send-out has come among the members of one shard. */
  public static Key sendout(String survey, String purpose, int shard) {
    return new Key(SENDOUTS + survey + "#" + purpose, Integer.toString(shard));
  }

  /**
   * That a member was invited.
   *
   * @param hash of the code in the link; says nothing of the answer
   */
  public static Key invitation(String survey, String hash) {
    return new Key(invitations(survey, memberShard(hash)), hash);
  }

  public static String invitations(String survey, int shard) {
    return INVITATIONS + survey + "#" + shard;
  }

  /**
   * What somebody answered; nobody's.
   *
   * @param id derived from the code in the link, and not from what the invitation holds
   */
  public static Key reply(String survey, String id) {
    return new Key(replies(survey, memberShard(id)), id);
  }

  public static String replies(String survey, int shard) {
    return ANSWERS + survey + "#" + shard;
  }

  /** The survey that a key of {@link #reply} belongs to. */
  public static String surveyOfReply(String replyPartition) {
    return replyPartition.substring(ANSWERS.length(), replyPartition.lastIndexOf('#'));
  }

  /** What an analyst says that a reply's own words are about; goes when the reply is changed. */
  public static Key coding(String survey, String reply) {
    return new Key(codings(survey, memberShard(reply)), reply);
  }

  public static String codings(String survey, int shard) {
    return CODINGS + survey + "#" + shard;
  }

  /** The survey that a key of {@link #coding} belongs to. */
  public static String surveyOfCoding(String codingPartition) {
    return codingPartition.substring(CODINGS.length(), codingPartition.lastIndexOf('#'));
  }

  /** What a survey's answers in words can be about. */
  public static Key surveyThemes(String survey) {
    return new Key("SURVEY#" + survey, "THEMES");
  }

  /** A proof of work that has been used. */
  public static Key usedProof(String signature) {
    return new Key("PROOF#" + signature, "PROOF");
  }

  /** Answers half given; forgotten after the survey has closed. */
  public static Key halfReply(String survey, String id) {
    return new Key("HALF#" + survey + "#" + memberShard(id), id);
  }

  /** What the answers of one weighting cell come to; only the Tally adds to it. */
  public static Key answerTally(String survey, String cell) {
    return new Key(answerTallies(survey), cell);
  }

  public static String answerTallies(String survey) {
    return "TALLY#" + survey;
  }
}
