package se.invanardialog.core.messages;

/**
 * One mail to one person, ready to send.
 *
 * @param key names the person and the purpose: what has been sent under a key is never sent again
 * @param text the same words without markup
 * @param leaveLink where the reader can stop letters of this kind; empty for one that was asked for
 */
public record Letter(
    String key, String to, String subject, String html, String text, String leaveLink) {
  /** A leave link under this path acts on a POST by itself (RFC 8058), as mail programs send it. */
  public static final String ONE_CLICK = "/unsubscribe/";
}
