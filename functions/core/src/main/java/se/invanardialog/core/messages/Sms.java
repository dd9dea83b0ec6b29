package se.invanardialog.core.messages;

/**
 * One text message to one person, ready to send.
 *
 * @param key names the person and the purpose: what has been sent under a key is never sent again
 * @param to in E.164 form, {@code +46701234567}
 */
public record Sms(String key, String to, String text) {
  /** Each part is paid for, and some telephones show a longer one in pieces. */
  public static final int MOST_PARTS = 3;

  /** Letters of GSM 03.38 in a message alone, and in each of several. */
  private static final int GSM_ALONE = 160;

  private static final int GSM_JOINED = 153;

  /** A message with any other letter is sent in UCS-2. */
  private static final int UCS_ALONE = 70;

  private static final int UCS_JOINED = 67;

  private static final String GSM_LETTERS =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** These take two places. */
  private static final String GSM_EXTENDED = "\f^{}\\[~]|€";

  public Sms {
    if (parts(text) > MOST_PARTS) {
      throw new IllegalArgumentException("A text message of more parts than are sent");
    }
  }

  /** How many messages the text is sent as, and paid for. */
  public static int parts(String text) {
    int places = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (GSM_LETTERS.indexOf(letter) >= 0) {
        places++;
      } else if (GSM_EXTENDED.indexOf(letter) >= 0) {
        places += 2;
      } else {
        return parts(text.length(), UCS_ALONE, UCS_JOINED);
      }
    }
    return parts(places, GSM_ALONE, GSM_JOINED);
  }

  private static int parts(int places, int alone, int joined) {
    return places <= alone ? 1 : Math.ceilDiv(places, joined);
  }
}
